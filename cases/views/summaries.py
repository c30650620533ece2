"""要点: read on the case page, put right by whoever may write, and every version of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions import summaries
from cases.forms.summaries import SummaryForm
from cases.models import Case, DraftKind
from cases.sheets import cases, shields
from cases.sheets import summaries as sheets
from cases.views.cases import look
from cases.views.door import COVERED, StaffRequest, case_of, only_once, uncovered
from cases.views.drafts import Writing, too_late, writing
from fujisawa_care.foundation import conflicts, paging
from fujisawa_care.foundation.merge import Conflict
from fujisawa_care.foundation.problems import Problem

UNPROCESSABLE, CONFLICT = 422, 409
SIZE = 20


@require_http_methods(["GET", "POST"])
@uncovered
def edit(request: StaffRequest, number: str) -> HttpResponse:
    case = case_of(request, number)
    draft = writing(request, DraftKind.SUMMARY, case=case)
    if request.method == "GET":
        look(request, case)
        return _begun(request, case, draft)
    sent = conflicts.sent(request)
    form = SummaryForm(request.POST)
    page = {"writing": draft, "version": sent.version}
    if not form.is_valid():
        return _page(request, case, form, **page, status=UNPROCESSABLE)
    try:
        return only_once(request, lambda: _written(request, case, form, sent))
    except Conflict as refused:
        if shields.on_one(case, viewer=request.user).over(case).on:
            form.add_error(None, COVERED)
            return _page(request, case, form, **page, status=CONFLICT)
        return _asked(request, case, draft, refused, status=CONFLICT)
    except Problem as refused:
        return too_late(request, DraftKind.SUMMARY, case, refused)


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


def _begun(request: StaffRequest, case: Case, draft: Writing) -> HttpResponse:
    """As it stands, or as it was left: laid over the version on which it was then being typed."""
    if not draft.opened:
        newest = sheets.newest(case, eyes=shields.on_one(case, viewer=request.user))
        told = {point.name: point.text for point in newest.points}
        form = SummaryForm(initial=told)
        return _page(request, case, form, writing=draft, version=newest.version)
    left = conflicts.read(draft.posted())
    typed = SummaryForm(draft.posted())
    if typed.is_valid():
        try:
            summaries.hold(
                case,
                by=request.user,
                said=typed.cleaned_data,
                seen=left.version,
                asked=left.asked,
            )
        except Conflict as meanwhile:
            return _asked(request, case, draft, meanwhile)
    form = SummaryForm(initial=draft.initial(SummaryForm))
    return _page(request, case, form, writing=draft, version=left.version)


def _asked(
    request: StaffRequest, case: Case, draft: Writing, refused: Conflict, *, status: int = 200
) -> HttpResponse:
    """The points that two people put differently, for a person to decide."""
    form = SummaryForm(refused.merged.values)
    page = {"version": refused.version, "conflict": conflicts.panel(refused, form)}
    return _page(request, case, form, writing=draft, **page, status=status)


def _written(request: StaffRequest, case: Case, form: SummaryForm, sent: conflicts.Sent) -> str:
    written = summaries.write(
        case,
        by=request.user,
        at=timezone.now(),
        said=form.cleaned_data,
        seen=sent.version,
        asked=sent.asked,
        picked=sent.picked,
    )
    messages.success(request, _saved(written))
    return reverse("case", args=[case.number])


def _saved(written: summaries.Written) -> str:
    return f"要点を残しました{conflicts.also(sheets.labels(written.brought))}"


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
