"""合いそうな場: what fits comes first, what does not is said, and nothing is hidden."""

from __future__ import annotations

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from cases.models import Case
from districts.models import District, Staff
from engawa.actions import participations
from engawa.actions.participations import Wishes
from engawa.models import Interest, Participation, Pastime, Site
from engawa.sheets import matching

pytestmark = pytest.mark.django_db


@pytest.fixture
def shogi(db: None) -> Interest:
    return Interest.objects.create(code="shogi", label="将棋", position=1)


@pytest.fixture
def way(
    case: Case, owner_worker: Staff, shogi: Interest, zengyo: District, now: datetime
) -> Participation:
    wishes = Wishes(
        interests=[shogi], days=[2], parts=["morning"], near=zengyo, company_most=8, needs=["meal"]
    )
    return participations.begin(case, by=owner_worker, at=now, wishes=wishes)


def _found(way: Participation, now: datetime) -> list[matching.Match]:
    return matching.found(Site.objects.there(), way, today=now.date(), most=30)


def test_what_fits_comes_first_and_what_does_not_is_said(
    way: Participation, bench: Site, unknown: Site, shogi: Interest, now: datetime
) -> None:
    Pastime.objects.create(site=bench, interest=shogi, weekday=2)
    Site.objects.filter(pk=bench.pk).update(company_from=20, features=[])
    first, second = _found(way, now)
    assert [(one.words, one.fits) for one in first.reasons] == [
        ("将棋（水）", True),
        ("行ける日（水）", True),
        ("善行地区", True),
        ("人が多い 20人〜", False),
        ("食事があるかは未確認", None),
    ]
    assert (first.site.id, first.fits, first.misses) == (bench.pk, 3, 1)
    assert (second.site.id, second.fits) == (unknown.pk, 0)
    assert all(one.fits is None for one in second.reasons)


def test_a_neighbour_counts_only_where_it_may(
    way: Participation, bench: Site, unknown: Site, now: datetime
) -> None:
    beside = {"tile_row": 3, "tile_column": 2}
    mutsuai = District.objects.create(code="05", name="六会", kana="むつあい", **beside)
    far = District.objects.create(code="01", name="御所見", kana="ご", tile_row=1, tile_column=1)
    Site.objects.filter(pk=bench.pk).update(district=mutsuai)
    Site.objects.filter(pk=unknown.pk).update(district=far)

    def near() -> dict[int, tuple[str, bool | None]]:
        said = {one.site.id: [*one.reasons] for one in _found(way, now)}
        words = ("地区", "遠い")
        return {
            pk: next(
                (r.words, r.fits) for r in told if r.words.startswith(words) or "地区" in r.words
            )
            for pk, told in said.items()
        }

    assert near() == {
        bench.pk: ("となりの地区（六会）", True),
        unknown.pk: ("遠い（御所見）", False),
    }
    Participation.objects.filter(pk=way.pk).update(neighbours_too=False)
    way.refresh_from_db()
    assert near()[bench.pk] == ("遠い（六会）", False)


@pytest.mark.parametrize("times", [1, 3])
def test_the_same_number_of_questions(
    way: Participation,
    bench: Site,
    times: int,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(times - 1):
        Site.objects.create(
            name=f"場{number}",
            sort="work",
            created_at=bench.created_at,
            updated_at=bench.created_at,
        )
    way = Participation.objects.get(pk=way.pk)
    with django_assert_num_queries(8):
        assert len(_found(way, now)) == times
