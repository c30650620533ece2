"""開庁日: weekdays that are neither a holiday nor 12/29 to 1/3; and months and years as the law counts them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import jpholiday

TOKYO = ZoneInfo("Asia/Tokyo")
SATURDAY = 5
CLOSES = time(17, 0)
_DAY = timedelta(days=1)


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> bool:
    closed_for_new_year = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < SATURDAY and not closed_for_new_year and not jpholiday.is_holiday(day)


def next_working_day(day: date) -> date:
    """The day itself where it is one."""
    while not is_working_day(day):
        day += _DAY
    return day


def add_working_days(day: date, number: int) -> date:
    """The `number`-th working day after `day`; 0 gives the day itself or the next one open."""
    if number < 0:
        raise ValueError("working days are counted forward")
    if number == 0:
        return next_working_day(day)
    for _ in range(number):
        day = next_working_day(day + _DAY)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start`, up to and with `end`; negative when `end` is earlier."""
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(start + _DAY * n) for n in range(1, (end - start).days + 1))


def end_of_day(day: date) -> datetime:
    """The moment the counters close."""
    return datetime.combine(day, CLOSES, tzinfo=TOKYO)


def moment_before(at: datetime, number: int) -> datetime:
    """What is older than this has waited `number` working days by `at`, counted to the second.

    Closed days count for nothing: asked on one of them, the answer is that of the morning after.
    """
    local = at.astimezone(TOKYO)
    day = local.date()
    if not is_working_day(day):
        day = next_working_day(day)
        local = datetime.combine(day, time(), tzinfo=TOKYO)
    for _ in range(number):
        day -= _DAY
        while not is_working_day(day):
            day -= _DAY
    return datetime.combine(day, local.timetz())


def months_later(day: date, number: int) -> date:
    """The same day of another month, or its last day where there is no such day (民法143条)."""
    months = day.year * 12 + day.month - 1 + number
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def a_year_from(day: date) -> date:
    """The last day of the year that begins with `day`."""
    same = months_later(day, 12)
    return same if same.day != day.day else same - _DAY
