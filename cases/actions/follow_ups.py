"""次の一手: planned, finished with its outcome, moved with a reason, or passed on (R4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.actions import entries, events, reminders
from cases.models import (
    Case,
    EventKind,
    FollowUp,
    FollowUpKind,
    FollowUpOutcome,
    Method,
    Plan,
    Purpose,
    Referral,
    ReminderKind,
)
from cases.states import FOLLOW_UP_STEPS, FollowUpState
from districts.models import Agency, Staff
from fujisawa_care.foundation import fit
from fujisawa_care.foundation.steps import step
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO

WHAT_NEXT = "次の一手を決めてください。支援が終わったときは、ケースを終わりにしてください"
WITH_A_RESULT = "置いてきたものは、不在や会えたなどの結果といっしょに残します"
ENDED = rules.ENDED.reason
METHODS = {
    FollowUpKind.VISIT: Method.VISIT,
    FollowUpKind.PHONE: Method.PHONE,
    FollowUpKind.MEETING: Method.CONFERENCE,
    FollowUpKind.TASK: Method.OTHER,
}


@dataclass(frozen=True, kw_only=True)
class Next:
    """次の一手として決めること."""

    what: str
    due_on: date
    due_time: time | None = None
    kind: str = FollowUpKind.TASK
    place: str = ""
    assignee: Staff | None = None


@transaction.atomic
def plan(case: Case, *, by: Staff, at: datetime, then: Next) -> FollowUp:
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(rules.write(by, case))
    assignee = then.assignee or by
    require(rules.take(assignee, case))
    _not_before(then.due_on, at, "due_on")
    follow_up = put(
        case,
        by=by,
        at=at,
        what=then.what,
        due_on=then.due_on,
        due_time=then.due_time,
        kind=then.kind,
        place=then.place,
        agency=assignee.agency,
        assignee=assignee,
    )
    if assignee.pk != by.pk:
        reminders.tell(case, ReminderKind.PASSED, to=[assignee], at=at, follow_up=follow_up)
    events.add(case, EventKind.PLANNED, by=by, at=at, follow_up=follow_up)
    return follow_up


@transaction.atomic
def finish(
    follow_up: FollowUp,
    *,
    by: Staff,
    at: datetime,
    outcome: str,
    note: str = "",
    left: Sequence[str] = (),
    then: Next | None = None,
) -> FollowUp:
    """End with an outcome; a contact made or missed is written as a support record in the same step.

    The last open follow-up of a case asks for the next one, or for the case to be closed first.
    """
    if outcome not in FollowUpOutcome.values:
        raise ValidationError({"outcome": "結果をえらんでください"})
    if left and outcome == FollowUpOutcome.NONE:
        raise ValidationError({"left": WITH_A_RESULT})
    case, follow_up = _locked(follow_up)
    require(rules.finish(by, follow_up))
    require(rules.finish_by_hand(follow_up))
    _end(follow_up, FollowUpState.DONE, by=by, at=at, outcome=outcome, note=note)
    if outcome == FollowUpOutcome.NONE:
        events.add(case, EventKind.DONE, by=by, at=at, follow_up=follow_up, note=note)
    else:
        _contact(case, follow_up, by=by, at=at, left=left)
    if then is not None:
        plan(case, by=by, at=at, then=then)
    elif not FollowUp.objects.open().filter(case=case).exists():
        raise ValidationError({"next": WHAT_NEXT})
    return follow_up


@transaction.atomic
def move(
    follow_up: FollowUp,
    *,
    by: Staff,
    at: datetime,
    due_on: date,
    reason: str,
    due_time: time | None = None,
    place: str | None = None,
) -> FollowUp:
    """Another day, with a reason; the place stays unless another one is named."""
    case, follow_up = _locked(follow_up)
    require(rules.finish(by, follow_up))
    _still_open(follow_up)
    if not reason:
        raise ValidationError({"reason": "日を変える理由を入れてください"})
    _not_before(due_on, at, "due_on")
    before = follow_up.due_on
    follow_up.due_on, follow_up.due_time = due_on, due_time
    follow_up.place = follow_up.place if place is None else place
    follow_up.save(update_fields=["due_on", "due_time", "place"])
    _evaluated_on(follow_up)
    events.add(
        case,
        EventKind.MOVED,
        by=by,
        at=at,
        follow_up=follow_up,
        note=reason,
        data={"from": before.isoformat(), "to": due_on.isoformat()},
    )
    return follow_up


@transaction.atomic
def hand_over(follow_up: FollowUp, *, by: Staff, at: datetime, to: Staff) -> FollowUp:
    """Pass on to somebody who may write on this case; they are told."""
    case, follow_up = _locked(follow_up)
    require(rules.finish(by, follow_up))
    _still_open(follow_up)
    require(rules.take(to, case))
    before = follow_up.assignee
    give(follow_up, agency=to.agency, to=to)
    if to.pk != by.pk:
        reminders.tell(case, ReminderKind.PASSED, to=[to], at=at, follow_up=follow_up)
    events.add(
        case,
        EventKind.PASSED,
        by=by,
        at=at,
        follow_up=follow_up,
        data={"from": before.name if before else "", "to": to.name},
    )
    return follow_up


def put(
    case: Case,
    *,
    by: Staff,
    at: datetime,
    what: str,
    due_on: date,
    agency: Agency,
    assignee: Staff | None,
    purpose: Purpose = Purpose.NEXT,
    due_time: time | None = None,
    kind: str = FollowUpKind.TASK,
    place: str = "",
    referral: Referral | None = None,
    of_plan: Plan | None = None,
) -> FollowUp:
    """The bare row; called from inside other actions' transactions."""
    follow_up = FollowUp(
        case=case,
        purpose=purpose,
        referral=referral,
        plan=of_plan,
        kind=kind,
        what=what,
        due_on=due_on,
        due_time=due_time,
        place=place,
        agency=agency,
        assignee=assignee,
        state=FollowUpState.OPEN,
        planned_at=at,
        planned_by=by,
    )
    fit.require(follow_up)
    follow_up.save()
    return follow_up


def give(follow_up: FollowUp, *, agency: Agency, to: Staff | None) -> None:
    """Who is to do it, or which house; called from inside other actions' transactions."""
    follow_up.assignee, follow_up.agency = to, agency
    follow_up.save(update_fields=["assignee", "agency"])


def end_those_of(referral: Referral, *, by: Staff, at: datetime) -> None:
    """The waiting for an answer ends with the answer."""
    waiting = FollowUp.objects.open().filter(referral=referral, purpose=Purpose.REPLY)
    for follow_up in waiting.select_for_update():
        _end(follow_up, FollowUpState.DONE, by=by, at=at, outcome=FollowUpOutcome.NONE)


def drop_of_plan(plan: Plan, *purposes: Purpose, by: Staff, at: datetime) -> None:
    """What a plan had asked for and is not done ends with it."""
    waiting = FollowUp.objects.open().filter(plan=plan)
    if purposes:
        waiting = waiting.filter(purpose__in=purposes)
    for follow_up in waiting.select_for_update(of=("self",)):
        _end(follow_up, FollowUpState.DROPPED, by=by, at=at)


def evaluated(plan: Plan, *, by: Staff, at: datetime) -> None:
    """The waiting for an evaluation ends with it."""
    waiting = FollowUp.objects.open().filter(plan=plan, purpose=Purpose.EVALUATION)
    for follow_up in waiting.select_for_update(of=("self",)):
        _end(follow_up, FollowUpState.DONE, by=by, at=at, outcome=FollowUpOutcome.NONE)


def drop_each(waiting: Iterable[FollowUp], *, by: Staff, at: datetime) -> None:
    """Locked rows that a room above no longer waits for; called from inside its transaction."""
    for follow_up in waiting:
        _end(follow_up, FollowUpState.DROPPED, by=by, at=at)


def drop_all(case: Case, *, by: Staff, at: datetime) -> list[FollowUp]:
    dropped = list(FollowUp.objects.open().filter(case=case).select_for_update())
    for follow_up in dropped:
        _end(follow_up, FollowUpState.DROPPED, by=by, at=at)
    return dropped


def _end(
    follow_up: FollowUp,
    after: FollowUpState,
    *,
    by: Staff,
    at: datetime,
    outcome: str = "",
    note: str = "",
) -> None:
    follow_up.state = step(
        FOLLOW_UP_STEPS, FollowUpState(follow_up.state), after, words=ENDED, code="follow-up-ended"
    )
    follow_up.outcome, follow_up.outcome_note = outcome, note
    follow_up.ended_at, follow_up.ended_by = at, by
    follow_up.save(update_fields=["state", "outcome", "outcome_note", "ended_at", "ended_by"])


def _contact(
    case: Case, follow_up: FollowUp, *, by: Staff, at: datetime, left: Sequence[str]
) -> None:
    """Made or missed, it is a support record."""
    entries.put(
        case,
        by=by,
        at=at,
        happened_at=at,
        method=METHODS[FollowUpKind(follow_up.kind)],
        outcome=follow_up.outcome,
        text=follow_up.outcome_note,
        left=left,
        follow_up=follow_up,
    )


def _locked(follow_up: FollowUp) -> tuple[Case, FollowUp]:
    """The case first, then the row: every action locks in this order."""
    case = Case.objects.select_for_update(no_key=True).get(pk=follow_up.case_id)
    fresh = FollowUp.objects.select_for_update(of=("self",)).select_related("assignee")
    found = fresh.get(pk=follow_up.pk)
    found.case = case
    return case, found


def _evaluated_on(follow_up: FollowUp) -> None:
    """R11: the day of an evaluation lies in the period, also where it is moved."""
    if follow_up.purpose != Purpose.EVALUATION or follow_up.plan is None:
        return
    plan = follow_up.plan
    plan.evaluate_on = follow_up.due_on
    try:
        fit.require(plan)
    except ValidationError as refused:
        raise ValidationError({"due_on": refused.messages}) from refused
    plan.save(update_fields=["evaluate_on"])


def _still_open(follow_up: FollowUp) -> None:
    step(
        FOLLOW_UP_STEPS,
        FollowUpState(follow_up.state),
        FollowUpState.DONE,
        words=ENDED,
        code="follow-up-ended",
    )


def _not_before(day: date, at: datetime, field: str) -> None:
    if day < at.astimezone(TOKYO).date():
        raise ValidationError({field: "今日か、今日より後の日にしてください"})
