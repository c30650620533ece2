"""議会資料: one fiscal year in numbers, words and charts, with every definition, as one paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from districts.actions import council
from districts.models import ClosedMonth
from fujisawa_care.foundation import paper, wareki
from fujisawa_care.foundation.workdays import TOKYO
from fujisawa_care.home.figures import bars, grid, leaving
from fujisawa_care.home.figures.asking import period_of
from fujisawa_care.home.figures.grid import Asked, Grid
from fujisawa_care.home.indicators.registry import GROUPS
from fujisawa_care.home.indicators.shape import MONTH, Indicator, Period
from fujisawa_care.home.indicators.words import month_name

OPENING = "opening"
SECTIONS = {OPENING: "はじめに", **{key: label for key, (label, _) in GROUPS.items()}}
DOCUMENT = "year_end"


@dataclass(frozen=True)
class Section:
    key: str
    label: str
    text: str
    chart: str
    tables: tuple[Grid, ...]
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Package:
    year: int
    period: Period
    counted_at: datetime
    sections: tuple[Section, ...]
    closed: tuple[str, ...]

    @property
    def name(self) -> str:
        return wareki.fiscal_name(self.year)


def of(year: int, *, at: datetime) -> Package:
    """What leaves the office: small numbers are hidden in it, on screen too."""
    today = at.astimezone(TOKYO).date()
    period = period_of(year, "", today)
    texts = {key: row.text for key, row in council.standing(year).items()}
    sections = [
        Section(OPENING, SECTIONS[OPENING], texts.get(OPENING, ""), "", (), ()),
        *(_section(key, texts.get(key, ""), period, at) for key in GROUPS),
    ]
    return Package(year, period, at, tuple(sections), tuple(_closed(period)))


def as_pdf(package: Package, *, mark: str) -> bytes:
    return paper.pdf(DOCUMENT, _told(package), mark=mark)


def filename(year: int) -> str:
    return f"year-end-{year}.pdf"


def _section(key: str, text: str, period: Period, at: datetime) -> Section:
    label, indicators = GROUPS[key]
    by_month = _counted(label, indicators, MONTH, period, at)
    lying = tuple(one for one in indicators if "district" in one.cuts)
    tables = (by_month, _counted(label, lying, "district", period, at))
    return Section(key, label, text, bars.draw(by_month), tables, indicators)


def _counted(
    title: str, indicators: tuple[Indicator, ...], cut: str, period: Period, at: datetime
) -> Grid:
    asked = Asked(title, indicators, cut, period.since, period.until, only={})
    return grid.count(asked, at=at, below=settings.SMALL_BELOW)


def _closed(period: Period) -> Iterator[str]:
    rows = ClosedMonth.objects.filter(month__range=(period.since, period.until))
    for row in rows.order_by("month"):
        yield f"{month_name(f'{row.month:%Y-%m}')}（{row.digest[:8]}）"


def _told(package: Package) -> dict[str, Any]:
    """As the paper reads it: words only."""
    first = next(one for one in package.sections if one.tables).tables[0]
    return {
        "title": f"{package.name}　数のまとめ",
        "period": leaving.span(first),
        "counted": leaving.counted(first),
        "masked": leaving.MASKED,
        "closed": package.closed,
        "sections": [
            {
                "label": one.label,
                "text": one.text,
                "chart": one.chart,
                "chart_title": f"{one.indicators[0].label}（月ごと）" if one.indicators else "",
                "tables": [_table(each) for each in one.tables],
            }
            for one in package.sections
        ],
        "definitions": [
            [f"{each.label}（{each.unit}）", each.definition]
            for one in package.sections
            for each in one.indicators
        ],
    }


def _table(counted: Grid) -> dict[str, Any]:
    return {
        "heads": [counted.corner, *(f"{one.label}（{one.unit}）" for one in counted.columns)],
        "rows": [[line.label, *(str(cell) for cell in line.cells)] for line in counted.all_lines],
    }


def current(today: date) -> int:
    return wareki.fiscal_year(today)
