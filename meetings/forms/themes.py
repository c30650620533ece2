"""取組の入力: a line of the road map."""

from __future__ import annotations

from django import forms

from fujisawa_care.foundation.conflicts import number
from fujisawa_care.foundation.fields import TextField
from meetings.actions.themes import Line


def year_field() -> forms.IntegerField:
    return forms.IntegerField(
        label="年度（西暦）",
        min_value=2015,
        max_value=2100,
        error_messages={
            "required": "年度を入れてください",
            "invalid": "年度を西暦の数字で入れてください",
        },
    )


class LineForm(forms.Form):
    what = TextField(label="取組", limit=200, required=True)
    section = TextField(label="担当課", limit=60)
    progress = TextField(label="取組状況", limit=2000, rows=4)
    direction = TextField(label="次の年度の方向性", limit=2000, rows=3)

    def line(self) -> Line:
        said = self.cleaned_data
        return Line(**{name: said[name] for name in LineForm.base_fields})

    @property
    def seen(self) -> int:
        return number(str(self.data.get("version", "")))


class NewLineForm(LineForm):
    fiscal_year = year_field()
