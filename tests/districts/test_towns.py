"""町名: what a typed address proposes."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from districts.models import District, Town, TownDistrict


@pytest.fixture
def oba(zengyo: District, kugenuma: District) -> Town:
    town = Town.objects.create(name="大庭", kana="おおば", postal_code="251-0861")
    for district in (zengyo, kugenuma):
        _lies(town, district, partial=True)
    return town


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("大", ["大庭"]),
        ("おお", ["大庭"]),
        ("オオバ", ["大庭"]),
        ("ｵｵﾊﾞ", ["大庭"]),
        ("大庭5406-4", ["大庭"]),
        ("藤沢市大庭5406-4", ["大庭"]),
        ("神奈川県藤沢市 大庭", ["大庭"]),
        ("251-0861", ["大庭"]),
        ("〒2510861", ["大庭"]),
        ("２５１０８", ["大庭"]),
        ("庭", []),
        ("%", []),
        ("_庭", []),
    ],
)
def test_a_town_is_found_as_people_write_it(typed: str, found: list[str], oba: Town) -> None:
    assert [town.name for town in Town.objects.named(typed)] == found


@pytest.mark.parametrize(
    ("rows", "split"),
    [
        ([], False),
        ([("07", "service", False)], False),
        ([("07", "service", None)], False),
        ([("07", "service", True)], True),
        ([("07", "service", False), ("07", "statistics", False)], False),
        ([("07", "service", False), ("12", "statistics", False)], True),
    ],
)
def test_when_the_name_does_not_settle_the_district(
    rows: list[tuple[str, str, bool | None]], split: bool, zengyo: District, kugenuma: District
) -> None:
    town = Town.objects.create(name="見本町", kana="みほんちょう", postal_code="251-0000")
    for code, which, partial in rows:
        _lies(town, District.objects.get(code=code), which=which, partial=partial)
    assert Town.objects.with_districts().get(pk=town.pk).split is split
    assert Town.objects.split().filter(pk=town.pk).exists() is split


def test_the_api_proposes_districts(oba: Town, api: APIClient) -> None:
    [town] = api.get("/api/v1/towns/?q=大庭").json()["results"]
    assert {key: town[key] for key in ("name", "postal_code", "split")} == {
        "name": "大庭",
        "postal_code": "251-0861",
        "split": True,
    }
    assert [(each["code"], each["name"], each["partial"]) for each in town["districts"]] == [
        ("07", "善行", True),
        ("12", "鵠沼", True),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries(
    number: int,
    api: APIClient,
    zengyo: District,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for index in range(number):
        town = Town.objects.create(name=f"見本{index}", kana="みほん", postal_code="251-0000")
        _lies(town, zengyo)
    with django_assert_num_queries(4):
        assert len(api.get("/api/v1/towns/").json()["results"]) == number


def _lies(
    town: Town, district: District, *, which: str = "unspecified", partial: bool | None = False
) -> None:
    TownDistrict.objects.create(
        town=town, district=district, map=which, partial=partial, basis="stated", source="見本"
    )
