"""開いている日: which days a place is open, from its week, the holidays and what was said of single days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

import jpholiday
from django.db.models import Prefetch, QuerySet

from engawa.models import Opening, OpeningException, Site

DAY = timedelta(days=1)
AHEAD = DAY * 62


@dataclass(frozen=True)
class Hours:
    """From when to when on that day; an hour nobody told is None."""

    day: date
    starts: time | None
    ends: time | None
    what: str = ""
    changed: bool = False


@dataclass(frozen=True)
class Day:
    """`hours` is empty where the place is closed; `because` where that is not as usual."""

    day: date
    hours: tuple[Hours, ...]
    because: str = ""

    @property
    def open(self) -> bool:
        return bool(self.hours)


def of_the_month(day: date) -> int:
    """The how-manieth of its weekday in the month."""
    return (day.day - 1) // 7 + 1


def loaded(sites: QuerySet[Site], first: date, last: date) -> QuerySet[Site]:
    """Places with their week, and what was said of the days from `first` to `last`."""
    said = OpeningException.objects.filter(day__range=(first, last)).order_by("day", "pk")
    return sites.prefetch_related(
        Prefetch("openings", Opening.objects.order_by("weekday", "starts", "pk"), to_attr="week"),
        Prefetch("exceptions", said, to_attr="said"),
    )


def of(site: Site, first: date, last: date) -> Iterator[Day]:
    """Each day from `first` to `last`; the last word about a day counts. Of `loaded`."""
    week: Iterable[Opening] = site.week  # type: ignore[attr-defined]
    said: Mapping[date, OpeningException] = {one.day: one for one in site.said}  # type: ignore[attr-defined]
    for number in range((last - first).days + 1):
        day = first + DAY * number
        yield _otherwise(said[day]) if day in said else _as_usual(site, week, day)


def next_open(site: Site, today: date) -> Day | None:
    """The first open day from today on; None where no day of it is known. Of `loaded`."""
    return next((one for one in of(site, today, today + AHEAD) if one.open), None)


def a_week(site: Site) -> int:
    """Different weekdays on which it is open every week, as the subsidy counts them. Of `loaded`."""
    return len({one.weekday for one in site.week if not one.weeks})  # type: ignore[attr-defined]


def _as_usual(site: Site, week: Iterable[Opening], day: date) -> Day:
    lines = [one for one in week if one.weekday == day.weekday() and _this_week(one, day)]
    if lines and site.closed_on_holidays and jpholiday.is_holiday(day):
        return Day(day, (), str(jpholiday.is_holiday_name(day)))
    return Day(day, tuple(Hours(day, one.starts, one.ends, one.what) for one in lines))


def _this_week(line: Opening, day: date) -> bool:
    return not line.weeks or of_the_month(day) in line.weeks


def _otherwise(said: OpeningException) -> Day:
    if not said.open:
        return Day(said.day, (), said.because or "お休み")
    hours = Hours(said.day, said.starts, said.ends, what=said.because, changed=True)
    return Day(said.day, (hours,))
