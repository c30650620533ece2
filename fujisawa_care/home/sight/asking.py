"""何を見るか: which month, which measure and in which order, as the address says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fujisawa_care.foundation.fields import ChoiceField
from fujisawa_care.foundation.filters import StrictForm
from fujisawa_care.foundation.workdays import months_later
from fujisawa_care.home.indicators.shape import Period
from fujisawa_care.home.indicators.words import month_name
from fujisawa_care.home.sight.behind import NONE
from fujisawa_care.home.sight.measures import AGEING, ALL, BEHIND, BY_CODE, OF_CASES, Measure

BACK, YEAR = 24, 12
PLACE = "place"


def months(today: date) -> Iterator[Period]:
    """The newest first."""
    this = today.replace(day=1)
    return (Period.of_month(f"{months_later(this, -number):%Y-%m}") for number in range(BACK))


class MonthAsked(StrictForm):
    """Without an answer it is this month."""

    month = ChoiceField(label="月", choices=(), required=False)

    def __init__(self, data: Any, *, today: date, **options: Any) -> None:
        super().__init__(data, auto_id="id_%s", **options)
        self.today = today
        offered = [(one.month, month_name(one.month)) for one in months(today)]
        self.fields["month"] = ChoiceField(label="月", choices=offered, required=False)
        self.initial["month"] = offered[0][0]

    def asked(self, field: str) -> str:
        return str(self.cleaned_data.get(field) or "") if self.is_valid() else ""

    @property
    def period(self) -> Period:
        return Period.of_month(self.asked("month") or f"{self.today:%Y-%m}")

    @property
    def name(self) -> str:
        """令和8年11月."""
        return month_name(self.period.month)

    @property
    def year(self) -> Period:
        """The twelve months that end with it."""
        return Period(months_later(self.period.since, 1 - YEAR), self.period.until)


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
        return Period(months_later(self.period.since, -1), self.period.until)

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
