"""見るための入力: why the glass is broken, why one asks to see, and what the owner answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing

from cases.models import GRANTED, Case, Level, Person
from districts.models import Staff
from fujisawa_care.foundation.fields import ChoiceField, DayField, Radios, TextField

LASTS = 3600  # seconds; who they might be is not kept longer than a conversation
SALT = "cases.looking"


class ReasonForm(forms.Form):
    reason = TextField(label="開く理由", limit=500, rows=3, required=True)


class SeenForm(forms.Form):
    note = TextField(label="確かめたこと", limit=500)


class AskForm(forms.Form):
    """By the number one was told, or about somebody who was found out of sight."""

    case = TextField(label="受付番号", limit=12)
    found = TextField(label="見つけた方", limit=2000, widget=forms.HiddenInput())
    reason = TextField(label="見せてほしい理由", limit=500, rows=3, required=True)

    def __init__(self, *args: Any, by: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        found = given.get("found") or ""
        given["people"] = unsealed(found, by=self.by) if found else []
        if found and not given["people"]:
            self.add_error(None, "さがしてから時間がたちました。もう一度さがしてください")
        if not found and "case" not in self.errors:
            given["one"] = Case.objects.filter(number=given.get("case", "").upper()).first()
            if given["one"] is None:
                self.add_error("case", "受付番号を「R8-000142」のように入れてください")
        return given


def sealed(people: list[int], *, by: Staff) -> str:
    """Whom somebody has found out of sight, in a word that tells them nothing and lasts an hour."""
    return signing.dumps({"people": people, "by": by.pk}, salt=SALT, compress=True)


def unsealed(word: str, *, by: Staff) -> list[Person]:
    try:
        told = signing.loads(word, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return []
    return list(Person.objects.filter(pk__in=told["people"])) if told["by"] == by.pk else []


class GrantForm(forms.Form):
    level = ChoiceField(
        label="できること",
        choices=[(one.value, one.label) for one in GRANTED],
        initial=Level.READ,
        widget=Radios(),
    )
    until = DayField(label="いつまで", limit=40, required=True)
    note = TextField(label="そえる一言", limit=500)


class DeclineForm(forms.Form):
    reason = TextField(label="見せられない理由", limit=500, rows=2, required=True)
