"""行き先を待つ議題: what a no moved off to nowhere stays in sight until somebody finds it a place (R5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Case, Reminder
from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep
from meetings import dues
from meetings.actions import adrift
from meetings.models import AgendaItem, Meeting, MeetingBody, MeetingEvent
from tests.meetings.cast import Agree, Call, Table
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
HERE, QUERIES = "/meetings/adrift/", 9
DAY = timedelta(days=1)


@pytest.fixture
def secretary(sign_in: SignIn, coordinator: Staff) -> Client:
    return sign_in(coordinator)


@pytest.fixture
def lost(case: Case, juso: Meeting, table: Table, agree: Agree, now: datetime) -> AgendaItem:
    """Tabled with a yes, which is taken back while no 支援会議 is called."""
    agree(case, at=now - DAY)
    item = table(juso, case, question="秘密の問い")
    agree(case, event="withdrawn", at=now)
    item.refresh_from_db()
    return item


@pytest.fixture
def coming(call: Call, shien_body: MeetingBody, now: datetime) -> Meeting:
    return call(shien_body, at=now + 30 * DAY)


def test_a_coordinator_without_a_ground_is_led_to_it_and_finds_it_a_table(
    lost: AgendaItem, coming: Meeting, secretary: Client, coordinator: Staff
) -> None:
    told = Reminder.objects.get(kind="off_table", recipient=coordinator)
    opened = secretary.post(f"/reminders/{told.pk}/", follow=True)
    assert (opened.redirect_chain[-1][0], opened.status_code) == (HERE, 200)
    page = opened.content.decode()
    assert lost.case is not None
    assert lost.case.number in page
    assert "本人の同意がなくなりました" in page
    assert "秘密の問い" not in page
    assert HERE in secretary.get("/meetings/").content.decode()
    assert HERE in secretary.get("/today/").content.decode()
    answer = secretary.post(
        f"/meetings/{lost.meeting_id}/items/{lost.pk}/take-up", {"meeting": coming.pk}
    )
    made = coming.items.get()
    assert answer.headers["Location"] == f"/meetings/{coming.pk}/items/{made.pk}/seats/"
    assert (made.follows, made.question, made.reason) == (lost, "秘密の問い", "shien1")
    assert not made.seats.exists()
    assert not dues.adrift().exists()
    assert HERE not in secretary.get("/today/").content.decode()


def test_it_is_let_go_with_a_reason_that_stays(
    lost: AgendaItem, secretary: Client, coordinator: Staff
) -> None:
    where = f"/meetings/{lost.meeting_id}/items/{lost.pk}/let-go"
    for wrong in ("", "あ" * 20_001, "\0"):
        refused = secretary.post(where, {"because": wrong})
        assert (refused.status_code, dues.adrift().count()) == (422, 1)
        assert "出さないわけ" in refused.content.decode()
    assert secretary.post(where, {"because": "本人と会えるまで待つ"}).status_code == 302
    event = MeetingEvent.objects.get(kind="let_go")
    assert (event.item, event.by, event.note) == (lost, coordinator, "本人と会えるまで待つ")
    assert not dues.adrift().exists()
    assert secretary.post(where, {"because": "もう一度"}).status_code == 409


def test_what_is_taken_up_twice_lies_on_one_table(
    lost: AgendaItem, coming: Meeting, coordinator: Staff, manager: Staff, now: datetime
) -> None:
    adrift.take_up(lost, coming, by=coordinator, at=now + DAY)
    with pytest.raises(IllegalStep, match="もう行き先が決まっています"):
        adrift.take_up(lost, coming, by=manager, at=now + DAY)
    assert coming.items.count() == 1


def test_only_a_shien_kaigi_to_come_takes_it_up(
    lost: AgendaItem, coming: Meeting, secretary: Client
) -> None:
    where = f"/meetings/{lost.meeting_id}/items/{lost.pk}/take-up"
    for wrong in (lost.meeting_id, 999999, "x", ""):
        assert secretary.post(where, {"meeting": wrong}).status_code == 422
    assert dues.adrift().exists()


def test_it_is_for_secretaries_alone(lost: AgendaItem, owner: Client, stranger: Client) -> None:
    where = f"/meetings/{lost.meeting_id}/items/{lost.pk}/let-go"
    assert [one.get(HERE).status_code for one in (owner, stranger)] == [403, 403]
    assert [one.post(where, {"because": "x"}).status_code for one in (owner, stranger)] == [
        403,
        404,
    ]
    assert dues.adrift().exists()


def test_the_questions_do_not_grow(
    juso: Meeting, receive: Callable[..., Case], table: Table, agree: Agree, secretary: Client,
    now: datetime,
) -> None:  # fmt: skip
    secretary.get(HERE)  # what is asked once a day
    asked: list[int] = []
    for more in (1, 2):
        for _ in range(more):
            case = receive()
            agree(case, at=now + DAY)
            table(juso, case, at=now + DAY)
            agree(case, event="withdrawn", at=now + 2 * DAY)
        with CaptureQueriesContext(connection) as queries:
            assert secretary.get(HERE).content.decode().count("出さないわけ") == len(asked) * 2 + 1
        asked.append(len(queries))
    assert asked == [QUERIES, QUERIES]
