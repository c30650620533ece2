"""行き先を待つ議題の入力: which 支援会議 takes it up, or why none needs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from fujisawa_care.foundation.fields import ChoiceField, TextField


class TakeUpForm(forms.Form):
    meeting = ChoiceField(label="移す支援会議", choices=())

    def __init__(self, *args: Any, sittings: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offered: Any = self.fields["meeting"]
        offered.choices = sittings


class LetGoForm(forms.Form):
    because = TextField(label="出さないわけ", limit=500, required=True)
