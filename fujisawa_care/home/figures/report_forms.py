"""様式の入力: which row counts what, and over which months a column goes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from districts.actions.report_forms import Column, Row
from districts.models import District
from fujisawa_care.foundation.fields import ChoiceField, OneOf, TextField
from fujisawa_care.home.figures.asking import MONTHS
from fujisawa_care.home.indicators.registry import GROUPS, REGISTRY
from fujisawa_care.home.indicators.shape import MONTH
from fujisawa_care.home.indicators.words import CUTS

WHOLE = ("", "分けない")
NO_PART = "この数は、その切り口では分けられません"
BACKWARD = "終わりの月を、はじめの月より後にしてください（4月から3月のじゅんです）"


class NewForm(forms.Form):
    name = TextField(label="様式の名前", limit=60, required=True)
    title = TextField(label="表の題", limit=100, required=True)


class RowForm(forms.Form):
    label = TextField(label="行の名前", limit=60, required=True)
    code = ChoiceField(
        label="数",
        choices=[
            (label, [(one.code, one.label) for one in found]) for label, found in GROUPS.values()
        ],
    )
    part = ChoiceField(label="そのうち", choices=[WHOLE], required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["part"] = ChoiceField(
            label="そのうち", choices=[WHOLE, *_parts()], required=False
        )

    def clean_part(self) -> str:
        part: str = self.cleaned_data["part"]
        one = REGISTRY.get(self.cleaned_data.get("code", ""))
        if part and one and part.partition(":")[0] not in one.by:
            raise ValidationError(NO_PART, code="no-part")
        return part

    def row(self) -> Row:
        cut, _, key = self.cleaned_data["part"].partition(":")
        return Row(self.cleaned_data["label"], self.cleaned_data["code"], cut, key)


class ColumnForm(forms.Form):
    label = TextField(label="列の名前", limit=60, required=True)
    first = ChoiceField(label="はじめの月", choices=MONTHS, initial="4")
    last = ChoiceField(label="終わりの月", choices=MONTHS, initial="3")
    district = OneOf(label="地区", queryset=District.objects.all(), empty_label="市全体")

    def clean_last(self) -> str:
        last: str = self.cleaned_data["last"]
        order = [month for month, _ in MONTHS]
        if order.index(self.cleaned_data.get("first", "4")) > order.index(last):
            raise ValidationError(BACKWARD, code="backward")
        return last

    def column(self) -> Column:
        given = self.cleaned_data
        return Column(given["label"], int(given["first"]), int(given["last"]), given["district"])


def _parts() -> Iterable[tuple[str, Any]]:
    """Every key of the short lists."""
    for cut, found in CUTS.items():
        if cut != MONTH and not found.long:
            yield found.label, [(f"{cut}:{key}", name) for key, name in found.names().items()]
