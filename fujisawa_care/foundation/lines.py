"""行ごとの合わせ: what two people write in one text at once, laid together line by line; no word is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

ALIKE = 0.5  # from here on a line is held for a changed one, not for another


@dataclass
class _Side:
    """What one writer made of each line of the base (None: taken out), and put in before it."""

    lines: list[str | None]
    added: list[list[str]] = field(default_factory=list)


def together(*, base: str, theirs: str, mine: str) -> str:
    """Both texts in one, from the text that both began with.

    Lines put in at the same place stand under each other, theirs first. A line that only one changed or
    took out is so; one that both changed holds both changes, or stands there twice where they overlap.
    A line that one took out while the other changed it stays, changed.
    """
    base, theirs, mine = _plain(base), _plain(theirs), _plain(mine)
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    before = _split(base)
    one, two = _side(before, _split(theirs)), _side(before, _split(mine))
    merged: list[str] = []
    for at in range(len(before) + 1):
        merged += _both_added(one.added[at], two.added[at])
        if at < len(before):
            merged += _both_changed(before[at], one.lines[at], two.lines[at])
    return "\n".join(merged)


def _plain(text: str) -> str:
    """A form sends its line ends in its own way."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _split(text: str) -> list[str]:
    return text.split("\n") if text else []


def _side(base: Sequence[str], now: Sequence[str]) -> _Side:
    side = _Side(list(base), [[] for _ in range(len(base) + 1)])
    for kind, begin, end, since, until in SequenceMatcher(
        None, base, now, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            continue
        fresh = list(now[since:until])
        paired = _pairs(base[begin:end], fresh)
        for at in range(begin, end):
            side.lines[at] = None
        place = begin
        for number, line in enumerate(fresh):
            if number in paired:
                place = begin + paired[number]
                side.lines[place] = line
                place += 1
            else:
                side.added[place].append(line)
    return side


def _pairs(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Which new line was made out of which old one: in order, and only where they are alike."""
    found: dict[int, int] = {}
    place = 0
    for number, line in enumerate(new):
        for at in range(place, len(old)):
            if _alike(old[at], line):
                found[number], place = at, at + 1
                break
    return found


def _alike(old: str, new: str) -> bool:
    if not old.strip() or not new.strip():
        return False
    return new.startswith(old) or SequenceMatcher(None, old, new, autojunk=False).ratio() >= ALIKE


def _both_added(theirs: list[str], mine: list[str]) -> list[str]:
    """What both put in, word for word the same, once; so comes what was kept and is sent again."""
    if theirs == mine or theirs[: len(mine)] == mine:
        return theirs
    if mine[: len(theirs)] == theirs:
        return mine
    return theirs + mine


def _both_changed(base: str, theirs: str | None, mine: str | None) -> list[str]:
    if mine in (base, theirs):
        return [] if theirs is None else [theirs]
    if theirs == base or theirs is None:
        return [] if mine is None else [mine]
    if mine is None:
        return [theirs]
    if mine.startswith(theirs):
        return [mine]
    if theirs.startswith(mine):
        return [theirs]
    apart = _apart(base, theirs, mine)
    return [theirs, mine] if apart is None else [apart]


def _apart(base: str, theirs: str, mine: str) -> str | None:
    """One line with both changes, where they do not touch each other."""
    one, two = _change(base, theirs), _change(base, mine)
    if one[0] > two[0]:
        one, two = two, one
    if one[1] > two[0] or one[:2] == two[:2]:
        return None
    return base[: one[0]] + one[2] + base[one[1] : two[0]] + two[2] + base[two[1] :]


def _change(base: str, now: str) -> tuple[int, int, str]:
    """From where to where of the base, and what stands there now."""
    least = min(len(base), len(now))
    begin = next((at for at in range(least) if base[at] != now[at]), least)
    tail = next(
        (at for at in range(least - begin) if base[len(base) - 1 - at] != now[len(now) - 1 - at]),
        least - begin,
    )
    return begin, len(base) - tail, now[begin : len(now) - tail]
