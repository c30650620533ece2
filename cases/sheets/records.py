"""支援経過記録の見えかた: as it was written, and which entry corrects which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from cases.models import Counterpart, Method, RecordOutcome, SupportRecord
from cases.sheets.shields import NOBODY, Eyes
from districts.models import Agency, Staff

ICONS = {
    Method.PHONE: "phone",
    Method.VISIT: "footprints",
    Method.MEETING: "message-square",
    Method.LETTER: "mail",
    Method.MAIL: "mail",
    Method.CONFERENCE: "scale",
}


@dataclass(frozen=True)
class RecordSheet:
    """`corrected_by` is the later entry that stands in its place, if there is one."""

    id: int
    happened_at: datetime
    method: str
    method_label: str
    counterpart: str
    counterpart_label: str
    outcome: str
    outcome_label: str
    left: tuple[str, ...]
    minutes: int | None
    text: str
    third_party_text: str
    written_at: datetime
    written_by: Staff
    agency: Agency
    icon: str
    corrects: int | None
    corrected_by: int | None


def loaded(records: QuerySet[SupportRecord]) -> QuerySet[SupportRecord]:
    return records.select_related("case__person", "written_by", "agency").prefetch_related(
        Prefetch("corrections", SupportRecord.objects.only("corrects"))
    )


def of(record: SupportRecord, *, eyes: Eyes = NOBODY, third_party: bool = True) -> RecordSheet:
    cover = eyes.over(record.case)
    later = [one.pk for one in record.corrections.all()]
    return RecordSheet(
        id=record.pk,
        happened_at=record.happened_at,
        method=record.method,
        method_label=Method(record.method).label,
        counterpart=record.counterpart,
        counterpart_label=Counterpart(record.counterpart).label,
        outcome=record.outcome,
        outcome_label=RecordOutcome(record.outcome).label,
        left=tuple(record.left),
        minutes=record.minutes,
        text=cover.text(record.text),
        third_party_text=cover.text(record.third_party_text) if third_party else "",
        written_at=record.written_at,
        written_by=cover.staff(record.written_by),
        agency=cover.agency(record.agency),
        icon=ICONS.get(Method(record.method), "pencil"),
        corrects=record.corrects_id,
        corrected_by=later[0] if later else None,
    )
