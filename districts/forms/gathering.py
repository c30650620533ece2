"""地域課題と社会資源の入力: what is missing, what there is, and which of the two go together."""

from __future__ import annotations

from typing import Any

from django import forms

from districts.actions.resources import Help
from districts.models import (
    TEXT_LIMIT,
    District,
    Resource,
    ResourceKind,
    Topic,
)
from fujisawa_care.foundation.conflicts import number
from fujisawa_care.foundation.fields import ChoiceField, OneOf, SomeOf, TextField


class MissingForm(forms.Form):
    """What is missing, in words without anybody's name."""

    topic = OneOf(
        label="困りごとの分野",
        queryset=Topic.objects.active(),
        required=True,
        empty_label="えらんでください",
    )
    text = TextField(label="足りないこと・困っていること", limit=TEXT_LIMIT, rows=4, required=True)


class IssueForm(MissingForm):
    district = OneOf(label="地区", queryset=District.objects.all(), empty_label="市全体")
    field_order = ["district"]


class BecauseForm(forms.Form):
    because = TextField(label="わけ", limit=500, required=True)


class MatchForm(forms.Form):
    resource = OneOf(
        label="社会資源",
        queryset=Resource.objects.there(),
        required=True,
        empty_label="えらんでください",
    )
    note = TextField(label="ひとこと", limit=500)


class ResourceForm(forms.Form):
    name = TextField(label="名前", limit=100, required=True)
    kind = ChoiceField(label="種類", choices=[("", "えらんでください"), *ResourceKind.choices])
    what = TextField(label="できること", limit=1000, rows=3, required=True)
    where = TextField(label="場所", limit=200)
    contact = TextField(label="連絡先", limit=200)
    citywide = forms.BooleanField(label="市全体で使える", required=False)
    districts = SomeOf(
        label="地区", queryset=District.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    topics = SomeOf(
        label="こたえられる困りごと",
        queryset=Topic.objects.active(),
        widget=forms.CheckboxSelectMultiple,
    )
    source = TextField(label="どこで知ったか", limit=200)

    def told(self) -> Help:
        return Help(**self.cleaned_data)

    @property
    def seen(self) -> int:
        """The version the page began with."""
        return number(str(self.data.get("version", "")))

    @classmethod
    def of(cls, resource: Resource) -> ResourceForm:
        said: dict[str, Any] = {name: getattr(resource, name) for name in cls.base_fields}
        said |= {
            "districts": list(resource.districts.values_list("pk", flat=True)),
            "topics": list(resource.topics.values_list("pk", flat=True)),
        }
        return cls(initial=said)
