"""見学の見えかた: to those who walk along, under the cover of the case; to the place, what it was told (R6, R7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import QuerySet

from cases.sheets.shields import NOBODY, Eyes
from districts.models import Staff
from engawa.models import Site, VisitAsked
from engawa.states import VisitState

TONES = {
    VisitState.ASKED: ("note", "timer"),
    VisitState.WELCOME: ("ok", "check"),
    VisitState.DECLINED: ("warn", "ban"),
    VisitState.DONE: ("key", "footprints"),
}
THE_CITY = "市の担当者"


@dataclass(frozen=True)
class VisitSheet:
    id: int
    site_id: int | None
    site: str
    state: str
    state_label: str
    tone: str
    sign: str
    on: date
    starts: time | None
    words: str
    named: bool
    with_staff: bool
    asked_by: Staff
    asked_at: datetime
    answer: str
    answered_by: Staff | None
    answered_at: datetime | None
    went: str

    @property
    def waits(self) -> bool:
        return self.state == VisitState.ASKED

    @property
    def agreed(self) -> bool:
        return self.state == VisitState.WELCOME

    @property
    def done(self) -> bool:
        return self.state == VisitState.DONE


@dataclass(frozen=True)
class AskedOfUs:
    """What a place reads: no case, no number, and a name only on the person's word."""

    id: int
    state: str
    state_label: str
    on: date
    starts: time | None
    words: str
    name: str
    with_staff: bool
    asker: str
    tel: str

    @property
    def waits(self) -> bool:
        return self.state == VisitState.ASKED


def loaded(visits: QuerySet[VisitAsked]) -> QuerySet[VisitAsked]:
    return visits.select_related(
        "participation__case__person", "site", "asked_by__agency", "answered_by__agency"
    )


def of(visit: VisitAsked, *, eyes: Eyes = NOBODY) -> VisitSheet:
    """Of `loaded`."""
    cover = eyes.over(visit.participation.case)
    tone, sign = TONES.get(VisitState(visit.state), ("", "undo-2"))
    return VisitSheet(
        id=visit.pk,
        site_id=None if cover.on else visit.site_id,
        site=cover.text(visit.site.name),
        state=visit.state,
        state_label=VisitState(visit.state).label,
        tone=tone,
        sign=sign,
        on=visit.on,
        starts=visit.starts,
        words=cover.text(visit.words),
        named=bool(visit.name),
        with_staff=visit.with_staff,
        asked_by=cover.staff(visit.asked_by),
        asked_at=visit.asked_at,
        answer=cover.text(visit.answer),
        answered_by=cover.staff_of(visit.answered_by),
        answered_at=visit.answered_at,
        went=cover.text(visit.went),
    )


def of_us(site: Site, *, today: date) -> list[AskedOfUs]:
    """For the place's own desk: what waits for its answer, and who is to come; two queries at most."""
    coming = VisitAsked.objects.filter(site=site, state=VisitState.WELCOME, on__gte=today)
    rows = VisitAsked.objects.filter(site=site).waiting() | coming
    return [_of_us(one) for one in loaded(rows).order_by("on", "starts", "pk")]


def _of_us(visit: VisitAsked) -> AskedOfUs:
    """Under 支援措置 not even which house asks (R7)."""
    person = visit.participation.case.person
    hidden = person is not None and person.protected
    house = visit.asked_by.agency
    return AskedOfUs(
        id=visit.pk,
        state=visit.state,
        state_label=VisitState(visit.state).label,
        on=visit.on,
        starts=visit.starts,
        words=visit.words,
        name="" if hidden else visit.name,
        with_staff=visit.with_staff,
        asker=THE_CITY if hidden else f"{house.name}　{visit.asked_by.name}",
        tel="" if hidden else house.tel,
    )
