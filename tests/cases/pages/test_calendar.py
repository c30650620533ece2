"""予定表につなぐ: number and district, under a secret address that can be taken back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient
from structlog.testing import capture_logs

from cases.actions import calendar_keys, follow_ups, grounds
from cases.actions.follow_ups import Next
from cases.actions.people import Known
from cases.models import CalendarKey, Case, Ground
from districts.models import Role, Staff
from tests.cast import Receive
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
TOLD = Known(
    name="例田 一郎", kana="れいだ いちろう", phones=("0466-00-0142",), address="架空台2-8"
)


@pytest.fixture
def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


@pytest.fixture
def visited(receive: Receive, owner_worker: Staff, now: datetime, tomorrow: date) -> Case:
    case = receive(person=TOLD)
    then = Next(
        what="灯油のことを聞く", due_on=tomorrow, due_time=time(13, 30), kind="visit", place="裏口"
    )
    follow_ups.plan(case, by=owner_worker, at=now, then=then)
    return case


def _read(secret: str, client: Client | None = None) -> Calendar:
    answer = (client or Client()).get(f"/calendar/{secret}.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    return Calendar.from_ical(answer.content.decode())


def test_it_tells_the_number_and_the_district_and_nothing_else(
    visited: Case, owner_worker: Staff, now: datetime, tomorrow: date
) -> None:
    secret = calendar_keys.make(owner_worker, at=now).secret
    shown = _read(secret)
    whole = shown.to_ical().decode().replace("\r\n ", "")
    for hidden in ("例田", "れいだ", "0142", "架空台", "灯油", "裏口", "訪問", owner_worker.name):
        assert hidden not in whole
    timed, all_day = sorted(
        shown.walk("VEVENT"),
        key=lambda one: isinstance(one.decoded("dtstart"), datetime),
        reverse=True,
    )
    assert str(timed["summary"]) == f"{visited.number} 善行"
    assert timed.decoded("dtstart").astimezone(timezone.get_default_timezone()) == datetime.combine(
        tomorrow, time(13, 30), tzinfo=timezone.get_default_timezone()
    )
    assert type(all_day.decoded("dtstart")) is date


def test_the_address_is_told_once_and_kept_nowhere(owner: Client, visited: Case) -> None:
    shown = owner.post("/calendar/").content.decode()
    secret = shown.split(".ics")[0].rpartition("/")[2]
    assert len(list(_read(secret).walk("VEVENT"))) == 2
    again = owner.get("/calendar/").content.decode()
    assert (secret in again, secret[:6] in again) == (False, True)
    kept = CalendarKey.objects.values().get()
    assert secret not in str(kept)
    assert kept["read_at"] is not None


def test_what_was_taken_back_is_not_there(
    owner: Client, stranger: Client, owner_worker: Staff, now: datetime
) -> None:
    made = calendar_keys.make(owner_worker, at=now)
    way = f"/calendar/keys/{made.key.pk}/revoke/"
    assert stranger.post(way).status_code == 404
    assert (owner.get(way).status_code, _read(made.secret).name) == (302, "VCALENDAR")
    for _ in range(2):
        assert owner.post(way)["Location"] == "/calendar/"
    assert Client().get(f"/calendar/{made.secret}.ics").status_code == 404
    with pytest.raises(DatabaseError), transaction.atomic():
        CalendarKey.objects.filter(pk=made.key.pk).update(revoked_at=None)


@pytest.mark.parametrize("secret", ["x", "あ" * 50, "%00", "x" * 2000, "..%2F..", "%FF"])
def test_what_is_no_key_opens_nothing(db: None, secret: str) -> None:
    assert Client().get(f"/calendar/{secret}.ics").status_code == 404


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": Role.ADMINISTRATOR}])
def test_whoever_left_reads_no_more(
    owner_worker: Staff, now: datetime, change: dict[str, object]
) -> None:
    secret = calendar_keys.make(owner_worker, at=now).secret
    Staff.objects.filter(pk=owner_worker.pk).update(**change)
    assert Client().get(f"/calendar/{secret}.ics").status_code == 404


def test_a_case_out_of_sight_leaves_the_calendar(
    visited: Case, owner_worker: Staff, now: datetime
) -> None:
    secret = calendar_keys.make(owner_worker, at=now).secret
    grounds.end(visited, *Ground, at=now)
    assert list(_read(secret).walk("VEVENT")) == []


def test_a_key_is_one_of_five(owner: Client) -> None:
    answers = [owner.post("/calendar/").status_code for _ in range(6)]
    assert answers == [200] * 5 + [422]


def test_an_administrator_has_no_calendar(keeper: Client) -> None:
    assert (keeper.get("/calendar/").status_code, keeper.post("/calendar/").status_code) == (
        404,
        404,
    )


def test_the_log_does_not_know_the_secret(owner_worker: Staff, now: datetime) -> None:
    secret = calendar_keys.make(owner_worker, at=now).secret
    with capture_logs() as lines:
        _read(secret)
    assert secret not in str(lines)
    assert "GET /calendar/…" in [line.get("request") for line in lines]


@pytest.mark.parametrize("number", [1, 3])
def test_a_calendar_costs_the_same_for_one_and_three(
    receive: Receive,
    owner_worker: Staff,
    now: datetime,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        receive(person=TOLD)
    secret = calendar_keys.make(owner_worker, at=now).secret
    with django_assert_num_queries(7):
        _read(secret)


def test_the_api_tells_it_once_too(sign_in: SignIn, owner_worker: Staff, outsider: Staff) -> None:
    mine, theirs = APIClient(), APIClient()
    mine.force_login(owner_worker)
    theirs.force_login(outsider)
    made = mine.post("/api/v1/calendar-keys/", {}).json()
    _read(made["address"].rpartition("/")[2].removesuffix(".ics"))
    listed = mine.get("/api/v1/calendar-keys/").json()["results"]
    assert [set(one) & {"address", "digest"} for one in listed] == [set()]
    assert theirs.get("/api/v1/calendar-keys/").json()["results"] == []
    way = f"/api/v1/calendar-keys/{made['id']}/revoke/"
    assert theirs.post(way).status_code == 404
    assert (mine.post(way).status_code, mine.post(way).status_code) == (200, 409)
