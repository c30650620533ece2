"""参加人数: counted by agency on one page, at a sitting or of a course."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.views.door import StaffRequest
from fujisawa_care.foundation.problems import Problem
from fujisawa_care.foundation.verdict import require
from meetings import rules_above as rules
from meetings.actions import turnout
from meetings.forms import turnout as forms
from meetings.forms.turnout import CountForm
from meetings.models import Course, Meeting
from meetings.sheets import turnout as sheets
from meetings.views.door import meeting_of

UNPROCESSABLE = 422


@dataclass
class Asked:
    """The rows as they came, what stands on top of them, and how it was answered."""

    rows: list[CountForm]
    words: str = ""
    status: int = 200
    saved: bool = False


@require_http_methods(["GET", "POST"])
def page(request: StaffRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    require(rules.count(request.user, meeting, timezone.now()))
    asked = counted(request, meeting, turnout.count)
    if asked.saved:
        return redirect("meeting", pk)
    found = {"meeting": meeting, "asked": asked}
    return render(request, "meetings/turnout/page.html", found, status=asked.status)


def counted(request: StaffRequest, of: Meeting | Course, act: Callable[..., Any]) -> Asked:
    """The table of numbers, saved where it came back whole."""
    stands, choices = sheets.rows(of), forms.houses(today=timezone.localdate())
    if request.method != "POST":
        return Asked(forms.begun(stands, choices))
    rows = forms.sent(request.POST, stands, choices)
    if not all([one.is_valid() for one in rows]):  # noqa: C419  all of them say what is wrong
        return Asked(rows, "人数を残せませんでした。赤いところを直してください", UNPROCESSABLE)
    try:
        people, seen = forms.people(rows), forms.seen(rows)
        now = act(of, by=request.user, at=timezone.now(), people=people, seen=seen)
    except ValidationError as refused:
        return Asked(rows, refused.messages[0], UNPROCESSABLE)
    except Problem as refused:
        return Asked(_on_top(of, rows, request), refused.message, refused.status)
    messages.success(request, f"参加人数を残しました（{sum(now.values())}人）")
    return Asked(rows, saved=True)


def _on_top(of: Meeting | Course, rows: list[CountForm], request: StaffRequest) -> list[CountForm]:
    """One's own numbers again, now beside what somebody else has counted: the next press decides."""
    now, data = turnout.counted(of), request.POST.copy()
    for one in rows:
        if one.cleaned_data.get("who"):
            data[one.add_prefix("was")] = str(now.get(one.cleaned_data["who"], 0))
        one.data = data
    return rows
