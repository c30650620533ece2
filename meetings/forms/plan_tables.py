"""プランを会議に出すときの入力: which sitting, and what it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from fujisawa_care.foundation.fields import ChoiceField, Radios, TextField

ASKED = "このプランで進めてよいか"


class PlanTableForm(forms.Form):
    meeting = ChoiceField(label="出す会議", choices=(), widget=Radios())
    question = TextField(label="今日きめること", limit=1000, initial=ASKED, required=True)

    def __init__(self, *args: Any, fitting: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["meeting"]
        offered.choices = fitting
