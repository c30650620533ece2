"""役割の見えかた: who does what from a sitting on, and what became of it; a plan's rows beside the table's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cases.models import FollowUp, PlanTask
from cases.models import TaskStanding as Stand
from cases.states import FollowUpState
from districts.models import Agency
from fujisawa_care.foundation.workdays import TOKYO
from meetings.models import AgendaItem, ItemRole
from meetings.sheets import names
from meetings.sheets.names import Names
from meetings.states import ItemState


@dataclass(frozen=True)
class RoleSheet:
    """だれが・なにを・いつまで, and what has become of it."""

    id: int
    who: str
    what: str
    due_on: date | None
    standing: str
    done: bool
    late: bool
    words: str


def of(item: AgendaItem, *, today: date) -> tuple[RoleSheet, ...]:
    """What the table shared out itself."""
    rows = item.roles.select_related("agency", "staff", "follow_up")
    return tuple(_role(one, one.agency, one.due_on, one.result, today=today) for one in rows)


def that_followed(item: AgendaItem, *, today: date, known: Names = ()) -> tuple[RoleSheet, ...]:
    """And, where it decided a plan, the rows of that; without the names that are `known`."""
    rows = (*of(item, today=today), *_of_plan(item, today=today))
    return tuple(
        replace(one, who=names.without(one.who, known), what=names.without(one.what, known))
        for one in rows
    )


def _of_plan(item: AgendaItem, *, today: date) -> tuple[RoleSheet, ...]:
    if item.plan_id is None or item.state != ItemState.DECIDED:
        return ()
    rows = PlanTask.objects.filter(plan=item.plan_id).order_by("goal__position", "position", "pk")
    found = rows.select_related("agency", "carried_by", "follow_up")
    return tuple(_role(one, one.house, one.until, "", today=today) for one in found)


def _role(
    one: ItemRole | PlanTask, house: Agency | None, due_on: date | None, result: str, *, today: date
) -> RoleSheet:
    step = one.follow_up
    done = step is not None and step.state == FollowUpState.DONE
    late = step is not None and step.state == FollowUpState.OPEN and step.due_on < today
    return RoleSheet(
        id=one.pk,
        who=(house.short_name or house.name) if house else one.who,
        what=one.what,
        due_on=due_on,
        standing=Stand(one.standing).label if one.standing in Stand.values else "",
        done=done,
        late=late,
        words=_became(step, done=done, late=late) if step else result,
    )


def _became(step: FollowUp, *, done: bool, late: bool) -> str:
    if done and step.ended_at:
        day = step.ended_at.astimezone(TOKYO).date()
        how = step.get_outcome_display()
        return f"{day.month}/{day.day} {how if how != '済んだ' else 'できた'}"
    if step.state == FollowUpState.DROPPED:
        return "取りやめ"
    day = step.due_on
    return f"期限 {day.month}/{day.day}{' すぎ' if late else ''}"
