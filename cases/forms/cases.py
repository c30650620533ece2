"""ケースの入力: closing with an outcome, opening again with a next step."""

from __future__ import annotations

from django import forms

from cases.forms.follow_ups import PlanForm
from cases.models import ClosingOutcome
from fujisawa_care.foundation.fields import ChoiceField, Radios, TextField


class CloseForm(forms.Form):
    outcome = ChoiceField(label="終わりのかたち", choices=ClosingOutcome.choices, widget=Radios())
    reason = TextField(label="終わりにする理由", limit=2000, rows=3, required=True)


class ReopenForm(PlanForm):
    reason = TextField(label="再開する理由", limit=2000, rows=2, required=True)
