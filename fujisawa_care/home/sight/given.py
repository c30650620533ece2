"""持ち出す表: the numbers of the 13 districts as lines, each with its definition, period and hour (R13)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from fujisawa_care.foundation.workdays import TOKYO
from fujisawa_care.home.indicators.shape import Period
from fujisawa_care.home.sight.board import Board, Row

COLUMNS = (
    *("地区コード", "地区", "数", "値", "単位", "はじめの日", "おわりの日"),
    *("数えた時", "数えかた・出典"),
)
RATE = "65歳以上の割合"


def lines(board: Board, period: Period, *, at: datetime) -> Iterator[list[str]]:
    """Small numbers, and what one could reckon them from, as a mark."""
    counted = f"{at.astimezone(TOKYO):%Y-%m-%d %H:%M}"
    span = [f"{period.since:%Y-%m-%d}", f"{period.until:%Y-%m-%d}", counted]
    unknown = [board.unknown] if board.unknown else []
    for row in [*board.rows, *unknown, board.whole]:
        code = row.code if row.code.isdigit() else ""
        yield from ([code, row.name, *line] for line in _people(row))
        for measure, cell, _ in row.cells:
            said = measure.indicator
            meaning = said.definition if said else ""
            yield [code, row.name, measure.label, cell.given, measure.unit, *span, meaning]


def _people(row: Row) -> Iterator[list[str]]:
    """Figures of the population are published ones, and are given whole."""
    if row.ageing is None:
        return
    for year, rate in sorted(row.ageing.rates.items()):
        yield [f"{RATE} {year}年", f"{rate:.1f}", "%", "", "", "", row.ageing.source]
    if register := row.ageing.register:
        day = f"{register.as_of:%Y-%m-%d}" if register.as_of else ""
        said = [day, day, "", register.source]
        if register.total:
            yield ["人口（住民基本台帳）", str(register.total), "人", *said]
        yield ["65歳以上（住民基本台帳）", str(register.age65), "人", *said]
        yield [f"{RATE}（住民基本台帳）", f"{register.ageing_rate}", "%", *said]
