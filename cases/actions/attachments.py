"""書類: added to a case, a record or a consent; taken back with a reason, and then gone from the disk."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.actions import events
from cases.models import Attachment, Case, ConsentEvent, EventKind, SupportRecord
from districts.models import Staff
from fujisawa_care.foundation import files
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require


@transaction.atomic
def add(
    case: Case,
    *,
    by: Staff,
    at: datetime,
    name: str,
    content: bytes,
    record: SupportRecord | None = None,
    consent: ConsentEvent | None = None,
) -> Attachment:
    """The same content in the same place is there once, however often it is sent.

    The file is written last: what could not be kept leaves no row behind.
    """
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(rules.write(by, case))
    for beside, what in (("record", record), ("consent", consent)):
        if what is not None and what.case_id != case.pk:
            raise ValidationError({beside: "このケースのものをえらんでください"})
    kind = _kind(content)
    place = {"case": case, "record": record, "consent": consent}
    digest = sha256(content).hexdigest()
    if there := Attachment.objects.there().filter(**place, digest=digest).first():
        return there
    attachment = Attachment(
        **place,
        name=files.name_of(name, kind),
        kind=kind,
        size=len(content),
        digest=digest,
        added_by=by,
        agency=by.agency,
        added_at=at,
    )
    attachment.validate_constraints()
    attachment.save()
    events.add(case, EventKind.ATTACHED, by=by, at=at, note=attachment.name)
    files.put(attachment.stored, content)
    return attachment


def _kind(content: bytes) -> files.FileKind:
    try:
        return files.kind_of(content)
    except files.NotTaken as refused:
        raise ValidationError({"file": str(refused)}) from refused


@transaction.atomic
def remove(attachment: Attachment, *, by: Staff, at: datetime, why: str) -> Attachment:
    """For what was added by mistake: that it was there stays written, its content does not."""
    case = Case.objects.select_for_update(no_key=True).get(pk=attachment.case_id)
    attachment = Attachment.objects.select_for_update().get(pk=attachment.pk)
    require(rules.write(by, case))
    if attachment.removed_at is not None:
        raise IllegalStep("この書類は、もう取り下げてあります", code="attachment-removed")
    attachment.removed_at, attachment.removed_by, attachment.removed_why = at, by, why
    attachment.validate_constraints()
    attachment.save(update_fields=["removed_at", "removed_by", "removed_why"])
    events.add(case, EventKind.DETACHED, by=by, at=at, note=attachment.name)
    transaction.on_commit(lambda: files.erase(attachment.stored))
    return attachment


def clear(*, at: datetime) -> int:
    """Erase what no row speaks of any more; returns how many."""
    return files.clear(
        lambda some: dict(
            Attachment.objects.filter(stored__in=some).values_list("stored", "removed_at")
        ),
        at=at,
    )
