"""会議体の見えかた: what a table above the case did, year by year, and what it was handed and answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from districts.models import District, Issue
from districts.sheets import issues_loaded
from districts.states import IssueState
from fujisawa_care.foundation import wareki
from meetings.models import (
    AgendaItem,
    Course,
    Hearing,
    Meeting,
    MeetingBody,
    MeetingKind,
    PastSitting,
)
from meetings.sheets.sittings import LYING, TONES
from meetings.states import MeetingState

HELD = (MeetingState.HELD, MeetingState.SETTLED)


@dataclass(frozen=True)
class BodyRow:
    """One line of the list: how often it sat this year, when it sits next, what waits for its answer."""

    code: str
    name: str
    kind: str
    kind_label: str
    district: District | None
    held: int
    next_at: datetime | None
    waiting: int
    source: str


@dataclass(frozen=True)
class Sat:
    """One sitting on the page of its body."""

    id: int
    called: str
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    state: str
    state_label: str
    topics: tuple[str, ...]
    members: int
    handouts: int

    @property
    def tone(self) -> tuple[str, str]:
        return TONES[MeetingState(self.state)]

    @property
    def has_minutes(self) -> bool:
        return self.state in HELD


@dataclass(frozen=True)
class Year:
    year: int
    label: str
    here: bool


def loaded(bodies: QuerySet[MeetingBody], *, year: int, at: datetime) -> QuerySet[MeetingBody]:
    here = Meeting.objects.filter(body=OuterRef("pk"))
    coming = here.coming(at).order_by("starts_at")
    waiting = Hearing.objects.filter(body=OuterRef("pk"), issue__state=IssueState.HANDED)
    return bodies.select_related("district").annotate(
        held=_count(here.filter(fiscal_year=year, state__in=HELD), "body"),
        next_at=Subquery(coming.values("starts_at")[:1]),
        waiting=_count(waiting, "body"),
    )


def row(body: MeetingBody) -> BodyRow:
    """Of a `loaded` body."""
    return BodyRow(
        code=body.code,
        name=body.name,
        kind=body.kind,
        kind_label=MeetingKind(body.kind).label,
        district=body.district,
        held=getattr(body, "held", 0),
        next_at=getattr(body, "next_at", None),
        waiting=getattr(body, "waiting", 0),
        source=body.source,
    )


def years(body: MeetingBody, *, shown: int, today: int) -> tuple[Year, ...]:
    """In which it did anything, and this one; the newest first."""
    sat = Meeting.objects.filter(body=body).values_list("fiscal_year", flat=True)
    printed = PastSitting.objects.filter(body=body).values_list("fiscal_year", flat=True)
    taught = Course.objects.filter(body=body).values_list("fiscal_year", flat=True)
    known = sorted({*sat.union(printed, taught), today, shown}, reverse=True)
    return tuple(Year(one, wareki.fiscal_name(one), one == shown) for one in known)


def sittings_loaded(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    topics = AgendaItem.objects.filter(case=None, state__in=LYING).order_by("position", "pk")
    return (
        meetings.select_related("body")
        .prefetch_related(Prefetch("items", topics, to_attr="topics"))
        .annotate(
            called_count=Count("members", filter=Q(members__left_at=None), distinct=True),
            paper_count=Count("handouts", filter=Q(handouts__removed_at=None), distinct=True),
        )
    )


def sat(meeting: Meeting) -> Sat:
    """Of a `sittings_loaded` sitting."""
    topics: list[AgendaItem] = getattr(meeting, "topics", [])
    return Sat(
        id=meeting.pk,
        called=meeting.called,
        title=meeting.title,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place or ("オンライン" if meeting.online_url else ""),
        state=meeting.state,
        state_label=MeetingState(meeting.state).label,
        topics=tuple(one.title for one in topics),
        members=getattr(meeting, "called_count", 0),
        handouts=getattr(meeting, "paper_count", 0),
    )


def past(body: MeetingBody, *, year: int) -> QuerySet[PastSitting]:
    """What the city's papers say of that year; it is no sitting and is not counted as one."""
    return PastSitting.objects.filter(body=body, fiscal_year=year).in_order()


def heard(body: MeetingBody, *, year: int) -> QuerySet[Issue]:
    """What it was handed in a fiscal year, and whatever older still waits for its answer."""
    since, until = wareki.fiscal_span(year)
    that_year = Q(handed_on__range=(since, until))
    older = Q(state=IssueState.HANDED, handed_on__lt=since)
    found = Issue.objects.filter(that_year | older, hearing__body=body)
    return issues_loaded(found).order_by("-handed_on", "-pk")


def _count(rows: QuerySet[Meeting] | QuerySet[Hearing], by: str) -> Coalesce:
    """How many, asked beside the row and not joined to it."""
    counted = rows.order_by().values(by).annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
