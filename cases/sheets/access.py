"""なぜ見えるか: who may see a case on which ground, and who has looked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from cases.models import (
    AccessGround,
    AccessGroundQuerySet,
    AccessLog,
    Case,
    Door,
    Ground,
    Level,
)
from cases.sheets.shields import NOBODY, STAFF, Cover, Eyes
from districts import sheets as places
from districts.models import Agency, Role, Staff
from fujisawa_care.foundation import daywords
from fujisawa_care.foundation.workdays import TOKYO


@dataclass(frozen=True)
class Held:
    """One ground: whose, how far it reaches, since when, and what it follows from."""

    agency: Agency | None
    staff: Staff | None
    role: str
    who: str
    level: int
    level_label: str
    ground: str
    ground_label: str
    since: datetime
    until: datetime | None
    because: str

    @property
    def last(self) -> str:
        """Until when, in words; what ends with a day ends on that day."""
        if self.until is None:
            return ""
        there = self.until.astimezone(TOKYO)
        if there.time() == time():
            return daywords.spoken(there.date() - timedelta(days=1))
        return daywords.moment(self.until)

    @property
    def team(self) -> bool:
        return self.ground in (Ground.TEAM, Ground.COORDINATION, Ground.ROLE, Ground.CONSENT)


@dataclass(frozen=True)
class Look:
    at: datetime
    staff: Staff
    agency: Agency
    ground: str
    ground_label: str
    level: int
    level_label: str
    door: str
    door_label: str
    address: str | None
    times: int


PLATES = places.named(agencies="agency staff__agency referral__from_agency", staff="staff")


def grounds(case: Case) -> AccessGroundQuerySet:
    return (
        case.grounds.select_related(
            *(
                "agency",
                "staff__agency",
                "referral__from_agency",
                "consent",
                "emergency",
                "request",
            ),
        )
        .defer(*PLATES)
        .order_by("-level", "since", "pk")
    )


def held(ground: AccessGround, *, eyes: Eyes = NOBODY) -> Held:
    cover = eyes.over(ground.case)
    return Held(
        agency=cover.agency_of(ground.agency),
        staff=cover.staff_of(ground.staff),
        role=ground.role,
        who=_who(ground, cover),
        level=ground.level,
        level_label=Level(ground.level).label,
        ground=ground.ground,
        ground_label=Ground(ground.ground).label,
        since=ground.since,
        until=ground.ends_at,
        because=_because(ground, cover),
    )


def looks(case: Case) -> QuerySet[AccessLog]:
    return AccessLog.objects.filter(case=case).select_related("case__person", "staff", "agency")


def team(found: Iterable[Held]) -> list[Held]:
    """Who is with the house accountable: each once, by the first of its grounds."""
    beside: dict[str, Held] = {}
    for one in found:
        if one.team or one.ground == Ground.OWNER:
            beside.setdefault(one.who, one)
    return [one for one in beside.values() if one.ground != Ground.OWNER]


def lookers(case: Case, day: date) -> QuerySet[AccessLog]:
    """Everybody who looked that day, once for each ground with how often; the last to look first."""
    alike = [F("staff"), F("ground")]
    looked = looks(case) & AccessLog.objects.on(day)
    counted = looked.annotate(
        times=Window(Count("pk"), partition_by=alike),
        place=Window(RowNumber(), partition_by=alike, order_by="-at"),
    )
    return counted.filter(place=1).order_by("-at", "-pk")


def look(entry: AccessLog, *, eyes: Eyes = NOBODY) -> Look:
    cover = eyes.over(entry.case)
    return Look(
        at=entry.at,
        staff=cover.staff(entry.staff),
        agency=cover.agency(entry.agency),
        ground=entry.ground,
        ground_label=Ground(entry.ground).label,
        level=entry.level,
        level_label=Level(entry.level).label,
        door=entry.door,
        door_label=Door(entry.door).label,
        address=None if cover.on else entry.address,
        times=getattr(entry, "times", 1),
    )


def _because(ground: AccessGround, cover: Cover) -> str:
    if ground.referral:
        return f"{cover.agency(ground.referral.from_agency).name}からのつなぎ"
    if ground.consent:
        return f"{daywords.moment(ground.consent.happened_at)}の{ground.consent.giver}の同意"
    if ground.emergency:
        return cover.text(ground.emergency.reason)
    return cover.text(ground.request.reason) if ground.request else ""


def _who(ground: AccessGround, cover: Cover) -> str:
    if ground.agency:
        return cover.agency(ground.agency).name
    if ground.staff:
        who = cover.staff(ground.staff)
        return who.name if who is STAFF else f"{who.name}（{who.agency.name}）"
    return f"{Role(ground.role).label}の職員"
