"""資料を読む: the newest edition as whoever is sworn may read it, item by item, in the order of the day (R6, R7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cases.sheets.shields import OPEN, Eyes
from districts.models import Staff
from fujisawa_care.foundation.numbering import numbered
from meetings.models import AgendaItem, Packet

WORK = ("だれが", "なにを", "いつまで", "立場")


@dataclass(frozen=True)
class Part:
    """A table of it; without heads the first cell of each row is its name."""

    title: str
    rows: Sequence[Sequence[str]]
    about: str = ""
    heads: tuple[str, ...] = ()

    @property
    def cells(self) -> list[list[tuple[str, str]]]:
        """Each cell with the head it stands under."""
        return [list(zip(self.heads, row, strict=False)) for row in self.rows]


@dataclass(frozen=True)
class Paper:
    """One item as it was locked; of one that is not the reader's own, only that it is there."""

    id: int
    number: int
    time: str
    title: str = ""
    sub: str = ""
    by: str = ""
    consent: str = ""
    reason: str = ""
    parts: tuple[Part, ...] = ()
    mine: bool = False
    covered: bool = False


def of(packet: Packet, readable: Iterable[AgendaItem], *, viewer: Staff) -> tuple[Paper, ...]:
    """What was locked before somebody was protected is covered from then on, too."""
    mine, eyes = {one.pk: one for one in readable}, Eyes(viewer)
    found = []
    for told in packet.content["items"]:
        item = mine.get(told["id"])
        if item is None:
            found.append(Paper(told["id"], told["number"], told["time"]))
        elif (eyes.over(item.case) if item.case else OPEN).on:
            title = item.case.number if item.case else ""
            where = (told["id"], told["number"], told["time"], title)
            found.append(Paper(*where, mine=True, covered=True))
        else:
            found.append(_whole(told))
    return tuple(found)


def _whole(told: dict[str, Any]) -> Paper:
    return Paper(
        id=told["id"],
        number=told["number"],
        time=told["time"],
        title=told["title"],
        sub=told["sub"],
        by=told["by"],
        consent=told["consent"],
        reason=told.get("reason", ""),
        parts=tuple(one for one in _parts(told) if one.rows),
        mine=True,
    )


def _parts(told: dict[str, Any]) -> Iterator[Part]:
    """In the order of the printed copy."""
    yield Part("今日きめること", numbered(told["question"]))
    yield Part("世帯と状況", told["points"])
    yield Part("前回からのフォロー", told["before"], heads=("だれが", "なにを", "その後"))
    yield Part("これまでの経過（おもなもの）", told["course"], heads=("日付", "方法", "内容"))
    if plan := told.get("plan"):
        yield Part("プランの案", plan["words"], about=plan["called"])
        for goal in plan["goals"]:
            yield Part("めざす姿", goal["rows"], about=goal["text"], heads=WORK)
    yield Part("役割分担（案）", told["roles"], heads=WORK)
