"""訪問の注意: written for whoever goes to the door next, ended when it no longer holds."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.actions import events
from cases.models import Case, EventKind, SafetyKind, SafetyNote
from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require

ENDED = "この注意は、もう終わっています。画面を開きなおしてください"


@transaction.atomic
def write(case: Case, *, by: Staff, at: datetime, kind: str, words: str = "") -> SafetyNote:
    if kind not in SafetyKind.values:
        raise ValidationError({"kind": "注意をえらんでください"})
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(rules.write(by, case))
    note = SafetyNote(
        case=case, kind=kind, words=words, written_at=at, written_by=by, agency=by.agency
    )
    note.validate_constraints()
    note.save()
    events.add(case, EventKind.WARNED, by=by, at=at, note=_line(note))
    return note


@transaction.atomic
def end(note: SafetyNote, *, by: Staff, at: datetime, because: str = "") -> SafetyNote:
    case = Case.objects.select_for_update(no_key=True).get(pk=note.case_id)
    note = SafetyNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    require(rules.write(by, case))
    if note.ended_at is not None:
        raise IllegalStep(ENDED, code="safety-note-ended")
    note.ended_at, note.ended_by, note.because = at, by, because
    note.save(update_fields=["ended_at", "ended_by", "because"])
    events.add(
        case, EventKind.CLEARED, by=by, at=at, note="。".join(filter(None, (_line(note), because)))
    )
    return note


def _line(note: SafetyNote) -> str:
    return "：".join(filter(None, (SafetyKind(note.kind).label, note.words)))
