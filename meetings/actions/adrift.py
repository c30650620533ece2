"""行き先を待つ議題: what a no has moved off a table of plans, taken up by a 支援会議 or let go with a reason (R5)."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require
from meetings import dues, rules, table_rules
from meetings.actions import events, following, locks
from meetings.models import AgendaItem, Meeting, MeetingEventKind

MOST_WORDS = 500


@transaction.atomic
def take_up(item: AgendaItem, meeting: Meeting, *, by: Staff, at: datetime) -> AgendaItem:
    """As it would have gone there by itself: with its question, and nobody picked yet."""
    meeting = locks.meeting(meeting.pk)
    item = _locked(item)
    require(rules.look_after(by))
    require(table_rules.take_up(meeting))
    return following.onto(meeting, item, by=by, at=at)


@transaction.atomic
def let_go(item: AgendaItem, *, by: Staff, at: datetime, because: str) -> None:
    """It need not be talked about any more: the reason stays with the sitting it came from."""
    if not because:
        raise ValidationError({"because": "出さないわけを入れてください"})
    if len(because) > MOST_WORDS:
        raise ValidationError({"because": f"{MOST_WORDS}字までにしてください"})
    item = _locked(item)
    require(rules.look_after(by))
    events.add(item.meeting, MeetingEventKind.LET_GO, by=by, at=at, item=item, note=because)


def _locked(item: AgendaItem) -> AgendaItem:
    """Two secretaries at once: the second finds that it has a place."""
    case = locks.case(item.case_id or 0)
    found = dues.adrift().filter(pk=item.pk).select_related("meeting__body").first()
    if found is None:
        raise IllegalStep("この議題は、もう行き先が決まっています", code="item-not-adrift")
    found.case = case
    return found
