"""見学の入力: which place, when, what it should know; its answer; how it was; and the person's word about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from cases.forms.follow_ups import ClockField
from cases.models import ConsentGiver, ConsentMethod
from engawa.models import PlaceWord
from fujisawa_care.foundation.fields import ChoiceField, DayField, Radios, TextField


class AskForm(forms.Form):
    site = ChoiceField(label="どの場に", choices=(), widget=Radios())
    on = DayField(label="行きたい日", limit=40, required=True)
    starts = ClockField(label="時刻")
    words = TextField(label="伝えること（名前なし）", limit=300, rows=2)
    with_staff = forms.BooleanField(label="職員もいっしょに行く", required=False, initial=True)
    named = forms.BooleanField(label="名前も伝える", required=False)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offered: Any = self.fields["site"]
        offered.choices = places


class AnswerForm(forms.Form):
    welcome = ChoiceField(
        label="返事", choices=[("yes", "来てよい"), ("no", "受けられない")], widget=Radios()
    )
    on = DayField(label="別の日なら", limit=40)
    starts = ClockField(label="時刻")
    words = TextField(label="ひとこと", limit=300)

    def told(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"welcome": given["welcome"] == "yes"}


class WentForm(forms.Form):
    how = ChoiceField(
        label="どうだったか",
        choices=[("went", "行った"), ("missed", "行けなかった")],
        widget=Radios(),
    )
    words = TextField(label="行ってみて", limit=500)


class WordForm(forms.Form):
    """場への同意."""

    event = ChoiceField(label="名前のこと", choices=PlaceWord.choices, widget=Radios())
    method = ChoiceField(label="どう聞いたか", choices=ConsentMethod.choices, widget=Radios())
    given_by = ChoiceField(label="だれが", choices=ConsentGiver.choices, initial=ConsentGiver.SELF)


class NoteForm(forms.Form):
    note = TextField(label="ひとこと", limit=500)
