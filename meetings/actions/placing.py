"""議題を置く・外す: the bare row with all that follows from it; called from inside other actions' transactions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max

from cases.actions import events as of_case
from cases.actions import plans
from cases.models import Case, EventKind
from cases.states import PlanState
from districts.models import Staff
from fujisawa_care.foundation.steps import step
from meetings import rules
from meetings.actions import events, seats
from meetings.models import TALKED, AgendaItem, Meeting, MeetingEventKind, Seat
from meetings.states import ITEM_STEPS, ItemState

WRONG_REASON = "この会議の理由をえらんでください"
OVER = "この議題は終わっています。画面を開きなおしてください"
LONGEST, MOST_WORDS = 480, 1000


def put(meeting: Meeting, case: Case | None, *, by: Staff, at: datetime, **said: Any) -> AgendaItem:
    """The bare row at the end of the order, and a line for it in both histories."""
    reason, minutes = str(said.pop("reason")), said.pop("minutes") or meeting.body.minutes_each
    reason_of(meeting, reason, case=case)
    short_enough(said["question"])
    said.setdefault("follows", _last_time(case) if case else None)
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem(
        meeting=meeting,
        case=case,
        position=last + 1,
        reason=reason,
        minutes=fitting_time(minutes),
        state=ItemState.TABLED,
        tabled_by=by,
        tabled_at=at,
        updated_at=at,
        **said,
    )
    item.clean_fields(exclude=all_but(item, "title", "presenter", "why"))
    item.validate_constraints()
    item.save()
    if item.plan is not None:
        plans.table(item.plan, by=by, at=at)
    events.add(meeting, MeetingEventKind.TABLED, by=by, at=at, item=item)
    if case is not None:
        _told(item, case, by=by, at=at)
    return item


def _told(item: AgendaItem, case: Case, *, by: Staff, at: datetime) -> None:
    """In the history of the case: what a no has moved says from where and why, not who tabled it."""
    data, note, before = (
        {"meeting": str(item.meeting_id), "what": item.meeting.called},
        "",
        item.follows,
    )
    if before is not None and before.state == ItemState.REROUTED:
        data["moved_from"], note = before.meeting.called, before.removed_because
    of_case.add(case, EventKind.ON_AGENDA, by=by, at=at, note=note, data=data)


def _last_time(case: Case) -> AgendaItem | None:
    """What was talked about before, if nothing has taken it up yet."""
    talked = AgendaItem.objects.filter(case=case, state__in=TALKED, followed_by__isnull=True)
    return talked.order_by("-closed_at").first()


def take_off(item: AgendaItem, after: ItemState, *, by: Staff, at: datetime, because: str) -> None:
    """The bare step with all that follows from it; called from inside other actions' transactions."""
    item.state = step(ITEM_STEPS, ItemState(item.state), after, words=OVER, code="item-over")
    item.closed_at, item.removed_because = max(at, item.opened_at or at), because
    item.save(update_fields=["state", "closed_at", "removed_because"])
    seats.leave(Seat.objects.filter(item=item), at=at)
    if item.plan is not None and item.plan.state == PlanState.TABLED:
        plans.take_back(item.plan, by=by, at=at, because=because)
    events.add(item.meeting, MeetingEventKind.REMOVED, by=by, at=at, item=item, note=because)
    if item.case is not None:
        data = {"meeting": str(item.meeting_id), "what": item.meeting.called}
        of_case.add(item.case, EventKind.OFF_AGENDA, by=by, at=at, note=because, data=data)


def after_what_was_heard(case: Case, at: datetime) -> datetime:
    """Who clicked first may be served last: a no that was heard meanwhile counts."""
    last = case.consents.newest().values_list("happened_at", flat=True).first()
    return max(at, last) if last else at


def reason_of(meeting: Meeting, reason: str, *, case: Case | None) -> None:
    if reason not in rules.reasons(meeting, case):
        raise ValidationError({"reason": WRONG_REASON})


def fitting_time(minutes: int) -> int:
    if not 1 <= minutes <= LONGEST:
        raise ValidationError({"minutes": f"時間は1分から{LONGEST}分までにしてください"})
    return minutes


def short_enough(question: str) -> str:
    if len(question) > MOST_WORDS:
        raise ValidationError({"question": f"{MOST_WORDS}字までにしてください"})
    return question


def all_but(item: AgendaItem, *fields: str) -> set[str]:
    return {one.name for one in item._meta.fields} - {*fields}
