"""プランについてできること: who may do what to a plan, and why not (R11, R12)."""

from __future__ import annotations

from datetime import date

from cases.models import AGREED, LIVE, Case, Plan, PlanTask, TaskAnswer, lacks
from cases.rules import CLOSED, write
from cases.states import CaseStage, PlanState
from districts.models import Role, Staff
from fujisawa_care.foundation.verdict import YES, Verdict, no, not_now


def draft(by: Staff, case: Case) -> Verdict:
    return write(by, case)


def save(by: Staff, plan: Plan) -> Verdict:
    """Its words are those of the sitting from the moment it lies on the table."""
    if not (allowed := write(by, plan.case)):
        return allowed
    if plan.state in (PlanState.CLOSED, PlanState.RENEWED):
        return not_now("このプランは終わっています", code="plan-ended")
    if plan.state != PlanState.DRAFT:
        return not_now(
            "会議に出したあとのプランは直せません。案にもどすか、評価のあとで再プランにしてください",
            code="plan-not-a-draft",
        )
    return YES


def show(by: Staff, plan: Plan) -> Verdict:
    if not (allowed := write(by, plan.case)):
        return allowed
    return YES if plan.state in LIVE else not_now("このプランは終わっています", code="plan-ended")


def answer(by: Staff, task: PlanTask) -> Verdict:
    house = task.house
    if not by.sees_cases or house is None or by.agency_id != house.pk:
        return no("返事ができるのは、役割をたのまれた機関です", code="not-the-one-asked")
    if task.plan.state not in (PlanState.DRAFT, PlanState.TABLED):
        return not_now("このプランは、もう会議で決まったか、終わっています", code="plan-settled")
    return YES


def _tables(by: Staff, plan: Plan) -> Verdict:
    """Who writes on the case, and the secretaries of the sittings (多機関協働, 管理職)."""
    if by.role in (Role.COORDINATOR, Role.MANAGER) and by.is_active:
        return YES if plan.case.stage == CaseStage.OPEN else CLOSED
    return write(by, plan.case)


def table(by: Staff, plan: Plan, *, on: date) -> Verdict:
    """R11: whole, and every agency named was asked."""
    if not (allowed := _tables(by, plan)):
        return allowed
    if plan.state != PlanState.DRAFT:
        return not_now("会議に出せるのは、案のプランだけです", code="plan-not-a-draft")
    if missing := lacks(plan, today=on):
        words = "。".join(dict.fromkeys(one.words for one in missing))
        return not_now(f"まだ会議に出せません。{words}", code="plan-not-whole")
    return YES


def take_back(plan: Plan) -> Verdict:
    """Who may is the sitting's own question; here, whether the plan lies on its table."""
    if plan.state != PlanState.TABLED:
        return not_now("このプランは、会議に出ていません", code="plan-not-tabled")
    return YES


def decide(plan: Plan) -> Verdict:
    """An agency that cannot do its part must be settled first."""
    if not (lies_there := take_back(plan)):
        return lies_there
    if any(one.agency_id and one.answer == TaskAnswer.DECLINED for one in plan.tasks.all()):
        return not_now(
            "引き受けられないと返事のあった役割があります。「次回も話し合う」をえらぶと、プランは案にもどり、担い手をきめなおせます",
            code="role-declined",
        )
    return YES


def evaluate(by: Staff, plan: Plan) -> Verdict:
    if not (allowed := write(by, plan.case)):
        return allowed
    if plan.state != PlanState.RUNNING:
        return not_now("評価できるのは、進めているプランだけです", code="plan-not-running")
    return YES


def end(by: Staff, plan: Plan) -> Verdict:
    """A draft is simply put away; what lies on a table is taken from it first."""
    if not (allowed := write(by, plan.case)):
        return allowed
    if plan.state == PlanState.TABLED:
        return not_now(
            "会議に出しているプランです。先にプランのページの「案にもどす」で、議題から外してください",
            code="plan-on-the-table",
        )
    if plan.state in (PlanState.CLOSED, PlanState.RENEWED):
        return not_now("このプランは、もう終わっています", code="plan-ended")
    return YES


def renew(by: Staff, plan: Plan) -> Verdict:
    if not (allowed := write(by, plan.case)):
        return allowed
    if plan.state not in (PlanState.EVALUATED, PlanState.SUSPENDED):
        return not_now(
            "再プランは、評価したプランか、中断したプランから作ります", code="plan-not-evaluated"
        )
    return YES


def start(by: Staff, plan: Plan) -> Verdict:
    if not (allowed := write(by, plan.case)):
        return allowed
    if plan.state not in (PlanState.DECIDED, PlanState.SUSPENDED):
        return not_now(
            "始められるのは、決まったプランか、中断したプランです", code="plan-not-decided"
        )
    return YES


def close_case(case: Case) -> Verdict:
    """R12: the roles end first. Drafts and what was put aside are closed with the case."""
    states = set(case.plans.live().values_list("state", flat=True))
    if PlanState.TABLED in states:
        return not_now(
            "支援プランが会議に出ています。先に議題から外してください", code="plan-on-the-table"
        )
    if states & set(AGREED):
        return not_now(
            "進めている支援プランがあります。先にプランのページで、評価して終結か中断にしてください",
            code="plan-live",
        )
    return YES
