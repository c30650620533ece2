"""プランのことば: everything that is written in a plan, as it comes from a page and as it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from cases.models import MONITOR_MONTHS, Plan, PlanTask, SupportMenu
from districts.models import Agency, Staff


@dataclass(frozen=True, kw_only=True)
class Task:
    """One row. `id` where it was there when the page was made; without one it is new."""

    what: str
    standing: str
    agency: Agency | None = None
    staff: Staff | None = None
    who: str = ""
    times: str = ""
    until: date | None = None
    id: int | None = None

    def __bool__(self) -> bool:
        """Whether anything stands in it; the standing alone is what the form begins with."""
        return any((self.what, self.agency, self.staff, self.who, self.times, self.until))


@dataclass(frozen=True, kw_only=True)
class Goal:
    text: str
    tasks: tuple[Task, ...] = ()
    id: int | None = None

    def __bool__(self) -> bool:
        return bool(self.text) or any(self.tasks)


@dataclass(frozen=True, kw_only=True)
class Words:
    """Everything that is written in a plan; whatever is left out is empty."""

    wishes: str = ""
    troubles: str = ""
    aim: str = ""
    direction: str = ""
    menus: tuple[SupportMenu, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    evaluate_on: date | None = None
    monitor_months: int = MONITOR_MONTHS
    goals: tuple[Goal, ...] = ()


OWN = tuple(one.name for one in fields(Words) if one.name not in ("menus", "goals"))
CELLS = tuple(one.name for one in fields(Task) if one.name != "id")
DAYS = ("starts_on", "ends_on", "evaluate_on")


def of(plan: Plan) -> Words:
    """As it stands in the tables."""
    goals = plan.goals.prefetch_related("tasks__agency", "tasks__staff")
    return Words(
        **{name: getattr(plan, name) for name in OWN},
        menus=tuple(plan.menus.all()),
        goals=tuple(
            Goal(id=goal.pk, text=goal.text, tasks=tuple(_row(one) for one in goal.tasks.all()))
            for goal in goals
        ),
    )


def whole(words: Words) -> Words:
    """Without the rows nobody has written anything in."""
    goals = tuple(replace(one, tasks=tuple(filter(None, one.tasks))) for one in words.goals)
    return replace(words, goals=tuple(filter(None, goals)))


def kept(words: Words) -> dict[str, Any]:
    """For a row of JSON."""
    found: dict[str, Any] = {name: _plain(getattr(words, name)) for name in OWN}
    found["menus"] = [one.pk for one in words.menus]
    found["goals"] = [
        {"id": goal.id, "text": goal.text, "tasks": [_plain_row(one) for one in goal.tasks]}
        for goal in words.goals
    ]
    return found


def read(content: Mapping[str, Any]) -> Words:
    """Back from a row of JSON."""
    rows = [row for goal in content["goals"] for row in goal["tasks"]]
    agencies = Agency.objects.in_bulk({row["agency"] for row in rows if row["agency"]})
    staff = Staff.objects.in_bulk({row["staff"] for row in rows if row["staff"]})
    menus = SupportMenu.objects.in_bulk(content["menus"])
    own = {name: content[name] for name in OWN}
    own |= {name: _day(content[name]) for name in DAYS}
    return Words(
        **own,
        menus=tuple(menus[code] for code in content["menus"]),
        goals=tuple(
            Goal(
                id=goal["id"],
                text=goal["text"],
                tasks=tuple(
                    Task(
                        **row
                        | {
                            "agency": agencies.get(row["agency"]),
                            "staff": staff.get(row["staff"]),
                            "until": _day(row["until"]),
                        }
                    )
                    for row in goal["tasks"]
                ),
            )
            for goal in content["goals"]
        ),
    )


def _row(task: PlanTask) -> Task:
    return Task(id=task.pk, **{cell: getattr(task, cell) for cell in CELLS})


def _plain_row(row: Task) -> dict[str, Any]:
    return {"id": row.id} | {cell: _plain(getattr(row, cell)) for cell in CELLS}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.pk if isinstance(value, Agency | Staff) else value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
