"""地域課題の入力: the table it goes to, and what the table answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from districts.models import ANSWER_LIMIT, Issue
from fujisawa_care.foundation.fields import OneOf, TextField
from meetings.models import OF_CASES, Meeting, MeetingBody


class HandForm(forms.Form):
    """The tables of its district first come to mind; the whole city's are open to every issue."""

    body = OneOf(
        label="渡す会議",
        queryset=MeetingBody.objects.none(),
        required=True,
        empty_label="えらんでください",
    )
    meeting = OneOf(label="話し合う回", queryset=Meeting.objects.none(), empty_label="まだ決めない")

    def __init__(self, *args: Any, issue: Issue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = MeetingBody.objects.active().exclude(kind__in=OF_CASES)
        if issue.district_id:
            bodies = bodies.filter(Q(district=issue.district_id) | Q(district=None))
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        coming = Meeting.objects.coming(timezone.now()).filter(body__in=bodies)
        self.fields["meeting"].queryset = coming.select_related("body").order_by("starts_at")  # type: ignore[attr-defined]
        self.fields["meeting"].label_from_instance = _called  # type: ignore[attr-defined]


def _called(meeting: Meeting) -> str:
    return f"{meeting.called}（{meeting.day}）"


class AnswerForm(forms.Form):
    text = TextField(label="会議の答え", limit=ANSWER_LIMIT, rows=5, required=True)
