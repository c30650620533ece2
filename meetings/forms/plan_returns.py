"""プランを案にもどすときの入力: why it comes off the table."""

from __future__ import annotations

from django import forms

from fujisawa_care.foundation.fields import TextField


class TakeBackForm(forms.Form):
    because = TextField(label="案にもどすわけ", limit=500, required=True)
