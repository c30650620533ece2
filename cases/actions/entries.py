"""記録の一行: the bare row and its event, for the actions that leave one behind."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError

from cases.actions import events
from cases.models import Case, Counterpart, EventKind, SupportRecord
from districts.models import Staff


def put(
    case: Case,
    *,
    by: Staff,
    at: datetime,
    happened_at: datetime,
    method: str,
    outcome: str,
    counterpart: str = Counterpart.SELF,
    minutes: int | None = None,
    text: str = "",
    third_party_text: str = "",
    corrects: SupportRecord | None = None,
) -> SupportRecord:
    """Called from inside other actions' transactions."""
    if happened_at > at:
        raise ValidationError({"happened_at": "これからの日時です。日と時刻をたしかめてください"})
    record = SupportRecord(
        case=case,
        happened_at=happened_at,
        method=method,
        counterpart=counterpart,
        outcome=outcome,
        minutes=minutes,
        text=text,
        third_party_text=third_party_text,
        written_by=by,
        agency=by.agency,
        written_at=at,
        corrects=corrects,
    )
    record.validate_constraints()
    record.save()
    events.add(case, EventKind.RECORDED, by=by, at=at, record=record)
    return record
