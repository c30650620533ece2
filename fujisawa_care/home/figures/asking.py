"""数のえらびかた: which numbers, over which months, cut by what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.fields import ChoiceField
from fujisawa_care.foundation.filters import StrictForm
from fujisawa_care.home.figures.grid import Asked
from fujisawa_care.home.figures.sight import Sight
from fujisawa_care.home.indicators.registry import GROUPS, REGISTRY
from fujisawa_care.home.indicators.shape import MONTH, Indicator, Period
from fujisawa_care.home.indicators.words import CUTS

BACK = 5
MONTHS = [(str(month), f"{month}月") for month in (*range(4, 13), 1, 2, 3)]
NO_CUT = "この数は、その切り口では分けられません。ほかの切り口をえらんでください"


def years(today: date) -> list[int]:
    this = wareki.fiscal_year(today)
    return [*range(this, this - BACK, -1)]


def period_of(year: int, month: str, today: date) -> Period:
    """A month or a fiscal year, as far as it has come."""
    first, last = wareki.fiscal_span(year)
    if month:
        number = int(month)
        whole = Period.of_month(f"{year + (number < wareki.APRIL)}-{number:02d}")
        first, last = whole.since, whole.until
    return Period(first, max(first, min(last, today)))


class FiguresAsked(StrictForm):
    """Without an answer: the intakes of this fiscal year, month by month."""

    what = ChoiceField(label="数", choices=(), required=False)
    by = ChoiceField(label="切り口", choices=(), required=False)
    year = ChoiceField(label="年度", choices=(), required=False)
    month = ChoiceField(label="月", choices=[("", "年度ぜんたい"), *MONTHS], required=False)

    def __init__(self, data: Any, *, sight: Sight, today: date, **options: Any) -> None:
        super().__init__(data, auto_id="id_%s", **options)
        self.sight, self.today = sight, today
        offered = _groups(sight)
        self.fields["what"] = ChoiceField(label="数", choices=[*_whats(offered)], required=False)
        cuts = [(key, cut.label) for key, cut in CUTS.items()]
        self.fields["by"] = ChoiceField(label="切り口", choices=cuts, required=False)
        spans = [(str(year), wareki.fiscal_name(year)) for year in years(today)]
        self.fields["year"] = ChoiceField(label="年度", choices=spans, required=False)
        self.initial = {"what": next(iter(offered)), "by": MONTH, "year": spans[0][0]}

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self._shown():
            raise ValidationError({"by": NO_CUT})
        return found

    def asked(self) -> Asked:
        """The default, where what was asked for cannot be read."""
        what = self._said("what")
        period = period_of(int(self._said("year")), self._said("month"), self.today)
        group = GROUPS.get(what)
        return Asked(
            title=group[0] if group else REGISTRY[what].label,
            indicators=self._shown(),
            cut=self._said("by"),
            since=period.since,
            until=period.until,
            only=self.sight.only,
            monthly=group is None and self._said("by") != MONTH and len([*period.months()]) > 1,
        )

    def _shown(self) -> tuple[Indicator, ...]:
        what, cut = self._said("what"), self._said("by")
        group = GROUPS.get(what)
        offered = group[1] if group else (REGISTRY[what],)
        return tuple(one for one in offered if one in self.sight.indicators and cut in one.by)

    def _said(self, name: str) -> str:
        valid = self.is_bound and not self.errors
        given = self.cleaned_data.get(name) if valid else ""
        return str(given or self.initial.get(name, ""))


def _groups(sight: Sight) -> dict[str, tuple[str, tuple[Indicator, ...]]]:
    seen = {
        key: (label, tuple(one for one in found if one in sight.indicators))
        for key, (label, found) in GROUPS.items()
    }
    return {key: group for key, group in seen.items() if group[1]}


def _whats(offered: dict[str, tuple[str, tuple[Indicator, ...]]]) -> Iterable[tuple[str, Any]]:
    """A group as a whole, or each number of it by itself."""
    for key, (label, found) in offered.items():
        yield label, [(key, f"{label}の表"), *((one.code, one.label) for one in found)]
