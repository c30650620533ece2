"""訪ねるとき: what to mind at the door and how often one goes there, on one page of the case."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import rules
from cases.actions import cases as acts
from cases.actions import safety_notes
from cases.forms.visits import EndForm, PaceForm, SafetyForm
from cases.models import SafetyNote
from cases.sheets import access, cases, shields
from cases.sheets import safety_notes as sheets
from cases.views.cases import look
from cases.views.door import StaffRequest, case_of, only_once
from fujisawa_care.foundation.doors import put
from fujisawa_care.foundation.problems import Problem

UNPROCESSABLE = 422
PAST = 20


@require_safe
def page(request: StaffRequest, number: str) -> HttpResponse:
    return _page(request, number)


@require_http_methods(["GET", "POST"])
def warn(request: StaffRequest, number: str) -> HttpResponse:
    """注意を書く."""
    if request.method == "GET":
        return redirect("case-visits", number)
    case = case_of(request, number)
    form = SafetyForm(request.POST)

    def warned() -> str:
        safety_notes.write(case, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "訪問の注意を残しました。今日の動きとケースの上に出ます")
        return reverse("case-visits", args=[number])

    if form.is_valid():
        try:
            return only_once(request, warned)
        except ValidationError as refused:
            put(form, refused, {"__all__": "words"})
        except Problem as refused:
            return _refused(request, number, refused)
    return _page(request, number, status=UNPROCESSABLE, form=form)


@require_http_methods(["GET", "POST"])
def end(request: StaffRequest, pk: int) -> HttpResponse:
    visible = SafetyNote.objects.visible_to(request.user).select_related("case")
    note = get_object_or_404(visible, pk=pk)
    number = note.case.number
    form = EndForm(request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            safety_notes.end(note, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Problem as refused:
            return _refused(request, number, refused)
        messages.success(request, "訪問の注意を終わりにしました")
    elif request.method == "POST":
        return _page(request, number, status=UNPROCESSABLE, ending=(pk, form))
    return redirect("case-visits", number)


@require_http_methods(["GET", "POST"])
def pace(request: StaffRequest, number: str) -> HttpResponse:
    """連絡の間かく."""
    if request.method == "GET":
        return redirect("case-visits", number)
    case = case_of(request, number)
    form = PaceForm(request.POST)
    if not form.is_valid():
        return _page(request, number, status=UNPROCESSABLE, pace=form)
    days = form.cleaned_data["days"]
    try:
        acts.pace(case, by=request.user, at=timezone.now(), days=days)
    except Problem as refused:
        return _refused(request, number, refused)
    words = f"{days}日ごとに" if days else "決めないことに"
    messages.success(request, f"連絡の間かくを{words}しました")
    return redirect("case-visits", number)


def _refused(request: StaffRequest, number: str, refused: Problem) -> HttpResponse:
    messages.error(request, refused.message)
    return _page(request, number, status=refused.status)


def _page(
    request: StaffRequest,
    number: str,
    *,
    status: int = 200,
    form: Form | None = None,
    pace: Form | None = None,
    ending: tuple[int, Form] | None = None,
) -> HttpResponse:
    case = case_of(request, number)
    ground = look(request, case)
    eyes = shields.on_one(case, viewer=request.user)
    notes = sheets.loaded(SafetyNote.objects.filter(case=case))
    past = notes.exclude(ended_at=None).order_by("-ended_at")
    found: dict[str, Any] = {
        "sheet": cases.of(case, today=timezone.localdate(), eyes=eyes),
        "ground": access.held(ground, eyes=eyes),
        "notes": sheets.running([case], eyes=eyes).get(case.pk, ()),
        "past": [sheets.of(note, eyes=eyes) for note in past[:PAST]],
        "may_write": rules.write(request.user, case),
        "form": form or SafetyForm(),
        "pace": pace or PaceForm(initial={"days": case.rhythm_days}, auto_id="pace_%s"),
        "ending": ending,
        "once": uuid4(),
    }
    return render(request, "cases/case/visits.html", found, status=status)
