"""プランの見えかた: the plan on page, paper and in the API, with what it still wants and who carries how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from cases.models import (
    AGREED,
    ChangeSeen,
    Plan,
    PlanDecision,
    PlanEvaluation,
    PlanGoal,
    PlanKind,
    PlanTask,
    Signature,
    TaskAnswer,
)
from cases.sheets import plan_outcomes, plan_tasks
from cases.sheets.plan_outcomes import DecisionSheet, EvaluationSheet
from cases.sheets.plan_tasks import TASK_JOINED, GoalSheet, TaskSheet
from cases.sheets.shields import NOBODY, Eyes
from cases.states import PlanState
from districts.models import Agency, Staff


@dataclass(frozen=True)
class PlanSheet:
    id: int
    number: str
    kind: str
    kind_label: str
    state: str
    state_label: str
    edition: int
    renews: int | None
    wishes: str
    troubles: str
    aim: str
    direction: str
    menus: tuple[str, ...]
    menu_labels: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None
    evaluate_on: date | None
    monitor_months: int
    shown_on: date | None
    signature: str
    signature_label: str
    signed_on: date | None
    drafted_by: Staff
    agency: Agency
    drafted_at: datetime
    tabled_at: datetime | None
    decided_at: datetime | None
    ended_at: datetime | None
    ended_because: str
    stays_with: Agency | None
    version: int
    updated_at: datetime
    goals: tuple[GoalSheet, ...]
    decisions: tuple[DecisionSheet, ...]
    evaluations: tuple[EvaluationSheet, ...]
    covered: bool

    @property
    def draft(self) -> bool:
        return self.state == PlanState.DRAFT

    @property
    def agreed(self) -> bool:
        return self.state in AGREED

    @property
    def wants_consent(self) -> bool:
        """Its table is the 重層的支援会議; that of an outreach plan is the 支援会議 (R5)."""
        return self.kind != PlanKind.OUTREACH

    @property
    def declined(self) -> bool:
        """A house said that it cannot."""
        return any(one.answer == TaskAnswer.DECLINED for one in self.tasks)

    @property
    def tasks(self) -> tuple[TaskSheet, ...]:
        return tuple(one for goal in self.goals for one in goal.tasks)


@dataclass(frozen=True)
class PlanBrief:
    """As it stands in lists: opening its words is logged, so they are not among them."""

    id: int
    number: str
    kind: str
    kind_label: str
    state: str
    state_label: str
    edition: int
    starts_on: date | None
    ends_on: date | None
    evaluate_on: date | None
    agency: Agency
    drafted_by: Staff
    updated_at: datetime


BRIEFLY = ("kind", "state", "edition", "starts_on", "ends_on", "evaluate_on", "updated_at")
AS_IT_STANDS = (
    *("kind", "state", "edition", "starts_on", "ends_on", "evaluate_on", "monitor_months"),
    *("shown_on", "signature", "signed_on", "drafted_at", "tabled_at", "decided_at", "ended_at"),
    *("version", "updated_at"),
)
FREE = ("wishes", "troubles", "aim", "direction", "ended_because")
JOINED = ("case__person", "agency", "drafted_by__agency", "stays_with")


def loaded(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """`plans` with all that a sheet reads, in the same number of queries for one or a hundred."""
    return plans.select_related(*JOINED).prefetch_related(
        "menus",
        Prefetch(
            "goals",
            PlanGoal.objects.prefetch_related(
                Prefetch("tasks", PlanTask.objects.select_related(*TASK_JOINED))
            ),
        ),
        Prefetch(
            "decisions",
            PlanDecision.objects.select_related("decided_by__agency").order_by("-pk"),
        ),
        Prefetch(
            "evaluations",
            PlanEvaluation.objects.select_related("evaluated_by__agency").order_by("-pk"),
        ),
    )


def brief(plan: Plan, *, eyes: Eyes = NOBODY) -> PlanBrief:
    """`plan` comes with what JOINED names."""
    cover = eyes.over(plan.case)
    same: dict[str, Any] = {name: getattr(plan, name) for name in BRIEFLY}
    return PlanBrief(
        id=plan.pk,
        number=plan.case.number,
        **same,
        kind_label=PlanKind(plan.kind).label,
        state_label=PlanState(plan.state).label,
        agency=cover.agency(plan.agency),
        drafted_by=cover.staff(plan.drafted_by),
    )


def labels() -> dict[str, str]:
    """見られた変化 in words: asked once for a page, also for those no longer offered."""
    return dict(ChangeSeen.objects.values_list("code", "label"))


def of(plan: Plan, *, eyes: Eyes = NOBODY, changes: dict[str, str] | None = None) -> PlanSheet:
    """The whole plan, for those who may read the case; `plan` comes from `loaded`."""
    cover = eyes.over(plan.case)
    goals, evaluations = (
        tuple(plan_tasks.goal(one, cover) for one in plan.goals.all()),
        plan.evaluations.all(),
    )
    said = {one.id: one.text for one in goals}
    changes = changes or (labels() if evaluations else {})
    words: dict[str, Any] = {name: cover.text(getattr(plan, name)) for name in FREE}
    return PlanSheet(
        id=plan.pk,
        number=plan.case.number,
        renews=plan.renews_id,
        **{name: getattr(plan, name) for name in AS_IT_STANDS},
        **words,
        kind_label=PlanKind(plan.kind).label,
        state_label=PlanState(plan.state).label,
        signature_label=Signature(plan.signature).label,
        menus=tuple(one.pk for one in plan.menus.all()),
        menu_labels=tuple(one.label for one in plan.menus.all()),
        drafted_by=cover.staff(plan.drafted_by),
        agency=cover.agency(plan.agency),
        stays_with=cover.agency_of(plan.stays_with),
        goals=goals,
        decisions=tuple(plan_outcomes.decision(one, cover) for one in plan.decisions.all()),
        evaluations=tuple(
            plan_outcomes.evaluation(one, said, changes, cover) for one in evaluations
        ),
        covered=cover.on,
    )
