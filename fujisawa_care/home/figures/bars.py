"""棒の図: twelve months of one number, as SVG drawn here and shown on screen and paper alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from fujisawa_care.home.figures.grid import Grid
from fujisawa_care.home.indicators.words import month_name

WIDE, HIGH, LEFT, BASE, TOP = 640, 170, 44, 140, 14
STEPS = (1, 2, 2.5, 5, 10)
LINES = 4


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    middle: float
    words: str
    label: str

    @property
    def above(self) -> float:
        return self.y - 4


@dataclass(frozen=True)
class Tick:
    y: float
    words: str


def draw(grid: Grid) -> str:
    """The first column of a table by month; what is hidden there is hidden here."""
    column = grid.columns[0]
    cells = [line.cells[0] for line in grid.lines]
    values = [0.0 if cell.hidden or cell.value is None else float(cell.value) for cell in cells]
    step = _step(max([*values, 1]))
    ceiling = step * LINES
    share = (WIDE - LEFT) / max(len(cells), 1)
    bars = []
    for number, (line, cell, value) in enumerate(zip(grid.lines, cells, values, strict=True)):
        height = round((BASE - TOP) * value / ceiling, 1)
        x = round(LEFT + share * number + share * 0.16, 1)
        label = f"{int(line.key.partition('-')[2])}月"
        width = round(share * 0.68, 1)
        bars.append(Bar(x, BASE - height, width, height, x + width / 2, str(cell), label))
    heights = [(place, BASE - (BASE - TOP) * place / LINES) for place in range(LINES + 1)]
    told: dict[str, Any] = {
        "title": column.label,
        "unit": column.unit,
        "months": [(month_name(line.key), str(line.cells[0])) for line in grid.lines],
        "bars": bars,
        "ticks": [Tick(round(y, 1), f"{step * place:,.0f}") for place, y in heights],
        "right": WIDE,
        "size": (WIDE, HIGH),
        "code": column.key,
    }
    return render_to_string("home/figures/bars.svg", told)


def _step(highest: float) -> float:
    """A round number of which four reach above the highest."""
    scale = 1.0
    while True:
        for each in STEPS:
            if each * scale * LINES >= highest and (each * scale).is_integer():
                return each * scale
        scale *= 10
