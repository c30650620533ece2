"""図: where the bars of twelve months and the lines of three years lie, in the units of their picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fujisawa_care.home.sight.covering import Cell
from fujisawa_care.home.sight.people import YEARS

BASE, CEILING, LEFT, STEP, WIDE = 145, 15, 46, 23.2, 17
STEPS = (1, 2, 3, 4, 5)
GRID = 3
ROOM = 1.1  # above the highest bar its number stands
NAMED, GAP = 3, 17
ACROSS = (30, 113, 196)
HIGH, LOW = 10, 188


@dataclass(frozen=True)
class Bar:
    """One month: so many, and so many of them darker; `label` where the axis names it."""

    x: float
    y: float
    height: float
    part_y: float
    part_height: float
    label: str
    cell: Cell
    part: Cell

    @property
    def middle(self) -> float:
        return round(self.x + WIDE / 2, 1)

    @property
    def text_y(self) -> float:
        return self.y - 5

    @property
    def part_given(self) -> str:
        """A part would tell of a whole that is hidden."""
        return self.cell.given if self.cell.stays else self.part.given


@dataclass(frozen=True)
class Tick:
    y: float
    text_y: float
    value: int


@dataclass(frozen=True)
class Bars:
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]

    @property
    def last(self) -> Bar:
        return self.bars[-1]


@dataclass(frozen=True)
class Line:
    """One district over three years; `text_y` is where its name finds room."""

    name: str
    points: str
    last: Decimal
    x: float
    y: float
    text_y: float
    named: bool


def bars(names: Sequence[str], cells: Sequence[Cell], parts: Sequence[Cell]) -> Bars:
    """What its reader does not see has no height either."""
    top = _round_up(max([ROOM * _seen(one) for one in cells] + [1]))
    scale = (BASE - CEILING) / top
    drawn = []
    for place, (name, cell, part) in enumerate(zip(names, cells, parts, strict=True)):
        height, part_height = _seen(cell) * scale, min(_seen(part), _seen(cell)) * scale
        drawn.append(
            Bar(
                x=round(LEFT + place * STEP, 1),
                y=round(BASE - height, 1),
                height=round(height, 1),
                part_y=round(BASE - part_height, 1),
                part_height=round(part_height, 1),
                label=name if place % 3 == (len(names) - 1) % 3 else "",
                cell=cell,
                part=part,
            )
        )
    ticks = [
        Tick(round(BASE - level * scale, 1), round(BASE - level * scale + 5, 1), round(level))
        for level in (top * step / GRID for step in range(GRID + 1))
    ]
    return Bars(tuple(drawn), tuple(ticks))


def _seen(cell: Cell) -> int:
    return 0 if cell.covered else cell.value


def lines(rates: Mapping[str, Mapping[int, Decimal]]) -> tuple[Line, ...]:
    """The three that will be oldest are named and drawn last, so that nothing lies over them."""
    whole = {name: years for name, years in rates.items() if {*YEARS} <= years.keys()}
    if not whole:
        return ()
    every = [rate for years in whole.values() for rate in years.values()]
    lowest, highest = min(every), max(every)
    scale = (LOW - HIGH) / float((highest - lowest) or 1)

    def height(rate: Decimal) -> float:
        return round(LOW - float(rate - lowest) * scale, 1)

    order = sorted(whole, key=lambda name: whole[name][YEARS[-1]])
    drawn = []
    above = float("-inf")
    for rank, name in reversed([*enumerate(order, start=1 - len(order))]):
        y = height(whole[name][YEARS[-1]])
        above = max(y + 5, above + GAP)
        points = " ".join(
            f"{x},{height(whole[name][year])}" for x, year in zip(ACROSS, YEARS, strict=True)
        )
        named = rank > -NAMED
        drawn.append(Line(name, points, whole[name][YEARS[-1]], ACROSS[-1], y, above, named))
    return tuple(reversed(drawn))


def _round_up(number: float) -> int:
    """The next number that three even steps lead to: 3, 6, 9, 12, 15, 30, 60, …"""
    size = 1
    while True:
        for step in STEPS:
            if number <= GRID * step * size:
                return GRID * step * size
        size *= 10
