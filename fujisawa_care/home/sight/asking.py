"""何を見るか: which month, which measure and in which order, as the address says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.fields import ChoiceField
from fujisawa_care.foundation.filters import StrictForm
from fujisawa_care.foundation.workdays import months_later
from fujisawa_care.home.indicators.shape import Period
from fujisawa_care.home.sight.behind import NONE
from fujisawa_care.home.sight.measures import AGEING, ALL, BEHIND, BY_CODE, OF_CASES, Measure

BACK, YEAR = 24, 12
PLACE = "place"


def months(today: date) -> Iterator[date]:
    """The newest first."""
    this = today.replace(day=1)
    return (months_later(this, -number) for number in range(BACK))


def name(month: date) -> str:
    """令和8年11月."""
    return wareki.long(month).partition("月")[0] + "月"


class MonthAsked(StrictForm):
    """Without an answer it is this month."""

    month = ChoiceField(label="月", choices=(), required=False)

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


class BoardAsked(MonthAsked):
    """Without an answer by age."""

    measure = ChoiceField(
        label="地図の色", choices=[(one.code, one.label) for one in ALL], required=False
    )
    order = ChoiceField(
        label="ならび",
        choices=[(PLACE, "地区の順"), *((one.code, one.label) for one in ALL)],
        required=False,
    )

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


class BehindAsked(MonthAsked):
    """Which number is looked behind; without a district, the whole city's."""

    beside = frozenset({"cursor", "page_size"})
    of = ChoiceField(
        label="数", choices=[(one.code, one.label) for one in BEHIND.values()], required=False
    )
    district = ChoiceField(label="地区", choices=(), required=False)

    def __init__(self, data: Any, *, places: Mapping[str, str], **options: Any) -> None:
        super().__init__(data, **options)
        choices = [("", "市全体"), *places.items(), (NONE, "地区がまだ")]
        self.fields["district"] = ChoiceField(label="地区", choices=choices, required=False)

    @property
    def measure(self) -> Measure:
        return BEHIND.get(self.asked("of"), OF_CASES[0])
