"""案にもどったわけ: why a plan that lay on a table is a draft again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.models import Event, EventKind, Plan
from cases.sheets.shields import NOBODY, Eyes
from cases.states import PlanState
from districts.models import Staff


@dataclass(frozen=True)
class Returned:
    at: datetime
    by: Staff
    because: str


def of(plan: Plan, *, eyes: Eyes = NOBODY) -> Returned | None:
    """Until it is tabled anew: what was said when it came off."""
    if plan.state != PlanState.DRAFT or plan.tabled_at is None:
        return None
    told = Event.objects.filter(plan=plan, kind=EventKind.PLAN_TAKEN_BACK)
    last = told.select_related("by__agency").order_by("-pk").first()
    if last is None:
        return None
    cover = eyes.over(plan.case)
    return Returned(last.at, cover.staff(last.by), cover.text(last.note))
