"""プランの行: the bare rows of a plan, for the actions that write it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Func

from cases.actions import plan_words
from cases.actions.plan_words import Task, Words
from cases.models import Case, Plan, PlanGoal, PlanRevision, PlanTask, TaskAnswer, TaskStanding
from cases.states import PLAN_STEPS, PlanState
from districts.models import Staff
from fujisawa_care.foundation.steps import step

STEPPED = "プランのようすが変わっています。画面を開きなおしてください"


def put(
    case: Case, *, by: Staff, at: datetime, kind: str, edition: int = 1, renews: Plan | None = None
) -> Plan:
    """The bare row of a draft; called from inside other actions' transactions."""
    plan = Plan(
        case=case,
        kind=kind,
        state=PlanState.DRAFT,
        edition=edition,
        renews=renews,
        drafted_by=by,
        agency=by.agency,
        drafted_at=at,
        updated_at=at,
    )
    plan.validate_constraints()
    plan.save()
    return plan


def locked(plan: Plan) -> tuple[Case, Plan]:
    """The case first, then the row: every action locks in this order."""
    case = Case.objects.select_for_update(no_key=True).get(pk=plan.case_id)
    fresh = Plan.objects.select_for_update(of=("self",)).select_related(
        "agency", "drafted_by", "renews"
    )
    found = fresh.get(pk=plan.pk)
    found.case = case
    return case, found


def write(plan: Plan, words: Words, *, by: Staff, at: datetime) -> None:
    """The words into their tables, and the whole of them once more beside."""
    _check(words)
    for name in plan_words.OWN:
        setattr(plan, name, getattr(words, name))
    plan.validate_constraints()
    plan.save(update_fields=plan_words.OWN)
    plan.menus.set(words.menus)
    _goals(plan, words)
    Plan.objects.filter(pk=plan.pk).update(updated_at=Func(function="clock_timestamp"))
    counted(plan)
    PlanRevision.objects.create(
        plan=plan,
        version=plan.version,
        content=plan_words.kept(plan_words.of(plan)),
        written_by=by,
        agency=by.agency,
        written_at=at,
    )


def _check(words: Words) -> None:
    wrong: dict[str, str] = {}
    for g, goal in enumerate(words.goals):
        leads = 0
        for t, row in enumerate(goal.tasks):
            cell = f"goals-{g}-tasks-{t}"
            leads += row.standing == TaskStanding.LEAD
            if row.standing not in TaskStanding.values:
                wrong[f"{cell}-standing"] = "立場をえらんでください"
            elif row.standing == TaskStanding.LEAD and leads > 1:
                wrong[f"{cell}-standing"] = "「主」は、めざす姿ひとつに一つだけです"
            elif row.standing == TaskStanding.LEAD and row.who:
                wrong[f"{cell}-standing"] = "「主」になれるのは機関です"
            if row.agency and row.who:
                wrong[f"{cell}-who"] = "機関か、機関でない方か、どちらか一つにしてください"
            if row.staff and (row.agency is None or row.staff.agency_id != row.agency.pk):
                wrong[f"{cell}-staff"] = "えらんだ機関の方にしてください"
    if wrong:
        raise ValidationError(wrong)


def _goals(plan: Plan, words: Words) -> None:
    """Rows keep their ids; a row that says something else is asked about anew."""
    goals = {one.pk: one for one in plan.goals.all()}
    rows = {one.pk: one for one in plan.tasks.all()}
    _make_way(plan, rows, words)
    for g, wanted in enumerate(words.goals):
        goal = goals.pop(wanted.id, None) if wanted.id else None
        goal = goal or PlanGoal(plan=plan)
        goal.position, goal.text = g, wanted.text
        goal.save()
        for t, row in enumerate(wanted.tasks):
            task = rows.pop(row.id, None) if row.id else None
            _put_row(task or PlanTask(plan=plan), goal, t, row)
    plan.goals.filter(pk__in=goals.keys()).delete()


def _make_way(plan: Plan, rows: Mapping[int, PlanTask], words: Words) -> None:
    """No row stands in the way of another that is to answer for the same goal."""
    wanted = {row.id: (goal.id, row.standing) for goal in words.goals for row in goal.tasks}
    plan.tasks.exclude(pk__in=[pk for pk in rows if pk in wanted]).delete()
    giving_way = [
        pk
        for pk, task in rows.items()
        if task.standing == TaskStanding.LEAD
        and wanted.get(pk) not in (None, (task.goal_id, TaskStanding.LEAD))
    ]
    plan.tasks.filter(pk__in=giving_way).update(standing=TaskStanding.SECOND)


def _put_row(task: PlanTask, goal: PlanGoal, position: int, row: Task) -> None:
    said = (task.what, task.agency_id, task.standing)
    if said != (row.what, row.agency and row.agency.pk, row.standing):
        task.answer, task.answer_note = TaskAnswer.NOT_ASKED, ""
        task.answered_by, task.answered_at, task.carried_by = None, None, None
    task.goal, task.position = goal, position
    for cell in plan_words.CELLS:
        setattr(task, cell, getattr(row, cell))
    task.save()


def stepped(plan: Plan, after: PlanState) -> PlanState:
    before = PlanState(plan.state)
    return step(PLAN_STEPS, before, after, words=STEPPED, code="plan-elsewhere")


def counted(plan: Plan) -> Plan:
    """With the version the database has counted."""
    plan.refresh_from_db(fields=["version", "updated_at"])
    return plan
