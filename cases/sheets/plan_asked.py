"""たのまれた役割: what a house is asked before it may see the case, without a name unless the person agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from cases.models import ConsentEvent, PlanKind, PlanTask, SharedItem, standing
from cases.sheets import plan_tasks
from cases.sheets.plan_tasks import TASK_JOINED, TaskSheet
from cases.sheets.shields import NOBODY, Eyes
from districts.models import Agency, Staff
from fujisawa_care.foundation.workdays import TOKYO


@dataclass(frozen=True)
class AskedSheet:
    """What a house is asked, before it may see the case: its own rows, and no name without consent."""

    plan: int
    kind_label: str
    number: str
    name: str
    district: str
    asked_by: Staff
    agency: Agency
    starts_on: date | None
    ends_on: date | None
    goals: tuple[str, ...]
    tasks: tuple[TaskSheet, ...]

    @property
    def open(self) -> bool:
        return any(one.answer == "asked" for one in self.tasks)


def asked(tasks: QuerySet[PlanTask]) -> QuerySet[PlanTask]:
    joined = (*TASK_JOINED, "goal", "plan__case__person", "plan__case__district")
    heard = ConsentEvent.objects.newest().prefetch_related("agencies")
    return tasks.select_related(
        *joined, "plan__agency", "plan__drafted_by__agency"
    ).prefetch_related(Prefetch("plan__case__consents", heard, to_attr="latest_consents"))


def asked_of(
    rows: list[PlanTask], *, house: int, at: datetime, eyes: Eyes = NOBODY
) -> AskedSheet | None:
    """`rows`: those of one plan and one house, from `asked`."""
    if not rows:
        return None
    plan = rows[0].plan
    case, cover = plan.case, eyes.over(plan.case)
    said: list[ConsentEvent] = case.latest_consents  # type: ignore[attr-defined]  # by `asked`
    along = standing(said, on=at.astimezone(TOKYO).date()).along(house)
    named = SharedItem.NAME in along and not cover.on
    place = cover.place(case.district)
    return AskedSheet(
        plan=plan.pk,
        kind_label=PlanKind(plan.kind).label,
        number=case.number,
        name=case.person.name if named and case.person else "",
        district=place.name if place else "",
        asked_by=cover.staff(plan.drafted_by),
        agency=cover.agency(plan.agency),
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        goals=tuple(dict.fromkeys(cover.text(one.goal.text) for one in rows)),
        tasks=tuple(plan_tasks.task(one, cover) for one in rows),
    )
