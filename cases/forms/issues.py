"""地域課題を出す入力: on which trouble, and what is missing."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.models import Case
from districts.models import TEXT_LIMIT, Topic
from fujisawa_care.foundation.fields import OneOf, TextField


class RaiseForm(forms.Form):
    topic = OneOf(
        label="困りごとの分野",
        queryset=Topic.objects.active(),
        required=True,
        empty_label="えらんでください",
    )
    text = TextField(label="足りないこと・困っていること", limit=TEXT_LIMIT, rows=4, required=True)

    def __init__(self, said: Any = None, *, case: Case) -> None:
        super().__init__(said, initial={"topic": case.topics.first()})
