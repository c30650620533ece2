"""くり返しの会議の見えかた: how often, the next dates, who comes, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Prefetch, QuerySet

from fujisawa_care.foundation import daywords
from fujisawa_care.foundation.workdays import TOKYO
from meetings.models import Meeting, Member, Rhythm, Series
from meetings.sheets.items import called

SHOWN = 3
WEEKDAYS = tuple(daywords.weekday(date(2026, 1, 5 + number)) for number in range(7))


@dataclass(frozen=True)
class Coming:
    id: int
    called: str
    starts_at: datetime


@dataclass(frozen=True)
class SeriesSheet:
    id: int
    called: str
    body: str
    rhythm: str
    rhythm_words: str
    week: int | None
    weekday: int
    starts_at: time
    ends_at: time
    place: str
    since: date
    until: date | None
    coming: tuple[Coming, ...]
    who: tuple[str, ...]
    over: bool

    @property
    def last_named(self) -> date | None:
        """The day that is offered as the last one."""
        return self.coming[0].starts_at.astimezone(TOKYO).date() if self.coming else None


def loaded(rows: QuerySet[Series], *, at: datetime) -> QuerySet[Series]:
    here = Member.objects.filter(left_at__isnull=True).select_related("agency", "staff")
    coming = Meeting.objects.coming(at).order_by("starts_at", "pk").select_related("body")
    whole = coming.prefetch_related(Prefetch("members", here, to_attr="here"))
    return rows.select_related("body").prefetch_related(
        Prefetch("meetings", whole, to_attr="ahead")
    )


def of(series: Series, *, today: date) -> SeriesSheet:
    """`series` comes from `loaded`: those who come are who is called to the next one."""
    ahead = getattr(series, "ahead", [])
    here = getattr(ahead[0], "here", ()) if ahead else ()
    return SeriesSheet(
        id=series.pk,
        called=series.body.name,
        body=series.body.code,
        rhythm=series.rhythm,
        rhythm_words=_often(series),
        week=series.week,
        weekday=series.weekday,
        starts_at=series.starts_at,
        ends_at=series.ends_at,
        place=series.place,
        since=series.since,
        until=series.until,
        coming=tuple(Coming(one.pk, one.called, one.starts_at) for one in ahead[:SHOWN]),
        who=tuple(dict.fromkeys(called(one) for one in here)),
        over=series.until is not None and series.until < today,
    )


def _often(series: Series) -> str:
    """「毎月 第2火曜」, 「毎週 水曜」."""
    day = f"{WEEKDAYS[series.weekday]}曜"
    return f"毎週 {day}" if series.rhythm == Rhythm.WEEKLY else f"毎月 第{series.week}{day}"
