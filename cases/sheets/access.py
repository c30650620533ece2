"""なぜ見えるか: who may see a case on which ground, and who has looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from cases.models import (
    AccessGround,
    AccessGroundQuerySet,
    AccessLog,
    Case,
    Door,
    Ground,
    Level,
)
from districts.models import Agency, Role, Staff
from fujisawa_care.foundation import daywords


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
    def team(self) -> bool:
        return self.ground in (Ground.TEAM, Ground.COORDINATION, Ground.CONSENT)


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


def grounds(case: Case) -> AccessGroundQuerySet:
    return (
        AccessGround.objects.filter(case=case)
        .select_related("agency", "staff__agency", "referral__from_agency", "consent")
        .order_by("-level", "since", "pk")
    )


def held(ground: AccessGround) -> Held:
    return Held(
        agency=ground.agency,
        staff=ground.staff,
        role=ground.role,
        who=_who(ground),
        level=ground.level,
        level_label=Level(ground.level).label,
        ground=ground.ground,
        ground_label=Ground(ground.ground).label,
        since=ground.since,
        until=ground.ends_at,
        because=_because(ground),
    )


def looks(case: Case) -> QuerySet[AccessLog]:
    return AccessLog.objects.filter(case=case).select_related("staff", "agency")


def look(entry: AccessLog) -> Look:
    return Look(
        at=entry.at,
        staff=entry.staff,
        agency=entry.agency,
        ground=entry.ground,
        ground_label=Ground(entry.ground).label,
        level=entry.level,
        level_label=Level(entry.level).label,
        door=entry.door,
        door_label=Door(entry.door).label,
        address=entry.address,
    )


def _because(ground: AccessGround) -> str:
    if ground.referral:
        return f"{ground.referral.from_agency.name}からのつなぎ"
    if ground.consent:
        return f"{daywords.moment(ground.consent.happened_at)}の{ground.consent.giver}の同意"
    return ""


def _who(ground: AccessGround) -> str:
    if ground.agency:
        return ground.agency.name
    if ground.staff:
        return f"{ground.staff.name}（{ground.staff.agency.name}）"
    return f"{Role(ground.role).label}の職員"
