"""記録の一行: the bare row and its event, for the actions that leave one behind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError

from cases.actions import events, grounds
from cases.models import (
    Case,
    Counterpart,
    EventKind,
    FollowUp,
    Ground,
    LeftBehind,
    Level,
    SupportRecord,
)
from districts.models import Staff
from fujisawa_care.foundation import fit


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
    left: Sequence[str] = (),
    corrects: SupportRecord | None = None,
    follow_up: FollowUp | None = None,
) -> SupportRecord:
    """Called from inside other actions' transactions; a contact that ends a follow-up is one event."""
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
        left=[one for one in LeftBehind.values if one in left],
        written_by=by,
        agency=by.agency,
        written_at=at,
        corrects=corrects,
    )
    fit.require(record)
    record.save()
    kind = EventKind.RECORDED if follow_up is None else EventKind.DONE
    events.add(case, kind, by=by, at=at, record=record, follow_up=follow_up)
    grounds.give(case, Ground.OWN_RECORD, to=by, level=Level.SHEET, at=at)
    return record
