"""直した記録: who changed what from what to what, of the people and the household of a case (R8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, TextChoices

from cases.models import (
    AddressProtection,
    AddressProtectionVersion,
    Case,
    HouseholdMember,
    HouseholdMemberVersion,
    HouseholdVersion,
    PersonVersion,
)
from cases.sheets.shields import HIDDEN, Cover
from districts.models import Staff
from fujisawa_care.foundation import history
from fujisawa_care.foundation.history import Change

loaded = history.loaded


class Kept(TextChoices):
    PERSON = "person", "本人"
    HOUSEHOLD = "household", "世帯"
    MEMBERS = "members", "世帯の人"
    PROTECTION = "protection", "支援措置"


COVERED = {
    Kept.PERSON: ("phones", "address", "town", "district"),
    Kept.HOUSEHOLD: ("living_with",),
    Kept.MEMBERS: (),
    Kept.PROTECTION: ("school", "workplace", "meeting_place", "end_reason", "set_by", "ended_by"),
}


# said by where it stands
OF_COURSE = frozenset({"case", "household"})


@dataclass(frozen=True)
class VersionSheet:
    """`by` is empty where no person did it, such as the end of a period."""

    id: int
    kind: str
    kind_label: str
    at: datetime
    by: Staff | None
    first: bool
    changes: tuple[Change, ...]


def of_case(case: Case, kind: Kept) -> QuerySet[Any]:
    """Through the case alone: nobody whose side of a 支援措置 this is not stands in it."""
    members = HouseholdMember.objects.filter(household=case.household_id).seen_from(case.person)
    rows: dict[Kept, QuerySet[Any]] = {
        Kept.PERSON: PersonVersion.objects.filter(pgh_obj=case.person_id),
        Kept.HOUSEHOLD: HouseholdVersion.objects.filter(pgh_obj=case.household_id),
        Kept.MEMBERS: HouseholdMemberVersion.objects.filter(pgh_obj__in=members),
        Kept.PROTECTION: AddressProtectionVersion.objects.filter(
            pgh_obj__in=AddressProtection.objects.about(case)
        ),
    }
    return rows[kind]


def of(versions: Sequence[Any], *, kind: Kept, cover: Cover) -> list[VersionSheet]:
    hidden = COVERED[kind] if cover.on else ()
    steps = history.steps(versions, hidden=hidden, words=HIDDEN)
    staff = Staff.objects.select_related("agency").in_bulk({one.by for one in steps if one.by})
    return [
        VersionSheet(
            id=one.id,
            kind=kind.value,
            kind_label=str(kind.label),
            at=one.at,
            by=cover.staff_of(staff.get(one.by) if one.by else None),
            first=one.first,
            changes=tuple(each for each in one.changes if each.field not in OF_COURSE),
        )
        for one in steps
        if one.changes or one.first
    ]
