"""参加支援の入力: what the person likes and can, and why something ends."""

from __future__ import annotations

from typing import Any

from django import forms

from districts.models import District
from engawa.actions.participations import Wishes
from engawa.models import Feature, Interest, Participation, PartOfDay, Weekday
from fujisawa_care.foundation.conflicts import number
from fujisawa_care.foundation.fields import ChoicesField, OneOf, SomeOf, TextField

DAYS = [(str(one.value), one.label) for one in Weekday]


class WishForm(forms.Form):
    own_words = TextField(label="本人のことば", limit=1000, rows=3)
    interests = SomeOf(
        label="好きなこと",
        queryset=Interest.objects.active(),
        widget=forms.CheckboxSelectMultiple,
    )
    days = ChoicesField(label="行ける曜日", choices=DAYS)
    parts = ChoicesField(label="行ける時間", choices=PartOfDay.choices)
    near = OneOf(label="近い地区", queryset=District.objects.all(), empty_label="決めない")
    neighbours_too = forms.BooleanField(label="となりの地区も", required=False, initial=True)
    company_most = forms.IntegerField(
        label="人数は多くて", required=False, min_value=1, max_value=500
    )
    needs = ChoicesField(label="要ること", choices=Feature.choices)

    def wishes(self) -> Wishes:
        given = self.cleaned_data
        return Wishes(**(given | {"days": [int(one) for one in given["days"]]}))

    @property
    def seen(self) -> int:
        """The version the page began with."""
        return number(str(self.data.get("version", "")))

    @classmethod
    def of(cls, row: Participation) -> WishForm:
        plain: dict[str, Any] = {
            name: getattr(row, name)
            for name in ("own_words", "near", "neighbours_too", "company_most", "needs", "parts")
        }
        return cls(
            initial=plain | {"interests": row.interests.all(), "days": [*map(str, row.days)]}
        )


class BecauseForm(forms.Form):
    because = TextField(label="わけ", limit=500, required=True)
