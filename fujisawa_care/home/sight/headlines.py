"""見出しの数: five numbers of the whole city, each beside what it was a month before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from cases.dues import Terms
from fujisawa_care.home.indicators.counting import table
from fujisawa_care.home.indicators.shape import MONTH, Period, Table
from fujisawa_care.home.sight import behind
from fujisawa_care.home.sight.board import Board
from fujisawa_care.home.sight.covering import NOUGHT, TOTAL, Cell, Eye
from fujisawa_care.home.sight.measures import BEHIND, HEARD, PASSED, TALKED
from meetings.models import MeetingKind

KINDS = ((MeetingKind.SHIEN, "支援"), (MeetingKind.JUSO, "重層"))
ANSWER, LATE = "answer_days", "follow_ups_overdue"


@dataclass(frozen=True)
class Headline:
    """`of` names the indicator behind it; `cell` is nothing where it is no count."""

    of: str
    label: str
    unit: str
    cell: Cell | None = None
    words: str = ""
    beside: str = ""
    before: Cell | None = None
    words_before: str = ""
    hot: bool = False
    address: str = ""


def of(board: Board, two: Period, *, eye: Eye, at: datetime) -> tuple[Headline, ...]:
    """`two` is the month with the one before it."""
    months = [one.month for one in two.months()]
    late = table(LATE, two.since, two.until, (MONTH,), at=at)
    answered = table(ANSWER, two.since, two.until, (MONTH,), at=at)

    def to(code: str) -> str:
        return behind.address(BEHIND[code], months[-1], TOTAL)

    (heard_before, heard), (passed_before, passed) = board.months[-2:], board.parts[-2:]
    return (
        Headline(HEARD, "受け止め", "件", heard, before=heard_before, address=to(HEARD)),
        Headline(
            PASSED.code,
            PASSED.label,
            "件",
            passed,
            beside=_share(passed, heard),
            words_before=_share(passed_before, heard_before),
            address=to(PASSED.code),
        ),
        Headline(
            ANSWER,
            "返事まで（中央値）",
            "日",
            words=_said(answered, months[-1]),
            words_before=_said(answered, months[0]),
            beside=f"目安 {Terms.of(settings.CARE).reply['normal']}日",
        ),
        Headline(
            LATE,
            "次の連絡日すぎ",
            "件",
            eye.alone(int(late.of(months[-1]) or 0)),
            before=eye.alone(int(late.of(months[0]) or 0)),
            hot=True,
            address=to(LATE),
        ),
        _talked(two, to(TALKED.code), eye=eye, at=at),
    )


def _talked(two: Period, address: str, *, eye: Eye, at: datetime) -> Headline:
    """支援6・重層3, where neither is small."""
    found = table(TALKED.code, two.since, two.until, ("meeting", MONTH), at=at)
    before, this = (
        {row.keys[0]: int(row.value) for row in found.rows if row.keys[1] == one.month}
        for one in two.months()
    )
    column = eye.column(this)
    parts = [(words, column.get(kind, NOUGHT)) for kind, words in KINDS]
    told = "・".join(f"{words}{cell.value}" for words, cell in parts)
    return Headline(
        TALKED.code,
        TALKED.label,
        TALKED.unit,
        column[TOTAL],
        beside="" if any(cell.stays for _, cell in parts) else told,
        before=eye.alone(sum(before.values())),
        address=address,
    )


def _share(part: Cell, of_all: Cell) -> str:
    """Nothing where it would tell a number that is hidden."""
    if part.stays or of_all.stays or not of_all.value:
        return ""
    return f"{round(100 * part.value / of_all.value)}%"


def _said(counted: Table, month: str) -> str:
    value = counted.of(month)
    return "—" if value is None else f"{value}"


def definitions(tables: Mapping[str, Table]) -> list[tuple[str, str]]:
    return [(one.indicator.label, one.indicator.definition) for one in tables.values()]
