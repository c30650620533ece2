"""地区: what the tables refuse, and what the API shows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from districts.models import (
    Agency,
    AgencyType,
    Block,
    BlockScheme,
    District,
    Population,
    Posting,
    Role,
    Staff,
)

FIGURES = {"age65": 100, "ageing_rate": Decimal("25.0"), "source": "見本", "kind": "actual"}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"age75": 101}, "75歳以上は65歳以上を"),
        ({"total": 99}, "65歳以上は人口を"),
        ({"ageing_rate": Decimal("100.5")}, "0から100まで"),
        ({"kind": "guess"}, "種類は実績か推計です|有効な選択肢"),
    ],
)
def test_figures_that_cannot_be_are_refused(
    zengyo: District, wrong: dict[str, object], words: str
) -> None:
    figures = Population(district=zengyo, year=2025, **(FIGURES | wrong))
    with pytest.raises(ValidationError, match=words):
        figures.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        figures.save()


def test_a_figure_without_a_day_stands_once(zengyo: District) -> None:
    Population.objects.create(district=zengyo, year=2020, **FIGURES)
    with pytest.raises(IntegrityError), transaction.atomic():
        Population.objects.create(district=zengyo, year=2020, **FIGURES)


def test_two_districts_do_not_share_a_tile(zengyo: District) -> None:
    with pytest.raises(ValidationError, match="同じます目"):
        District(code="08", name="明治", kana="めいじ", tile_row=4, tile_column=2).full_clean()


def test_a_district_shows_figures_and_blocks(zengyo: District, api: APIClient) -> None:
    block = Block.objects.create(
        scheme=BlockScheme.objects.create(name="見本の区割り"), name="北部"
    )
    block.districts.add(zengyo)
    Population.objects.create(district=zengyo, year=2020, **FIGURES)
    assert api.get("/api/v1/districts/07/").json() == {
        "code": "07",
        "name": "善行",
        "kana": "ぜんぎょう",
        "centre_name": "善行市民センター",
        "centre_address": "",
        "centre_tel": "",
        "centre_source": "",
        "blocks": [{"scheme": "見本の区割り", "name": "北部"}],
        "populations": [
            {
                "year": 2020,
                "as_of": None,
                "kind": "actual",
                "kind_label": "実績",
                "total": None,
                "age65": 100,
                "age75": None,
                "ageing_rate": 25.0,
                "source": "見本",
            }
        ],
        "agencies": [],
        "csws": [],
    }


def test_a_district_names_who_works_there_now(
    zengyo: District, api: APIClient, worker: Staff
) -> None:
    block = Block.objects.create(
        scheme=BlockScheme.objects.create(name="見本の区割り"), name="北部"
    )
    block.districts.add(zengyo)
    own, ended, by_block = (
        Agency.objects.create(name=name, type=AgencyType.OTHER, valid_until=until)
        for name, until in (
            ("善行（架空）", None),
            ("もうない（架空）", "2020-03-31"),
            ("北部（架空）", None),
        )
    )
    zengyo.agencies.add(own, ended)
    block.agencies.add(by_block)
    csw, moved = _csw("csw", worker.agency), _csw("csw-moved", worker.agency)
    for staff, starts, ends in (
        (csw, "2024-04-01", None),
        (moved, "2020-04-01", "2021-03-31"),
        (worker, "2024-04-01", None),
    ):
        Posting.objects.create(staff=staff, district=zengyo, starts_on=starts, ends_on=ends)
    shown = api.get("/api/v1/districts/07/").json()
    assert (shown["agencies"], shown["csws"]) == (
        [{"id": own.pk, "name": "善行（架空）"}, {"id": by_block.pk, "name": "北部（架空）"}],
        [{"id": csw.pk, "name": "ふみ出 すすむ"}],
    )


def test_a_stranger_reads_no_district(zengyo: District, stranger: APIClient) -> None:
    answer = stranger.get("/api/v1/districts/")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Token"
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "urn:fujisawa-care:not-authenticated"


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries(
    number: int, api: APIClient, worker: Staff, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    scheme = BlockScheme.objects.create(name="見本の区割り")
    for index in range(1, number + 1):
        district = District.objects.create(
            code=f"0{index}", name=f"見本{index}", kana="みほん", tile_row=index, tile_column=1
        )
        Population.objects.create(district=district, year=2020, **FIGURES)
        block = Block.objects.create(scheme=scheme, name=f"ブロック{index}")
        block.districts.add(district)
        agency = Agency.objects.create(name=f"見本機関{index}", type=AgencyType.OTHER)
        agency.districts.add(district)
        agency.blocks.add(block)
        csw = _csw(f"csw-{index}", agency)
        Posting.objects.create(staff=csw, district=district, starts_on="2024-04-01")
    with django_assert_num_queries(8):
        assert len(api.get("/api/v1/districts/").json()["results"]) == number


def _csw(username: str, agency: Agency) -> Staff:
    return Staff.objects.create_user(username, name="ふみ出 すすむ", role=Role.CSW, agency=agency)
