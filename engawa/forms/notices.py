"""気づきの入力: three fields and no more."""

from __future__ import annotations

from django import forms

from engawa.actions.notices import MayCall, Noticed
from fujisawa_care.foundation.fields import ChoiceField, Radios, TextField


class NoticeForm(forms.Form):
    what = TextField(label="気づいたこと", limit=2000, rows=4, required=True)
    who = TextField(label="どなたのことか・連絡のしかた", limit=200)
    may_call = ChoiceField(
        label="市から電話してよいか",
        choices=MayCall.choices,
        initial=MayCall.NOT_ASKED,
        widget=Radios(),
    )

    def noticed(self) -> Noticed:
        return Noticed(**self.cleaned_data)
