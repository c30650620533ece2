"""引き継ぎの入力: one successor for all, another for a single case, and a word for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from cases.actions.successions import Portion
from cases.models import Case
from cases.models.succession import NOTE_LIMIT
from cases.sheets.successions import Hanging
from districts.models import Agency, Role, Staff
from fujisawa_care.foundation.fields import ChoiceField, OneOf, TextField

LATER, ANYBODY = "later", "anybody"


def at_work() -> Any:
    staff = Staff.objects.filter(is_active=True).exclude(role=Role.ADMINISTRATOR)
    return staff.select_related("agency").order_by("agency__name", "name", "pk")


class LeaverForm(forms.Form):
    """だれの分を引き継ぐか."""

    staff = OneOf(
        label="だれの分を引き継ぎますか",
        queryset=Staff.objects.none(),
        required=True,
        empty_label="えらんでください",
    )

    def __init__(self, *args: Any, among: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff: Any = self.fields["staff"]
        staff.queryset = among


class HouseForm(forms.Form):
    """機関ぜんたい: which house hands over, and which receives."""

    agency = OneOf(
        label="どの機関の分を引き継ぎますか",
        queryset=Agency.objects.none(),
        required=True,
        empty_label="えらんでください",
    )
    to_agency = OneOf(
        label="どの機関へ",
        queryset=Agency.objects.none(),
        required=True,
        empty_label="えらんでください",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houses = Agency.objects.order_by("name", "pk")
        agency, to_agency = self.fields["agency"], self.fields["to_agency"]
        agency.queryset = houses  # type: ignore[attr-defined]  # OneOf asks it of the data
        to_agency.queryset = houses.valid_on(today)  # type: ignore[attr-defined]  # likewise


class SuccessionForm(forms.Form):
    note = TextField(label="全体のひとこと", limit=NOTE_LIMIT, rows=2)

    def __init__(
        self,
        *args: Any,
        hanging: Sequence[Hanging],
        successors: Iterable[Staff],
        house: Agency | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hanging = hanging
        self.house = house
        self.successors: dict[str, Staff | None] = {str(one.pk): one for one in successors}
        people = [(key, one.name) for key, one in self.successors.items() if one]
        if house is not None:
            self.successors[ANYBODY] = None
            people.insert(0, (ANYBODY, f"{house.name}（人は決めない）"))
        self.fields["to"] = ChoiceField(
            label="だれへ", required=False, choices=[("", "えらんでください"), *people]
        )
        one_by_one = [("", "上とおなじ"), *people, (LATER, "まだ渡さない")]
        for one in hanging:
            number = one.case.number
            self.fields[f"to_{one.case.id}"] = ChoiceField(
                label=f"だれへ（{number}）", required=False, choices=one_by_one
            )
            self.fields[f"note_{one.case.id}"] = TextField(
                label=f"ひとこと（{number}）", limit=NOTE_LIMIT
            )

    @property
    def rows(self) -> list[tuple[Hanging, Any, Any]]:
        """Each case with its two controls."""
        return [
            (one, self[f"to_{one.case.id}"], self[f"note_{one.case.id}"]) for one in self.hanging
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "to" not in self.errors and not given.get("to"):
            unsaid = [one for one in self.hanging if not given.get(f"to_{one.case.id}")]
            if unsaid or not self._chosen():
                self.add_error("to", "「だれへ」をえらんでください")
        return given

    def portions(self) -> list[Portion]:
        return [
            Portion(
                case=Case(pk=one.case.id, number=one.case.number),
                to=to,
                note=self.cleaned_data.get(f"note_{one.case.id}", ""),
            )
            for one, to in self._chosen()
        ]

    @property
    def summary(self) -> list[tuple[Staff | None, int, int]]:
        """Who gets how many cases and next steps: what is looked at before it is done."""
        cases, steps = Counter[Staff | None](), Counter[Staff | None]()
        for one, to in self._chosen():
            cases[to] += 1
            steps[to] += len(one.steps)
        return [(to, count, steps[to]) for to, count in cases.most_common()]

    def _chosen(self) -> list[tuple[Hanging, Staff | None]]:
        given = self.cleaned_data
        picked = [(one, given.get(f"to_{one.case.id}") or given.get("to")) for one in self.hanging]
        return [(one, self.successors[key]) for one, key in picked if key in self.successors]
