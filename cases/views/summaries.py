"""要点: read on the case page, put right by whoever may write, and every version of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions import summaries
from cases.forms.summaries import SummaryForm
from cases.models import Case
from cases.sheets import cases, shields
from cases.sheets import summaries as sheets
from cases.views.cases import look
from cases.views.door import COVERED, StaffRequest, case_of, uncovered
from fujisawa_care.foundation import conflicts, paging
from fujisawa_care.foundation.merge import Conflict
from fujisawa_care.foundation.problems import Problem

UNPROCESSABLE, CONFLICT = 422, 409
SIZE = 20


@require_http_methods(["GET", "POST"])
@uncovered
def edit(request: StaffRequest, number: str) -> HttpResponse:
    case = case_of(request, number)
    if request.method == "GET":
        look(request, case)
        newest = sheets.newest(case, eyes=shields.on_one(case, viewer=request.user))
        told = {point.name: point.text for point in newest.points}
        return _page(request, case, SummaryForm(initial=told), version=newest.version)
    sent = conflicts.sent(request)
    form = SummaryForm(request.POST)
    if not form.is_valid():
        return _page(request, case, form, version=sent.version, status=UNPROCESSABLE)
    try:
        written = _written(request, case, form, sent)
    except Conflict as refused:
        if shields.on_one(case, viewer=request.user).over(case).on:
            form.add_error(None, COVERED)
            return _page(request, case, form, version=sent.version, status=CONFLICT)
        form = SummaryForm(refused.merged.values)
        panel = conflicts.panel(refused, form)
        return _page(request, case, form, version=refused.version, conflict=panel, status=CONFLICT)
    except Problem as refused:
        form.add_error(None, refused.message)
        return _page(request, case, form, version=sent.version, status=UNPROCESSABLE)
    messages.success(request, _saved(written))
    return redirect("case", number)


@require_safe
@uncovered
def versions(request: StaffRequest, number: str) -> HttpResponse:
    """Who changed what from what to what."""
    case = case_of(request, number)
    look(request, case)
    found = paging.page(
        sheets.loaded(case), order=("-version",), size=SIZE, cursor=request.GET.get("cursor", "")
    )
    page = {"number": number, "versions": sheets.changes(found.items), "found": found}
    return render(request, "cases/summary/versions.html", page)


def _written(
    request: StaffRequest, case: Case, form: SummaryForm, sent: conflicts.Sent
) -> summaries.Written:
    return summaries.write(
        case,
        by=request.user,
        at=timezone.now(),
        said=form.cleaned_data,
        seen=sent.version,
        asked=sent.asked,
        picked=sent.picked,
    )


def _saved(written: summaries.Written) -> str:
    """What another person changed while this page was open came in by itself."""
    brought = "・".join(sheets.labels(written.brought))
    also = f"。ほかの人が直した「{brought}」も入っています" if brought else ""
    return f"要点を残しました{also}"


def _page(
    request: StaffRequest, case: Case, form: SummaryForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    eyes = shields.on_one(case, viewer=request.user)
    page = {
        "sheet": cases.of(case, today=timezone.localdate(), eyes=eyes),
        "newest": sheets.newest(case, eyes=eyes),
        "form": form,
        **more,
    }
    return render(request, "cases/summary/edit.html", page, status=status)
