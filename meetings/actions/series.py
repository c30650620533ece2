"""くり返しの会議: the sittings of a rhythm are made ahead, each once, with those who came last time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from districts.models import Role, Staff
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO, is_working_day, next_working_day
from meetings import rules
from meetings.actions import meetings, members
from meetings.actions.meetings import Sitting
from meetings.actions.members import Called
from meetings.models import LOOK_AFTER, Meeting, MeetingBody, Rhythm, Series
from meetings.states import MeetingState

AHEAD = timedelta(days=92)
OVER = "くり返しを終えたため"
DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Repeated:
    """くり返しかた: every week on a weekday, or every month on the n-th of them."""

    rhythm: str
    weekday: int
    starts_at: time
    ends_at: time
    since: date
    week: int | None = None
    until: date | None = None
    place: str = ""
    online_url: str = ""


@transaction.atomic
def begin(body: MeetingBody, *, by: Staff, at: datetime, plan: Repeated) -> Series:
    require(rules.call(by, body))
    series = Series(body=body, **vars(plan))
    if series.until is not None and series.until < series.since:
        raise ValidationError({"until": "終わりの日は、はじまりより後にしてください"})
    series.clean_fields(exclude={"body"})
    series.validate_constraints()
    series.save()
    _make(series, at=at, by=by)
    return series


@transaction.atomic
def end(series: Series, *, by: Staff, at: datetime, until: date) -> Series:
    """No more after this day; what was made beyond it, and nobody has been invited to, is called off."""
    require(rules.call(by, series.body))
    series = Series.objects.select_for_update(no_key=True).get(pk=series.pk)
    series.until = until
    if until < series.since:
        raise ValidationError({"until": "終わりの日は、はじまりより後にしてください"})
    series.save(update_fields=["until"])
    after = datetime.combine(until + DAY, time(), tzinfo=TOKYO)
    beyond = series.meetings.filter(state=MeetingState.PLANNED, starts_at__gte=after)
    for meeting in beyond.order_by("pk"):
        meetings.cancel(meeting, by=by, at=at, because=OVER)
    return series


@transaction.atomic
def make_ahead(*, at: datetime) -> int:
    """Every sitting of the next three months that is not made yet; made again nowhere, wherever it was moved."""
    today = at.astimezone(TOKYO).date()
    running = Series.objects.exclude(until__lt=today).filter(body__active=True)
    locked = running.select_for_update(of=("self",), no_key=True).select_related("body")
    return sum(_make(series, at=at) for series in locked.order_by("pk"))


def days(series: Series, *, after: date, until: date) -> Iterator[date]:
    """Its days, as the rhythm names them, later than `after`."""
    day = max(after + DAY, series.since)
    day += timedelta(days=(series.weekday - day.weekday()) % 7)
    last = min(until, series.until or until)
    while day <= last:
        if series.rhythm == Rhythm.WEEKLY or (day.day - 1) // 7 + 1 == series.week:
            yield day
        day += WEEK


def _make(series: Series, *, at: datetime, by: Staff | None = None) -> int:
    today = at.astimezone(TOKYO).date()
    before = max(series.made_until or series.since - DAY, today - DAY)
    horizon, made = today + AHEAD, 0
    last = _last(series)
    by = by or _secretary(series, last)
    if by is None:
        return 0
    for named in days(series, after=before, until=horizon):
        if (day := _open(series, named)) is None:
            continue
        begins = datetime.combine(day, series.starts_at, tzinfo=TOKYO)
        plan = Sitting(
            starts_at=begins,
            ends_at=datetime.combine(day, series.ends_at, tzinfo=TOKYO),
            place=series.place,
            online_url=series.online_url,
            bases=tuple(last.bases.all()) if last else None,
        )
        meeting = meetings.put(series.body, by=by, at=at, plan=plan, series=series)
        _call_again(meeting, last)
        made += 1
    series.made_until = max(horizon, series.made_until or horizon)
    series.save(update_fields=["made_until"])
    return made


def _open(series: Series, day: date) -> date | None:
    """On a closed day a weekly table rests; a monthly one sits on the next working day."""
    if is_working_day(day):
        return day
    return None if series.rhythm == Rhythm.WEEKLY else next_working_day(day)


def _last(series: Series) -> Meeting | None:
    rows = series.meetings.exclude(state=MeetingState.CANCELLED)
    return rows.select_related("called_by").order_by("-starts_at", "-pk").first()


def _call_again(meeting: Meeting, last: Meeting | None) -> None:
    """Those who were called last time and are still where they were."""
    here = last.members.filter(left_at__isnull=True).select_related("staff") if last else ()
    for one in here:
        staff = one.staff
        if staff is not None and not (staff.is_active and staff.agency_id == one.agency_id):
            continue
        who = Called(staff=staff, agency=one.agency, name=one.name, title=one.title)
        member = members.put(meeting, who)
        if one.chairs:
            member.chairs = True
            member.save(update_fields=["chairs"])


def _secretary(series: Series, last: Meeting | None) -> Staff | None:
    """Whoever looked after the last one, or somebody who may."""
    if last is not None and rules.call(last.called_by, series.body):
        return last.called_by
    active = Staff.objects.filter(is_active=True, role__in=LOOK_AFTER)
    return active.filter(role=Role.COORDINATOR).order_by("pk").first() or active.first()
