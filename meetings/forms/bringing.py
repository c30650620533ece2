"""ケースを会議に出すときの入力: which sitting, for which reason, and what it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from fujisawa_care.foundation.fields import ChoiceField, Radios, TextField
from meetings.models import Reason


class BringForm(forms.Form):
    meeting = ChoiceField(label="出す会議", choices=(), widget=Radios())
    reason = ChoiceField(label="理由", choices=Reason.choices, widget=Radios())
    question = TextField(label="今日きめること", limit=1000, rows=2, required=True)

    def __init__(self, *args: Any, fitting: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offered: Any = self.fields["meeting"]
        offered.choices = fitting
