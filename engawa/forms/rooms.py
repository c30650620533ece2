"""空きの入力."""

from __future__ import annotations

from django import forms

from engawa.models.room import MOST


class RoomForm(forms.Form):
    people = forms.IntegerField(label="いま、あと何人受けられますか", min_value=0, max_value=MOST)
