"""同意の入力: which answer, by whom and how; whom and what it names, and until when."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from cases.actions.consents import Told
from cases.models import ConsentGiver, ConsentItem, ConsentKind, ConsentMethod
from districts.models import Agency, Staff
from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.fields import (
    Checks,
    ChoiceField,
    ChoicesField,
    DayField,
    Radios,
    SomeOf,
    TextField,
    WarekiField,
)
from fujisawa_care.foundation.workdays import TOKYO

NOON = time(12)
OTHER = "other"


class ConsentForm(forms.Form):
    event = ChoiceField(
        label="どの答えでしたか",
        choices=ConsentKind.choices,
        widget=Radios({ConsentKind.GIVEN: {"data-shows": "scope until"}}),
    )
    method = ChoiceField(
        label="聞いた方法",
        choices=ConsentMethod.choices,
        initial=ConsentMethod.VERBAL,
        widget=Radios(),
    )
    given_by = ChoiceField(
        label="だれが",
        choices=[*ConsentGiver.choices, (OTHER, "ほか")],
        initial=ConsentGiver.SELF,
        required=False,
        widget=Radios({OTHER: {"data-shows": "giver"}}),
    )
    giver = TextField(label="ほかのどなたか", limit=40)
    agencies = SomeOf(label="見せてよい機関", queryset=Agency.objects.none())
    items = ChoicesField(
        label="見せてよい項目",
        choices=ConsentItem.choices,
        widget=Checks(),
    )
    valid_until = DayField(label="いつまで", limit=40)
    on = WarekiField(label="聞いた日", limit=40)
    note = TextField(label="ひとこと", limit=500)

    def __init__(self, *args: Any, by: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies: Any = self.fields["agencies"]
        agencies.queryset = to_ask(by, on=timezone.localdate())

    def clean_on(self) -> date | None:
        typed = self.cleaned_data["on"]
        if typed is not None and typed.day is None:
            raise forms.ValidationError("聞いた日を「R8.4.1」のように日まで入れてください")
        return typed.day if typed else None

    def clean(self) -> dict[str, Any]:
        """A yes to nothing at all is no yes."""
        given = super().clean() or self.cleaned_data
        if given.get("event") == ConsentKind.GIVEN and not given.get("items", True):
            self.add_error("items", "見せてよい項目を、1つはえらんでください")
        if given.get("given_by") == OTHER and not given.get("giver") and "giver" not in self.errors:
            self.add_error("giver", "どなたが答えたかを入れてください")
        return given

    def told(self, now: datetime) -> Told:
        """The words of the action; what belongs to another answer than the one given is left out."""
        given = self.cleaned_data
        yes = given["event"] == ConsentKind.GIVEN
        who = given["giver"] if given["given_by"] == OTHER else given["given_by"]
        return Told(
            event=given["event"],
            method=given["method"],
            given_by=who,
            agencies=tuple(given["agencies"]) if yes else (),
            items=tuple(given["items"]) if yes else (),
            valid_until=given["valid_until"] if yes else None,
            note=given["note"],
            happened_at=self._happened_at(now),
        )

    def _happened_at(self, now: datetime) -> datetime | None:
        """Now, unless an earlier day is said."""
        day = self.cleaned_data["on"]
        if day is None or day == timezone.localtime(now, TOKYO).date():
            return None
        return datetime.combine(day, NOON, tzinfo=TOKYO)


def to_ask(by: Staff, *, on: date) -> QuerySet[Agency]:
    return Agency.objects.valid_on(on).exclude(pk=by.agency_id).order_by("name")


def a_year(today: date) -> str:
    """What the paper proposes: no consent without an end has to be remembered by anybody."""
    return wareki.short(today + timedelta(days=365))


class DayAsked(forms.Form):
    """その日のようす: a day looked back on."""

    on = WarekiField(label="見たい日", limit=40)

    def day(self, today: date) -> date:
        """Today, where no day or none to be read was asked for."""
        typed = self.cleaned_data.get("on") if self.is_bound and self.is_valid() else None
        return typed.day if typed and typed.day else today
