"""何を見るか: which month, which measure and in which order, as the address says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.fields import ChoiceField
from fujisawa_care.foundation.filters import StrictForm
from fujisawa_care.foundation.workdays import months_later
from fujisawa_care.home.indicators.shape import Period
from fujisawa_care.home.sight.measures import AGEING, ALL, BY_CODE, Measure

BACK, YEAR = 24, 12
PLACE = "place"


def months(today: date) -> Iterator[date]:
    """The newest first."""
    this = today.replace(day=1)
    return (months_later(this, -number) for number in range(BACK))


def name(month: date) -> str:
    """令和8年11月."""
    return wareki.long(month).partition("月")[0] + "月"


class BoardAsked(StrictForm):
    """Without an answer it is this month, by age."""

    month = ChoiceField(label="月", choices=(), required=False)
    measure = ChoiceField(
        label="地図の色", choices=[(one.code, one.label) for one in ALL], required=False
    )
    order = ChoiceField(
        label="ならび",
        choices=[(PLACE, "地区の順"), *((one.code, one.label) for one in ALL)],
        required=False,
    )

    def __init__(self, data: Any, *, today: date, **options: Any) -> None:
        super().__init__(data, auto_id="id_%s", **options)
        self.today = today
        offered = [(f"{one:%Y-%m}", name(one)) for one in months(today)]
        self.fields["month"] = ChoiceField(label="月", choices=offered, required=False)
        self.initial["month"] = offered[0][0]

    def asked(self, field: str) -> str:
        return str(self.cleaned_data.get(field) or "") if self.is_valid() else ""

    @property
    def first(self) -> date:
        """The first day of the month that is looked at."""
        said = self.asked("month")
        if not said:
            return self.today.replace(day=1)
        return date.fromisoformat(f"{said}-01")

    @property
    def period(self) -> Period:
        return Period(self.first, months_later(self.first, 1) - timedelta(days=1))

    @property
    def year(self) -> Period:
        """The twelve months that end with it."""
        return Period(months_later(self.first, 1 - YEAR), self.period.until)

    @property
    def two_months(self) -> Period:
        """With the month before."""
        return Period(months_later(self.first, -1), self.period.until)

    @property
    def chosen(self) -> Measure:
        return BY_CODE.get(self.asked("measure"), AGEING)

    @property
    def sorted_by(self) -> str:
        return self.asked("order") or AGEING.code
