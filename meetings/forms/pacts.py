"""協定の入力: what was agreed with whom, and what was done under it."""

from __future__ import annotations

from typing import Any

from django import forms

from districts.forms.gathering import BecauseForm
from fujisawa_care.foundation.conflicts import number
from fujisawa_care.foundation.fields import Checks, DayField, SomeOf, TextField
from meetings.actions.pacts import Promise
from meetings.forms.themes import year_field
from meetings.models import DEED_LIMIT, Deed, Pact, Theme

__all__ = ["BecauseForm", "DeedForm", "PactForm"]


class PactForm(forms.Form):
    partner = TextField(label="相手", limit=100, required=True)
    what = TextField(label="とりきめたこと", limit=2000, rows=4, required=True)
    themes = SomeOf(
        label="重点テーマ", queryset=Theme.objects.all(), required=True, widget=Checks()
    )
    section = TextField(label="担当課", limit=60, required=True)
    since = DayField(label="はじまり", limit=40, required=True)
    until = DayField(label="終わり", limit=40)
    contact = TextField(label="連絡先", limit=200)
    source = TextField(label="出典", limit=200)

    def told(self) -> Promise:
        return Promise(**self.cleaned_data)

    @property
    def seen(self) -> int:
        """The version the page began with."""
        return number(str(self.data.get("version", "")))

    @classmethod
    def of(cls, pact: Pact) -> PactForm:
        said: dict[str, Any] = {
            name: getattr(pact, name) for name in cls.base_fields if name != "themes"
        }
        said |= {name: day.isoformat() for name in ("since", "until") if (day := said[name])}
        return cls(initial=said | {"themes": [one.pk for one in pact.themes.all()]})


class DeedForm(forms.Form):
    fiscal_year = year_field()
    text = TextField(label="したこと", limit=DEED_LIMIT, rows=4, required=True)

    @property
    def seen(self) -> int:
        return number(str(self.data.get("version", "")))

    @classmethod
    def of(cls, deed: Deed) -> DeedForm:
        return cls(initial={name: getattr(deed, name) for name in cls.base_fields})
