"""プランの入力: wishes, period, goals and their rows; every cell under the name that refusals use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict

from cases.actions.plan_words import Goal, Task, Words
from cases.forms import plan_rows
from cases.forms.plan_rows import Block
from cases.models import AccessGround, Case, Level, SupportMenu, TaskStanding
from cases.models.plan import WORDS_LIMIT
from districts.models import BLIND, Agency, Staff
from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.conflicts import number
from fujisawa_care.foundation.fields import ChoiceField, DayField, SomeOf, TextField

EVERY = [(months, f"{months}か月ごと") for months in range(1, 13)]
NOBODY = ("", "えらんでください")
Doer = tuple[Agency | None, Staff | None]


@dataclass(frozen=True)
class Doers:
    """Who may be named in a row: the houses of the case with their people, then all the others."""

    found: Mapping[str, Doer]
    choices: Sequence[Any]

    @classmethod
    def of(cls, case: Case, *, today: date, named: Iterable[Agency | None] = ()) -> Doers:
        grounds = AccessGround.objects.running().filter(case=case).at_least(Level.WRITE)
        team = set(grounds.values_list("agency", flat=True)) | {case.owner_id}
        also = {one.pk for one in named if one}
        there = Q(pk__in=Agency.objects.valid_on(today)) | Q(pk__in=also)
        houses = list(Agency.objects.filter(there).order_by("name", "pk"))
        at_work = Staff.objects.filter(is_active=True, agency__in=team)
        people = list(at_work.exclude(role__in=BLIND).order_by("name", "pk"))
        found: dict[str, Doer] = {str(one.pk): (one, None) for one in houses}
        near: list[tuple[str, str]] = []
        for house in (one for one in houses if one.pk in team):
            near.append((str(house.pk), house.name))
            for one in (each for each in people if each.agency_id == house.pk):
                key = plan_rows.doer(house, one)
                found[key] = (house, one)
                near.append((key, f"{house.short_name or house.name}・{one.name}"))
        far = [(str(one.pk), one.name) for one in houses if one.pk not in team]
        return cls(found, [NOBODY, ("このケースの機関", near), ("ほかの機関", far)])


class PlanForm(forms.Form):
    wishes = TextField(label="本人の望み", limit=WORDS_LIMIT, rows=3)
    aim = TextField(label="期間のあとのめざす姿", limit=WORDS_LIMIT, rows=3)
    troubles = TextField(label="解決したい課題", limit=WORDS_LIMIT, rows=2)
    direction = TextField(label="支援の方向性", limit=WORDS_LIMIT, rows=2)
    menus = SomeOf(label="支援メニュー", queryset=SupportMenu.objects.none())
    starts_on = DayField(label="いつから", limit=40)
    ends_on = DayField(label="いつまで", limit=40)
    evaluate_on = DayField(label="評価の日", limit=40)
    monitor_months = ChoiceField(label="ようすを確かめる", choices=EVERY, initial=3)

    def __init__(
        self, *args: Any, blocks: Sequence[Block], doers: Doers, menus: Sequence[str], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.blocks, self.doers = blocks, doers
        offered: Any = self.fields["menus"]
        offered.queryset = SupportMenu.objects.filter(Q(active=True) | Q(pk__in=menus))
        offered.widget = forms.CheckboxSelectMultiple(choices=offered.choices)
        for g, block in enumerate(blocks):
            self._goal(g, block)

    def _goal(self, g: int, block: Block) -> None:
        self.fields[f"goals-{g}-id"] = forms.CharField(
            required=False, widget=forms.HiddenInput(), max_length=12
        )
        self.fields[f"goals-{g}-text"] = TextField(label=f"めざす姿{g + 1}", limit=500)
        for t in range(len(block.rows)):
            for name, made in _cells(f"めざす姿{g + 1}の{t + 1}行目", self.doers).items():
                self.fields[f"goals-{g}-tasks-{t}-{name}"] = made

    @property
    def goals(self) -> list[dict[str, Any]]:
        """For the page: each goal's control, and its rows with theirs."""
        return [
            {
                "place": f"goals-{g}",
                "number": g + 1,
                "id": self[f"goals-{g}-id"],
                "text": self[f"goals-{g}-text"],
                "rows": [
                    {
                        "place": (place := f"goals-{g}-tasks-{t}"),
                        "number": t + 1,
                        "id": self[f"{place}-id"],
                        **{name: self[f"{place}-{name}"] for name in plan_rows.CELLS},
                    }
                    for t in range(len(block.rows))
                ],
            }
            for g, block in enumerate(self.blocks)
        ]

    def words(self) -> Words:
        given = self.cleaned_data
        return Words(
            **{name: given[name] for name in ("wishes", "troubles", "aim", "direction")},
            menus=tuple(given["menus"]),
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            evaluate_on=given["evaluate_on"],
            monitor_months=int(given["monitor_months"]),
            goals=tuple(
                Goal(
                    id=number(given[f"goals-{g}-id"]) or None,
                    text=given[f"goals-{g}-text"],
                    tasks=tuple(self._task(f"goals-{g}-tasks-{t}") for t in range(len(block.rows))),
                )
                for g, block in enumerate(self.blocks)
            ),
        )

    def _task(self, place: str) -> Task:
        given = {name: self.cleaned_data[f"{place}-{name}"] for name in ("id", *plan_rows.CELLS)}
        agency, staff = self.doers.found.get(given["agency"], (None, None))
        return Task(
            id=number(given["id"]) or None,
            agency=agency,
            staff=staff,
            **{name: given[name] for name in ("what", "who", "standing", "times", "until")},
        )


def _cells(where: str, doers: Doers) -> dict[str, forms.Field]:
    made: dict[str, forms.Field] = {
        "id": forms.CharField(required=False, widget=forms.HiddenInput(), max_length=12),
        "what": TextField(label=f"{where}の内容", limit=200),
        "agency": ChoiceField(
            label=f"{where}のだれが", choices=doers.choices, required=False, widget=forms.Select()
        ),
        "who": TextField(label=f"{where}の機関でない方・場所", limit=100),
        "standing": ChoiceField(
            label=f"{where}の立場", choices=TaskStanding.choices, initial=TaskStanding.HELP
        ),
        "times": TextField(label=f"{where}の回数", limit=40),
        "until": DayField(label=f"{where}のいつまで", limit=40),
    }
    for name, one in made.items():
        if name != "id":
            one.widget.attrs["aria-label"] = one.label or ""
    return made


def typed(data: QueryDict, blocks: Sequence[Block]) -> QueryDict:
    """What was sent, with its goals and rows numbered as in `blocks`."""
    found = QueryDict(mutable=True)
    for name, values in data.lists():
        if not name.startswith("goals-"):
            found.setlist(name, values)
    for name, said in plan_rows.flat(blocks).items():
        found[name] = said
    return found


def initial(words: Words) -> dict[str, Any]:
    """The plan's own words as its fields hold them; the goals are in their blocks."""
    days = ("starts_on", "ends_on", "evaluate_on")
    return {
        **{name: getattr(words, name) for name in ("wishes", "troubles", "aim", "direction")},
        **{name: _day(getattr(words, name)) for name in days},
        "menus": [one.pk for one in words.menus],
        "monitor_months": words.monitor_months,
    }


def _day(day: date | None) -> str:
    return wareki.short(day) if day else ""
