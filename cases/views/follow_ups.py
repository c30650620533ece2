"""次の一手: how it went in one line, another day, or another person."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.actions import follow_ups
from cases.actions.follow_ups import Next
from cases.dues import Terms
from cases.forms.follow_ups import (
    LEAVES,
    FinishForm,
    MoveForm,
    PassForm,
    PlanForm,
    Proposal,
    propose,
)
from cases.models import AccessGround, DraftKind, FollowUp, FollowUpKind, FollowUpOutcome, Level
from cases.sheets import days, shields
from cases.sheets import follow_ups as sheets
from cases.sheets.shields import Cover
from cases.views.door import StaffRequest, case_of, only_once
from cases.views.drafts import Writing, too_late, writing
from districts.models import BLIND, Staff
from fujisawa_care.foundation import daywords
from fujisawa_care.foundation.doors import back, put
from fujisawa_care.foundation.problems import NotAllowed, Problem

UNPROCESSABLE = 422
LEAVING = (FollowUpOutcome.ABSENT, FollowUpOutcome.DECLINED, FollowUpOutcome.MESSAGE_LEFT)
BESIDE = {"next": "next_what", "due_on": "next_on", "what": "next_what"}


@require_http_methods(["GET", "POST"])
def done(request: StaffRequest, pk: int) -> HttpResponse:
    """できた: the result, and the next step where this was the last."""
    follow_up = _mine(request, pk)
    draft = writing(request, DraftKind.RESULT, case=follow_up.case, follow_up=follow_up)
    asked = _asked(request, draft)
    proposed = _proposed(follow_up, asked or FollowUpOutcome.NONE, _cover(request, follow_up))
    page: dict[str, Any] = {
        "writing": draft,
        "asked": asked,
        "proposed": proposed,
        "heading": _result(follow_up, asked),
        "leaves": follow_up.kind in LEAVES and asked in ("", *LEAVING),
    }
    if request.method == "GET":
        initial = proposed.initial(asked or FollowUpOutcome.NONE) | draft.initial(FinishForm)
        form = FinishForm(initial=initial, auto_id=_ids(pk), kind=follow_up.kind)
        return _form(request, follow_up, "done", form, **page)
    form = FinishForm(request.POST, auto_id=_ids(pk), kind=follow_up.kind)
    if form.is_valid():
        try:
            return only_once(request, lambda: _finished(request, follow_up, form))
        except ValidationError as refused:
            put(form, refused, BESIDE)
        except Problem as refused:
            return too_late(request, DraftKind.RESULT, follow_up.case, refused)
    return _form(request, follow_up, "done", form, status=UNPROCESSABLE, **page)


def _finished(request: StaffRequest, follow_up: FollowUp, form: FinishForm) -> str:
    then = form.then()
    outcome = form.cleaned_data["outcome"]
    follow_ups.finish(
        follow_up,
        by=request.user,
        at=timezone.now(),
        outcome=outcome,
        note=form.cleaned_data["note"],
        left=form.cleaned_data["left"],
        then=then,
    )
    result = _result(follow_up, outcome)
    kind = follow_up.get_kind_display()
    messages.success(request, f"{kind}の結果（{result}）を残しました。{_next(then)}")
    return _after(request, follow_up)


@require_http_methods(["GET", "POST"])
def move(request: StaffRequest, pk: int) -> HttpResponse:
    """延期: another day, proposed, with a reason that can be picked."""
    follow_up = _mine(request, pk)
    draft = writing(request, DraftKind.MOVE, case=follow_up.case, follow_up=follow_up)
    if request.method == "GET":
        again = _proposed(follow_up, FollowUpOutcome.ABSENT, shields.OPEN).on
        initial = {
            "due_on": f"{again}",
            "due_time": follow_up.due_time,
            "place": _cover(request, follow_up).bare(follow_up.place),
        }
        form = MoveForm(initial=initial | draft.initial(MoveForm), auto_id=_ids(pk))
        return _form(request, follow_up, "move", form, writing=draft)
    form = MoveForm(request.POST, auto_id=_ids(pk))
    if form.is_valid():
        try:
            return only_once(request, lambda: _moved(request, follow_up, form))
        except ValidationError as refused:
            put(form, refused)
        except Problem as refused:
            return too_late(request, DraftKind.MOVE, follow_up.case, refused)
    return _form(request, follow_up, "move", form, status=UNPROCESSABLE, writing=draft)


def _moved(request: StaffRequest, follow_up: FollowUp, form: MoveForm) -> str:
    given = form.cleaned_data
    for name in {"due_time", "place"} - request.POST.keys():
        given[name] = getattr(follow_up, name)
    moved = follow_ups.move(follow_up, by=request.user, at=timezone.now(), **given)
    day = daywords.spoken(moved.due_on, today=timezone.localdate())
    messages.success(request, f"{follow_up.get_kind_display()}の日を{day}に変えました")
    return _after(request, follow_up)


@require_http_methods(["GET", "POST"])
def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    follow_up = _mine(request, pk)
    form = PassForm(request.POST or None, among=_who_may(request, follow_up), auto_id=_ids(pk))
    if request.method == "GET":
        return _form(request, follow_up, "pass", form)
    if form.is_valid():
        try:
            return only_once(request, lambda: _passed(request, follow_up, form))
        except Problem as refused:
            return _refused(request, follow_up, refused)
    return _form(request, follow_up, "pass", form, status=UNPROCESSABLE)


def _passed(request: StaffRequest, follow_up: FollowUp, form: PassForm) -> str:
    to = form.cleaned_data["to"]
    follow_ups.hand_over(follow_up, by=request.user, at=timezone.now(), to=to)
    messages.success(request, f"{follow_up.get_kind_display()}を{to}さんにたのみました")
    return _after(request, follow_up)


@require_http_methods(["GET", "POST"])
def plan(request: StaffRequest, number: str) -> HttpResponse:
    """次の一手を足す."""
    case = case_of(request, number)
    draft = writing(request, DraftKind.STEP, case=case)
    initial = {"next_on": request.GET.get("day", "")[:10]} | draft.initial(PlanForm)
    form = PlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():

        def planned() -> str:
            then = form.then()
            if then is not None:
                follow_ups.plan(case, by=request.user, at=timezone.now(), then=then)
            messages.success(request, _next(then))
            return back(request, reverse("case", args=[number]))

        try:
            return only_once(request, planned)
        except ValidationError as refused:
            put(form, refused, BESIDE)
        except Problem as refused:
            form.add_error(None, refused.message)
    status = UNPROCESSABLE if request.method == "POST" else 200
    page = {
        "case": case,
        "form": form,
        "next": (request.POST or request.GET).get("next", ""),
        "writing": draft,
    }
    return render(request, "cases/follow_ups/plan.html", page, status=status)


def _ids(pk: int) -> str:
    """Several of these forms may be open on one page."""
    return f"id_{pk}_%s"


def _mine(request: StaffRequest, pk: int) -> FollowUp:
    visible = days.loaded(FollowUp.objects.visible_to(request.user))
    return get_object_or_404(
        visible.select_related("case__owner", "case__person", "assignee"), pk=pk
    )


def _asked(request: StaffRequest, draft: Writing) -> str:
    """The result that was pressed, where one was; the form then asks only for the rest."""
    said = draft.posted() if draft.opened else request.GET
    asked = (said if request.method == "GET" else request.POST).get("result", "")
    return asked if asked in FollowUpOutcome.values else ""


def _cover(request: StaffRequest, follow_up: FollowUp) -> Cover:
    return shields.on_one(follow_up.case, viewer=request.user).over(follow_up.case)


def _proposed(follow_up: FollowUp, outcome: str, cover: Cover) -> Proposal:
    others = FollowUp.objects.open().filter(case=follow_up.case_id).exclude(pk=follow_up.pk)
    return propose(
        outcome,
        follow_up,
        others=others.values_list("kind", flat=True),
        cover=cover,
        today=timezone.localdate(),
        terms=Terms.of(settings.CARE),
    )


def _result(follow_up: FollowUp, outcome: str) -> str:
    """会えた・話せた; 不在 with the how-manieth time in a row it is."""
    if outcome == FollowUpOutcome.ABSENT:
        return f"不在・{follow_up.absences + 1}回目"  # type: ignore[attr-defined]
    return FollowUpOutcome(outcome).label if outcome else ""


def _next(then: Next | None) -> str:
    if then is None:
        return ""
    day = daywords.spoken(then.due_on, today=timezone.localdate())
    clock = f"{then.due_time:%-H:%M}" if then.due_time else ""
    return f"次は{day}{clock}の{FollowUpKind(then.kind).label}です"


def _who_may(request: StaffRequest, follow_up: FollowUp) -> QuerySet[Staff]:
    """Everybody of the agencies that may write on this case; where it is covered, one's own."""
    grounds = AccessGround.objects.running().filter(case=follow_up.case_id)
    agencies = grounds.at_least(Level.WRITE).values("agency")
    at_work = Staff.objects.filter(is_active=True, agency__in=agencies)
    if _cover(request, follow_up).on:
        at_work = at_work.filter(agency=request.user.agency_id)
    return at_work.exclude(role__in=BLIND).order_by("agency__name", "name")


def _after(request: StaffRequest, follow_up: FollowUp) -> str:
    return back(request, reverse("case", args=[follow_up.case.number]))


def _refused(request: StaffRequest, follow_up: FollowUp, refused: Problem) -> HttpResponse:
    """Somebody was faster, or it is not theirs: the page as it now is, and why."""
    page = {"follow_up": follow_up, "number": follow_up.case.number, "words": refused.message}
    if request.htmx:
        return render(request, "cases/follow_ups/too_late.html", page, status=409)
    status = 403 if isinstance(refused, NotAllowed) else 409
    return render(request, "cases/follow_ups/refused.html", page, status=status)


def _form(
    request: StaffRequest,
    follow_up: FollowUp,
    verb: str,
    form: Form,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    page = {
        "follow_up": sheets.of(follow_up, eyes=shields.on_one(follow_up.case, viewer=request.user)),
        "number": follow_up.case.number,
        "form": form,
        "verb": verb,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "once": request.POST.get("once") or uuid4(),
        **more,
    }
    template = f"cases/follow_ups/{verb}.html" if request.htmx else "cases/follow_ups/page.html"
    return render(request, template, page, status=status)
