"""職員の異動の入力: where to, from when, until when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from districts.models import Agency, District
from fujisawa_care.foundation.fields import DayField, OneOf


class PostingForm(forms.Form):
    """Without a district it is the whole city."""

    district = OneOf(label="地区", queryset=District.objects.all(), empty_label="全市")
    starts_on = DayField(label="いつから", limit=40, required=True)
    ends_on = DayField(label="いつまで", limit=40)


class EndForm(forms.Form):
    last_day = DayField(label="さいごの日", limit=40, required=True)


class MoveForm(forms.Form):
    agency = OneOf(
        label="移る先の機関",
        queryset=Agency.objects.none(),
        required=True,
        empty_label="えらんでください",
    )

    def __init__(self, *args: Any, leaving: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency: Any = self.fields["agency"]
        valid = Agency.objects.valid_on(timezone.localdate()).exclude(pk=leaving.pk)
        agency.queryset = valid.order_by("name")
