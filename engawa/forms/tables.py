"""表の入力: a CSV file, or the text of one that was tried before."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LIMIT = 1_000_000
TOO_LARGE = "表は1MBまでです"


class TableForm(forms.Form):
    file = forms.FileField(label="表（CSV）", required=False, max_length=255)
    table = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        file = given.get("file")
        if file is not None:
            given["table"] = self._read(file)
        elif not given.get("table"):
            self.add_error("file", "表（CSV）をえらんでください")
        if len(given.get("table") or "") > LIMIT:
            self.add_error("file", TOO_LARGE)
        return given

    def _read(self, file: Any) -> str:
        if file.size > LIMIT:
            raise ValidationError({"file": TOO_LARGE})
        content: bytes = file.read()
        for encoding in ("utf-8-sig", "cp932"):
            with suppress(UnicodeDecodeError):
                return content.decode(encoding)
        raise ValidationError({"file": "文字の読めない表です。CSV UTF-8で保存してください"})
