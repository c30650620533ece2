"""世帯の入力: how somebody belongs, and as much of a name as is known."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, time
from typing import Any

from django import forms

from cases.actions.households import Member
from cases.models import Case, MemberEnd, Person, Relation
from districts.models import Staff
from fujisawa_care.foundation.fields import ChoiceField, Radios, TextField, WarekiField
from fujisawa_care.foundation.workdays import TOKYO

CHOOSE = [("", "えらぶ"), *Relation.choices]
NUMBER = re.compile(r"[MTSHR][0-9]{1,2}-[0-9]{6}")


class SinceField(WarekiField):
    """A day gone by, down to the day; gives the moment it began."""

    def clean(self, value: Any) -> datetime | None:  # type: ignore[override]
        typed = super().clean(value)
        if typed is None:
            return None
        if typed.day is None:
            raise forms.ValidationError(f"{self.label}を「R8.4.1」のように日まで入れてください")
        return datetime.combine(typed.day, time.min, tzinfo=TOKYO)


class MemberForm(forms.Form):
    relation = ChoiceField(label="続柄", choices=CHOOSE)
    name = TextField(label="名前", limit=100)
    age_text = TextField(label="年ごろ", limit=20)
    apart = forms.BooleanField(label="別に暮らしている", required=False)
    note = TextField(label="ひとこと", limit=200)

    def __init__(self, *args: Any, known: bool = False, **kwargs: Any) -> None:
        """Of somebody `known`, name and age stand in their own record."""
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["name"], self.fields["age_text"]


class NewMemberForm(MemberForm):
    number = TextField(label="受付番号", limit=20)
    since = SinceField(label="いつから", limit=40)

    def __init__(self, *args: Any, by: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_number(self) -> Person | None:
        """The person of a case one may see; any other is as if it were not there."""
        typed = unicodedata.normalize("NFKC", self.cleaned_data["number"]).upper()
        if not typed:
            return None
        visible = Case.objects.visible_to(self.by).select_related("person")
        case = visible.filter(number=typed).first() if NUMBER.fullmatch(typed) else None
        if case is None or case.person is None:
            raise forms.ValidationError(
                "この受付番号の方は見つかりません。番号をたしかめてください"
            )
        return case.person

    def member(self) -> Member:
        given = self.cleaned_data
        person = given["number"]
        return Member(
            relation=given["relation"],
            person=person,
            name="" if person else given["name"],
            age_text="" if person else given["age_text"],
            apart=given["apart"],
            note=given["note"],
            since=given["since"],
        )


class EndForm(forms.Form):
    because = ChoiceField(label="終わったわけ", choices=MemberEnd.choices, widget=Radios())
    until = SinceField(label="いつ", limit=40)


class LivingForm(forms.Form):
    living_with = TextField(label="いっしょに暮らす方", limit=200)
