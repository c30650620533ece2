"""ほかの人の変更: what two people wrote from the same page, held together field by field."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fujisawa_care.foundation.problems import IllegalStep

THEIRS, MINE = "theirs", "mine"


@dataclass(frozen=True)
class Clash:
    """One field that both changed, each in another way."""

    name: str
    theirs: Any
    mine: Any


@dataclass(frozen=True)
class Merged:
    """`values` may be saved once `clashes` is empty; until then a clashing field holds one's own.

    `brought` are the fields in which only the other changed something: they came in by themselves.
    """

    values: dict[str, Any]
    brought: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()


MEANWHILE = "ほかの人が先に保存しました"
ELSEWHERE = "あなたがべつの画面で先に保存しました"


class Conflict(IllegalStep):
    """Two people wrote differently in the same field: nothing is saved until each is decided.

    `version` is what stands there now; the page that asks is sent again with it. `own` is one's
    own other window.
    """

    def __init__(
        self, merged: Merged, *, who: str, at: datetime, version: int, own: bool = False
    ) -> None:
        super().__init__(ELSEWHERE if own else MEANWHILE, code="conflict")
        self.merged, self.at, self.version = merged, at, version
        self.who, self.own = "べつの画面（あなた）" if own else who, own


def compare(
    *,
    base: Mapping[str, Any],
    theirs: Mapping[str, Any],
    mine: Mapping[str, Any],
    asked: Collection[str] = (),
    picked: Mapping[str, str] | None = None,
) -> Merged:
    """Hold what was typed (`mine`) against what the page began with and what stands there now.

    A page that showed clashes is sent again with the version it then showed, so that `base` is
    what stood beside one's own words: `asked` names those fields, `picked` says THEIRS or MINE
    for each. A field asked about and not picked clashes again; a third person's change does too.
    """
    picked = picked or {}
    values: dict[str, Any] = {}
    brought: list[str] = []
    clashes: list[Clash] = []
    for name, typed in mine.items():
        before, now = base[name], theirs[name]
        own = before if picked.get(name) == THEIRS else typed
        undecided = name in asked and picked.get(name) not in (THEIRS, MINE)
        values[name] = own
        if own == now:
            continue
        if own == before:
            values[name] = now
            brought.append(name)
        elif now != before or undecided:
            clashes.append(Clash(name, theirs=now, mine=own))
    return Merged(values, tuple(brought), tuple(clashes))
