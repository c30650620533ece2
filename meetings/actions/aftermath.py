"""決定のあと: what a decision does to the plan on the table, when it is looked at again, and who is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cases import rules as of_cases
from cases.actions import follow_ups, plans
from cases.models import Case, PlanDecision
from cases.states import PlanState
from districts.models import Staff
from fujisawa_care.foundation.workdays import TOKYO
from meetings.actions import sharing, telling
from meetings.models import AgendaItem, Decision, ItemRole

GOES_ON = (Decision.GO, Decision.CONDITIONS)


def of_plan(
    item: AgendaItem, answer: Decision, *, by: Staff, at: datetime, wording: str
) -> PlanDecision | None:
    """The plan on the table goes where the answer leads: decided, or back to be worked on."""
    if item.plan is None:
        return None
    if answer in GOES_ON:
        return plans.decide(
            item.plan,
            by=by,
            at=at,
            sitting=item.meeting.called,
            held_on=item.meeting.starts_at.astimezone(TOKYO).date(),
            approved=True,
            answer=answer.label,
            wording=wording,
        )
    if answer == Decision.AGAIN and item.plan.state == PlanState.TABLED:
        plans.take_back(item.plan, by=by, at=at, because=(wording or answer.label)[:1000])
    return None


def follow(
    item: AgendaItem,
    case: Case,
    *,
    answer: Decision,
    shared: Sequence[ItemRole],
    by: Staff,
    at: datetime,
) -> None:
    """The day to look again is a step of whoever owns the case; who brought it hears that it goes on."""
    if item.next_check_on is not None:
        keeper = case.owner_staff
        follow_ups.put(
            case,
            by=by,
            at=at,
            what=f"会議で決めたことを確かめる（{item.meeting.called}）",
            due_on=item.next_check_on,
            agency=case.owner,
            assignee=keeper if keeper and of_cases.take(keeper, case) else None,
        )
    if answer in GOES_ON:
        sharing.begin(case, shared, by=by, at=at)
    elif answer == Decision.AGAIN:
        telling.continued(item, by=by, at=at)
