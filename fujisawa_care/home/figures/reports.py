"""報告をうめる: each cell of a form the city put together, from the registry and with small numbers hidden."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from districts.models import ReportColumn, ReportForm, ReportRow
from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.masking import hidden
from fujisawa_care.foundation.workdays import TOKYO
from fujisawa_care.home.figures.grid import Cell, Column, Grid, Line, Place
from fujisawa_care.home.indicators.counting import table
from fujisawa_care.home.indicators.registry import REGISTRY
from fujisawa_care.home.indicators.shape import Kind, Period, Table

Numbers = dict[Place, tuple[Table, tuple[str, ...]]]


def fill(form: ReportForm, year: int, *, at: datetime, below: int) -> Grid:
    rows = [row for row in form.rows.all() if row.code in REGISTRY]
    columns = [*form.columns.select_related("district")]
    numbers = dict(_numbers(rows, columns, year, at))
    away = hidden(
        {
            place: counted.base(*keys)
            for place, (counted, keys) in numbers.items()
            if counted.indicator.people
        },
        [*_sums(rows, columns, year)],
        below=below,
    )
    return Grid(
        title=f"{form.title}（{wareki.fiscal_name(year)}）",
        corner="数",
        columns=tuple(Column(f"{one.pk}", one.label, "", adds=False, digits=0) for one in columns),
        lines=tuple(
            Line(
                f"{row.pk}",
                f"{row.label}（{REGISTRY[row.code].unit}）",
                tuple(_cell((f"{row.pk}", f"{one.pk}"), numbers, away) for one in columns),
            )
            for row in rows
        ),
        total=None,
        indicators=tuple(REGISTRY[code] for code in dict.fromkeys(row.code for row in rows)),
        period=Period(*wareki.fiscal_span(year)),
        counted_at=at,
        masked=below > 0,
    )


def span(column: ReportColumn, year: int) -> Period:
    """April to March, whatever the months are called."""
    first, last = (_month(year, month) for month in (column.first, column.last))
    return Period(first.since, last.until)


def _month(year: int, month: int) -> Period:
    return Period.of_month(f"{year + (month < wareki.APRIL)}-{month:02d}")


def _numbers(
    rows: list[ReportRow], columns: list[ReportColumn], year: int, at: datetime
) -> Iterator[tuple[Place, tuple[Table, tuple[str, ...]]]]:
    """One question for each column, indicator and cut; nothing for months to come."""
    today: date = at.astimezone(TOKYO).date()
    for column in columns:
        period, asked = span(column, year), {}
        if not period.since <= min(period.until, today):
            continue
        only = {"district": [column.district_id]} if column.district_id else {}
        for row in rows:
            one = REGISTRY[row.code]
            if {row.cut} - {*one.by, ""} or {*only} - {*one.cuts}:
                continue
            by = (row.cut,) if row.cut else ()
            if (row.code, row.cut) not in asked:
                until = min(period.until, today)
                counted = table(row.code, period.since, until, by, at=at, only=only)
                asked[row.code, row.cut] = counted
            keys = (row.key,) if row.cut else ()
            yield (f"{row.pk}", f"{column.pk}"), (asked[row.code, row.cut], keys)


def _cell(place: Place, numbers: Numbers, away: frozenset[Place]) -> Cell:
    if place not in numbers:
        return Cell(None)
    counted, keys = numbers[place]
    return Cell(counted.of(*keys), place in away)


def _sums(
    rows: list[ReportRow], columns: list[ReportColumn], year: int
) -> Iterator[tuple[Place, list[Place]]]:
    """What may be reckoned from what: a whole from its parts, a span from the spans within it."""
    for column in columns:
        for whole in (row for row in rows if not row.cut):
            for cut in {row.cut for row in rows if row.cut and row.code == whole.code}:
                parts = [row for row in rows if (row.code, row.cut) == (whole.code, cut)]
                yield (
                    (f"{whole.pk}", f"{column.pk}"),
                    [(f"{part.pk}", f"{column.pk}") for part in parts],
                )
    spans = {one.pk: span(one, year) for one in columns}
    for row in rows:
        if REGISTRY[row.code].kind is Kind.STOCK:
            continue
        for one in columns:
            inside = [other for other in columns if _inside(other, one, spans)]
            if inside:
                yield (f"{row.pk}", f"{one.pk}"), [(f"{row.pk}", f"{each.pk}") for each in inside]


def _inside(other: ReportColumn, one: ReportColumn, spans: dict[int, Period]) -> bool:
    within = spans[one.pk].since <= spans[other.pk].since <= spans[other.pk].until
    narrower = within and spans[other.pk].until <= spans[one.pk].until
    same = (spans[other.pk], other.district_id) == (spans[one.pk], one.district_id)
    return (
        other.pk != one.pk
        and narrower
        and not same
        and one.district_id in (None, other.district_id)
    )
