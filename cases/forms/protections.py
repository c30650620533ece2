"""支援措置の入力: from when, from whom, whom it covers, and why it is opened or ended."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.actions.protections import Shield
from cases.models import LONGEST_OTHER, MOST_OTHERS, Case, Person
from cases.sheets import protections
from fujisawa_care.foundation.fields import DayField, SomeOf, TextField


class KeptForm(forms.Form):
    other_parties = TextField(label="相手方", limit=520, rows=2)
    school = TextField(label="学校・園", limit=200)
    workplace = TextField(label="勤め先", limit=200)
    meeting_place = TextField(label="会う場所", limit=200)

    def clean_other_parties(self) -> tuple[str, ...]:
        """One name on each line."""
        names = tuple(line.strip() for line in self.cleaned_data["other_parties"].splitlines())
        found = tuple(name for name in names if name)
        if len(found) > MOST_OTHERS:
            raise forms.ValidationError(f"相手方は{MOST_OTHERS}人までです")
        if any(len(name) > LONGEST_OTHER for name in found):
            raise forms.ValidationError(f"相手方の名前は、1人{LONGEST_OTHER}字までです")
        return found


class ProtectForm(KeptForm):
    starts_on = DayField(label="はじめの日", limit=40, required=True)
    ends_on = DayField(label="終わりの日", limit=40)
    also = SomeOf(label="いっしょにまもる方", queryset=Person.objects.none())
    others = SomeOf(label="同じ世帯にいる相手方", queryset=Person.objects.none())

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = list(protections.living_with(case))
        near = Person.objects.filter(pk__in=[one.person_id for one in self.members])
        for name in ("also", "others"):
            field: Any = self.fields[name]
            field.queryset = near

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        nobody = not given.get("other_parties") and not given.get("others")
        if nobody and "other_parties" not in self.errors:
            self.add_error("other_parties", "相手方を入れてください")
        return given

    def shield(self) -> Shield:
        return Shield(**self.cleaned_data)


class ExtendForm(forms.Form):
    ends_on = DayField(label="新しい終わりの日", limit=40)


class EndForm(forms.Form):
    reason = TextField(label="終わりにする理由", limit=500, rows=2, required=True)


class OpenForm(forms.Form):
    reason = TextField(label="開く理由", limit=500, rows=2, required=True)
