"""開庁日: holidays, substitute holidays, and the days around the new year."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fujisawa_care.foundation import workdays

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))

OPEN = [
    date(2026, 11, 24),
    date(2025, 12, 26),
    date(2026, 1, 5),
    date(2026, 12, 28),
    date(2027, 1, 4),
]
CLOSED = [
    date(2026, 11, 22),  # Sunday
    date(2026, 11, 23),  # 勤労感謝の日
    date(2026, 5, 6),  # substitute for 憲法記念日
    date(2026, 9, 22),  # between two holidays
    date(2024, 8, 12),  # substitute for 山の日
    date(2026, 12, 29),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2025, 1, 2),
    date(2025, 1, 3),
]

AFTER = [
    (date(2026, 11, 24), 3, date(2026, 11, 27)),
    (date(2026, 11, 20), 1, date(2026, 11, 24)),
    (date(2026, 11, 22), 0, date(2026, 11, 24)),
    (date(2026, 11, 24), 0, date(2026, 11, 24)),
    (date(2026, 12, 28), 1, date(2027, 1, 4)),
    (date(2026, 12, 25), 3, date(2027, 1, 5)),
    (date(2026, 5, 1), 1, date(2026, 5, 7)),
    (date(2026, 9, 18), 1, date(2026, 9, 24)),
]


@pytest.mark.parametrize("day", OPEN)
def test_the_counters_are_open(day: date) -> None:
    assert workdays.is_working_day(day)


@pytest.mark.parametrize("day", CLOSED)
def test_the_counters_are_closed(day: date) -> None:
    assert not workdays.is_working_day(day)


@pytest.mark.parametrize(("day", "number", "expected"), AFTER)
def test_working_days_are_counted_from_the_next_day(day: date, number: int, expected: date) -> None:
    assert workdays.add_working_days(day, number) == expected


@given(DAYS, st.integers(1, 40))
def test_adding_and_counting_agree(day: date, number: int) -> None:
    end = workdays.add_working_days(day, number)
    assert workdays.is_working_day(end)
    assert workdays.working_days_between(day, end) == number
    assert workdays.working_days_between(end, day) == -number


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forward"):
        workdays.add_working_days(date(2026, 11, 24), -1)


def test_a_day_ends_when_the_counters_close_in_tokyo() -> None:
    end = workdays.end_of_day(date(2026, 11, 24))
    assert end == datetime.fromisoformat("2026-11-24T17:00:00+09:00")


THURSDAY = datetime(2025, 11, 20, tzinfo=workdays.TOKYO)
MOMENTS = st.timedeltas(timedelta(), timedelta(days=50)).map(lambda later: THURSDAY + later)


def _worked(start: datetime, end: datetime) -> timedelta:
    """The time between two moments that lies on working days, added up day by day."""
    total = timedelta()
    for number in range((end.date() - start.date()).days + 1):
        midnight = datetime.combine(start.date(), time(), tzinfo=start.tzinfo)
        day = midnight + timedelta(days=number)
        if workdays.is_working_day(day.date()):
            total += min(end, day + timedelta(days=1)) - max(start, day)
    return total


@given(MOMENTS, MOMENTS, st.integers(0, 5))
def test_nothing_grows_older_on_a_closed_day(sent: datetime, at: datetime, number: int) -> None:
    sent, at = min(sent, at), max(sent, at)
    waited = sent <= workdays.moment_before(at, number)
    assert waited == (_worked(sent, at) >= timedelta(days=number))


def test_a_friday_afternoon_is_a_working_day_old_on_the_next_open_afternoon() -> None:
    friday = datetime.fromisoformat("2025-11-21T16:00:00+09:00")
    tuesday = datetime.fromisoformat("2025-11-25T16:00:00+09:00")  # Monday is a holiday
    assert workdays.moment_before(tuesday, 1) == friday
    assert workdays.moment_before(friday + timedelta(days=1), 1) < friday
    assert workdays.moment_before(tuesday - timedelta(seconds=1), 1) < friday
