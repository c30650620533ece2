"""同意: appended as dated events; the state is what the latest event says."""

from __future__ import annotations

from datetime import datetime

from cases.actions import events
from cases.models import Case, ConsentEvent, ConsentKind, ConsentState, EventKind
from districts.models import Staff

TOLD_AT_INTAKE = {
    ConsentState.GIVEN: ConsentKind.GIVEN,
    ConsentState.REFUSED: ConsentKind.REFUSED,
}


def put(
    case: Case, *, by: Staff, at: datetime, event: ConsentKind, method: str = ""
) -> ConsentEvent:
    """The bare row and its event; called from inside other actions' transactions."""
    consent = ConsentEvent.objects.create(
        case=case, event=event, method=method, happened_at=at, taken_by=by
    )
    events.add(case, EventKind.CONSENTED, by=by, at=at, consent=consent)
    return consent
