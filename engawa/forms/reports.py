"""毎月の報告の入力: a few numbers, chips, and a word or two."""

from __future__ import annotations

from typing import Any

from django import forms

from districts.models import Topic
from engawa.actions.reports import Told
from engawa.models import ActivityReport
from fujisawa_care.foundation.conflicts import number
from fujisawa_care.foundation.fields import Checks, SomeOf, TextField


class Count(forms.IntegerField):
    """No people may be fewer than none."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            min_value=0,
            max_value=1_000_000,
            error_messages={
                "invalid": f"「{label}」は数で入れてください",
                "min_value": f"「{label}」は0より小さくできません",
                "max_value": f"「{label}」の数が大きすぎます",
            },
            widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        )


class ReportForm(forms.Form):
    open_days = Count("開いた日数")
    child = Count("18歳まで")
    adult = Count("19歳から64歳")
    older = Count("65歳から")
    consultations = Count("相談に気づいた数")
    topics = SomeOf(
        label="話に出た困りごと", queryset=Topic.objects.order_by("position"), widget=Checks()
    )
    volunteer_hours = forms.DecimalField(
        label="手伝った時間（みんなで）",
        required=False,
        min_value=0,
        max_digits=6,
        decimal_places=1,
        error_messages={"invalid": "「手伝った時間」は12.5のように数で入れてください"},
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
    )
    text = TextField(label="この月のようす", limit=2000, rows=4)

    def told(self) -> Told:
        given = dict(self.cleaned_data)
        return Told(**given | {"topics": [*given["topics"]]})

    @property
    def seen(self) -> int:
        """The version the page began with."""
        return number(str(self.data.get("version", "")))

    @classmethod
    def of(cls, report: ActivityReport | None, *, planned: int | None) -> ReportForm:
        """What stands there; for a month nobody wrote of yet, the days its calendar tells."""
        if report is None:
            return cls(initial={"open_days": planned})
        initial: dict[str, Any] = {
            name: getattr(report, name) for name in cls.base_fields if name != "topics"
        }
        return cls(initial=initial | {"topics": [one.pk for one in report.topics.all()]})
