"""数の表: lines and columns of numbers, with a total that is counted and not added up (R13)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from fujisawa_care.foundation.masking import HIDDEN, hidden
from fujisawa_care.home.indicators.counting import table
from fujisawa_care.home.indicators.shape import MONTH, Indicator, Kind, Period, Table, Value
from fujisawa_care.home.indicators.words import CUTS, names

TOTAL = "*"
Place = tuple[str, str]  # the keys of a line and a column


@dataclass(frozen=True)
class Cell:
    value: Value | None
    hidden: bool = False

    def __str__(self) -> str:
        if self.hidden:
            return HIDDEN
        return "—" if self.value is None else f"{self.value:,}"


@dataclass(frozen=True)
class Column:
    """`adds` where the numbers above make the total; the unit may stand with the lines instead."""

    key: str
    label: str
    unit: str
    adds: bool
    digits: int


@dataclass(frozen=True)
class Line:
    key: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    title: str
    corner: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    total: Line | None
    indicators: tuple[Indicator, ...]
    period: Period
    counted_at: datetime
    masked: bool

    @property
    def all_lines(self) -> tuple[Line, ...]:
        return (*self.lines, self.total) if self.total else self.lines


@dataclass(frozen=True)
class Asked:
    """Several indicators side by side, or one of them month by month."""

    title: str
    indicators: tuple[Indicator, ...]
    cut: str
    since: date
    until: date
    only: Mapping[str, Collection[str]]
    monthly: bool = False

    @property
    def period(self) -> Period:
        return Period(self.since, self.until)

    def table(self, one: Indicator, *by: str, at: datetime) -> Table:
        return table(one.code, self.since, self.until, by, at=at, only=self.only)


def count(asked: Asked, *, at: datetime, below: int) -> Grid:
    """`below` is what is small and hidden; 0 hides nothing."""
    if asked.monthly:
        return _monthly(asked, at, below)
    parts = [asked.table(one, asked.cut, at=at) for one in asked.indicators]
    wholes = [asked.table(one, at=at) for one in asked.indicators]
    lines = names(asked.cut, asked.period, {key for part in parts for key in part.keys(0)})
    columns = tuple(
        Column(one.code, one.label, one.unit, _adds(one, asked.cut), one.digits)
        for one in asked.indicators
    )
    away: set[Place] = set()
    for one, part, whole in zip(asked.indicators, parts, wholes, strict=True):
        numbers = {(key, one.code): part.base(key) for key in lines}
        sums = [((TOTAL, one.code), [*numbers])] if _adds(one, asked.cut) else []
        if one.people and below:
            away |= hidden(numbers | {(TOTAL, one.code): whole.base()}, sums, below=below)
    shown = tuple(
        Line(
            key,
            label,
            tuple(Cell(part.of(key), (key, part.indicator.code) in away) for part in parts),
        )
        for key, label in lines.items()
    )
    total = tuple(Cell(whole.of(), (TOTAL, whole.indicator.code) in away) for whole in wholes)
    return _grid(asked, columns, shown, total, (at, below > 0))


def _monthly(asked: Asked, at: datetime, below: int) -> Grid:
    (one,) = asked.indicators
    cells, by_line = asked.table(one, asked.cut, MONTH, at=at), asked.table(one, asked.cut, at=at)
    by_month, whole = asked.table(one, MONTH, at=at), asked.table(one, at=at)
    lines = names(asked.cut, asked.period, {*cells.keys(), *by_line.keys()})
    months = names(MONTH, asked.period)
    adds, flows = _adds(one, asked.cut), one.kind is Kind.FLOW
    columns = [Column(key, name, one.unit, adds, one.digits) for key, name in months.items()]
    numbers = {(key, month): cells.base(key, month) for key in lines for month in months}
    numbers |= {(TOTAL, month): by_month.base(month) for month in months}
    sums = [((TOTAL, month), [(key, month) for key in lines]) for month in months] if adds else []
    ends = [*months]
    if flows:
        columns.append(Column(TOTAL, "期間の計", one.unit, adds, one.digits))
        numbers |= {(key, TOTAL): by_line.base(key) for key in lines}
        numbers[TOTAL, TOTAL] = whole.base()
        if one.additive:
            sums += [((key, TOTAL), [(key, month) for month in months]) for key in (*lines, TOTAL)]
        if adds:
            sums.append(((TOTAL, TOTAL), [(key, TOTAL) for key in lines]))
        ends.append(TOTAL)
    away = hidden(numbers, sums, below=below) if one.people and below else frozenset()

    def cell(line: str, column: str) -> Cell:
        keys = tuple(key for key in (line, column) if key != TOTAL)
        source = {(False, False): cells, (True, False): by_month, (False, True): by_line}
        found = source.get((line == TOTAL, column == TOTAL), whole)
        return Cell(found.of(*keys), (line, column) in away)

    shown = tuple(
        Line(key, label, tuple(cell(key, end) for end in ends)) for key, label in lines.items()
    )
    return _grid(
        asked, tuple(columns), shown, tuple(cell(TOTAL, end) for end in ends), (at, below > 0)
    )


def _grid(
    asked: Asked,
    columns: tuple[Column, ...],
    lines: tuple[Line, ...],
    total: tuple[Cell, ...],
    counted: tuple[datetime, bool],
) -> Grid:
    whole = Line(TOTAL, "全体" if asked.only == {} else "担当の地区", total)
    corner, (at, masked) = CUTS[asked.cut].label, counted
    return Grid(
        asked.title, corner, columns, lines, whole, asked.indicators, asked.period, at, masked
    )


def _adds(one: Indicator, cut: str) -> bool:
    standing = one.kind is Kind.STOCK and cut == MONTH
    return one.additive and not standing and not CUTS[cut].overlaps
