"""13地区のようす: the numbers of a month for every district, each asked once of the registry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from districts.models import District, Population
from districts.sheets import laid_out
from fujisawa_care.home.indicators.shape import UNKNOWN, Period, Table
from fujisawa_care.home.sight import asking, behind, columns, people
from fujisawa_care.home.sight.charts import Bars, Line, bars, lines
from fujisawa_care.home.sight.covering import NOUGHT, TOTAL, Cell, Eye
from fujisawa_care.home.sight.measures import AGEING, COUNTED, HEARD, PASSED, Measure
from fujisawa_care.home.sight.people import Ageing

SHADES = 7
NO_DISTRICT = "地区がまだ"


@dataclass(frozen=True)
class Row:
    """One district, what is not of any, or the whole city."""

    code: str
    name: str
    ageing: Ageing | None
    cells: tuple[tuple[Measure, Cell, str], ...]
    bar: int = 0

    def of(self, code: str) -> int:
        return next((cell.value for measure, cell, _ in self.cells if measure.code == code), 0)


@dataclass(frozen=True)
class Tile:
    """`shade` from 0 to 6; where the number stays in the house, so does the colour."""

    district: District
    words: str
    unit: str
    shade: int
    cell: Cell | None


@dataclass(frozen=True)
class Scale:
    lowest: str
    highest: str


@dataclass(frozen=True)
class Board:
    rows: tuple[Row, ...]
    unknown: Row | None
    whole: Row
    tiles: tuple[tuple[Tile | None, ...], ...]
    scale: Scale
    bars: Bars
    months: tuple[Cell, ...]
    parts: tuple[Cell, ...]
    lines: tuple[Line, ...]
    counted: people.Counted | None
    source: str
    tables: Mapping[str, Table]

    @property
    def named(self) -> tuple[Line, ...]:
        return tuple(one for one in reversed(self.lines) if one.named)

    @property
    def others(self) -> int:
        return sum(not one.named for one in self.lines)


def of(
    period: Period, year: Period, chosen: Measure, order: str, *, eye: Eye, at: datetime
) -> Board:
    places = [*District.objects.all()]
    ages = people.by_district(Population.objects.all())
    tables = columns.asked(period, year, at=at)
    counted = {one: columns.of_month(tables[one.code], period.month, eye) for one in COUNTED}
    row = partial(_row, ages, counted, period.month)
    unknown = row(UNKNOWN, NO_DISTRICT) if any(UNKNOWN in one for one in counted.values()) else None
    heard = columns.through(tables[HEARD], year, eye, TOTAL)
    passed = columns.through(tables[PASSED.code], year, eye, TOTAL)
    tiles, scale = _tiles(places, ages, chosen, counted.get(chosen, {}))
    return Board(
        rows=tuple(_sorted([row(one.pk, one.name) for one in places], order)),
        unknown=unknown,
        whole=row(TOTAL, "市全体"),
        tiles=tiles,
        scale=scale,
        bars=bars(columns.named(year), heard, passed),
        months=heard,
        parts=passed,
        lines=lines({one.name: ages[one.pk].rates for one in places if one.pk in ages}),
        counted=people.city(ages),
        source=next((one.source for one in ages.values() if one.source), ""),
        tables=tables,
    )


def _row(
    ages: Mapping[str, Ageing],
    counted: Mapping[Measure, Mapping[str, Cell]],
    month: str,
    code: str,
    name: str,
) -> Row:
    oldest = max((one.now or 0 for one in ages.values()), default=0) or 1
    ageing = ages.get(code)
    bar = round(100 * (ageing.now or 0) / oldest) if ageing else 0
    cells = tuple(
        (one, column.get(code, NOUGHT), behind.address(one, month, code))
        for one, column in counted.items()
    )
    return Row(code, name, ageing, cells, bar)


def _tiles(
    places: Sequence[District],
    ages: Mapping[str, Ageing],
    chosen: Measure,
    column: Mapping[str, Cell],
) -> tuple[tuple[tuple[Tile | None, ...], ...], Scale]:
    if chosen is AGEING:
        known = {one.pk: float(ages[one.pk].now or 0) for one in places if one.pk in ages}
    else:
        cells = {one.pk: column.get(one.pk, NOUGHT) for one in places}
        known = {code: float(cell.value) for code, cell in cells.items() if not cell.covered}
    lowest, highest = min(known.values(), default=0), max(known.values(), default=0)
    reach = (highest - lowest) or 1

    def tile(one: District) -> Tile:
        cell = None if chosen is AGEING else column.get(one.pk, NOUGHT)
        value = known.get(one.pk)
        shade = 0 if value is None else round((SHADES - 1) * (value - lowest) / reach)
        words = cell.shown if cell else f"{value:.1f}" if value else "—"
        return Tile(one, words, chosen.unit if cell or value else "", shade, cell)

    digits = 1 if chosen is AGEING else 0
    scale = Scale(f"{lowest:.{digits}f}{chosen.unit}", f"{highest:.{digits}f}{chosen.unit}")
    return laid_out({one: tile(one) for one in places}), scale


def _sorted(rows: Sequence[Row], order: str) -> list[Row]:
    """The highest first; ties, and 地区の順, from north to south."""
    if order == asking.PLACE:
        return [*rows]
    if order == AGEING.code:
        return sorted(rows, key=lambda one: -(one.ageing.now or 0) if one.ageing else 0)
    return sorted(rows, key=lambda one: -_rank(one, order))


def _rank(row: Row, order: str) -> int:
    """What its reader does not see does not speak through its place either."""
    return next(
        (
            cell.value
            for measure, cell, _ in row.cells
            if measure.code == order and not cell.covered
        ),
        0,
    )
