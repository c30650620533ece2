"""人口: how old each district is, as counted and as the city projects it, with date and source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from districts.models import Population

YEARS = (2020, 2025, 2030)


@dataclass(frozen=True)
class Ageing:
    """One district: 65歳以上 in percent by year, and what the register counted last."""

    rates: Mapping[int, Decimal]
    register: Population | None
    source: str

    @property
    def series(self) -> list[tuple[int, Decimal]]:
        return sorted(self.rates.items())

    @property
    def total(self) -> str:
        return f"{self.register.total:,}" if self.register and self.register.total else "—"

    @property
    def now(self) -> Decimal | None:
        return self.rates.get(YEARS[1])

    @property
    def then(self) -> Decimal | None:
        return self.rates.get(YEARS[2])


@dataclass(frozen=True)
class Counted:
    """The whole city by the register of one day."""

    as_of: date
    total: int
    age65: int

    @property
    def words(self) -> str:
        return f"{self.total:,}"

    @property
    def rate(self) -> Decimal:
        return (Decimal(100 * self.age65) / self.total).quantize(Decimal("0.1"))


def by_district(rows: Iterable[Population]) -> dict[str, Ageing]:
    """The series of the projection begins with the census; the register stands beside it."""
    kept: dict[str, list[Population]] = {}
    for one in rows:
        kept.setdefault(one.district_id, []).append(one)
    return {code: _ageing(figures) for code, figures in kept.items()}


def city(found: Mapping[str, Ageing]) -> Counted | None:
    """Only where every district was counted on the same day."""
    registers = [one.register for one in found.values()]
    days = {one.as_of if one and one.total else None for one in registers}
    if len(days) != 1 or not (day := days.pop()):
        return None
    whole = [one for one in registers if one]
    return Counted(day, sum(one.total or 0 for one in whole), sum(one.age65 for one in whole))


def _ageing(figures: Iterable[Population]) -> Ageing:
    series = [one for one in figures if one.as_of is None and one.year in YEARS]
    dated = [one for one in figures if one.as_of is not None]
    return Ageing(
        rates={one.year: one.ageing_rate for one in series},
        register=max(dated, key=lambda one: one.as_of or date.min, default=None),
        source=next((one.source for one in series if one.year == YEARS[1]), ""),
    )
