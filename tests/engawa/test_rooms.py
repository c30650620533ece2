"""空き: the last word counts, less who has begun since; said by whoever speaks for the place."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cases.models import Case
from districts.models import Staff
from engawa.actions import rooms, staying, visits
from engawa.actions.visits import Wanted
from engawa.models import Room, Site
from engawa.sheets import rooms as sheets
from fujisawa_care.foundation.problems import NotAllowed
from tests.engawa.ways import begun
from tests.screens import SignIn

pytestmark = pytest.mark.django_db


def test_who_begins_to_come_takes_a_place(
    case: Case,
    bench: Site,
    owner_worker: Staff,
    bench_account: Staff,
    outsider: Staff,
    now: datetime,
) -> None:
    assert sheets.at(bench) == sheets.RoomSheet(0, None, None)
    with pytest.raises(NotAllowed):
        rooms.say(bench, by=outsider, at=now, people=3)
    with pytest.raises(ValidationError, match="500まで"):
        rooms.say(bench, by=bench_account, at=now, people=501)
    for people in (5, 1):
        rooms.say(bench, by=bench_account, at=now, people=people)
    assert sheets.at(bench).words == "あと1人"
    way, at = begun(case, bench, by=owner_worker, at=now), now + timedelta(hours=1)
    visit = visits.ask(way, bench, by=owner_worker, at=at, wanted=Wanted(on=now.date()))
    visits.answer(visit, by=bench_account, at=at, welcome=True)
    visits.went(visit, by=owner_worker, at=at)
    staying.try_out(way, bench, by=owner_worker, at=at)
    assert (sheets.at(bench).connected, sheets.at(bench).words) == (1, "いまはいっぱい")


def test_said_on_the_page_and_at_the_desk(
    sign_in: SignIn, bench: Site, bench_account: Staff, receiver_worker: Staff, owner: Client
) -> None:
    place, keeper = sign_in(bench_account), sign_in(receiver_worker)
    wrong = place.post("/engawa/desk/room", {"people": "x"})
    assert wrong.status_code == 422
    assert place.post("/engawa/desk/room", {"people": "4"}).status_code == 302
    assert "あと4人" in keeper.get(f"/engawa/{bench.pk}/").content.decode()
    assert keeper.post(f"/engawa/{bench.pk}/room", {"people": "2"}).status_code == 302
    assert "あと2人" in place.get("/engawa/desk/").content.decode()
    assert owner.post(f"/engawa/{bench.pk}/room", {"people": "9"}).status_code == 403
    assert Room.objects.count() == 2
