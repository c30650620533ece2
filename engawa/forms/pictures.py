"""写真の入力: one file, what is on it, and whether residents may see it."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.forms.attachments import TOO_LARGE, OneFile
from engawa.actions.pictures import Taken
from fujisawa_care.foundation.fields import TextField


class PictureForm(forms.Form):
    file = OneFile()
    words = TextField(label="写真の説明", limit=200, required=True)
    faces_agreed = forms.BooleanField(label="写っている人の了解がある", required=False)
    shown = forms.BooleanField(label="市民の画面にのせる", required=False)

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if too_large:
            self.fields["file"].error_messages["required"] = TOO_LARGE

    def taken(self) -> Taken:
        given = dict(self.cleaned_data)
        return Taken(content=given.pop("file").read(), **given)
