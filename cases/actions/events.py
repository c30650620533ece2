"""できごと: the one line that every action leaves behind."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cases.models import Case, Event, EventKind
from districts.models import Staff


def add(case: Case, kind: EventKind, *, by: Staff, at: datetime, **about: Any) -> Event:
    """Append to the case's history; called from inside an action's transaction only."""
    return Event.objects.create(case=case, kind=kind, by=by, agency_id=by.agency_id, at=at, **about)
