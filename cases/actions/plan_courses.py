"""プランの歩み: from the decision on: begun on its day, ended, put aside or written anew (R11, R12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules_plans
from cases.actions import (
    events,
    follow_ups,
    grounds,
    handing,
    plan_roles,
    plan_rows,
    plan_words,
)
from cases.models import (
    AGREED,
    MONTHS,
    Case,
    EventKind,
    FollowUp,
    Ground,
    Plan,
    PlanKind,
    Purpose,
)
from cases.states import PlanState
from districts.models import Agency, Staff
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO, months_later

WHAT_NOW = "プランが終わったあとの進め方を決める"


@transaction.atomic
def start(plan: Plan, *, by: Staff, at: datetime) -> Plan:
    """A decided plan begins; one that was put aside goes on, with its roles."""
    case, plan = plan_rows.locked(plan)
    require(rules_plans.start(by, plan))
    if plan.ends_on and plan.ends_on < _day(at):
        raise ValidationError({"__all__": "プランの期間がすぎています。再プランにしてください"})
    again = plan.state == PlanState.SUSPENDED
    _begin(case, plan, by=by, at=at)
    if again:
        plan_roles.begin(plan, by=by, at=at)
    return plan_rows.counted(plan)


@transaction.atomic
def start_due(*, at: datetime) -> int:
    """The round's own: what was decided begins on its day; how many did."""
    waiting = Plan.objects.filter(state=PlanState.DECIDED, starts_on__lte=_day(at)).order_by("pk")
    begun = 0
    for one in waiting:
        case, plan = plan_rows.locked(one)
        if plan.state == PlanState.DECIDED:
            _begin(case, plan, by=plan.drafted_by, at=at)
            begun += 1
    return begun


@transaction.atomic
def end(
    plan: Plan,
    *,
    by: Staff,
    at: datetime,
    state: str,
    because: str,
    stays_with: Agency | None = None,
) -> Plan:
    """終結 or 中断, with a reason: the roles end with their sight and what they had still to do.

    Where 多機関協働 steps back, `stays_with` says who is accountable from here: the 主担当 of the case.
    """
    case, plan = plan_rows.locked(plan)
    require(rules_plans.end(by, plan))
    if state not in (PlanState.CLOSED, PlanState.SUSPENDED):
        raise ValidationError({"state": "終結か中断をえらんでください"})
    if not because:
        raise ValidationError({"because": "終わりにするわけを入れてください"})
    steps_back = _steps_back(plan, PlanState(state))
    if steps_back:
        _accountable(case, stays_with)
    close(case, plan, after=PlanState(state), by=by, at=at, because=because, stays_with=stays_with)
    if steps_back:
        _step_back(case, at=at)
    handing.never_without_next(case, by=by, at=at, what=WHAT_NOW)
    return plan_rows.counted(plan)


@transaction.atomic
def renew(plan: Plan, *, by: Staff, at: datetime) -> Plan:
    """再プラン: a new draft with the same words, whose roles are asked anew; the old roles go on till then."""
    case, plan = plan_rows.locked(plan)
    require(rules_plans.renew(by, plan))
    before = plan_words.of(plan)
    plan.state, plan.ended_at = plan_rows.stepped(plan, PlanState.RENEWED), at
    plan.save(update_fields=["state", "ended_at"])
    events.add(case, EventKind.PLAN_ENDED, by=by, at=at, plan=plan, data=_what(plan))
    draft = plan_rows.put(case, by=by, at=at, kind=plan.kind, edition=plan.edition + 1, renews=plan)
    plan_rows.write(draft, _afresh(before, today=_day(at)), by=by, at=at)
    follow_ups.drop_of_plan(plan, Purpose.MONITORING, Purpose.EVALUATION, by=by, at=at)
    handing.never_without_next(case, by=by, at=at, what="再プランの案を書く")
    events.add(case, EventKind.PLAN_DRAFTED, by=by, at=at, plan=draft)
    return draft


def end_with_the_case(case: Case, *, by: Staff, at: datetime, because: str) -> None:
    """Drafts and what was put aside are closed with their case; called from inside its closing."""
    left = Plan.objects.filter(case=case, state__in=(PlanState.DRAFT, PlanState.SUSPENDED))
    for plan in left.order_by("pk").select_for_update(of=("self",)):
        close(case, plan, after=PlanState.CLOSED, by=by, at=at, because=because[:1000])


def close(
    case: Case,
    plan: Plan,
    *,
    after: PlanState,
    by: Staff,
    at: datetime,
    because: str,
    stays_with: Agency | None = None,
) -> None:
    """The bare step, with what ends in it."""
    plan.state = plan_rows.stepped(plan, after)
    plan.ended_at = at if after == PlanState.CLOSED else None
    plan.ended_because, plan.stays_with = because, stays_with
    plan.save(update_fields=["state", "ended_at", "ended_because", "stays_with"])
    for one in filter(None, (plan, plan.renews)):
        follow_ups.drop_of_plan(one, by=by, at=at)
    plan_roles.settle(case, at=at)
    events.add(case, EventKind.PLAN_ENDED, by=by, at=at, plan=plan, note=because, data=_what(plan))


def _begin(case: Case, plan: Plan, *, by: Staff, at: datetime) -> None:
    plan.state = plan_rows.stepped(plan, PlanState.RUNNING)
    plan.save(update_fields=["state"])
    events.add(case, EventKind.PLAN_STARTED, by=by, at=at, plan=plan)


def _steps_back(plan: Plan, after: PlanState) -> bool:
    """多機関協働 has done its part with the end of an agreed plan; a draft put away is no such end."""
    held = (*AGREED, PlanState.SUSPENDED)
    return plan.kind == PlanKind.MULTI_AGENCY and plan.state in held and after == PlanState.CLOSED


def _accountable(case: Case, stays_with: Agency | None) -> None:
    """R1: naming somebody makes nobody accountable; a hand-over that is accepted does."""
    if stays_with is None:
        raise ValidationError({"stays_with": "このあとの主担当の機関をえらんでください"})
    if stays_with.pk != case.owner_id:
        raise ValidationError(
            {
                "stays_with": (
                    f"いまの主担当は{case.owner.name}です。代わるときは、先に「つなぐ」で受けてもらってください"
                )
            }
        )


def _step_back(case: Case, *, at: datetime) -> None:
    """Their sight ends; what they had still to do is the accountable house's."""
    held = grounds.coordinating(case)
    FollowUp.objects.open().filter(case=case, agency__in=held).exclude(agency=case.owner_id).update(
        agency=case.owner_id, assignee=case.owner_staff_id
    )
    grounds.end(case, Ground.COORDINATION, at=at)
    if case.coordinators_since is not None:
        case.coordinators_since = None
        case.save(update_fields=["coordinators_since"])


def _afresh(words: plan_words.Words, *, today: date) -> plan_words.Words:
    """The same words for another period; every row wants its day anew."""
    begins = max(filter(None, (today, words.ends_on and words.ends_on + timedelta(days=1))))
    ends = months_later(begins, MONTHS) - timedelta(days=1)
    goals = tuple(
        replace(goal, id=None, tasks=tuple(replace(one, id=None, until=None) for one in goal.tasks))
        for goal in words.goals
    )
    return replace(words, starts_on=begins, ends_on=ends, evaluate_on=ends, goals=goals)


def _what(plan: Plan) -> dict[str, str]:
    return {"what": plan.get_state_display()}


def _day(at: datetime) -> date:
    return at.astimezone(TOKYO).date()
