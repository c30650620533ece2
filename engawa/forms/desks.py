"""アカウントの入力: a name to sign in with, who it is, and a first password."""

from __future__ import annotations

from django import forms

from fujisawa_care.foundation.fields import TextField


class DeskForm(forms.Form):
    username = TextField(label="ログイン名", limit=150, required=True)
    name = TextField(label="使う方の名前", limit=50, required=True)
    password = forms.CharField(
        label="はじめのパスワード",
        strip=False,
        max_length=128,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        error_messages={"required": "はじめのパスワードを入れてください"},
    )
