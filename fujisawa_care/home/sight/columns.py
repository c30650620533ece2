"""数のならび: one indicator by district, month by month, with what stays in the house."""

from __future__ import annotations

from datetime import datetime

from fujisawa_care.home.indicators.counting import table
from fujisawa_care.home.indicators.shape import MONTH, Period, Table
from fujisawa_care.home.sight.covering import NOUGHT, Cell, Eye
from fujisawa_care.home.sight.measures import COUNTED, HEARD, PASSED

CUT = ("district", MONTH)


def asked(period: Period, year: Period, *, at: datetime) -> dict[str, Table]:
    """What is counted for the map and the table; of 受け止め and つないだ the twelve months."""
    spans = {one.code: period for one in COUNTED} | {HEARD: year, PASSED.code: year}
    return {code: table(code, span.since, span.until, CUT, at=at) for code, span in spans.items()}


def of_month(counted: Table, month: str, eye: Eye) -> dict[str, Cell]:
    """By district and, under TOTAL, of the city; what is nowhere in it is none."""
    numbers = {row.keys[0]: int(row.value) for row in counted.rows if row.keys[1] == month}
    return eye.column(numbers, people=counted.indicator.people)


def through(counted: Table, year: Period, eye: Eye, key: str) -> tuple[Cell, ...]:
    """Month by month one district, or the city: hidden as it is hidden in the table of that month."""
    return tuple(of_month(counted, one.month, eye).get(key, NOUGHT) for one in year.months())


def named(year: Period) -> list[str]:
    return [f"{one.since.month}月" for one in year.months()]
