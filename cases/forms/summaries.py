"""要点の入力: four short texts, none of them required."""

from __future__ import annotations

from django import forms

from cases.models import POINT_LIMIT
from fujisawa_care.foundation.fields import TextField


class SummaryForm(forms.Form):
    situation = TextField(label="いまの状況", limit=POINT_LIMIT, rows=4)
    wishes = TextField(label="望み（本人・家族のことば）", limit=POINT_LIMIT, rows=4)
    strengths = TextField(label="つよみ", limit=POINT_LIMIT, rows=4)
    cautions = TextField(label="気をつけること", limit=POINT_LIMIT, rows=4)
