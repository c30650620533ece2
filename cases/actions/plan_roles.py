"""プランの役割: what a decided plan gives the agencies in it, and what ends when they have no part any more (R6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Q

from cases import rules
from cases.actions import follow_ups, grounds, reminders
from cases.models import (
    AGREED,
    LIVE,
    AccessGround,
    Case,
    FollowUp,
    Ground,
    Level,
    Plan,
    PlanTask,
    Purpose,
    ReminderKind,
)
from cases.states import PlanState
from districts.models import Agency, Staff
from fujisawa_care.foundation.workdays import TOKYO, months_later, next_working_day

MONITOR, EVALUATE = "プランのようすを確かめる", "プランを評価する"
# the roles of a plan that is being renewed go on until the next one is decided
HOLDING = Q(plan__state__in=AGREED) | Q(
    plan__state=PlanState.RENEWED,
    plan__renewal__state__in=(PlanState.DRAFT, PlanState.TABLED),
)


def begin(plan: Plan, *, by: Staff, at: datetime) -> None:
    """Sight for each agency, a next step for each row, and the days on which one looks again."""
    tasks = list(_tasks(plan))
    houses = {one.house.pk: one.house for one in tasks if one.house}
    for house in houses.values():
        grounds.give(plan.case, Ground.ROLE, to=house, level=Level.WRITE, at=at)
    for task in tasks:
        _ask_for(task, plan, by=by, at=at)
    for house in houses.values():
        reminders.tell_agency(plan.case, ReminderKind.ROLE_DECIDED, agency=house, at=at)
    look_again(plan, by=by, at=at)


def look_again(plan: Plan, *, by: Staff, at: datetime) -> None:
    """A follow-up for each monitoring before the evaluation, and one for the evaluation itself."""
    house, who = _keeper(plan)
    today = at.astimezone(TOKYO).date()
    days = [(MONITOR, day, Purpose.MONITORING) for day in _monitored(plan) if day > today]
    if plan.evaluate_on:
        days.append((EVALUATE, max(plan.evaluate_on, today), Purpose.EVALUATION))
    for what, day, purpose in days:
        follow_ups.put(
            plan.case,
            by=by,
            at=at,
            what=what,
            due_on=day,
            agency=house,
            assignee=who,
            purpose=purpose,
            of_plan=plan,
        )


def settle(case: Case, *, at: datetime) -> None:
    """End the sight of those with no part in any plan and nothing left to do from a sitting."""
    holding = {
        one.house.pk
        for one in PlanTask.objects.filter(HOLDING, plan__case=case).select_related(
            "agency", "carried_by"
        )
        if one.house
    }
    holding |= set(
        FollowUp.objects.open()
        .filter(case=case, purpose=Purpose.ROLE)
        .values_list("agency", flat=True)
    )
    held = AccessGround.objects.running().filter(case=case, ground=Ground.ROLE)
    for agency_id in held.exclude(agency__in=holding).values_list("agency", flat=True):
        grounds.end(case, Ground.ROLE, at=at, agency_id=agency_id)


def carry(
    case: Case, agency: Agency, *, to: Agency, at: datetime, staff: Staff | None = None
) -> None:
    """The house hands on: another does its rows, and sees what is needed for them."""
    rows = PlanTask.objects.of_house(agency.pk).filter(plan__case=case)
    live = rows.filter(HOLDING | Q(plan__state__in=LIVE))
    if staff is not None:
        live = live.filter(staff=staff)
    live.update(carried_by=to)
    held = AccessGround.objects.running().filter(case=case, ground=Ground.ROLE, agency=agency)
    if held.exists():
        grounds.give(case, Ground.ROLE, to=to, level=Level.WRITE, at=at)
        settle(case, at=at)


def carry_back(case: Case, agency: Agency, *, to: Agency) -> None:
    """What was handed on is the former house's again."""
    taken = PlanTask.objects.filter(plan__case=case, carried_by=to)
    taken.filter(agency=agency).update(carried_by=None)
    taken.exclude(agency=agency).update(carried_by=agency)


def held(case: Case, agency: Agency) -> bool:
    """Whether this house has a part in a plan that is not over, or in what a sitting decided."""
    running = AccessGround.objects.running().filter(case=case, agency=agency)
    rows = PlanTask.objects.of_house(agency.pk).filter(plan__case=case, plan__state__in=LIVE)
    return running.filter(ground=Ground.ROLE).exists() or rows.exists()


def only_a_role(case: Case, agency: Agency) -> bool:
    """Whether nothing but a role lets this house see the case."""
    held = AccessGround.objects.running().filter(case=case, agency=agency)
    kinds = set(held.values_list("ground", flat=True))
    return Ground.ROLE in kinds and Ground.TEAM not in kinds


def _tasks(plan: Plan) -> Iterator[PlanTask]:
    rows = plan.tasks.select_related("agency", "carried_by", "staff", "follow_up")
    return iter(rows.order_by("goal__position", "position", "pk"))


def _ask_for(task: PlanTask, plan: Plan, *, by: Staff, at: datetime) -> None:
    """A row of somebody who is no agency is looked after by whoever made the plan."""
    house = task.house
    if house is None or task.until is None:
        return
    who = task.staff if task.staff and rules.take(task.staff, plan.case) else None
    task.follow_up = follow_ups.put(
        plan.case,
        by=by,
        at=at,
        what=task.what,
        due_on=max(task.until, at.astimezone(TOKYO).date()),
        agency=house,
        assignee=who if who and who.agency_id == house.pk else None,
        purpose=Purpose.ROLE,
        of_plan=plan,
    )
    task.save(update_fields=["follow_up"])


def _keeper(plan: Plan) -> tuple[Agency, Staff | None]:
    """Who made the plan, as long as they may write on the case; otherwise who is accountable."""
    held = AccessGround.objects.of(plan.drafted_by).at_least(Level.WRITE)
    if plan.drafted_by.agency_id == plan.agency_id and held.filter(case=plan.case).exists():
        return plan.agency, plan.drafted_by
    return plan.case.owner, plan.case.owner_staff


def _monitored(plan: Plan) -> Iterator[date]:
    if plan.starts_on is None or plan.evaluate_on is None:
        return
    for number in range(1, 13):
        day = next_working_day(months_later(plan.starts_on, plan.monitor_months * number))
        if day >= plan.evaluate_on:
            return
        yield day
