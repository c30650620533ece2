"""次の一手の入力: how it went, and what comes next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from cases.actions.follow_ups import Next
from cases.models import FollowUpKind, FollowUpOutcome
from districts.models import Staff
from fujisawa_care.foundation.fields import ChoiceField, DayField, OneOf, Radios, TextField
from fujisawa_care.foundation.workdays import next_working_day

AGAIN = timedelta(days=7)
SAME_AGAIN = (FollowUpOutcome.ABSENT, FollowUpOutcome.MESSAGE_LEFT)


class _NextFields(forms.Form):
    next_what = TextField(label="次にすること", limit=200)
    next_kind = ChoiceField(
        label="かたち", choices=FollowUpKind.choices, initial=FollowUpKind.PHONE, widget=Radios()
    )
    next_on = DayField(label="いつまで", limit=40)
    next_time = forms.TimeField(
        label="時刻",
        required=False,
        input_formats=["%H:%M", "%H時%M分", "%H%M"],
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "時刻を「14:30」のように入れてください"},
    )

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
            assignee=assignee,
        )


class FinishForm(_NextFields):
    outcome = ChoiceField(label="結果", choices=FollowUpOutcome.choices, widget=Radios())
    note = TextField(label="したこと", limit=500)

    @staticmethod
    def proposal(outcome: str, *, what: str, kind: str, today: date) -> dict[str, Any]:
        """Nobody there: the same again a week later. Otherwise the next step is the person's own."""
        if outcome not in SAME_AGAIN:
            return {"outcome": outcome, "next_kind": kind}
        due = next_working_day(today + AGAIN)
        return {
            "outcome": outcome,
            "next_what": what,
            "next_kind": kind,
            "next_on": f"{due:%Y-%m-%d}",
        }


class PlanForm(_NextFields):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("next_what", "next_on"):
            self.fields[name].required = True


class MoveForm(forms.Form):
    due_on = DayField(label="いつにする", limit=40, required=True)
    reason = TextField(label="日を変える理由", limit=500, required=True)


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
