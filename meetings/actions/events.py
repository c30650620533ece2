"""会議のできごと: the one line that every action at a sitting leaves behind."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from districts.models import Staff
from meetings.models import Meeting, MeetingEvent, MeetingEventKind


def add(
    meeting: Meeting, kind: MeetingEventKind, *, by: Staff, at: datetime, **about: Any
) -> MeetingEvent:
    """Append to the sitting's history; called from inside an action's transaction only."""
    return MeetingEvent.objects.create(meeting=meeting, kind=kind, by=by, at=at, **about)
