"""聞き取り: what is known by the items of the standard form, heard section by section."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import rules
from cases.actions import assessments
from cases.forms.assessments import AssessmentForm, carried
from cases.models import Case, Section
from cases.sheets import access, cases, shields
from cases.sheets import assessments as sheets
from cases.sheets.assessments import AssessmentSheet
from cases.views.cases import look
from cases.views.door import COVERED, StaffRequest, case_of, uncovered
from fujisawa_care.foundation import conflicts
from fujisawa_care.foundation.doors import put
from fujisawa_care.foundation.merge import Conflict
from fujisawa_care.foundation.problems import Problem

UNPROCESSABLE, CONFLICT = 422, 409


@require_safe
def page(request: StaffRequest, number: str) -> HttpResponse:
    case = case_of(request, number)
    ground = look(request, case)
    eyes = shields.on_one(case, viewer=request.user)
    page = {
        "sheet": cases.of(case, today=timezone.localdate(), eyes=eyes),
        "ground": access.held(ground, eyes=eyes),
        "assessment": sheets.of(case, eyes=eyes),
        "may_write": rules.write(request.user, case),
    }
    return render(request, "cases/assessment/page.html", page)


@require_http_methods(["GET", "POST"])
@uncovered
def edit(request: StaffRequest, number: str, section: str) -> HttpResponse:
    """One section; what is left open stays open."""
    if section not in Section.values:
        raise Http404
    case = case_of(request, number)
    heard = sheets.of(case, eyes=shields.on_one(case, viewer=request.user), section=section)
    if request.method == "GET":
        look(request, case)
        form = AssessmentForm(items=heard.items, initial=carried(heard.items))
        return _page(request, case, form, section, version=heard.version)
    sent = conflicts.sent(request)
    form = AssessmentForm(request.POST, items=heard.items)
    if not form.is_valid():
        return _page(request, case, form, section, version=sent.version, status=UNPROCESSABLE)
    try:
        answered = _answered(request, case, form, sent)
    except Conflict as refused:
        if shields.on_one(case, viewer=request.user).over(case).on:
            form.add_error(None, COVERED)
            return _page(request, case, form, section, version=sent.version, status=CONFLICT)
        return _conflict(request, case, form, section, heard=heard, refused=refused)
    except ValidationError as refused:
        put(form, refused)
    except Problem as refused:
        form.add_error(None, refused.message)
    else:
        labels = {item.code: item.label for item in heard.items}
        more = conflicts.also(labels[code] for code in answered.brought)
        messages.success(request, f"聞き取りを{answered.written}つ残しました{more}")
        return redirect("case-assessment", number)
    return _page(request, case, form, section, version=sent.version, status=UNPROCESSABLE)


def _answered(
    request: StaffRequest, case: Case, form: AssessmentForm, sent: conflicts.Sent
) -> assessments.Answered:
    return assessments.answer(
        case,
        by=request.user,
        at=timezone.now(),
        heard_on=form.cleaned_data["heard_on"],
        said=form.said(),
        seen=sent.version,
        asked=sent.asked,
        picked=sent.picked,
    )


def _conflict(
    request: StaffRequest,
    case: Case,
    form: AssessmentForm,
    section: str,
    *,
    heard: AssessmentSheet,
    refused: Conflict,
) -> HttpResponse:
    values = carried(heard.items, refused.merged.values)
    form = AssessmentForm({**values, "heard_on": form.data.get("heard_on", "")}, items=heard.items)
    panel = conflicts.panel(refused, form, lambda _, value: "・".join(value))
    return _page(
        request, case, form, section, version=refused.version, conflict=panel, status=CONFLICT
    )


def _page(
    request: StaffRequest,
    case: Case,
    form: AssessmentForm,
    section: str,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    page = {"number": case.number, "section": Section(section).label, "form": form, **more}
    return render(request, "cases/assessment/edit.html", page, status=status)
