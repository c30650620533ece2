"""プランの歩みの入力: shown to the person, answered by a house, looked back on, ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from cases.models import ChangeSeen, Conclusion, Reached, Signature
from cases.models.plan import WORDS_LIMIT
from cases.sheets.plan_tasks import GoalSheet, TaskSheet
from cases.states import PlanState
from districts.models import Agency
from fujisawa_care.foundation.fields import (
    ChoiceField,
    ChoicesField,
    DayField,
    OneOf,
    Radios,
    TextField,
)

SHOWN = [one for one in Signature.choices if one[0] != Signature.NONE]
ENDS = ((PlanState.CLOSED, "終結"), (PlanState.SUSPENDED, "中断"))
YES, NO = "yes", "no"
GOAL = "goal-"


class ShownForm(forms.Form):
    on = DayField(label="見せた日", limit=40, required=True)
    signature = ChoiceField(label="本人のようす", choices=SHOWN, widget=Radios())


class AnswerForm(forms.Form):
    """One row after the other: each is agreed to or declined with a word."""

    def __init__(self, *args: Any, tasks: Sequence[TaskSheet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tasks = [one for one in tasks if one.answer == "asked"]
        for one in self.tasks:
            self.fields[f"answer-{one.id}"] = ChoiceField(
                label="返事",
                choices=[(YES, "引き受ける"), (NO, "引き受けられない")],
                required=False,
                widget=Radios(),
            )
            self.fields[f"note-{one.id}"] = TextField(label="ひとこと", limit=500)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        said = [one for one in self.tasks if given.get(f"answer-{one.id}")]
        if self.tasks and not said:
            self.add_error(f"answer-{self.tasks[0].id}", "「返事」をえらんでください")
        for one in said:
            if given[f"answer-{one.id}"] == NO and not given.get(f"note-{one.id}"):
                self.add_error(f"note-{one.id}", "引き受けられないわけを入れてください")
        return given

    def answers(self) -> list[tuple[int, bool, str]]:
        """The row, whether it is agreed to, and the word."""
        given = self.cleaned_data
        return [
            (one.id, given[f"answer-{one.id}"] == YES, given[f"note-{one.id}"])
            for one in self.tasks
            if given[f"answer-{one.id}"]
        ]

    @property
    def rows(self) -> list[tuple[TaskSheet, Any, Any]]:
        return [(one, self[f"answer-{one.id}"], self[f"note-{one.id}"]) for one in self.tasks]


class EvaluationForm(forms.Form):
    on = DayField(label="評価した日", limit=40, required=True)
    changes = ChoicesField(label="見られた変化")
    own_words = TextField(label="本人のことば", limit=WORDS_LIMIT, rows=3)
    text = TextField(label="評価", limit=WORDS_LIMIT, rows=4)
    conclusion = ChoiceField(label="これから", choices=Conclusion.choices, widget=Radios())

    def __init__(self, *args: Any, goals: Sequence[GoalSheet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = goals
        seen: Any = self.fields["changes"]
        seen.choices = list(ChangeSeen.objects.active().values_list("code", "label"))
        for one in goals:
            self.fields[f"{GOAL}{one.id}"] = ChoiceField(
                label=one.text, choices=Reached.choices, widget=Radios()
            )

    @property
    def reached(self) -> dict[str, str]:
        return {str(one.id): self.cleaned_data[f"{GOAL}{one.id}"] for one in self.goals}

    @property
    def each(self) -> list[Any]:
        return [self[f"{GOAL}{one.id}"] for one in self.goals]


class EndForm(forms.Form):
    """`names`: 多機関協働 steps back, and somebody is accountable from here."""

    state = ChoiceField(label="どうしますか", choices=ENDS, widget=Radios())
    because = TextField(label="わけ", limit=1000, rows=3, required=True)
    stays_with = OneOf(
        label="このあとの主担当", queryset=Agency.objects.none(), empty_label="えらんでください"
    )

    def __init__(self, *args: Any, owner: Agency, names: bool, draft: bool, **kw: Any) -> None:
        super().__init__(*args, **kw)
        stays: Any = self.fields["stays_with"]
        stays.queryset = Agency.objects.filter(pk=owner.pk)
        if not names:
            del self.fields["stays_with"]
        if draft:
            self.fields["state"].initial = PlanState.CLOSED
