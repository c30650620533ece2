"""支援措置の見えかた: whom it covers, from whom, until when; what else is kept only where it stands open (R7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from cases.models import (
    AddressProtection,
    Case,
    HouseholdMember,
    ProtectionMember,
    ProtectionOpening,
    ProtectionSide,
)
from cases.sheets import people
from cases.sheets.shields import HIDDEN, Cover
from cases.states import ProtectionState
from districts.models import Agency, Staff

KEPT = ("school", "workplace", "meeting_place")


@dataclass(frozen=True)
class Covered:
    id: int
    title: str


@dataclass(frozen=True)
class ProtectionSheet:
    id: int
    state: str
    state_label: str
    starts_on: date
    ends_on: date
    extensions: int
    extendable_from: date
    covered: tuple[Covered, ...]
    other_parties: tuple[str, ...]
    school: str
    workplace: str
    meeting_place: str
    masked: tuple[str, ...]
    set_at: datetime
    set_by: Staff
    ended_at: datetime | None
    ended_by: Staff | None
    end_reason: str
    version: int

    @property
    def running(self) -> bool:
        return self.state == ProtectionState.RUNNING

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """What else must not be found out, with its label."""
        field = AddressProtection._meta.get_field
        found = [(str(field(name).verbose_name), getattr(self, name)) for name in KEPT]  # type: ignore[union-attr]
        return tuple((label, words) for label, words in found if words)


@dataclass(frozen=True)
class OpeningSheet:
    staff: Staff
    agency: Agency
    reason: str
    at: datetime
    until: datetime


def loaded(protections: QuerySet[AddressProtection]) -> QuerySet[AddressProtection]:
    covered = ProtectionMember.objects.filter(side=ProtectionSide.COVERED)
    return protections.select_related("set_by", "ended_by").prefetch_related(
        Prefetch(
            "members", covered.select_related("person").order_by("pk"), to_attr="covered_members"
        )
    )


def of(protection: AddressProtection, *, cover: Cover, today: date) -> ProtectionSheet:
    """Whom not to tell is shown to whoever reads the case; where they may be met is not."""
    kept = {name: getattr(protection, name) for name in KEPT}
    return ProtectionSheet(
        id=protection.pk,
        state=protection.state,
        state_label=protection.get_state_display(),
        starts_on=protection.starts_on,
        ends_on=protection.ends_on,
        extensions=protection.extensions,
        extendable_from=protection.extendable_from,
        covered=tuple(
            Covered(one.person_id, people.of(one.person, today=today).title)
            for one in protection.covered_members  # type: ignore[attr-defined]
        ),
        other_parties=tuple(protection.other_parties),
        **{name: "" if cover.on else words for name, words in kept.items()},
        masked=tuple(name for name in KEPT if cover.on and kept[name]),
        set_at=protection.set_at,
        set_by=cover.staff(protection.set_by),
        ended_at=protection.ended_at,
        ended_by=cover.staff_of(protection.ended_by),
        end_reason=cover.text(protection.end_reason),
        version=protection.version,
    )


def openings(case: Case) -> QuerySet[ProtectionOpening]:
    return ProtectionOpening.objects.filter(case=case).select_related("staff", "agency")


def opening(row: ProtectionOpening, *, cover: Cover) -> OpeningSheet:
    return OpeningSheet(
        staff=cover.staff(row.staff),
        agency=cover.agency(row.agency),
        reason=HIDDEN if cover.on else row.reason,
        at=row.at,
        until=row.until,
    )


def living_with(case: Case) -> QuerySet[HouseholdMember]:
    """Who else may be covered, or be the 相手方: those written into the same household now."""
    living = HouseholdMember.objects.running().filter(
        household=case.household, person__isnull=False
    )
    others = living.exclude(person=case.person_id).seen_from(case.person)
    return others.select_related("person").order_by("pk")
