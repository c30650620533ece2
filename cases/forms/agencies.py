"""機関の入力: another name from a day on, or two where one was."""

from __future__ import annotations

from typing import Any

from django import forms

from districts.models import Agency, Staff
from fujisawa_care.foundation.fields import DayField, SomeOf, TextField


class RenameForm(forms.Form):
    name = TextField(label="新しい機関名", limit=100, required=True)
    short_name = TextField(label="略称・愛称", limit=50)
    from_day = DayField(label="いつから", limit=40, required=True)


class SplitForm(forms.Form):
    name = TextField(label="分かれてできる機関の名前", limit=100, required=True)
    short_name = TextField(label="略称・愛称", limit=50)
    on_day = DayField(label="いつから", limit=40)
    staff = SomeOf(label="移る方", queryset=Staff.objects.none(), required=True)

    def __init__(self, *args: Any, of: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "id_split_%s"  # beside the other form of the page
        staff: Any = self.fields["staff"]
        staff.queryset = of.staff.filter(is_active=True).order_by("name", "pk")
        staff.widget = forms.CheckboxSelectMultiple(choices=staff.choices)
