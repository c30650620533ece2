"""みんなの縁側: read by anybody, complete without a script, and knowing of no case."""

from __future__ import annotations

import gzip
from datetime import date, datetime

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.models import District
from engawa.models import Site

pytestmark = pytest.mark.django_db


def page(address: str, *, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_anybody_reads_which_places_are_open(bench: Site, unknown: Site) -> None:
    shown = page("/places/")
    assert (bench.name in shown, unknown.name in shown) == (True, True)
    assert "<script" not in shown
    told = page(f"/places/{unknown.pk}/")
    assert told.count("未確認") >= 4
    assert "まだ市が確かめていない情報です" in told


def test_what_has_ended_or_is_not_listed_is_not_there(bench: Site, unknown: Site) -> None:
    Site.objects.filter(pk=unknown.pk).update(listed=False)
    Site.objects.filter(pk=bench.pk).update(ended_on=date(2026, 4, 1), ended_because="移った")
    shown = page("/places/")
    assert (bench.name in shown, unknown.name in shown) == (False, False)
    for site in (bench, unknown):
        page(f"/places/{site.pk}/", status=404)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("district=07", True),
        ("q=ひなた", True),
        ("q=将棋", False),
        ("day=0", True),
        ("day=1", False),
        ("target=elderly", False),
        ("near=善行", True),
        ("near=どこか", False),
    ],
)
def test_one_looks_by_district_word_and_day(bench: Site, asked: str, found: bool) -> None:
    assert (bench.name in page(f"/places/?{asked}")) is found


def test_a_question_that_is_none_is_answered_in_words(bench: Site) -> None:
    assert "さがせます" in page("/places/?district=99&day=x&q=%00", status=400)


def test_the_leaflet_of_a_district_is_a_paper(bench: Site, zengyo: District) -> None:
    answer = Client().get(f"/places/leaflet/{zengyo.pk}/")
    assert answer.content.startswith(b"%PDF-")
    page("/places/leaflet/99/", status=404)


@pytest.mark.parametrize("times", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    bench: Site, now: datetime, times: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(times - 1):
        Site.objects.create(
            name=f"縁側{number}", sort="engawa", created_at=now, updated_at=now, district=None
        )
    with django_assert_num_queries(6):
        page("/places/")


def test_a_phone_loads_little(bench: Site, zengyo: District, now: datetime) -> None:
    """HTML and styles of 39 places, as they travel."""
    for number in range(38):
        Site.objects.create(
            name=f"縁側{number}（架空）", sort="engawa", what="静かな縁側。" * 5, address="架空台2丁目",
            district=zengyo, created_at=now, updated_at=now,
        )  # fmt: skip
    static = settings.BASE_DIR / "fujisawa_care" / "static"
    styles = [(static / f"{one}.css").read_bytes() for one in ("app", "components", "places")]
    sent = [Client().get("/places/").content, *styles]
    assert sum(len(gzip.compress(one)) for one in sent) < 60_000
