"""参加支援の見えかた: what the person likes, how far they have come, and where; under 支援措置 not where (R7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from cases.sheets.shields import NOBODY, Cover, Eyes
from districts.models import Staff
from engawa.models import (
    Candidate,
    CheckIn,
    Feature,
    Participation,
    ParticipationStep,
    PartOfDay,
    Site,
    Weekday,
)
from engawa.sheets import days
from engawa.sheets.days import Day
from engawa.states import ParticipationState, VisitState

WEEKDAYS = frozenset(range(5))
WALK = (
    ParticipationState.SEEKING,
    ParticipationState.VISITING,
    ParticipationState.TRYING,
    ParticipationState.SETTLED,
    ParticipationState.ENDED,
)


@dataclass(frozen=True)
class Stage:
    label: str
    done: bool
    here: bool


@dataclass(frozen=True)
class StepSheet:
    label: str
    site: str
    note: str
    by: Staff
    at: datetime


@dataclass(frozen=True)
class WaySheet:
    id: int
    number: str
    state: str
    state_label: str
    own_words: str
    likes: tuple[str, ...]
    wishes: tuple[str, ...]
    near: str
    site_id: int | None
    site: str
    plan: int | None
    begun_at: datetime
    begun_by: Staff
    ended_at: datetime | None
    ended_because: str
    version: int

    @property
    def over(self) -> bool:
        return self.state == ParticipationState.ENDED

    @property
    def stages(self) -> list[Stage]:
        here = WALK.index(ParticipationState(self.state))
        return [Stage(one.label, n < here, n == here) for n, one in enumerate(WALK)]


@dataclass(frozen=True)
class TraySheet:
    """One place on the tray, and when it is open next."""

    id: int
    name: str
    reasons: tuple[str, ...]
    next: Day | None
    takes_visits: bool
    ended: bool
    asked: str


@dataclass(frozen=True)
class AskingSheet:
    """One day on which somebody is asked how it goes."""

    id: int
    whom: str
    what: str
    due_on: date


def loaded(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    return rows.select_related("case__person", "near", "site", "begun_by__agency").prefetch_related(
        "interests"
    )


def of(row: Participation, *, eyes: Eyes = NOBODY) -> WaySheet:
    """Of `loaded`."""
    cover = eyes.over(row.case)
    return WaySheet(
        id=row.pk,
        number=row.case.number,
        state=row.state,
        state_label=ParticipationState(row.state).label,
        own_words=cover.text(row.own_words),
        likes=tuple(one.label for one in row.interests.all()),
        wishes=_wishes(row),
        near="" if cover.on or row.near is None else row.near.name,
        site_id=None if cover.on else row.site_id,
        site=cover.text(row.site.name) if row.site else "",
        plan=row.plan_id,
        begun_at=row.begun_at,
        begun_by=cover.staff(row.begun_by),
        ended_at=row.ended_at,
        ended_because=cover.text(row.ended_because),
        version=row.version,
    )


def _wishes(row: Participation) -> tuple[str, ...]:
    """In a few words each, as chips."""
    told = [one.label for one in row.interests.all()]
    if row.company_most is not None:
        told.append(f"{row.company_most}人くらいまで")
    on = set(row.days)
    if on == WEEKDAYS:
        told.append("平日")
    elif on:
        told.append("・".join(Weekday(one).label for one in sorted(on)))
    told += [PartOfDay(one).label for one in row.parts] if len(row.parts) == 1 else []
    return (*told, *(Feature(one).label for one in row.needs))


def steps(row: Participation, *, eyes: Eyes = NOBODY) -> list[StepSheet]:
    """The newest first."""
    cover = eyes.over(row.case)
    rows = ParticipationStep.objects.filter(participation=row).select_related("site", "by__agency")
    return [_step(one, cover) for one in rows.order_by("-at", "-pk")]


def _step(one: ParticipationStep, cover: Cover) -> StepSheet:
    return StepSheet(
        label=one.get_state_display(),
        site=cover.text(one.site.name) if one.site else "",
        note=cover.text(one.note),
        by=cover.staff(one.by),
        at=one.at,
    )


def asking(row: Participation, *, eyes: Eyes = NOBODY) -> list[AskingSheet]:
    """見守り still to come, the nearest first."""
    cover = eyes.over(row.case)
    coming = CheckIn.objects.filter(participation=row, follow_up__state="open")
    return [
        AskingSheet(
            id=one.follow_up_id,
            whom=one.get_whom_display(),
            what=cover.text(one.follow_up.what),
            due_on=one.follow_up.due_on,
        )
        for one in coming.select_related("follow_up").order_by("follow_up__due_on", "pk")
    ]


def tray(row: Participation, *, today: date, eyes: Eyes = NOBODY) -> list[TraySheet]:
    """In the order in which they were put there; covered, a place is one of several and nothing more."""
    cover = eyes.over(row.case)
    with_week = days.loaded(Site.objects.all(), today, today + days.AHEAD)
    lying = Candidate.objects.filter(participation=row, taken_out_at__isnull=True)
    rows = lying.prefetch_related(Prefetch("site", with_week)).order_by("put_at", "pk")
    asked = {
        one.site_id: one.get_state_display()
        for one in row.visits.filter(state__in=[VisitState.ASKED, VisitState.WELCOME])
    }
    return [
        TraySheet(
            id=0 if cover.on else one.site_id,
            name=cover.text(one.site.name),
            reasons=() if cover.on else tuple(one.reasons),
            next=None if cover.on else days.next_open(one.site, today),
            takes_visits=one.site.takes_visits,
            ended=one.site.ended_on is not None,
            asked=asked.get(one.site_id, ""),
        )
        for one in rows
    ]
