"""次の一手: how it went in one line, another day, or another person."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.actions import follow_ups
from cases.actions.follow_ups import Next
from cases.forms.follow_ups import FinishForm, MoveForm, PassForm, PlanForm
from cases.models import AccessGround, FollowUp, FollowUpOutcome, Level
from cases.views.door import StaffRequest, case_of, only_once
from districts.models import Role, Staff
from fujisawa_care.foundation.doors import back, put
from fujisawa_care.foundation.problems import NotAllowed, Problem

UNPROCESSABLE = 422
BESIDE = {"next": "next_what", "due_on": "next_on", "what": "next_what"}


@require_http_methods(["GET", "POST"])
def done(request: StaffRequest, pk: int) -> HttpResponse:
    """できた: the result, and the next step where this was the last."""
    follow_up = _mine(request, pk)
    if request.method == "GET":
        asked = request.GET.get("result", "")
        proposal = FinishForm.proposal(
            asked if asked in FollowUpOutcome.values else FollowUpOutcome.NONE,
            what=follow_up.what,
            kind=follow_up.kind,
            today=timezone.localdate(),
        )
        return _form(request, follow_up, "done", FinishForm(initial=proposal, auto_id=_ids(pk)))
    form = FinishForm(request.POST, auto_id=_ids(pk))
    if form.is_valid():
        try:
            _finish(request, follow_up, form)
        except ValidationError as refused:
            put(form, refused, BESIDE)
        except Problem as refused:
            return _refused(request, follow_up, refused)
        else:
            messages.success(request, f"「{follow_up.what}」の結果を残しました")
            return redirect(_after(request, follow_up))
    return _form(request, follow_up, "done", form, status=UNPROCESSABLE)


def _finish(request: StaffRequest, follow_up: FollowUp, form: FinishForm) -> None:
    follow_ups.finish(
        follow_up,
        by=request.user,
        at=timezone.now(),
        outcome=form.cleaned_data["outcome"],
        note=form.cleaned_data["note"],
        then=form.then(),
    )


@require_http_methods(["GET", "POST"])
def move(request: StaffRequest, pk: int) -> HttpResponse:
    follow_up = _mine(request, pk)
    form = MoveForm(request.POST or None, auto_id=_ids(pk))
    if request.method == "GET":
        return _form(request, follow_up, "move", form)
    if form.is_valid():
        try:
            follow_ups.move(
                follow_up,
                by=request.user,
                at=timezone.now(),
                due_time=follow_up.due_time,
                **form.cleaned_data,
            )
        except ValidationError as refused:
            put(form, refused)
        except Problem as refused:
            return _refused(request, follow_up, refused)
        else:
            messages.success(request, f"「{follow_up.what}」の日を変えました")
            return redirect(_after(request, follow_up))
    return _form(request, follow_up, "move", form, status=UNPROCESSABLE)


@require_http_methods(["GET", "POST"])
def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    follow_up = _mine(request, pk)
    form = PassForm(request.POST or None, among=_who_may(follow_up), auto_id=_ids(pk))
    if request.method == "GET":
        return _form(request, follow_up, "pass", form)
    if form.is_valid():
        try:
            follow_ups.hand_over(
                follow_up, by=request.user, at=timezone.now(), to=form.cleaned_data["to"]
            )
        except Problem as refused:
            return _refused(request, follow_up, refused)
        messages.success(
            request, f"「{follow_up.what}」を{form.cleaned_data['to']}さんにたのみました"
        )
        return redirect(_after(request, follow_up))
    return _form(request, follow_up, "pass", form, status=UNPROCESSABLE)


@require_http_methods(["GET", "POST"])
def plan(request: StaffRequest, number: str) -> HttpResponse:
    """次の一手を足す."""
    case = case_of(request, number)
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def planned() -> str:
            then: Next | None = form.then()
            if then is not None:
                follow_ups.plan(case, by=request.user, at=timezone.now(), then=then)
            return back(request, reverse("case", args=[number]))

        try:
            return only_once(request, planned)
        except ValidationError as refused:
            put(form, refused, BESIDE)
        except Problem as refused:
            form.add_error(None, refused.message)
    status = UNPROCESSABLE if request.method == "POST" else 200
    page = {"case": case, "form": form, "once": request.POST.get("once") or uuid4()}
    return render(request, "cases/follow_ups/plan.html", page, status=status)


def _ids(pk: int) -> str:
    """Several of these forms may be open on one page."""
    return f"id_{pk}_%s"


def _mine(request: StaffRequest, pk: int) -> FollowUp:
    visible = FollowUp.objects.visible_to(request.user).select_related("case__owner", "assignee")
    return get_object_or_404(visible, pk=pk)


def _who_may(follow_up: FollowUp) -> QuerySet[Staff]:
    """Everybody of the agencies that may write on this case."""
    grounds = AccessGround.objects.running().filter(case=follow_up.case_id)
    agencies = grounds.at_least(Level.WRITE).values("agency")
    at_work = Staff.objects.filter(is_active=True, agency__in=agencies)
    return at_work.exclude(role=Role.ADMINISTRATOR).order_by("agency__name", "name")


def _after(request: StaffRequest, follow_up: FollowUp) -> str:
    return back(request, reverse("case", args=[follow_up.case.number]))


def _refused(request: StaffRequest, follow_up: FollowUp, refused: Problem) -> HttpResponse:
    """Somebody was faster, or it is not theirs: the page as it now is, and why."""
    status = 403 if isinstance(refused, NotAllowed) else 409
    page = {"follow_up": follow_up, "number": follow_up.case.number, "words": refused.message}
    return render(request, "cases/follow_ups/refused.html", page, status=status)


def _form(
    request: StaffRequest, follow_up: FollowUp, verb: str, form: Form, *, status: int = 200
) -> HttpResponse:
    page: dict[str, Any] = {
        "follow_up": follow_up,
        "number": follow_up.case.number,
        "form": form,
        "verb": verb,
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    template = f"cases/follow_ups/{verb}.html" if request.htmx else "cases/follow_ups/page.html"
    return render(request, template, page, status=status)
