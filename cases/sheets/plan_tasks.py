"""役割の見えかた: one row of a plan, and the goal it stands under."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cases.models import PlanGoal, PlanTask, TaskAnswer, TaskStanding
from cases.sheets.shields import Cover
from cases.states import FollowUpState
from districts.models import Agency, Staff

TASK_JOINED = ("agency", "carried_by", "staff__agency", "answered_by__agency", "follow_up")


@dataclass(frozen=True)
class TaskSheet:
    """`agency` as the sitting named it; `house` does it now."""

    id: int
    what: str
    agency: Agency | None
    house: Agency | None
    staff: Staff | None
    who: str
    standing: str
    standing_label: str
    times: str
    until: date | None
    answer: str
    answer_label: str
    answer_note: str
    answered_by: Staff | None
    answered_at: datetime | None
    follow_up: int | None
    follow_up_state: str
    follow_up_label: str

    @property
    def doer(self) -> str:
        """Whoever does it, in one word or two."""
        if self.house is None:
            return self.who
        return f"{self.house.name}・{self.staff.name}" if self.staff else self.house.name

    @property
    def lead(self) -> bool:
        return self.standing == TaskStanding.LEAD


@dataclass(frozen=True)
class GoalSheet:
    id: int
    text: str
    tasks: tuple[TaskSheet, ...]


def task(row: PlanTask, cover: Cover) -> TaskSheet:
    step = row.follow_up
    return TaskSheet(
        id=row.pk,
        what=cover.text(row.what),
        agency=cover.agency_of(row.agency),
        house=cover.agency_of(row.house),
        staff=cover.staff_of(row.staff),
        who=cover.text(row.who),
        standing=row.standing,
        standing_label=TaskStanding(row.standing).label,
        times=cover.text(row.times),
        until=row.until,
        answer=row.answer,
        answer_label=TaskAnswer(row.answer).label,
        answer_note=cover.text(row.answer_note),
        answered_by=cover.staff_of(row.answered_by),
        answered_at=row.answered_at,
        follow_up=step.pk if step else None,
        follow_up_state=step.state if step else "",
        follow_up_label=FollowUpState(step.state).label if step else "",
    )


def goal(one: PlanGoal, cover: Cover) -> GoalSheet:
    return GoalSheet(
        one.pk, cover.text(one.text), tuple(task(row, cover) for row in one.tasks.all())
    )
