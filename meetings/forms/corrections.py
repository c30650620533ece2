"""議題を直すときの入力: what a case is asked on the table, counted as what, in which place and for how long."""

from __future__ import annotations

from typing import Any

from django import forms

from fujisawa_care.foundation.fields import ChoiceField, Radios, TextField
from meetings import rules
from meetings.actions.placing import LONGEST, MOST_WORDS
from meetings.forms.above import NumberField
from meetings.models import AgendaItem

WORDS = ("question", "name_shown")


class CorrectionForm(forms.Form):
    """What is said of the case itself is offered only to whoever may read it."""

    question = TextField(label="今日きめること", limit=MOST_WORDS, rows=3, required=True)
    reason = ChoiceField(label="理由", choices=(), widget=Radios())
    minutes = NumberField(label="時間（分）", low=1, high=LONGEST)
    position = NumberField(label="順番", low=1, high=100)
    name_shown = forms.BooleanField(label="氏名を出す", required=False)

    def __init__(self, *args: Any, item: AgendaItem, readable: bool, **options: Any) -> None:
        stands = {name: getattr(item, name) for name in self.base_fields}
        super().__init__(*args, **(options | {"initial": stands}))
        offered: Any = self.fields["reason"]
        offered.choices = [(one, one.label) for one in rules.reasons(item.meeting, item.case)]
        for name in () if readable else WORDS:
            del self.fields[name]
