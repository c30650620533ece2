"""eラーニング: offered by a body that teaches, put right, and who finished it by agency."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.views.door import StaffRequest, only_once
from fujisawa_care.foundation.conflicts import number
from fujisawa_care.foundation.doors import put, refused
from fujisawa_care.foundation.verdict import require
from meetings import rules_above as rules
from meetings.actions import turnout
from meetings.forms.turnout import CourseForm
from meetings.models import Course, MeetingBody
from meetings.sheets import turnout as sheets
from meetings.views.bodies import body_of
from meetings.views.turnout import counted

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, code: str) -> HttpResponse:
    body = body_of(request, code)
    require(rules.offer(request.user, body))
    form = CourseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return only_once(request, lambda: _offered(request, body, form))
        except ValidationError as refused:
            put(form, refused)
    page = {"form": form, "body": body, "once": request.POST.get("once") or uuid4()}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "meetings/courses/edit.html", page, status=status)


def _offered(request: StaffRequest, body: MeetingBody, form: CourseForm) -> str:
    made = turnout.offer(body, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, f"「{made.title}」を入れました")
    return reverse("body", args=[body.code])


@require_http_methods(["GET", "POST"])
def page(request: StaffRequest, pk: int) -> HttpResponse:
    """The course and its numbers; whoever may count them does so here."""
    course = _course(request, pk)
    may = rules.complete(request.user, course, timezone.now())
    asked = None
    if may or request.method == "POST":
        require(may)
        asked = counted(request, course, turnout.complete)
        if asked.saved:
            return redirect("course", pk)
    rows = sheets.rows(course)
    found = {
        "course": course,
        "rows": rows,
        "total": sheets.total(rows),
        "asked": asked,
        "may_edit": rules.offer(request.user, course.body),
    }
    status = asked.status if asked else 200
    return render(request, "meetings/courses/page.html", found, status=status)


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    course = _course(request, pk)
    require(rules.offer(request.user, course.body))
    told = {name: getattr(course, name) for name in CourseForm.base_fields}
    form, status = CourseForm(request.POST or None, initial=told), 200
    seen = number(request.POST.get("version", "")) or course.version
    if request.method == "POST":
        who, now = request.user, timezone.now()
        status = refused(
            form, lambda: turnout.change(course, by=who, at=now, seen=seen, **form.cleaned_data)
        )
    if not status:
        messages.success(request, "eラーニングを残しました")
        return redirect("course", pk)
    page = {"form": form, "body": course.body, "course": course, "version": seen}
    return render(request, "meetings/courses/edit.html", page, status=status)


def _course(request: StaffRequest, pk: int) -> Course:
    visible = Course.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("body", "made_by__agency"), pk=pk)
