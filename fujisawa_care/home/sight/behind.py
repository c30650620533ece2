"""数のうしろ: the cases that make up a number, as far as whoever asks may see them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from cases.models import Case
from fujisawa_care.home.indicators.shape import Indicator, Kind, Period
from fujisawa_care.home.sight.covering import TOTAL
from fujisawa_care.home.sight.measures import SITES, Measure

NONE = "none"  # in an address, what is of no district


def address(measure: Measure, month: str, code: str) -> str:
    """Where the list behind a number is: of places their own list, of cases the page below."""
    if measure.code == SITES:
        told = {"sort": "engawa"} | ({"district": code} if code.isdigit() else {})
        return f"{reverse('site-list')}?{urlencode(told)}" if code else ""
    told = {"of": measure.code, "month": month}
    if code != TOTAL:
        told["district"] = code or NONE
    return f"{reverse('districts-behind')}?{urlencode(told)}"


def rows(
    indicator: Indicator, period: Period, *, at: datetime, district: str | None
) -> QuerySet[Any]:
    """The very rows that the registry counts; `district` is NONE for those of none."""
    found = indicator.source(period)
    if indicator.kind is Kind.STOCK:
        found = found.filter(indicator.standing(min(period.ends, at)))
    path = cast("str", indicator.cuts["district"])
    if district == NONE:
        return found.filter(**{f"{path}__isnull": True})
    return found.filter(**{path: district}) if district else found


def case_of(found: QuerySet[Any]) -> str:
    """How a counted row leads to its case; a case leads to itself."""
    return "pk" if found.model is Case else "case"
