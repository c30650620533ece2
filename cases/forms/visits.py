"""訪ねるときの入力: what to mind at the door, and how often one goes there."""

from __future__ import annotations

import re
import unicodedata

from django import forms

from cases.models import LONGEST_RHYTHM, SafetyKind
from fujisawa_care.foundation.fields import ChoiceField, Radios, TextField


class SafetyForm(forms.Form):
    kind = ChoiceField(label="注意", choices=SafetyKind.choices, widget=Radios())
    words = TextField(label="くわしく", limit=200)


class EndForm(forms.Form):
    because = TextField(label="終える理由", limit=200)


class PaceForm(forms.Form):
    days = TextField(label="何日ごとに連絡するか", limit=10)

    def clean_days(self) -> int | None:
        typed = unicodedata.normalize("NFKC", self.cleaned_data["days"])
        typed = re.sub("日?(ごと|おき)?$", "", typed)
        if not typed:
            return None
        if not re.fullmatch("[0-9]{1,3}", typed) or not 1 <= int(typed) <= LONGEST_RHYTHM:
            raise forms.ValidationError(f"間かくは1から{LONGEST_RHYTHM}までの数を入れてください")
        return int(typed)
