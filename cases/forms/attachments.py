"""書類の入力: one file, and what it belongs to."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.models import Case, ConsentEvent, SupportRecord
from fujisawa_care.foundation.fields import OneOf, TextField

TOO_LARGE = "ファイルは10MBまでです。写真は小さくしてから、もう一度えらんでください"


class OneFile(forms.FileField):
    """What it is, its content says; here is only that there is one."""

    def __init__(self) -> None:
        super().__init__(
            label="ファイル",
            allow_empty_file=True,
            max_length=255,
            error_messages={
                "required": "ファイルをえらんでください",
                "missing": "ファイルをえらんでください",
                "invalid": "ファイルをえらんでください",
                "max_length": "ファイルの名前は255字までです",
            },
        )


class AttachmentForm(forms.Form):
    file = OneFile()
    record = OneOf(
        label="どの記録の",
        queryset=SupportRecord.objects.none(),
        widget=forms.HiddenInput,
        words="このケースの記録をえらんでください",
    )
    consent = OneOf(
        label="どの同意の",
        queryset=ConsentEvent.objects.none(),
        widget=forms.HiddenInput,
        words="このケースの同意をえらんでください",
    )

    def __init__(self, *args: Any, case: Case, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["record"].queryset = case.records.all()
        fields["consent"].queryset = case.consents.all()
        if too_large:
            fields["file"].error_messages["required"] = TOO_LARGE


class RemovalForm(forms.Form):
    why = TextField(label="取り下げる理由", limit=500, rows=2, required=True)
