"""記録: the minutes of a sitting above the case as a whole; several write at once and no word is lost."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from districts.models import Staff
from fujisawa_care.foundation import lines
from fujisawa_care.foundation.text import AtMost
from fujisawa_care.foundation.verdict import require
from meetings import rules_above as rules
from meetings.actions import locks
from meetings.models import Meeting
from meetings.models.meeting import MINUTES_LIMIT


@transaction.atomic
def write(meeting: Meeting, *, by: Staff, at: datetime, base: str, text: str) -> Meeting:
    """Lay `text`, typed on `base`, over what stands there now."""
    meeting = locks.meeting(meeting.pk)
    require(rules.note(by, meeting))
    merged = lines.together(base=base, theirs=meeting.notes, mine=text)
    if merged == meeting.notes:
        return meeting
    try:
        AtMost(MINUTES_LIMIT, "記録")(merged)
    except ValidationError as long:
        raise ValidationError({"memo": long.messages}) from long
    meeting.notes, meeting.updated_at = merged, at
    meeting.save(update_fields=["notes", "updated_at"])
    meeting.refresh_from_db(fields=["version", "updated_at"])
    return meeting
