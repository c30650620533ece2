"""会議の数: the figures the city published for 令和5年度, and who may look behind them (R13)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from cases.models import Case
from districts.models import Staff
from fujisawa_care.foundation.workdays import TOKYO
from meetings.models import AgendaItem, Meeting, MeetingBody, Reason
from meetings.sheets import counts
from meetings.sheets.counts import Span
from meetings.states import ItemState, MeetingState
from tests.cast import Receive
from tests.meetings.cast import Call

pytestmark = pytest.mark.django_db
DECEMBER = Span(2023, date(2023, 12, 31))
PAGE, BEHIND = "/meetings/counts/", "/meetings/counts/items/"
Discuss = Callable[..., AgendaItem]


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def discuss(call: Call, receive: Receive, manager: Staff) -> Discuss:
    """A case that was talked about at a sitting of a day gone by."""

    def discuss(
        body: MeetingBody,
        day: date,
        reason: str,
        *,
        state: ItemState = ItemState.DECIDED,
        case: Case | None = None,
        sitting: Meeting | None = None,
    ) -> AgendaItem:
        begins = datetime(day.year, day.month, day.day, 14, tzinfo=TOKYO)
        sitting = sitting or call(body, at=begins, state=MeetingState.HELD, held_at=begins)
        case = case or receive(at=begins - timedelta(days=30), consent="given")
        item = AgendaItem.objects.create(
            meeting=sitting, case=case, position=1, reason=reason, minutes=20,
            state=ItemState.TABLED, tabled_by=manager, tabled_at=begins, updated_at=begins,
        )  # fmt: skip
        if state != ItemState.TABLED:
            _go_on(item, state, begins)
        return item

    return discuss


def _go_on(item: AgendaItem, state: ItemState, at: datetime) -> None:
    if state != ItemState.REMOVED:
        item.state, item.opened_at, item.consent_state = ItemState.OPEN, at, "given"
        item.save()
    if state != ItemState.OPEN:
        item.state, item.closed_at = state, at + timedelta(minutes=20)
        item.save()


@pytest.fixture
def reiwa_five(discuss: Discuss, juso_body: MeetingBody, shien_body: MeetingBody) -> None:
    """6 and 9 until December, and a sitting in January that is not of this count."""
    for month in (4, 5, 6, 9, 10, 12):
        discuss(juso_body, date(2023, month, 12), Reason.JUSO2)
    for month in (4, 5, 6, 7, 8, 9, 10, 11, 12):
        discuss(shien_body, date(2023, month, 20), "shien2" if month in (6, 10) else "shien1")
    discuss(juso_body, date(2024, 1, 10), Reason.JUSO1)


def _said(span: Span, at: datetime) -> dict[str, int]:
    return {one.code: one.value for one in counts.indicators(counts.count(span, at=at))}


def test_the_figures_of_reiwa_five_until_december(reiwa_five: None, now: datetime) -> None:
    """6 of 重層的支援会議, all ② and none ①; 9 of 支援会議."""
    assert _said(DECEMBER, now) == {
        "juso_sittings": 6,
        "juso_items": 6,
        "juso_juso1": 0,
        "juso_juso2": 6,
        "juso_none": 0,
        "shien_sittings": 9,
        "shien_items": 9,
        "shien_shien1": 7,
        "shien_shien2": 2,
        "shien_none": 0,
    }
    whole = _said(Span(2023, counts.last_day(2023)), now)
    assert (whole["juso_sittings"], whole["juso_juso1"]) == (7, 1)


@pytest.mark.parametrize(
    ("state", "counted"),
    [
        (ItemState.TABLED, 0),
        (ItemState.OPEN, 0),
        (ItemState.DECIDED, 1),
        (ItemState.CONTINUED, 1),
        (ItemState.REMOVED, 0),
    ],
)
def test_only_what_was_talked_about_to_its_end_is_counted(
    state: ItemState, counted: int, discuss: Discuss, shien_body: MeetingBody, now: datetime
) -> None:
    discuss(shien_body, date(2023, 6, 1), Reason.SHIEN1, state=state)
    said = _said(DECEMBER, now)
    assert (said["shien_sittings"], said["shien_items"]) == (1, counted)


def test_carried_over_untalked_is_nothing_and_twice_talked_is_two(
    discuss: Discuss, shien_body: MeetingBody, now: datetime
) -> None:
    carried = discuss(shien_body, date(2023, 5, 1), Reason.SHIEN1, state=ItemState.TABLED)
    carried.state, carried.closed_at = ItemState.CONTINUED, carried.tabled_at
    carried.save()
    assert _said(DECEMBER, now)["shien_items"] == 0
    for month in (6, 7):
        discuss(shien_body, date(2023, month, 1), Reason.SHIEN1, case=carried.case)
    assert _said(DECEMBER, now)["shien_items"] == 2


def test_two_cases_at_one_sitting_are_two_and_a_case_without_number_is_one(
    discuss: Discuss, juso_body: MeetingBody, now: datetime
) -> None:
    first = discuss(juso_body, date(2023, 5, 1), Reason.JUSO2)
    discuss(juso_body, date(2023, 5, 1), Reason.NONE, sitting=first.meeting)
    said = _said(DECEMBER, now)
    assert (said["juso_sittings"], said["juso_items"], said["juso_none"]) == (1, 2, 1)


@pytest.mark.parametrize(
    ("day", "counted"),
    [
        (date(2023, 3, 31), 0),
        (date(2023, 4, 1), 1),
        (date(2023, 12, 31), 1),
        (date(2024, 1, 1), 0),
    ],
)
def test_the_days_at_the_borders(
    day: date, counted: int, call: Call, juso_body: MeetingBody, now: datetime
) -> None:
    late = datetime(day.year, day.month, day.day, 22, tzinfo=TOKYO)
    call(juso_body, at=late, state=MeetingState.SETTLED, held_at=late)
    assert _said(DECEMBER, now)["juso_sittings"] == counted


def test_called_off_or_still_to_come_is_no_sitting(
    call: Call, juso_body: MeetingBody, council_body: MeetingBody, now: datetime
) -> None:
    day = datetime(2023, 6, 1, 14, tzinfo=TOKYO)
    for state in (MeetingState.CANCELLED, MeetingState.INVITED, MeetingState.PLANNED):
        call(juso_body, at=day, state=state)
    call(council_body, at=day, state=MeetingState.HELD, held_at=day)
    said = _said(DECEMBER, now)
    assert (said["juso_sittings"], said["small_area_sittings"]) == (0, 1)
    assert "small_area_items" not in said


def test_the_page_says_how_and_when_it_counted(reiwa_five: None, stranger: Client) -> None:
    page = stranger.get(f"{PAGE}?year=2023&until=R5.12.31").content.decode()
    assert "令和5年度" in page
    assert counts.OF_ITEMS in page
    assert f"{timezone.localtime():%-m月%-d日}" in page
    assert f'{BEHIND}?year=2023&amp;until=2023-12-31&amp;kind=juso&amp;reason=juso2"' in page
    assert "reason=juso1" not in page


@pytest.mark.parametrize("year", ["2023", "R5", "r05", "令和５年度", "2023年度"])
def test_a_fiscal_year_may_be_asked_for_as_it_is_spoken(
    year: str, reiwa_five: None, stranger: Client, outsider: Staff
) -> None:
    page = stranger.get(PAGE, {"year": year, "until": "R5.12.31"}).content.decode()
    assert re.search(r'<option value="2023"\s+selected', page)
    api = APIClient()
    api.force_authenticate(outsider)
    answer = api.get("/api/v1/meetings/counts/", {"year": year, "kind": "juso"})
    assert {one["fiscal_year"] for one in answer.json()["results"]} == {2023}


def test_a_year_before_the_first_sitting_counts_nothing(stranger: Client) -> None:
    page = stranger.get(PAGE, {"year": "2022"})
    assert (page.status_code, "令和4年度" in page.content.decode()) == (200, True)
    assert stranger.get(PAGE, {"year": "R99"}).status_code == 400


@pytest.mark.parametrize(
    "asked",
    [
        "year=1900", "year=x", "year=2023&year=2024", "until=2023-13-01", "year=2023&until=2024-04-01",
        "until=\0", "until=R5.12", "month=4", "until=9999-12-31", "year=2023&until=" + "9" * 20_001,
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_and_the_page_still_stands(
    asked: str, reiwa_five: None, stranger: Client, outsider: Staff
) -> None:
    page = stranger.get(f"{PAGE}?{asked}")
    assert (page.status_code, "会議の数" in page.content.decode()) == (400, True)
    api = APIClient()
    api.force_authenticate(outsider)
    for address in ("/api/v1/meetings/counts/", "/api/v1/meetings/counts/items/"):
        answer = api.get(f"{address}?{asked}")
        assert answer.status_code == 400
        assert answer.json()["errors"]


def test_behind_the_number_stands_what_the_reader_may_see(
    reiwa_five: None,
    discuss: Discuss,
    shien_body: MeetingBody,
    stranger: Client,
    owner: Client,
    leader: Client,
    keeper: Client,
    receive: Receive,
    receiver_worker: Staff,
) -> None:
    theirs = receive(by=receiver_worker)
    discuss(shien_body, date(2023, 11, 30), Reason.SHIEN1, case=theirs)
    asked = f"{BEHIND}?year=2023&until=2023-12-31&kind=shien&reason=shien1"
    for client, seen, shown in ((stranger, 0, False), (owner, 7, False), (leader, 8, True)):
        page = client.get(asked).content.decode()
        assert f'>8</span>件のうち、見られるもの <span class="num">{seen}</span>件' in page
        assert (theirs.number in page) is shown
    assert theirs.number not in keeper.get(asked).content.decode()


def test_the_api_gives_each_number_with_its_definition(reiwa_five: None, outsider: Staff) -> None:
    api = APIClient()
    api.force_authenticate(outsider)
    answer = api.get("/api/v1/meetings/counts/?year=2023&until=2023-12-31&kind=juso").json()
    assert [(one["code"], one["value"]) for one in answer["results"]] == [
        ("juso_sittings", 6), ("juso_items", 6), ("juso_juso1", 0), ("juso_juso2", 6), ("juso_none", 0),
    ]  # fmt: skip
    first = answer["results"][0]
    assert first["period"] == {"from": "2023-04-01", "to": "2023-12-31"}
    assert (first["unit"], first["district"], first["reason"]) == ("回", None, None)
    assert first["definition"] == counts.OF_SITTINGS
    assert datetime.fromisoformat(first["counted_at"]).utcoffset() == timedelta(hours=9)


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/api/v1/meetings/counts/?year=2023", 3),
        ("/api/v1/meetings/counts/items/?year=2023", 3),
    ],
)
def test_as_many_questions_for_one_as_for_three(
    address: str,
    queries: int,
    discuss: Discuss,
    juso_body: MeetingBody,
    manager: Staff,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    api = APIClient()
    api.force_authenticate(manager)
    for times in (1, 2):
        for _ in range(times):
            discuss(juso_body, date(2023, 5, 1), Reason.JUSO2)
        with django_assert_num_queries(queries):
            assert api.get(address).status_code == 200
