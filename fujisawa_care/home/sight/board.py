"""13地区のようす: the numbers of a month for every district, each asked once of the registry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from districts.models import District, Population
from districts.sheets import laid_out
from fujisawa_care.home.indicators.counting import table
from fujisawa_care.home.indicators.shape import MONTH, UNKNOWN, Period, Table
from fujisawa_care.home.sight import asking, behind, people
from fujisawa_care.home.sight.charts import Bars, Line, bars, lines
from fujisawa_care.home.sight.covering import TOTAL, Cell, Eye
from fujisawa_care.home.sight.measures import AGEING, COUNTED, SITES, Measure
from fujisawa_care.home.sight.people import Ageing

SHADES = 7
CUT = ("district", MONTH)
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
    asked = {one.code: year if one.code == "consultations" else period for one in COUNTED}
    tables = {code: _ask(code, asked[code], at) for code in asked}
    tables["consultations_passed"] = _ask("consultations_passed", year, at)
    columns = {
        one: eye.column(
            _numbers(tables[one.code], places, period.month),
            people=one.code != SITES,
        )
        for one in COUNTED
    }
    row = partial(_row, ages, columns, period.month)
    unknown = row(UNKNOWN, NO_DISTRICT) if any(UNKNOWN in one for one in columns.values()) else None
    drawn, heard, passed = _drawn(tables, year, eye)
    tiles, scale = _tiles(places, ages, chosen, columns.get(chosen, {}))
    return Board(
        rows=tuple(_sorted([row(one.pk, one.name) for one in places], order)),
        unknown=unknown,
        whole=row(TOTAL, "市全体"),
        tiles=tiles,
        scale=scale,
        bars=drawn,
        months=heard,
        parts=passed,
        lines=lines({one.name: ages[one.pk].rates for one in places if one.pk in ages}),
        counted=people.city(ages),
        source=next((one.source for one in ages.values() if one.source), ""),
        tables=tables,
    )


def _row(
    ages: Mapping[str, Ageing],
    columns: Mapping[Measure, Mapping[str, Cell]],
    month: str,
    code: str,
    name: str,
) -> Row:
    oldest = max((one.now or 0 for one in ages.values()), default=0) or 1
    ageing = ages.get(code)
    bar = round(100 * (ageing.now or 0) / oldest) if ageing else 0
    cells = tuple(
        (one, column.get(code, Cell(0)), behind.address(one, month, code))
        for one, column in columns.items()
    )
    return Row(code, name, ageing, cells, bar)


def _ask(code: str, period: Period, at: datetime) -> Table:
    return table(code, period.since, period.until, CUT, at=at)


def _numbers(counted: Table, places: Sequence[District], month: str) -> dict[str, int]:
    """Of every district, and of none where there are any."""
    found = {one.pk: int(counted.of(one.pk, month) or 0) for one in places}
    adrift = int(counted.of(UNKNOWN, month) or 0)
    return found | ({UNKNOWN: adrift} if adrift else {})


def _by_month(counted: Table, year: Period) -> list[int]:
    sums: dict[str, int] = {}
    for one in counted.rows:
        sums[one.keys[1]] = sums.get(one.keys[1], 0) + int(one.value)
    return [sums.get(one.month, 0) for one in year.months()]


def _drawn(
    tables: Mapping[str, Table], year: Period, eye: Eye
) -> tuple[Bars, tuple[Cell, ...], tuple[Cell, ...]]:
    heard = [eye.alone(one) for one in _by_month(tables["consultations"], year)]
    passed = [eye.alone(one) for one in _by_month(tables["consultations_passed"], year)]
    names = [f"{one.since.month}月" for one in year.months()]
    given = [
        (name, of_all.value, part.value, of_all.stays)
        for name, of_all, part in zip(names, heard, passed, strict=True)
    ]
    return bars(given), tuple(heard), tuple(passed)


def _tiles(
    places: Sequence[District],
    ages: Mapping[str, Ageing],
    chosen: Measure,
    column: Mapping[str, Cell],
) -> tuple[tuple[tuple[Tile | None, ...], ...], Scale]:
    if chosen is AGEING:
        known = {one.pk: float(ages[one.pk].now or 0) for one in places if one.pk in ages}
    else:
        known = {
            one.pk: float(column[one.pk].value) for one in places if not column[one.pk].covered
        }
    lowest, highest = min(known.values(), default=0), max(known.values(), default=0)
    reach = (highest - lowest) or 1

    def tile(one: District) -> Tile:
        cell = column.get(one.pk)
        value = known.get(one.pk)
        shade = 0 if value is None else round((SHADES - 1) * (value - lowest) / reach)
        words = cell.shown if cell else f"{value:.1f}" if value else "—"
        return Tile(one, words, chosen.unit, shade, cell)

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
