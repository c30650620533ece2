"""二人で書いたプラン: what two people wrote into one draft, held together cell by cell; nobody's word is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cases.actions.plan_words import CELLS, OWN, Goal, Task, Words
from fujisawa_care.foundation import merge
from fujisawa_care.foundation.merge import Merged


class PlanConflict(merge.Conflict):
    """`words`: what both wrote as one page, on which the cells in question are decided."""

    def __init__(self, both: Together, **told: Any) -> None:
        super().__init__(both.merged, **told)
        self.words = both.words


@dataclass(frozen=True)
class Together:
    """`words` may be saved once `merged` has no clashes; names of cells are those of the page."""

    words: Words
    merged: Merged


def together(
    *,
    base: Words,
    theirs: Words,
    mine: Words,
    asked: Collection[str] = (),
    picked: Mapping[str, str] | None = None,
) -> Together:
    """What was typed over `base`, laid over what stands there now.

    Cells of one row both wrote in differently clash, under the name they have on a page of both
    (`words`): `wishes`, `goals-0-text`, `goals-0-tasks-2-until`; what was `asked` and `picked`
    comes under the names of the page of `mine`. A row the other one added or changed
    stays even where it was taken out here; one they took out comes back where it was changed here.
    """
    before, now = dict(_cells(base)), dict(_cells(theirs))
    pages = dict(_pages(mine))
    names = {page: key for key, page in pages.items()}
    typed = {key: value for key, value in _cells(mine) if key in before and key in now}
    merged = merge.compare(
        base=before,
        theirs=now,
        mine=typed,
        asked=[names[one] for one in asked if one in names],
        picked={names[one]: side for one, side in (picked or {}).items() if one in names},
    )
    own = {name: merged.values[name] for name in OWN}
    goals = _goals(base, theirs, mine, merged.values)
    added = [f"goals-{number}" for number in range(len(mine.goals), len(goals))]
    words = Words(**own, menus=merged.values["menus"], goals=tuple(goals))
    shown = pages | dict(_pages(words))
    return Together(
        words,
        Merged(
            {shown[key]: value for key, value in merged.values.items()},
            (*(shown[key] for key in merged.brought), *added),
            tuple(replace(one, name=shown[one.name]) for one in merged.clashes),
        ),
    )


def _goals(base: Words, theirs: Words, mine: Words, values: Mapping[str, Any]) -> list[Goal]:
    goals = [one for goal in mine.goals if (one := _goal(goal, base, theirs, values))]
    here = {goal.id for goal in mine.goals}
    rows = {row.id for goal in mine.goals for row in goal.tasks}
    before = {row.id: row for row in _rows(base)} | {goal.id: goal for goal in base.goals}
    for goal in theirs.goals:
        left = tuple(one for one in goal.tasks if one.id not in rows and before.get(one.id) != one)
        if goal.id in here:
            goals = [
                replace(one, tasks=(*one.tasks, *left)) if one.id == goal.id else one
                for one in goals
            ]
        elif left or goal.id not in {one.id for one in base.goals} or _said(base, goal):
            goals.append(replace(goal, tasks=left))
    return goals


def _said(base: Words, goal: Goal) -> bool:
    """Whether the other one put the goal itself in other words."""
    return any(one.id == goal.id and one.text != goal.text for one in base.goals)


def _goal(goal: Goal, base: Words, theirs: Words, values: Mapping[str, Any]) -> Goal | None:
    tasks = tuple(
        one for row in goal.tasks if (one := _task(row, base, theirs, values)) is not None
    )
    if goal.id in {one.id for one in theirs.goals}:
        return replace(goal, text=values.get(f"goal-{goal.id}-text", goal.text), tasks=tasks)
    if goal.id in {one.id for one in base.goals} and not tasks and not _said(base, goal):
        return None
    return replace(goal, id=None, tasks=tasks)


def _task(row: Task, base: Words, theirs: Words, values: Mapping[str, Any]) -> Task | None:
    if row.id in {one.id for one in _rows(theirs)}:
        cells = {cell: values.get(f"task-{row.id}-{cell}", getattr(row, cell)) for cell in CELLS}
        return replace(row, **cells)
    if row.id is not None and row in _rows(base):
        return None
    return replace(row, id=None)


def _rows(words: Words) -> list[Task]:
    return [row for goal in words.goals for row in goal.tasks]


def _cells(words: Words) -> Iterator[tuple[str, Any]]:
    """Every cell under a name that stays when rows are moved."""
    yield from ((name, getattr(words, name)) for name in OWN)
    yield "menus", tuple(sorted(words.menus, key=lambda one: (one.position, one.pk)))
    for goal in words.goals:
        yield f"goal-{goal.id}-text", goal.text
        for row in goal.tasks:
            yield from ((f"task-{row.id}-{cell}", getattr(row, cell)) for cell in CELLS)


def _pages(words: Words) -> Iterator[tuple[str, str]]:
    """The name of each cell on the page that was sent."""
    yield from ((name, name) for name in (*OWN, "menus"))
    for g, goal in enumerate(words.goals):
        yield f"goal-{goal.id}-text", f"goals-{g}-text"
        for t, row in enumerate(goal.tasks):
            for cell in CELLS:
                yield f"task-{row.id}-{cell}", f"goals-{g}-tasks-{t}-{cell}"
