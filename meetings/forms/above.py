"""ケースの上にある会議の入力: what is talked about, the papers handed out, and why one is taken back."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.forms.attachments import TOO_LARGE, OneFile
from fujisawa_care.foundation.fields import ChoiceField, Radios, TextField
from meetings.actions.placing import LONGEST, MOST_WORDS
from meetings.models import Reach


class NumberField(forms.IntegerField):
    """A whole number within its bounds, refused in one sentence."""

    def __init__(self, *, label: str, low: int, high: int, **options: Any) -> None:
        words = f"「{label}」は{low}から{high}までの数で入れてください"
        names = ("required", "invalid", "min_value", "max_value")
        super().__init__(
            label=label,
            min_value=low,
            max_value=high,
            widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
            error_messages=dict.fromkeys(names, words),
            **options,
        )


class TopicForm(forms.Form):
    title = TextField(label="議題", limit=100, required=True)
    presenter = TextField(label="説明する人", limit=60)
    minutes = NumberField(label="時間（分）", low=1, high=LONGEST, required=False)
    question = TextField(label="話し合うこと", limit=MOST_WORDS, rows=3)


class TopicEditForm(TopicForm):
    minutes = NumberField(label="時間（分）", low=1, high=LONGEST)
    position = NumberField(label="順番", low=1, high=100)


class WhyForm(forms.Form):
    why = TextField(label="外すわけ", limit=500, required=True)


class HandoutForm(forms.Form):
    file = OneFile()
    title = TextField(label="資料の名前", limit=100)
    reach = ChoiceField(
        label="見せてよい先", choices=Reach.choices, widget=Radios(), initial=Reach.INSIDE
    )

    def __init__(self, *args: Any, too_large: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if too_large:
            self.fields["file"].error_messages["required"] = TOO_LARGE


class HandoutEditForm(forms.Form):
    title = TextField(label="資料の名前", limit=100, required=True)
    reach = ChoiceField(label="見せてよい先", choices=Reach.choices, widget=Radios())
    position = NumberField(label="順番", low=1, high=100)
