"""ケースを会議に出すときの入力: which sitting, for which reason, and what it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from fujisawa_care.foundation.fields import ChoiceField, Radios, TextField
from meetings.models import Reason


class BringForm(forms.Form):
    meeting = ChoiceField(label="出す会議", choices=(), widget=Radios())
    reason = ChoiceField(label="理由", choices=(), widget=Radios())
    question = TextField(label="今日きめること", limit=1000, rows=2, required=True)

    def __init__(
        self,
        *args: Any,
        fitting: Sequence[tuple[str, str]],
        reasons: Sequence[Reason],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["meeting"].choices = fitting
        fields["reason"].choices = [(one, one.label) for one in reasons]
