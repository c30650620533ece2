"""ケースの地区・困りごと・担当者の入力."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from cases.models import Case
from districts.models import BLIND, District, Staff, Topic
from fujisawa_care.foundation.fields import Checks, OneOf, SomeOf


class DetailsForm(forms.Form):
    district = OneOf(
        label="地区", queryset=District.objects.all(), empty_label="まだわからない・市外"
    )
    topics = SomeOf(label="困りごと", queryset=Topic.objects.active(), widget=Checks())

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "district": given["district"],
            "topics": frozenset(topic.pk for topic in given["topics"]),
        }


class AssignForm(forms.Form):
    to = OneOf(
        label="担当者", queryset=Staff.objects.none(), required=True, empty_label="えらんでください"
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        at_work = Staff.objects.filter(is_active=True, agency=case.owner_id)
        among = at_work.exclude(role__in=BLIND).exclude(pk=case.owner_staff_id or 0)
        to: Any = self.fields["to"]
        to.queryset = among.order_by("kana", "name")


def carried(facts: Mapping[str, Any]) -> dict[str, str]:
    district = facts["district"]
    topics = " ".join(sorted(facts["topics"]))
    return {"district": district.pk if district else "", "topics": topics}


def read(was: Mapping[str, str]) -> dict[str, Any]:
    """What the page carried, as the action compares it; what cannot be read is left out."""
    seen: dict[str, Any] = {}
    if "district" in was:
        seen["district"] = District.objects.filter(pk=was["district"].replace("\0", "")).first()
    if "topics" in was:
        seen["topics"] = frozenset(was["topics"].split())
    return seen
