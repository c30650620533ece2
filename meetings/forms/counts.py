"""会議の数の年度: which fiscal year, counted until which day, and which part of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.fields import ChoiceField, WarekiField
from fujisawa_care.foundation.filters import StrictForm
from meetings.models import OF_CASES, MeetingKind, Reason
from meetings.sheets.counts import Span, last_day

FIRST = 1990
YEAR = re.compile("[0-9]{4}")
SPOKEN = re.compile("(?P<era>[A-Z]|昭和|平成|令和)?(?P<year>[0-9]{1,4}|元)(年度|年)?")
OUTSIDE = "この年度の、今日までの日を入れてください"


def _western(data: QueryDict) -> QueryDict:
    """A fiscal year as it is spoken (R5, 令和5年度) is the same as 2023."""
    said = data.copy()
    if "year" in said:
        said.setlist("year", [_year(one) for one in said.getlist("year")])
    return said


def _year(text: str) -> str:
    found = SPOKEN.fullmatch(unicodedata.normalize("NFKC", text).strip().upper())
    if found is None:
        return text
    era = next((one for one in wareki.ERAS if found["era"] in (one.letter, one.name)), None)
    if era is None:
        return str(int(found["year"])) if YEAR.fullmatch(found["year"]) else text
    return str(era.zero + (1 if found["year"] == "元" else int(found["year"])))


class SpanAsked(StrictForm):
    """Without an answer it is this fiscal year until today."""

    beside = frozenset({"cursor", "page_size"})
    year = ChoiceField(label="年度", choices=(), required=False)
    until = WarekiField(label="この日までを数える", limit=40)

    def __init__(self, data: Any, *, years: Iterable[int], today: date, **options: Any) -> None:
        this = wareki.fiscal_year(today)
        said = _western(data)
        asked = {int(one) for one in said.getlist("year") if YEAR.fullmatch(one)}
        super().__init__(said, auto_id="id_%s", **options)
        self.today = today
        known = {one for one in asked if FIRST <= one <= this}
        self.offered = sorted({*years, *known, this}, reverse=True)
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
