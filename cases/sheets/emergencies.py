"""緊急の閲覧の見えかた: who opened which case, why, until when, and who has looked into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cases.models import AccessLog, Emergency, Ground
from cases.sheets.shields import NOBODY, Eyes
from districts.models import Agency, Staff


@dataclass(frozen=True)
class EmergencySheet:
    """`looks`: how often the case was opened on this ground."""

    id: int
    number: str
    opened_by: Staff
    agency: Agency
    reason: str
    opened_at: datetime
    until: datetime
    looks: int
    seen_by: Staff | None
    seen_at: datetime | None
    seen_note: str


def loaded(emergencies: QuerySet[Emergency]) -> QuerySet[Emergency]:
    looked = (
        AccessLog.objects.filter(
            case=OuterRef("case"),
            staff=OuterRef("opened_by"),
            ground=Ground.EMERGENCY,
            at__gte=OuterRef("opened_at"),
            at__lt=OuterRef("until"),
        )
        .order_by()
        .values("case")
        .annotate(times=Count("pk"))
        .values("times")
    )
    return emergencies.select_related(
        "case__person", "opened_by", "agency", "seen_by__agency"
    ).annotate(looks=Coalesce(Subquery(looked), F("case_id") * 0))


def of(emergency: Emergency, *, eyes: Eyes = NOBODY) -> EmergencySheet:
    cover = eyes.over(emergency.case)
    return EmergencySheet(
        id=emergency.pk,
        number=emergency.case.number,
        opened_by=emergency.opened_by,
        agency=emergency.agency,
        reason=cover.text(emergency.reason),
        opened_at=emergency.opened_at,
        until=emergency.until,
        looks=emergency.looks,  # type: ignore[attr-defined]  # annotated by `loaded`
        seen_by=emergency.seen_by,
        seen_at=emergency.seen_at,
        seen_note=cover.text(emergency.seen_note),
    )
