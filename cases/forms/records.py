"""支援経過記録の入力: one line is enough."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from cases.models import TEXT_LIMIT, Counterpart, Method, RecordOutcome
from fujisawa_care.foundation.fields import ChoiceField, TextField, WarekiField
from fujisawa_care.foundation.workdays import TOKYO

DAY = 24 * 60
NOON = time(12)


class RecordForm(forms.Form):
    method = ChoiceField(label="記録の種類", choices=Method.choices, initial=Method.PHONE)
    text = TextField(label="記録", limit=TEXT_LIMIT, rows=2)
    outcome = ChoiceField(
        label="結果", choices=RecordOutcome.choices, initial=RecordOutcome.NONE, required=False
    )
    counterpart = ChoiceField(
        label="相手", choices=Counterpart.choices, initial=Counterpart.SELF, required=False
    )
    minutes = TextField(label="時間（分）", limit=10)
    on = WarekiField(label="あった日", limit=40)
    clock = forms.TimeField(
        label="時刻",
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "時刻を「14:30」のように入れてください"},
    )
    third_party_text = TextField(label="ほかの方から聞いたこと", limit=TEXT_LIMIT, rows=2)

    def clean_minutes(self) -> int | None:
        typed = unicodedata.normalize("NFKC", self.cleaned_data["minutes"]).removesuffix("分")
        if not typed:
            return None
        if not re.fullmatch("[0-9]{1,4}", typed) or int(typed) > DAY:
            raise forms.ValidationError("時間は1440分（1日）までの数を入れてください")
        return int(typed)

    def clean_on(self) -> Any:
        typed = self.cleaned_data["on"]
        if typed is not None and typed.day is None:
            raise forms.ValidationError("あった日を「R8.4.1」のように日まで入れてください")
        return typed.day if typed else None

    def happened_at(self, now: datetime) -> datetime:
        """Now, unless a day or an hour is said."""
        today = timezone.localtime(now, TOKYO).date()
        day, clock = self.cleaned_data["on"] or today, self.cleaned_data["clock"]
        if day == today and clock is None:
            return now
        return datetime.combine(day, clock or NOON, tzinfo=TOKYO)


class CorrectionForm(forms.Form):
    text = TextField(label="直した記録", limit=TEXT_LIMIT, rows=6, required=True)
    third_party_text = TextField(label="ほかの方から聞いたこと", limit=TEXT_LIMIT, rows=3)
