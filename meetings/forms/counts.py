"""会議の数の年度: which fiscal year, counted until which day, and which part of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.fields import ChoiceField, WarekiField
from fujisawa_care.foundation.filters import StrictForm
from meetings.models import OF_CASES, MeetingKind, Reason
from meetings.sheets.counts import Span, last_day

OUTSIDE = "この年度の、今日までの日を入れてください"


class SpanAsked(StrictForm):
    """Without an answer it is this fiscal year until today."""

    beside = frozenset({"cursor", "page_size"})
    year = ChoiceField(label="年度", choices=(), required=False)
    until = WarekiField(label="この日までを数える", limit=40)

    def __init__(self, data: Any, *, years: Iterable[int], today: date, **options: Any) -> None:
        super().__init__(data, auto_id="id_%s", **options)
        self.today = today
        this = wareki.fiscal_year(today)
        self.offered = sorted({*years, this}, reverse=True)
        choices = [(str(year), Span(year, today).label) for year in self.offered]
        self.fields["year"] = ChoiceField(label="年度", choices=choices, required=False)
        self.initial["year"] = str(this)

    def clean_until(self) -> date | None:
        typed = self.cleaned_data["until"]
        if typed is None:
            return None
        day: date | None = typed.day
        year = self._year()
        if day is None or not date(year, 4, 1) <= day <= min(last_day(year), self.today):
            raise ValidationError(OUTSIDE, code="outside")
        return day

    def span(self) -> Span:
        """This year's, where what was asked for cannot be read."""
        year = self._year() if self.is_valid() else wareki.fiscal_year(self.today)
        until = self.cleaned_data.get("until") if self.is_valid() else None
        return Span(year, until or min(last_day(year), self.today))

    def _year(self) -> int:
        return int(self.cleaned_data.get("year") or wareki.fiscal_year(self.today))


class BehindAsked(SpanAsked):
    """Which number is looked behind; without a kind or a reason, all of them."""

    kind = ChoiceField(
        label="会議の種類",
        choices=[("", "すべて"), *((kind.value, kind.label) for kind in OF_CASES)],
        required=False,
    )
    reason = ChoiceField(label="理由", choices=[("", "すべて"), *Reason.choices], required=False)

    @property
    def narrowed(self) -> dict[str, str]:
        """As the rows of 議題 are asked."""
        if not self.is_valid():
            return {}
        names = {"kind": "meeting__kind", "reason": "reason"}
        return {
            field: self.cleaned_data[name]
            for name, field in names.items()
            if self.cleaned_data[name]
        }


class NumbersAsked(SpanAsked):
    """What other systems may ask for: one kind of table, or all."""

    kind = ChoiceField(
        label="会議の種類", choices=[("", "すべて"), *MeetingKind.choices], required=False
    )
