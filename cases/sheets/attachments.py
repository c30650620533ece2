"""書類の見えかた: its name is as telling as its content, so both are covered alike (R7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat

from cases.models import Attachment
from cases.sheets.shields import HIDDEN, NOBODY, Eyes
from districts.models import Agency, Staff
from fujisawa_care.foundation.files import FileKind
from fujisawa_care.foundation.verdict import YES, Verdict, no


@dataclass(frozen=True)
class AttachmentSheet:
    id: int
    number: str
    name: str
    kind: str
    kind_label: str
    size: int
    size_label: str
    record: int | None
    consent: int | None
    added_at: datetime
    added_by: Staff
    agency: Agency
    removed_at: datetime | None
    removed_why: str
    may_open: Verdict


def loaded(attachments: QuerySet[Attachment]) -> QuerySet[Attachment]:
    return attachments.select_related("case__person", "added_by", "agency")


def of(attachment: Attachment, *, eyes: Eyes = NOBODY) -> AttachmentSheet:
    cover = eyes.over(attachment.case)
    return AttachmentSheet(
        id=attachment.pk,
        number=attachment.case.number,
        name=cover.text(attachment.name),
        kind=attachment.kind,
        kind_label=FileKind(attachment.kind).label,
        size=attachment.size,
        size_label=filesizeformat(attachment.size),
        record=attachment.record_id,
        consent=attachment.consent_id,
        added_at=attachment.added_at,
        added_by=cover.staff(attachment.added_by),
        agency=cover.agency(attachment.agency),
        removed_at=attachment.removed_at,
        removed_why=cover.text(attachment.removed_why),
        may_open=_may_open(attachment, covered=cover.on),
    )


def _may_open(attachment: Attachment, *, covered: bool) -> Verdict:
    if covered:
        return no(HIDDEN, code="protected")
    if attachment.removed_at is not None:
        return no("この書類は取り下げられています", code="attachment-removed")
    return YES
