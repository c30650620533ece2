"""二人で書いたプランの画面: the cells both wrote in, side by side, under the names of the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.actions.plan_merging import PlanConflict
from cases.forms.plans import PlanForm
from cases.models import TaskStanding
from districts.models import Agency, Staff
from fujisawa_care.foundation import conflicts, wareki

STANDINGS = dict(TaskStanding.choices)


def told(sent: conflicts.Sent, places: Mapping[str, str]) -> tuple[tuple[str, ...], dict[str, str]]:
    """What was asked and picked, as the rows are numbered now; a house is decided with its person."""
    asked: list[str] = []
    picked: dict[str, str] = {}
    for name in sent.asked:
        for cell in _both(_now(name, places)):
            asked.append(cell)
            if name in sent.picked:
                picked[cell] = sent.picked[name]
    return tuple(asked), picked


def panel(refused: PlanConflict, form: PlanForm) -> conflicts.Panel:
    choices: dict[str, conflicts.Choice] = {}
    for clash in refused.merged.clashes:
        name = (
            f"{clash.name.removesuffix('-staff')}-agency"
            if clash.name.endswith("-staff")
            else clash.name
        )
        if name in choices and clash.name != name:
            one = choices[name]
            theirs, mine = _pair(one.theirs, clash.theirs), _pair(one.mine, clash.mine)
        else:
            theirs, mine = _words(clash.theirs), _words(clash.mine)
        form.fields[name].widget.attrs["data-clash"] = ""
        choices[name] = conflicts.Choice(
            name=name,
            label=str(form.fields[name].label),
            theirs=theirs,
            mine=mine,
            to=form[name].id_for_label,
        )
    return conflicts.Panel(
        said=refused.message,
        who=refused.who,
        at=refused.at,
        version=refused.version,
        choices=tuple(choices.values()),
    )


def _now(name: str, places: Mapping[str, str]) -> str:
    place, _, cell = name.rpartition("-")
    return f"{places[place]}-{cell}" if place in places else name


def _both(name: str) -> tuple[str, ...]:
    return (name, f"{name.removesuffix('-agency')}-staff") if name.endswith("-agency") else (name,)


def _pair(house: str, person: Any) -> str:
    return "・".join(filter(None, (house, _words(person))))


def _words(value: Any) -> str:
    """As a person reads it."""
    if isinstance(value, date):
        return wareki.long(value)
    if isinstance(value, Agency | Staff):
        return value.name
    if isinstance(value, tuple):
        return "、".join(str(one) for one in value)
    return "" if value is None else str(STANDINGS.get(value, value))
