"""地域課題: handed to a table, and the table's answer carried back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from districts import rules, sheets
from districts.models import Issue
from districts.views.door import StaffRequest
from fujisawa_care.foundation.doors import put
from fujisawa_care.foundation.verdict import require
from meetings.actions import issues
from meetings.forms.issues import AnswerForm, HandForm

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def hand(request: StaffRequest, pk: int) -> HttpResponse:
    issue = _issue(request, pk)
    require(rules.hand_issue(request.user, issue))
    form = HandForm(request.POST or None, issue=issue)
    if _acted(request, issue, form, issues.hand):
        messages.success(request, "会議に渡しました")
        return redirect("issue", pk)
    return _page(request, "meetings/issues/hand.html", issue, form)


@require_http_methods(["GET", "POST"])
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    issue = _issue(request, pk)
    require(rules.answer_issue(request.user, issue))
    form = AnswerForm(request.POST or None)
    if _acted(request, issue, form, issues.answer):
        messages.success(request, "答えを残し、出した方に知らせました")
        return redirect("issue", pk)
    return _page(request, "meetings/issues/answer.html", issue, form)


def _issue(request: StaffRequest, pk: int) -> Issue:
    return get_object_or_404(sheets.issues_loaded(Issue.objects.visible_to(request.user)), pk=pk)


def _acted(request: StaffRequest, issue: Issue, form: Form, act: Callable[..., Any]) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(issue, by=request.user, at=timezone.now(), **form.cleaned_data)
    except ValidationError as refused:
        put(form, refused)
        return False
    return True


def _page(request: StaffRequest, template: str, issue: Issue, form: Form) -> HttpResponse:
    status = UNPROCESSABLE if form.errors else 200
    return render(request, template, {"issue": issue, "form": form}, status=status)
