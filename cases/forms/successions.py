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
from cases.sheets.hanging import Hanging
from districts.models import BLIND, Agency, Staff
from fujisawa_care.foundation.fields import ChoiceField, OneOf, TextField

LATER, ANYBODY = "later", "house"
Heir = tuple[Staff | None, Agency | None]


def at_work() -> Any:
    staff = Staff.objects.filter(is_active=True).exclude(role__in=BLIND)
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

    also = OneOf(label="2つめの機関", queryset=Agency.objects.none(), empty_label="なし")
    besides = OneOf(label="3つめの機関", queryset=Agency.objects.none(), empty_label="なし")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houses = Agency.objects.order_by("name", "pk")
        for name, field in self.fields.items():
            asked = houses if name == "agency" else houses.valid_on(today)
            field.queryset = asked  # type: ignore[attr-defined]  # OneOf asks it of the data

    def receiving(self) -> dict[Agency, str]:
        """Each once, in the order in which they were picked, with the field it was picked in."""
        picked: dict[Agency, str] = {}
        for name in ("to_agency", "also", "besides"):
            if (house := self.cleaned_data[name]) is not None:
                picked.setdefault(house, name)
        return picked


class SuccessionForm(forms.Form):
    """`houses` receive where a whole house hands over; of one person there are only people."""

    note = TextField(label="全体のひとこと", limit=NOTE_LIMIT, rows=2)

    def __init__(
        self,
        *args: Any,
        hanging: Sequence[Hanging],
        successors: Iterable[Staff],
        houses: Sequence[Agency] = (),
        closed: Sequence[Case] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hanging, self.houses, self.closed = hanging, houses, closed
        people = list(successors)
        self.successors: dict[str, Heir] = {
            **{f"{ANYBODY}-{one.pk}": (None, one) for one in houses},
            **{str(one.pk): (one, one.agency if houses else None) for one in people},
        }
        picks = self._grouped(people) if houses else [(str(one.pk), one.name) for one in people]
        self.fields["to"] = ChoiceField(
            label="だれへ", required=False, choices=[("", "えらんでください"), *picks]
        )
        one_by_one = [("", "上とおなじ"), *picks, (LATER, "まだ渡さない")]
        for one in hanging:
            number = one.case.number
            self.fields[f"to_{one.case.id}"] = ChoiceField(
                label=f"だれへ（{number}）", required=False, choices=one_by_one
            )
            self.fields[f"note_{one.case.id}"] = TextField(
                label=f"ひとこと（{number}）", limit=NOTE_LIMIT
            )
        if closed:
            takers = [(f"{ANYBODY}-{one.pk}", f"{one.name}へ") for one in houses]
            self.fields["closed_to"] = ChoiceField(
                label=f"終わったケース {len(closed)}件",
                required=False,
                initial=takers[0][0],
                choices=[*takers, ("", "まだ渡さない")],
            )

    def _grouped(self, people: Sequence[Staff]) -> list[Any]:
        """Under each house itself and its people; with one house there is nothing to group."""
        groups = []
        for house in self.houses:
            theirs = [(str(one.pk), one.name) for one in people if one.agency_id == house.pk]
            picks = [(f"{ANYBODY}-{house.pk}", f"{house.name}（人は決めない）"), *theirs]
            groups.append((house.name, picks))
        return groups if len(groups) > 1 else groups[0][1]

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
            if unsaid or not (self._chosen() or given.get("closed_to")):
                self.add_error("to", "「だれへ」をえらんでください")
        return given

    def portions(self) -> list[Portion]:
        given = self.cleaned_data
        picked = [
            Portion(
                case=Case(pk=one.case.id, number=one.case.number),
                to=to,
                house=house,
                note=given.get(f"note_{one.case.id}", ""),
            )
            for one, (to, house) in self._chosen()
        ]
        return picked + [
            Portion(case=case, to=None, house=house)
            for house in self.takes_closed
            for case in self.closed
        ]

    @property
    def takes_closed(self) -> list[Agency]:
        """Which house gets what has ended: one, or none yet."""
        _nobody, house = self.successors.get(self.cleaned_data.get("closed_to", ""), (None, None))
        return [house] if house else []

    @property
    def summary(self) -> list[tuple[Staff | None, Agency | None, int, int]]:
        """Who gets how many cases and next steps: what is looked at before it is done."""
        cases, steps = Counter[Heir](), Counter[Heir]()
        for one, heir in self._chosen():
            cases[heir] += 1
            steps[heir] += len(one.steps)
        return [(*heir, count, steps[heir]) for heir, count in cases.most_common()]

    def _chosen(self) -> list[tuple[Hanging, Heir]]:
        given = self.cleaned_data
        picked = [(one, given.get(f"to_{one.case.id}") or given.get("to")) for one in self.hanging]
        return [(one, self.successors[key]) for one, key in picked if key in self.successors]
