"""参加人数とeラーニングの入力: a row for each agency, and a few more for those not counted yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from districts.models import Agency
from fujisawa_care.foundation.conflicts import number
from fujisawa_care.foundation.fields import ChoiceField, DayField, TextField
from meetings.actions.turnout import LONGEST_GROUP, MOST_ROWS
from meetings.forms.above import NumberField
from meetings.models.turnout import AGENCY, GROUP, MOST_PEOPLE
from meetings.sheets.turnout import Row

PREFIX, MORE = "rows", 5
Choices = list[tuple[str, str]]


class CountForm(forms.Form):
    """One row; what is counted already keeps its house, a new one picks it or says it in words."""

    who = forms.CharField(required=False, max_length=70, widget=forms.HiddenInput())
    was = forms.CharField(required=False, max_length=9, widget=forms.HiddenInput())
    agency = ChoiceField(label="機関", choices=(), required=False)
    group = TextField(label="機関でない方（市民・民生委員など）", limit=LONGEST_GROUP)
    people = NumberField(label="人数", low=0, high=MOST_PEOPLE, required=False)

    def __init__(self, *args: Any, houses: Choices, name: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.name = name
        self.fields["agency"].choices = [("", "えらぶ"), *houses]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.blank or given.get("who"):
            return given
        agency, group = given.get("agency", ""), given.get("group", "")
        if bool(agency) == bool(group):
            self.add_error("agency", "機関をえらぶか、機関でない方のことばを入れてください")
        elif given.get("people") is None and "people" not in self.errors:
            self.add_error("people", "人数を入れてください")
        return given

    @property
    def blank(self) -> bool:
        names = ("who", "agency", "group", "people")
        return not any(str(self.data.get(self.add_prefix(name), "")).strip() for name in names)

    @property
    def code(self) -> str:
        given = self.cleaned_data
        return given["who"] or given["agency"] or f"{GROUP}{given['group']}"


def houses(*, today: date) -> Choices:
    rows = Agency.objects.valid_on(today).order_by("name")
    return [(f"{AGENCY}{pk}", name) for pk, name in rows.values_list("pk", "name")]


def begun(counted: Sequence[Row], choices: Choices) -> list[CountForm]:
    """What is counted, and some rows more."""
    known = {one.code for one in counted}
    left = [one for one in choices if one[0] not in known]
    told: list[tuple[str, dict[str, Any]]] = [
        (one.name, {"who": one.code, "was": one.people, "people": one.people}) for one in counted
    ]
    told += [("", {})] * MORE
    return [
        CountForm(initial=row, prefix=f"{PREFIX}-{at}", houses=left, name=name)
        for at, (name, row) in enumerate(told)
    ]


def sent(posted: QueryDict, counted: Iterable[Row], choices: Choices) -> list[CountForm]:
    """Every row that came back, each still with its name."""
    names = {one.code: one.name for one in counted} | dict(choices)
    many = min(number(posted.get(f"{PREFIX}-count", "")), MOST_ROWS)
    forms_ = [CountForm(posted, prefix=f"{PREFIX}-{at}", houses=choices) for at in range(many)]
    for one in forms_:
        who = str(posted.get(one.add_prefix("who"), ""))
        one.name = names.get(who, who.removeprefix(GROUP))
    return forms_


def people(rows: Iterable[CountForm]) -> dict[str, int]:
    """Of readable rows; an emptied number is nought, a house picked twice counts together."""
    found: dict[str, int] = {}
    for one in rows:
        if not one.blank and _somebody(one.code):
            found[one.code] = found.get(one.code, 0) + (one.cleaned_data["people"] or 0)
    return found


def _somebody(code: str) -> bool:
    """What no page of ours has sent counts for nobody."""
    return code.startswith(GROUP) or (code.startswith(AGENCY) and number(code[2:]) > 0)


def seen(rows: Iterable[CountForm]) -> dict[str, int]:
    return {
        one.cleaned_data["who"]: number(one.cleaned_data["was"])
        for one in rows
        if one.cleaned_data.get("who")
    }


class CourseForm(forms.Form):
    title = TextField(label="eラーニングの名前", limit=100, required=True)
    opens_on = DayField(label="はじめの日", limit=40, required=True)
    closes_on = DayField(label="終わりの日", limit=40, required=True)
