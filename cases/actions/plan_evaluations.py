"""プランの評価: what has changed for the person, goal by goal, and what follows from it (R11)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules_plans
from cases.actions import events, follow_ups, handing, plan_roles, plan_rows
from cases.models import (
    Case,
    ChangeSeen,
    Conclusion,
    EventKind,
    Plan,
    PlanEvaluation,
    Purpose,
    Reached,
)
from cases.states import PlanState
from districts.models import Staff
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO

AFTER_EVALUATION = "プランの評価のあとの進め方を決める"


@transaction.atomic
def evaluate(
    plan: Plan,
    *,
    by: Staff,
    at: datetime,
    on: date,
    changes: Collection[str],
    reached: Mapping[str, str],
    own_words: str,
    text: str,
    conclusion: str,
) -> PlanEvaluation:
    """What has changed. `reached` goes by the goal's id as text.

    「このまま続ける」 goes on to the end of the period and is looked back on then; the other
    conclusions are carried out by `end` and `renew`.
    """
    case, plan = plan_rows.locked(plan)
    require(rules_plans.evaluate(by, plan))
    today = at.astimezone(TOKYO).date()
    _consistent(plan, on, changes, reached, conclusion, today=today)
    done = PlanEvaluation.objects.create(
        plan=plan,
        evaluated_on=on,
        changes=[*dict.fromkeys(changes)],
        reached=dict(reached),
        own_words=own_words,
        text=text,
        conclusion=conclusion,
        evaluated_by=by,
        evaluated_at=at,
    )
    plan.state = plan_rows.stepped(plan, PlanState.EVALUATED)
    plan.save(update_fields=["state"])
    _look_ahead(case, plan, conclusion, by=by, at=at)
    data = {"what": done.get_conclusion_display()}
    events.add(case, EventKind.PLAN_EVALUATED, by=by, at=at, plan=plan, data=data)
    return done


def _look_ahead(case: Case, plan: Plan, conclusion: str, *, by: Staff, at: datetime) -> None:
    """The days set for looking are over; who goes on gets new ones."""
    follow_ups.evaluated(plan, by=by, at=at)
    follow_ups.drop_of_plan(plan, Purpose.MONITORING, by=by, at=at)
    if conclusion == Conclusion.CONTINUE:
        plan.state = plan_rows.stepped(plan, PlanState.RUNNING)
        plan.evaluate_on = plan.ends_on
        plan.save(update_fields=["state", "evaluate_on"])
        plan_roles.look_again(plan, by=by, at=at)
    handing.never_without_next(case, by=by, at=at, what=AFTER_EVALUATION)


def _consistent(
    plan: Plan,
    on: date,
    changes: Collection[str],
    reached: Mapping[str, str],
    conclusion: str,
    *,
    today: date,
) -> None:
    wrong: dict[str, str] = {}
    if on > today or (plan.starts_on and on < plan.starts_on):
        wrong["on"] = "評価の日は、プランの始まりから今日までの日にしてください"
    known = ChangeSeen.objects.filter(pk__in=changes).count()
    if known != len(set(changes)):
        wrong["changes"] = "見られた変化をえらびなおしてください"
    goals = {str(pk) for pk in plan.goals.values_list("pk", flat=True)}
    if set(reached) != goals or not set(reached.values()) <= set(Reached.values):
        wrong["reached"] = "めざす姿ごとに、できたかどうかをえらんでください"
    if conclusion not in Conclusion.values:
        wrong["conclusion"] = "これからどうするかをえらんでください"
    elif conclusion == Conclusion.CONTINUE and plan.ends_on and plan.ends_on <= max(on, today):
        wrong["conclusion"] = "期間が終わるので、続けるときは再プランにしてください"
    if wrong:
        raise ValidationError(wrong)
