"""聞き取りの入力: the items of one section, each as it asks, none of them required."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from cases.actions.assessments import Said
from cases.models import ANSWER_LIMIT, ItemKind
from cases.sheets.assessments import ItemSheet
from fujisawa_care.foundation.fields import (
    ChoiceField,
    ChoicesField,
    Radios,
    TextField,
    WarekiField,
)

NOT_YET = ("", "まだ聞いていない")


class AssessmentForm(forms.Form):
    heard_on = WarekiField(label="聞いた日", limit=40)

    def __init__(self, *args: Any, items: Iterable[ItemSheet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = tuple(items)
        for item in self.items:
            self.fields[item.code] = _field(item)

    def clean_heard_on(self) -> Any:
        typed = self.cleaned_data["heard_on"]
        if typed is not None and typed.day is None:
            raise forms.ValidationError("聞いた日を「R8.4.1」のように日まで入れてください")
        return typed.day if typed else None

    def said(self) -> dict[str, Said]:
        return {item.code: _said(item, self.cleaned_data[item.code]) for item in self.items}

    @property
    def asked(self) -> list[Any]:
        """Each item with its field, in order."""
        return [{"item": item, "field": self[item.code]} for item in self.items]


def carried(items: Iterable[ItemSheet], said: Mapping[str, Said] | None = None) -> dict[str, Any]:
    """Answers as the fields hold them."""
    told = said or {item.code: item.answer.said if item.answer else () for item in items}
    return {
        item.code: list(told[item.code])
        if item.kind == ItemKind.MANY
        else next(iter(told[item.code]), "")
        for item in items
    }


def _field(item: ItemSheet) -> forms.Field:
    if item.kind == ItemKind.TEXT:
        return TextField(label=item.label, limit=ANSWER_LIMIT, rows=2)
    stands = item.answer.said if item.answer else ()
    choices = [(each, each) for each in dict.fromkeys((*item.choices, *stands))]
    if item.kind == ItemKind.MANY:
        return ChoicesField(label=item.label, choices=choices)
    return ChoiceField(
        label=item.label, choices=[NOT_YET, *choices], required=False, widget=Radios()
    )


def _said(item: ItemSheet, value: Any) -> Said:
    if item.kind == ItemKind.MANY:
        return tuple(value)
    return (value,) if value else ()
