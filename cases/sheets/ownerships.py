"""主担当の履歴: who was accountable from when to when, and why it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from cases.models import OwnedBecause, Ownership
from cases.sheets.shields import NOBODY, Eyes
from districts.models import Agency, Staff


@dataclass(frozen=True)
class OwnershipSheet:
    agency: Agency
    staff: Staff | None
    since: datetime
    until: datetime | None
    because: str
    because_label: str


def loaded(ownerships: QuerySet[Ownership]) -> QuerySet[Ownership]:
    return ownerships.select_related("case__person", "agency", "staff")


def of(period: Ownership, *, eyes: Eyes = NOBODY) -> OwnershipSheet:
    cover = eyes.over(period.case)
    return OwnershipSheet(
        agency=cover.agency(period.agency),
        staff=cover.staff_of(period.staff),
        since=period.since,
        until=period.until,
        because=period.because,
        because_label=OwnedBecause(period.because).label,
    )
