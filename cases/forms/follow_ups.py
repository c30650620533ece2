"""次の一手の入力: how it went, and what comes next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms

from cases import dues
from cases.actions.follow_ups import Next
from cases.dues import Terms
from cases.models import CONTACTS, FollowUp, FollowUpKind, FollowUpOutcome, LeftBehind
from cases.sheets.shields import Cover
from districts.models import Staff
from fujisawa_care.foundation.fields import (
    ChoiceField,
    ChoicesField,
    DayField,
    OneOf,
    Radios,
    TextField,
)

SAME_AGAIN = (FollowUpOutcome.ABSENT, FollowUpOutcome.MESSAGE_LEFT)
LOOK_IN = {FollowUpKind.VISIT: "ようすを見に行く", FollowUpKind.PHONE: "電話でようすを聞く"}
LEAVE_ROOM = "間をおいて、もう一度声をかける"
LEAVES = {
    FollowUpKind.VISIT: [one for one in LeftBehind if one != LeftBehind.VOICE],
    FollowUpKind.PHONE: [LeftBehind.VOICE],
}
REASONS = ("本人の都合", "ご家族の都合", "こちらの都合", "天気")


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What the form offers as the next step; empty where another one is already planned."""

    what: str = ""
    kind: str
    on: date | None = None
    clock: time | None = None
    place: str = ""

    def initial(self, outcome: str) -> dict[str, Any]:
        typed = f"{self.on:%Y-%m-%d}" if self.on else ""
        return {
            "outcome": outcome,
            "next_what": self.what,
            "next_kind": self.kind,
            "next_on": typed,
            "next_time": self.clock,
            "next_place": self.place,
        }

    @property
    def kind_label(self) -> str:
        return FollowUpKind(self.kind).label


def propose(
    outcome: str,
    follow_up: FollowUp,
    *,
    others: Collection[str],
    today: date,
    terms: Terms,
    cover: Cover,
) -> Proposal:
    """Nobody there: the same again. Met or declined: another look, in the rhythm of the case.

    `others` are the kinds of what is planned besides. After a contact the next one is proposed
    unless it is among them; after other work, only where nothing else waits.
    """
    what, place = cover.bare(follow_up.what), cover.bare(follow_up.place)
    kind, rhythm = FollowUpKind(follow_up.kind), follow_up.case.rhythm_days
    again = outcome in SAME_AGAIN
    waiting = set(others) & set(CONTACTS) if kind in CONTACTS else set(others)
    if waiting and not again:
        return Proposal(kind=kind)
    on = dues.next_contact(outcome, today=today, terms=terms, rhythm=rhythm)
    if again:
        return Proposal(
            what=what,
            kind=kind,
            on=on,
            clock=follow_up.due_time,
            place=place,
        )
    if outcome == FollowUpOutcome.DECLINED:
        return Proposal(what=LEAVE_ROOM, kind=kind, on=on, place=place)
    met = outcome == FollowUpOutcome.MET
    return Proposal(what=LOOK_IN.get(kind, "") if met else "", kind=kind, on=on, place=place)


class ClockField(forms.TimeField):
    """14:30, 14時30分, 1430."""

    def __init__(self, *, label: str = "時刻") -> None:
        super().__init__(
            label=label,
            required=False,
            input_formats=["%H:%M", "%H:%M:%S", "%H時%M分", "%H時", "%H%M"],
            widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
            error_messages={"invalid": "時刻を「14:30」のように入れてください"},
        )


class _NextFields(forms.Form):
    next_what = TextField(label="次にすること", limit=200)
    next_kind = ChoiceField(
        label="かたち", choices=FollowUpKind.choices, initial=FollowUpKind.PHONE, widget=Radios()
    )
    next_on = DayField(label="いつまで", limit=40)
    next_time = ClockField()
    next_place = TextField(label="場所", limit=100)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("next_what") and not given.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", "いつまでにするかを入れてください")
        if given.get("next_on") and not given.get("next_what") and "next_what" not in self.errors:
            self.add_error("next_what", "次にすることを入れてください")
        return given

    def then(self, assignee: Staff | None = None) -> Next | None:
        given = self.cleaned_data
        if not given["next_what"]:
            return None
        return Next(
            what=given["next_what"],
            due_on=given["next_on"],
            due_time=given["next_time"],
            kind=given["next_kind"],
            place=given["next_place"],
            assignee=assignee,
        )


class FinishForm(_NextFields):
    outcome = ChoiceField(label="結果", choices=FollowUpOutcome.choices, widget=Radios())
    note = TextField(label="したこと", limit=500)
    left = ChoicesField(label="置いてきたもの", choices=LeftBehind.choices)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fits = LEAVES.get(FollowUpKind(kind), [])
        self.fields["left"].choices = [(one.value, one.label) for one in fits]  # type: ignore[attr-defined]


class PlanForm(_NextFields):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("next_what", "next_on"):
            self.fields[name].required = True


class MoveForm(forms.Form):
    """A reason may be picked, typed, or both."""

    due_on = DayField(label="いつにする", limit=40, required=True)
    due_time = ClockField()
    place = TextField(label="場所", limit=100)
    why = ChoiceField(
        label="日を変える理由",
        choices=[(one, one) for one in REASONS],
        required=False,
        widget=Radios(),
    )
    reason = TextField(label="ひとこと", limit=500)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        picked, typed = given.pop("why", ""), given.get("reason", "")
        given["reason"] = "。".join(part for part in (picked, typed) if part)
        if not given["reason"] and "reason" not in self.errors:
            self.add_error("reason", "日を変える理由を入れてください")
        return given


class PassForm(forms.Form):
    to = OneOf(
        label="だれに",
        queryset=Staff.objects.none(),
        required=True,
        empty_label="えらんでください",
    )

    def __init__(self, *args: Any, among: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.queryset = among
