"""本人の入力: what is known, each part of it optional."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from cases.actions.people import FACTS, Known
from districts.models import District, Town
from fujisawa_care.foundation import kana
from fujisawa_care.foundation.fields import KanaField, OneOf, TextField, WarekiField

MOST_PHONES, LONGEST_PHONE = 5, 20


class PhonesField(TextField):
    """Several numbers, one after the other."""

    def clean(self, value: Any) -> tuple[str, ...]:
        typed = re.split(r"[、,，\n]+", super().clean(value))
        phones = tuple(dict.fromkeys(kana.phone(each) for each in typed if each.strip()))
        if len(phones) > MOST_PHONES:
            raise forms.ValidationError(f"電話は{MOST_PHONES}つまでです（いま {len(phones)}）")
        if any(len(each) > LONGEST_PHONE for each in phones):
            raise forms.ValidationError(
                f"電話は1つ{LONGEST_PHONE}字までです。「、」で区切ってください"
            )
        return phones


class TownField(TextField):
    def clean(self, value: Any) -> Town | None:
        text = super().clean(value)
        if not text:
            return None
        found = Town.objects.with_districts().filter(name=text).first()
        if found is None:
            raise forms.ValidationError("この町名は一覧にありません。住所に入れてください")
        return found


class PersonForm(forms.Form):
    name = TextField(label="氏名", limit=100)
    kana = KanaField(label="ふりがな", limit=100)
    birth = WarekiField(label="生年月日", limit=40)
    phones = PhonesField(label="電話", limit=120)
    district = OneOf(
        label="地区", queryset=District.objects.all(), empty_label="まだわからない・市外"
    )
    town = TownField(label="町名", limit=50)
    address = TextField(label="住所", limit=200)

    def clean(self) -> dict[str, Any]:
        """A town that lies in one district only settles it; staff confirm any other."""
        given = super().clean() or self.cleaned_data
        town = given.get("town")
        if town and not given.get("district") and not town.split:
            given["district"] = next(iter(town.proposed_districts), None)
        return given

    def said(self) -> dict[str, Any]:
        """As the action compares it: of what cannot be read nothing is said."""
        given = {name: self.cleaned_data[name] for name in FACTS if name in self.cleaned_data}
        if "birth" in given:
            birth = given["birth"]
            given["birth"] = (birth.day, birth.text) if birth else (None, "")
        return given

    def known(self) -> Known:
        given = self.said()
        born, words = given.pop("birth")
        del given["district"]
        return Known(birth_date=born, birth_text=words, **given)


def carried(facts: Mapping[str, Any]) -> dict[str, str]:
    """Facts as the fields hold them."""
    (born, words), town, district = facts["birth"], facts["town"], facts["district"]
    return {
        "name": facts["name"],
        "kana": facts["kana"],
        "birth": words or (born.isoformat() if born else ""),
        "phones": "、".join(facts["phones"]),
        "address": facts["address"],
        "town": town.name if town else "",
        "district": district.pk if district else "",
    }
