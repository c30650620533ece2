"""写真の入力: one file, what is on it, and whether residents may see it."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.forms.attachments import TOO_LARGE, OneFile
from engawa.actions.pictures import Taken
from engawa.models import ActivityReport, Site
from fujisawa_care.foundation.fields import OneOf, TextField


class OfMonth(OneOf):
    """A month by its name; none is a picture of the place."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.month:%Y年%-m月}"


class PictureForm(forms.Form):
    file = OneFile()
    words = TextField(label="写真の説明", limit=200, required=True)
    faces_agreed = forms.BooleanField(label="写っている人の了解がある", required=False)
    shown = forms.BooleanField(label="市民の画面にのせる", required=False)
    report = OfMonth(
        label="どの月の報告に",
        queryset=ActivityReport.objects.none(),
        empty_label="場の写真として",
    )

    def __init__(self, *args: Any, site: Site, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["report"].queryset = site.reports.order_by("-month")
        if too_large:
            self.fields["file"].error_messages["required"] = TOO_LARGE

    def taken(self) -> Taken:
        given = dict(self.cleaned_data)
        del given["report"]
        return Taken(content=given.pop("file").read(), **given)
