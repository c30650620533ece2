"""参加人数の見えかた: how many came of which agency, at one sitting, one course, and in a year; no names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from fujisawa_care.foundation import wareki
from meetings.models import Course, Meeting, MeetingBody, Turnout
from meetings.sheets.bodies import HELD
from meetings.states import MeetingState


@dataclass(frozen=True)
class Row:
    code: str
    agency: int | None
    name: str
    people: int


@dataclass(frozen=True)
class CourseRow:
    id: int
    body: str
    title: str
    opens_on: date
    closes_on: date
    fiscal_year: int
    people: int
    version: int


@dataclass(frozen=True)
class OfAgency:
    """How many of one agency came to the sittings of a year, and finished its courses."""

    name: str
    came: int
    finished: int


@dataclass(frozen=True)
class OfYear:
    """延べ: who came twice is counted twice."""

    year: int
    label: str
    sittings: int
    came: int
    finished: int


def rows(of: Meeting | Course) -> tuple[Row, ...]:
    found = of.turnout.filter(people__gt=0).select_related("agency")
    return tuple(
        Row(
            code=one.code,
            agency=one.agency_id,
            name=one.agency.name if one.agency else one.group,
            people=one.people,
        )
        for one in found
    )


def total(found: Iterable[Row]) -> int:
    return sum(one.people for one in found)


def loaded(courses: QuerySet[Course]) -> QuerySet[Course]:
    return courses.select_related("body").annotate(finished=Sum("turnout__people"))


def course(one: Course) -> CourseRow:
    """Of a `loaded` course."""
    return CourseRow(
        id=one.pk,
        body=one.body.code,
        title=one.title,
        opens_on=one.opens_on,
        closes_on=one.closes_on,
        fiscal_year=one.fiscal_year,
        people=getattr(one, "finished", None) or 0,
        version=one.version,
    )


def by_agency(body: MeetingBody, *, year: int) -> tuple[OfAgency, ...]:
    """Of one fiscal year; who came most, first."""
    came, finished = Q(meeting__isnull=False), Q(course__isnull=False)
    found = (
        _counted(body)
        .filter(Q(meeting__fiscal_year=year) | Q(course__fiscal_year=year))
        .values("agency__name", "group")
        .annotate(came=Sum("people", filter=came), finished=Sum("people", filter=finished))
        .order_by("agency__name", "group")
    )
    each = [
        OfAgency(one["agency__name"] or one["group"], one["came"] or 0, one["finished"] or 0)
        for one in found
    ]
    return tuple(sorted(each, key=lambda one: -one.came - one.finished))


def by_year(body: MeetingBody) -> tuple[OfYear, ...]:
    """Each year with its sittings and people, the newest first."""
    held = Meeting.objects.filter(body=body, state__in=HELD).order_by().values("fiscal_year")
    sittings = dict(held.annotate(many=Count("pk")).values_list("fiscal_year", "many"))
    came = _by("meeting__fiscal_year", _counted(body))
    finished = _by("course__fiscal_year", _counted(body))
    return tuple(
        OfYear(
            year=one,
            label=wareki.fiscal_name(one),
            sittings=sittings.get(one, 0),
            came=came.get(one, 0),
            finished=finished.get(one, 0),
        )
        for one in sorted({*sittings, *came, *finished}, reverse=True)
    )


def _counted(body: MeetingBody) -> QuerySet[Turnout]:
    of_body = Q(meeting__body=body) | Q(course__body=body)
    called_off = Q(meeting__state=MeetingState.CANCELLED)
    return Turnout.objects.filter(of_body, people__gt=0).exclude(called_off).order_by()


def _by(year: str, found: QuerySet[Turnout]) -> dict[int, int]:
    of_it = found.filter(**{f"{year}__isnull": False}).values(year)
    return dict(of_it.annotate(many=Sum("people")).values_list(year, "many"))
