"""プランの行の動き: the rows of the page as they were sent, one more, one less, one higher or lower."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from cases.actions.plan_words import Words
from cases.models import TaskStanding
from districts.models import Agency, Staff
from fujisawa_care.foundation import wareki

CELLS = ("what", "agency", "who", "standing", "times", "until")
SAID = ("what", "agency", "who", "times", "until")
GOAL = re.compile(r"^goals-(\d{1,2})-(id|text)\Z")
ROW = re.compile(rf"^goals-(\d{{1,2}})-tasks-(\d{{1,2}})-(id|{'|'.join(CELLS)})\Z")
PLACE = re.compile(r"^goals-(\d{1,2})(?:-tasks-(\d{1,2}))?\Z")
VERBS = ("add", "below", "drop", "up", "down")


@dataclass
class Line:
    """One row as typed; `was` is its place on the page it came from."""

    cells: dict[str, str] = field(default_factory=dict)
    was: str = ""

    @property
    def empty(self) -> bool:
        return not any(self.cells.get(name, "").strip() for name in SAID)


@dataclass
class Block:
    """One goal as typed, with its rows."""

    text: str = ""
    id: str = ""
    rows: list[Line] = field(default_factory=list)
    was: str = ""

    @property
    def empty(self) -> bool:
        return not self.text.strip() and all(row.empty for row in self.rows)


def read(data: Mapping[str, str]) -> list[Block]:
    """In the order of the page; a gap in the numbers is no gap here."""
    blocks: dict[int, Block] = {}
    rows: dict[tuple[int, int], Line] = {}
    for name in data:
        if found := GOAL.match(name):
            block = blocks.setdefault(int(found[1]), Block(was=f"goals-{found[1]}"))
            setattr(block, found[2], data[name])
        elif found := ROW.match(name):
            block = blocks.setdefault(int(found[1]), Block(was=f"goals-{found[1]}"))
            place = f"goals-{found[1]}-tasks-{found[2]}"
            row = rows.setdefault((int(found[1]), int(found[2])), Line(was=place))
            row.cells[found[3]] = data[name]
    for (goal, _), row in sorted(rows.items(), key=itemgetter(0)):
        blocks[goal].rows.append(row)
    return [blocks[number] for number in sorted(blocks)]


def squeezed(blocks: Iterable[Block]) -> list[Block]:
    """Without what nobody has written anything in."""
    kept = [one for one in blocks if not one.empty]
    for one in kept:
        one.rows = [row for row in one.rows if not row.empty]
    return kept


def roomy(blocks: list[Block]) -> list[Block]:
    """With something to write in: a goal at least, and a row in each."""
    found = blocks or [Block()]
    for one in found:
        one.rows = one.rows or [Line({"standing": TaskStanding.LEAD})]
    return found


def moved(blocks: list[Block], verb: str, place: str) -> str:
    """Do one of VERBS to the page; gives the cell to go on in, or nothing where there is no such row."""
    found = PLACE.match(place)
    if verb == "add" and place == "goal":
        blocks.append(Block(rows=[Line({"standing": TaskStanding.LEAD})]))
        return f"goals-{len(blocks) - 1}-text"
    if not found or int(found[1]) >= len(blocks):
        return ""
    number = int(found[1])
    if found[2] is None:
        return _of_goal(blocks, verb, number)
    if int(found[2]) >= len(blocks[number].rows):
        return ""
    return _of_row(blocks, verb, number, int(found[2]))


def _of_goal(blocks: list[Block], verb: str, number: int) -> str:
    if verb == "add":
        rows = blocks[number].rows
        rows.append(_next(rows))
        return f"goals-{number}-tasks-{len(rows) - 1}-what"
    to = number + {"up": -1, "down": 1}.get(verb, 0)
    if verb == "drop":
        del blocks[number]
        return f"goals-{max(number - 1, 0)}-text" if blocks else "wishes"
    if 0 <= to < len(blocks):
        blocks[number], blocks[to] = blocks[to], blocks[number]
    return f"goals-{min(max(to, 0), len(blocks) - 1)}-text"


def _of_row(blocks: list[Block], verb: str, goal: int, number: int) -> str:
    """Over the edge of its goal a row goes to the one above or below."""
    rows = blocks[goal].rows
    if verb == "below":
        rows.insert(number + 1, _next(rows))
        return f"goals-{goal}-tasks-{number + 1}-what"
    row = rows.pop(number)
    if verb == "drop":
        return f"goals-{goal}-tasks-{max(number - 1, 0)}-what" if rows else f"goals-{goal}-text"
    to = number + (-1 if verb == "up" else 1)
    if to < 0 and goal > 0:
        goal, to = goal - 1, len(blocks[goal - 1].rows)
    elif to > len(rows) and goal + 1 < len(blocks):
        goal, to = goal + 1, 0
    to = min(max(to, 0), len(blocks[goal].rows))
    blocks[goal].rows.insert(to, row)
    return f"goals-{goal}-tasks-{to}-what"


def _next(rows: list[Line]) -> Line:
    leads = any(row.cells.get("standing") == TaskStanding.LEAD for row in rows)
    return Line({"standing": TaskStanding.HELP if leads else TaskStanding.LEAD})


def flat(blocks: Iterable[Block]) -> dict[str, str]:
    """Under the names of the page, numbered anew."""
    found: dict[str, str] = {}
    for g, block in enumerate(blocks):
        found |= {f"goals-{g}-id": block.id, f"goals-{g}-text": block.text}
        for t, row in enumerate(block.rows):
            found |= {f"goals-{g}-tasks-{t}-{name}": said for name, said in row.cells.items()}
    return found


def renumbered(blocks: Iterable[Block]) -> dict[str, str]:
    """Where each goal and row of the page that was sent stands now."""
    found: dict[str, str] = {}
    for g, block in enumerate(blocks):
        found[block.was] = f"goals-{g}"
        found |= {row.was: f"goals-{g}-tasks-{t}" for t, row in enumerate(block.rows)}
    return found


def of(words: Words) -> list[Block]:
    """As it is kept, ready to be written on."""
    return [
        Block(
            text=goal.text,
            id=str(goal.id or ""),
            rows=[
                Line(
                    {
                        "id": str(row.id or ""),
                        "what": row.what,
                        "agency": doer(row.agency, row.staff),
                        "who": row.who,
                        "standing": row.standing,
                        "times": row.times,
                        "until": wareki.short(row.until) if row.until else "",
                    }
                )
                for row in goal.tasks
            ],
        )
        for goal in words.goals
    ]


def doer(agency: Agency | None, staff: Staff | None) -> str:
    """An agency, or somebody of it, as one choice of the list."""
    if agency is None:
        return ""
    return f"{agency.pk}-{staff.pk}" if staff else str(agency.pk)
