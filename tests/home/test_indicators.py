"""指標: every number is counted a second time, in plain SQL and by hand, over a city of its own (R13)."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from fujisawa_care.foundation.workdays import TOKYO, working_days_between
from fujisawa_care.home.demo import city, today
from fujisawa_care.home.indicators.counting import table
from fujisawa_care.home.indicators.registry import ALL, REGISTRY
from fujisawa_care.home.indicators.shape import Kind, Period
from tests.home.filled import fill

NOW = datetime(2026, 11, 24, 17, 33, tzinfo=TOKYO)
YEAR = Period(date(2025, 11, 1), date(2026, 11, 24))
Rows = list[tuple[Any, ...]]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("a city of stories"),  # told once, not by every worker
]


@pytest.fixture(scope="module", autouse=True)
def small_city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(city, "TOLD", ())
        patch.setattr(today, "DESKS", (today.DESKS[0], today.DESKS[2]))
        for command in ("load_places", "load_items", "load_bodies", "load_sites"):
            call_command(command, verbosity=0)
        city.write(now=NOW, say=lambda _words: None)
        fill(YEAR, NOW)
        yield
        transaction.set_rollback(True)


def _ask(sql: str, **values: datetime) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: Rows = cursor.fetchall()
    return found


def _share(values: list[Any]) -> Decimal:
    return _round(100 * sum(values) / len(values), 1)


def _round(value: float, digits: int) -> Decimal:
    step = Decimal(1).scaleb(-digits)
    return Decimal(str(value)).quantize(step, rounding="ROUND_HALF_UP")


def _median_days(values: list[Any]) -> Decimal:
    return _round(statistics.median(working_days_between(*pair) for pair in values), 1)


CONTACTS = (
    "SELECT happened_at, c.district_id, 1 FROM cases_supportrecord r"
    " JOIN cases_case c ON c.id = r.case_id WHERE counterpart IN ('self', 'family')"
    " AND r.id NOT IN (SELECT corrects_id FROM cases_supportrecord WHERE corrects_id IS NOT NULL)"
)
# what happened: month, district, what is taken from each row
HAPPENED: dict[str, tuple[str, Callable[[list[Any]], Any]]] = {
    "consultations": (
        (
            "SELECT received_at, c.district_id, 1 FROM cases_consultation s"
            " JOIN cases_case c ON c.id = s.case_id"
        ),
        sum,
    ),
    "consultations_passed": (
        (
            "SELECT received_at, c.district_id, 1 FROM cases_consultation s"
            " JOIN cases_case c ON c.id = s.case_id"
            " WHERE s.id IN (SELECT consultation_id FROM cases_referral)"
        ),
        sum,
    ),
    "referrals": (
        (
            "SELECT sent_at, c.district_id, 1 FROM cases_referral r"
            " JOIN cases_case c ON c.id = r.case_id"
        ),
        sum,
    ),
    "answer_days": (
        (
            "SELECT answered_at, c.district_id, ARRAY[(sent_at AT TIME ZONE 'Asia/Tokyo')::date,"
            " (answered_at AT TIME ZONE 'Asia/Tokyo')::date] FROM cases_referral r"
            " JOIN cases_case c ON c.id = r.case_id WHERE status IN ('accepted', 'returned')"
        ),
        _median_days,
    ),
    "accepted_first": (
        (
            "SELECT answered_at, c.district_id, (status = 'accepted')::int FROM cases_referral r"
            " JOIN cases_case c ON c.id = r.case_id"
            " WHERE kind = 'transfer' AND status IN ('accepted', 'returned') AND sent_at ="
            " (SELECT min(sent_at) FROM cases_referral o WHERE o.case_id = c.id AND o.kind = 'transfer')"
        ),
        _share,
    ),
    "hops": (
        "SELECT closed_at, district_id, hops FROM cases_case WHERE stage = 'closed'",
        lambda values: _round(statistics.mean(values), 2),
    ),
    "cases_closed": (
        "SELECT closed_at, district_id, 1 FROM cases_case WHERE stage = 'closed'",
        sum,
    ),
    "sittings": (
        "SELECT starts_at, NULL, 1 FROM meetings_meeting WHERE state IN ('held', 'settled')",
        sum,
    ),
    "items": (
        (
            "SELECT m.starts_at, c.district_id, 1 FROM meetings_agendaitem i"
            " JOIN meetings_meeting m ON m.id = i.meeting_id JOIN cases_case c ON c.id = i.case_id"
            " WHERE m.state IN ('held', 'settled') AND m.kind IN ('juso', 'shien')"
            " AND i.state IN ('decided', 'continued') AND i.opened_at IS NOT NULL"
        ),
        sum,
    ),
    "contacts": (CONTACTS, sum),
    "outreach_contacts": (
        (
            f"{CONTACTS} AND EXISTS (SELECT FROM cases_plan p WHERE p.case_id = c.id"
            " AND p.kind = 'outreach' AND p.state NOT IN ('draft', 'tabled'))"
        ),
        sum,
    ),
    "participations_begun": (
        (
            "SELECT begun_at, c.district_id, 1 FROM engawa_participation p"
            " JOIN cases_case c ON c.id = p.case_id"
        ),
        sum,
    ),
    **{
        code: (
            (
                f"SELECT month, s.district_id, {what} FROM engawa_activityreport r"
                " JOIN engawa_site s ON s.id = r.site_id"
                " WHERE sent_at IS NOT NULL AND s.sort = 'engawa'"
            ),
            sum,
        )
        for code, what in {
            "engawa_reports": "1",
            "engawa_days": "open_days",
            "engawa_visits": "child + adult + older",
            "engawa_noticed": "coalesce(consultations, 0)",
            "engawa_hours": "coalesce(volunteer_hours, 0)",
        }.items()
    },
}
# how it stood: district of each that stood at a moment
OPEN = (
    "FROM cases_case c WHERE EXISTS (SELECT FROM cases_ownership o WHERE o.case_id = c.id"
    " AND o.since < %(moment)s AND coalesce(o.until, 'infinity') >= %(moment)s)"
)
STOOD = {
    "cases_open": f"SELECT c.district_id {OPEN}",
    "cases_quiet": (
        f"SELECT c.district_id {OPEN} AND %(moment)s - interval '30 days' >= greatest(c.opened_at,"
        " (SELECT max(happened_at) FROM cases_supportrecord r"
        " WHERE r.case_id = c.id AND happened_at < %(moment)s))"
    ),
    "follow_ups_overdue": (
        "SELECT c.district_id FROM cases_followup f JOIN cases_case c ON c.id = f.case_id"
        " WHERE planned_at < %(moment)s AND coalesce(ended_at, 'infinity') >= %(moment)s"
        " AND due_on < ((%(moment)s - interval '1 microsecond') AT TIME ZONE 'Asia/Tokyo')::date"
    ),
    "participations": (
        "SELECT c.district_id FROM engawa_participation p JOIN cases_case c ON c.id = p.case_id"
        " WHERE 'ended' <> (SELECT state FROM engawa_participationstep s"
        " WHERE s.participation_id = p.id AND s.at < %(moment)s ORDER BY at DESC, id DESC LIMIT 1)"
    ),
    "engawa_sites": (
        "SELECT district_id FROM engawa_site WHERE sort = 'engawa' AND created_at < %(moment)s AND"
        " coalesce(ended_on, 'infinity') >"
        " ((%(moment)s - interval '1 microsecond') AT TIME ZONE 'Asia/Tokyo')::date"
    ),
}


def _by_hand(code: str, period: Period) -> dict[tuple[str, str], Any]:
    sql, take = HAPPENED[code]
    cells: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for moment, district, value in _ask(sql):
        day = moment if type(moment) is date else moment.astimezone(TOKYO).date()
        if period.since <= day <= period.until:
            cells[district or "", f"{day:%Y-%m}"].append(value)
    return {keys: take(values) for keys, values in cells.items()}


@pytest.mark.parametrize("code", HAPPENED)
def test_what_happened_is_what_plain_sql_counts(code: str) -> None:
    by = tuple(cut for cut in ("district", "month") if cut in REGISTRY[code].by)
    counted = table(code, YEAR.since, YEAR.until, by, at=NOW)
    assert counted.rows
    assert {row.keys: row.value for row in counted.rows} == {
        key[-len(by) :]: value
        for key, value in _by_hand(code, YEAR).items()
        if value or not REGISTRY[code].additive
    }


@pytest.mark.parametrize("code", STOOD)
def test_how_it_stood_is_what_plain_sql_counts(code: str) -> None:
    counted = table(code, YEAR.since, YEAR.until, ("district", "month"), at=NOW)
    assert counted.rows
    for month in YEAR.months():
        by_hand: dict[str, int] = defaultdict(int)
        for (district,) in _ask(STOOD[code], moment=min(month.ends, NOW)):
            by_hand[district or ""] += 1
        found = {row.keys[0]: row.value for row in counted.rows if row.keys[1] == month.month}
        assert found == by_hand, month.month


def test_every_number_is_counted_twice() -> None:
    assert {*HAPPENED, *STOOD} == {*REGISTRY}


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.code)
def test_each_cut_is_one_question_and_adds_up(
    one: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        whole = table(one.code, YEAR.since, YEAR.until, (), at=NOW)
    for cut in one.by:
        with django_assert_num_queries(1):
            parts = table(one.code, YEAR.since, YEAR.until, (cut,), at=NOW)
        overlaps = cut == "topic" or (cut == "month" and one.kind is Kind.STOCK)
        if one.additive and not overlaps:
            assert sum(row.value for row in parts.rows) == whole.of(), cut
        if cut in one.cuts:
            key = parts.keys()[0]
            narrowed = table(one.code, YEAR.since, YEAR.until, (), at=NOW, only={cut: [key]})
            assert narrowed.of() == parts.of(key), cut


def test_what_is_no_cut_is_refused() -> None:
    with pytest.raises(ValueError, match="is not cut by"):
        table("cases_open", YEAR.since, YEAR.until, ("channel",), at=NOW)


def test_the_months_of_a_period() -> None:
    months = [*Period(date(2026, 3, 15), date(2026, 5, 2)).months()]
    assert [(each.since.day, each.until.day, each.month) for each in months] == [
        (15, 31, "2026-03"),
        (1, 30, "2026-04"),
        (1, 2, "2026-05"),
    ]
    assert months[0].ends - months[0].begins == timedelta(days=17)
