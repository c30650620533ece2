"""今日の動きの見わたし: the week, the month, all that is late, and all nobody has heard of for long."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.actions import cases, follow_ups, records, safety_notes
from cases.actions.follow_ups import Next
from cases.models import Case, FollowUp
from districts.models import Staff
from tests.cast import Receive
from tests.home.test_pages import KNOWN, page, planned
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
WAYS = ("/today/week/", "/today/month/", "/today/late/", "/today/quiet/", "/today/quiet/?undated")


@pytest.mark.parametrize("way", WAYS)
def test_each_shows_one_s_own(
    sign_in: SignIn, owner: Client, stranger: Client, owner_worker: Staff, receive: Receive,
    now: datetime, way: str,
) -> None:  # fmt: skip
    long_ago = now - timedelta(days=40)
    case = receive(person=KNOWN, at=long_ago)
    planned(case, by=owner_worker, at=long_ago, what="灯油のその後", days=40)
    assert ("例田 一郎" in page(owner, way)) == ("month" not in way)
    assert "例田 一郎" not in page(stranger, way)


@pytest.mark.parametrize("day", ["x", "0001-01-01", "9999-12-31", "2026-02-30", "%00"])
def test_any_week_and_month_is_a_page(owner: Client, day: str) -> None:
    for way in ("week", "month"):
        assert "次の" in page(owner, f"/today/{way}/?day={day}")


def test_the_week_tells_the_hour_and_what_to_mind(
    owner: Client, owner_worker: Staff, receive: Receive, now: datetime
) -> None:
    case = receive(person=KNOWN)
    day = timezone.localdate() + timedelta(days=7)
    then = Next(what="訪ねる", due_on=day, due_time=time(13, 30), kind="visit")
    follow_ups.plan(case, by=owner_worker, at=now, then=then)
    safety_notes.write(case, by=owner_worker, at=now, kind="two_people")
    shown = page(owner, f"/today/week/?day={day}")
    assert ("13:30" in shown, "訪問" in shown, "2人で訪問" in shown) == (True, True, True)
    assert "訪問1" in page(owner, f"/today/month/?day={day}")


def test_silence_says_how_often_nobody_was_there_and_when_the_next_contact_is(
    owner: Client, owner_worker: Staff, receive: Receive, now: datetime
) -> None:
    long_ago = now - timedelta(days=40)
    case = receive(person=KNOWN, at=long_ago)
    for n, outcome in enumerate(("absent", "met", "absent", "absent")):
        at = long_ago + timedelta(seconds=n)
        records.write(case, by=owner_worker, at=at, happened_at=at, method="visit", outcome=outcome)
    FollowUp.objects.filter(case=case).update(kind="task")
    for way in ("/today/", "/today/quiet/", "/today/quiet/?undated"):
        shown = " ".join(page(owner, way).split())
        assert ("不在2回" in shown, "次の連絡日なし</b>" in shown, "40日" in shown) == (True,) * 3
    day = timezone.localdate() + timedelta(days=3)
    follow_ups.plan(
        case, by=owner_worker, at=now, then=Next(what="訪ねる", due_on=day, kind="visit")
    )
    assert f"次の連絡 {day.month}月{day.day}日" in page(owner, "/today/quiet/")
    assert "例田 一郎" not in page(owner, "/today/quiet/?undated")
    cases.close(case, by=owner_worker, at=timezone.now(), outcome="moved", reason="転出")
    assert "例田 一郎" not in page(owner, "/today/quiet/")


def test_the_long_lists_go_on_from_their_last_row(
    owner: Client, owner_worker: Staff, receive: Receive, now: datetime
) -> None:
    long_ago = now - timedelta(days=40)
    numbers = {receive(at=long_ago + timedelta(minutes=n)).number for n in range(31)}
    for way in ("/today/late/", "/today/quiet/"):
        first = page(owner, way)
        more = first.partition("cursor=")[2].partition('"')[0]
        both = first + page(owner, f"{way}?cursor={more}")
        assert {number for number in numbers if number in both} == numbers
        assert len([number for number in numbers if number in first]) == 30
    assert "すべて見る（31件）" in page(owner, "/today/")


def test_a_step_is_added_from_the_day_and_leads_back_to_it(
    owner: Client, stranger: Client, receive: Receive
) -> None:
    case = receive(person=KNOWN)
    day = timezone.localdate() + timedelta(days=7)
    assert case.number not in page(stranger, "/today/pick/")
    shown = page(owner, f"/today/pick/?day={day}")
    way = f"/cases/{case.number}/next/"
    assert f"{way}?day={day}&amp;next=/today/%3Fday%3D{day}" in shown
    form = page(owner, f"{way}?day={day}&next=/today/?day={day}")
    assert (f'value="{day}"' in form, f'value="/today/?day={day}"' in form) == (True, True)
    told = {"next_what": "訪ねる", "next_on": f"{day}", "next_kind": "visit", "next_place": "裏口"}
    answer = owner.post(way, told | {"next": f"/today/?day={day}"})
    assert answer["Location"] == f"/today/?day={day}"
    assert "裏口" in page(owner, f"/today/?day={day}")


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("way", "queries"),
    [("week", 15), ("month", 9), ("late", 15), ("quiet", 15), ("pick", 14)],
)
def test_each_costs_the_same_for_one_and_three(
    sign_in: SignIn,
    owner_worker: Staff,
    receive: Receive,
    now: datetime,
    way: str,
    queries: int,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    long_ago = now - timedelta(days=40)
    for _ in range(number):
        case: Case = receive(at=long_ago)
        planned(case, by=owner_worker, at=now, what="電話する")
    client = sign_in(owner_worker)
    with django_assert_num_queries(queries):
        page(client, f"/today/{way}/")
