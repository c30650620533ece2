"""参加支援の画面: begun from the case, places beside the wishes, the tray, and the end."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.models import AccessLog, Case
from cases.sheets.shields import HIDDEN
from districts.models import Issue, Staff
from engawa.models import Candidate, Interest, Participation, Site
from tests.cast import Begin
from tests.engawa.ways import begun

pytestmark = pytest.mark.django_db
KEY = "5f3b8c1e-8a6e-4f6e-9d59-0a1f5a2f9c11"


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def page(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_from_the_case_to_the_tray(owner: Client, case: Case, bench: Site, unknown: Site) -> None:
    Interest.objects.create(code="shogi", label="将棋", position=1)
    here = f"/cases/{case.number}/participations/"
    assert here in page(owner, f"/cases/{case.number}/")
    assert f"{here}new/" in page(owner, here)
    told = {"own_words": "人と話したい", "interests": "shogi", "days": ["0", "9"], "once": KEY}
    answer = owner.post(f"{here}new/", told)
    assert (answer.status_code, "人と話したい" in answer.content.decode()) == (422, True)
    for _ in range(2):
        answer = owner.post(f"{here}new/", told | {"days": ["0"]})
    way = Participation.objects.get()
    assert answer.headers["Location"] == f"{here}{way.pk}/places/"
    shown = page(owner, f"{here}{way.pk}/places/")
    assert (bench.name in shown, unknown.name in shown) == (True, True)
    assert ("行ける日（月）" in shown, "将棋は未確認" in shown) == (True, True)
    for _ in range(2):
        owner.post(f"{here}{way.pk}/tray", {"site": str(bench.pk)})
    assert Candidate.objects.get().reasons == ["行ける日（月）"]
    shown = page(owner, f"{here}{way.pk}/")
    assert ("候補 1か所" in shown, bench.name in shown, "人と話したい" in shown) == (
        True,
        True,
        True,
    )
    owner.post(f"{here}{way.pk}/tray", {"site": str(bench.pk), "out": "1"})
    assert not Candidate.objects.filter(taken_out_at__isnull=True).exists()
    assert owner.post(f"{here}{way.pk}/tray", {"site": "x\0"}).status_code == 404
    assert case.number in page(owner, "/participations/")
    assert AccessLog.objects.filter(case=case).count() >= 4


def test_wishes_put_right_and_the_end(
    owner: Client, case: Case, owner_worker: Staff, now: datetime
) -> None:
    way = begun(case, by=owner_worker, at=now)
    here = f"/cases/{case.number}/participations/{way.pk}/"
    told = {"own_words": "ゆっくりがいい", "version": "1"}
    assert owner.post(f"{here}edit/", told).status_code == 302
    answer = owner.post(f"{here}edit/", told | {"own_words": "のこる言葉"})
    words = answer.content.decode()
    assert (answer.status_code, "先に直しました" in words, "のこる言葉" in words) == (
        409,
        True,
        True,
    )
    assert owner.post(f"{here}end", {"because": ""}).status_code == 422
    assert owner.post(f"{here}end", {"because": "転居した", "once": KEY}).status_code == 302
    assert "転居した" in page(owner, here)
    assert owner.post(f"{here}end", {"because": "もう一度"}).status_code == 409


def test_what_no_place_offers_goes_on_without_a_name(
    owner: Client, known_case: Case, owner_worker: Staff, now: datetime
) -> None:
    way = begun(known_case, by=owner_worker, at=now)
    garden = Interest.objects.create(code="gardening", label="園芸", position=1)
    way.interests.add(garden)
    here = f"/cases/{known_case.number}/participations/{way.pk}/missing/"
    assert "園芸ができる場が、近くにありません。" in page(owner, here)
    told = {"topic": "hikikomori", "text": "花子さんの行ける畑がない", "once": KEY}
    answer = owner.post(here, told)
    assert (answer.status_code, "花子さん" in answer.content.decode()) == (422, True)
    for _ in range(2):
        owner.post(here, told | {"text": "園芸ができる場が、近くにありません。"})
    issue = Issue.objects.get()
    assert (issue.from_case, "園芸" in issue.text) == (True, True)


def test_who_only_reads_does_not_walk(
    leader: Client, case: Case, bench: Site, owner_worker: Staff, now: datetime
) -> None:
    way = begun(case, bench, by=owner_worker, at=now)
    here = f"/cases/{case.number}/participations/{way.pk}/"
    assert "候補から外す" not in page(leader, here)
    page(leader, f"{here}edit/", status=403)
    assert leader.post(f"{here}end", {"because": "x"}).status_code == 403
    assert Candidate.objects.filter(taken_out_at__isnull=True).count() == 1


def test_under_protection_nobody_reads_where(
    owner: Client, known_case: Case, bench: Site, owner_worker: Staff, begin: Begin, now: datetime
) -> None:
    way = begun(known_case, bench, by=owner_worker, at=now)
    begin(known_case)
    here = f"/cases/{known_case.number}/participations/{way.pk}/"
    shown = page(owner, here)
    assert (bench.name in shown, "将棋がさしたい" in shown, HIDDEN in shown) == (False, False, True)
    for reads in ("places/", "edit/"):
        assert "/protection/open" in owner.get(here + reads).headers["Location"]


@pytest.mark.parametrize("times", [1, 3])
def test_the_page_of_places_asks_the_same_number_of_questions(
    owner: Client,
    case: Case,
    bench: Site,
    owner_worker: Staff,
    now: datetime,
    times: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    sites = [
        Site.objects.create(name=f"場{n}", sort="work", created_at=now, updated_at=now)
        for n in range(times - 1)
    ]
    way = begun(case, bench, *sites, by=owner_worker, at=now)
    with django_assert_num_queries(35):
        page(owner, f"/cases/{case.number}/participations/{way.pk}/places/")
