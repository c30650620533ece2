"""くり返しを終えるときの入力: the last day."""

from __future__ import annotations

from django import forms

from fujisawa_care.foundation.fields import DayField


class EndSeriesForm(forms.Form):
    until = DayField(label="いつまで", limit=40, required=True)
