"""世帯の人: one line of a household put right, or gone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.actions import households
from cases.forms.households import EndForm, MemberForm
from cases.models import Case, HouseholdMember, Relation
from cases.sheets import households as sheets
from cases.sheets import shields
from cases.sheets.households import MemberSheet
from cases.views.cases import look
from cases.views.door import COVERED, StaffRequest, case_of, uncovered
from fujisawa_care.foundation import conflicts
from fujisawa_care.foundation.doors import put
from fujisawa_care.foundation.merge import Conflict
from fujisawa_care.foundation.problems import Problem

UNPROCESSABLE, CONFLICT = 422, 409
BESIDE = {"__all__": "relation", "person": "number"}


@require_http_methods(["GET", "POST"])
@uncovered
def change(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """One line put right."""
    case, row = _of_household(request, number, pk)
    known = row.person_id is not None
    if request.method == "GET":
        look(request, case)
        told = _told(row)
        return _member(request, case, row, MemberForm(initial=told, known=known), was=told)
    form = MemberForm(request.POST, known=known)
    carried = conflicts.was(request, form)
    if not form.is_valid():
        return _member(request, case, row, form, was=carried, status=UNPROCESSABLE)
    try:
        _updated(request, case, row, form, carried)
    except Conflict as refused:
        if shields.on_one(case, viewer=request.user).over(case).on:
            form.add_error(None, COVERED)
            return _member(request, case, row, form, was=carried, status=CONFLICT)
        row.refresh_from_db()
        form = MemberForm(conflicts.raw(refused.merged.values), known=known)
        panel = conflicts.panel(refused, form, _said)
        return _member(request, case, row, form, was=_told(row), conflict=panel, status=CONFLICT)
    except ValidationError as refused:
        put(form, refused, BESIDE)
    except Problem as refused:
        form.add_error(None, refused.message)
    else:
        messages.success(request, "世帯の人を直しました")
        return redirect("case-household", number)
    return _member(request, case, row, form, was=carried, status=UNPROCESSABLE)


@require_http_methods(["GET", "POST"])
@uncovered
def end(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    case, row = _of_household(request, number, pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            households.end(row, case, by=request.user, at=timezone.now(), **form.cleaned_data)
        except ValidationError as refused:
            put(form, refused)
        except Problem as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "前にいた方にしました")
            return redirect("case-household", number)
    status = UNPROCESSABLE if request.method == "POST" else 200
    sheet = _sheet(request, case, row)
    page = {"number": number, "member": sheet, "form": form}
    return render(request, "cases/household/end.html", page, status=status)


def _of_household(request: StaffRequest, number: str, pk: int) -> tuple[Case, HouseholdMember]:
    case = case_of(request, number)
    row = sheets.loaded(case).running().filter(pk=pk).select_related("noted_by").first()
    if row is None:
        raise Http404
    return case, row


def _updated(
    request: StaffRequest,
    case: Case,
    row: HouseholdMember,
    form: MemberForm,
    carried: dict[str, str],
) -> None:
    sent = conflicts.sent(request)
    known = row.person_id is not None
    households.update(
        row,
        case,
        by=request.user,
        at=timezone.now(),
        said=form.cleaned_data,
        seen=conflicts.base(lambda told: MemberForm(told, known=known), carried),
        asked=sent.asked,
        picked=sent.picked,
    )


def _sheet(request: StaffRequest, case: Case, row: HouseholdMember) -> MemberSheet:
    eyes = shields.on_one(case, viewer=request.user)
    return sheets.member(row, case=case, today=timezone.localdate(), eyes=eyes)


def _told(row: HouseholdMember) -> dict[str, str]:
    """What stands in the fields, as a page carries it."""
    return conflicts.raw({name: getattr(row, name) for name in households.FACTS})


def _said(name: str, value: Any) -> str:
    if name == "relation":
        return str(Relation(value).label)
    if name == "apart":
        return "別に暮らしている" if value else "いっしょに暮らしている"
    return str(value)


def _member(
    request: StaffRequest,
    case: Case,
    row: HouseholdMember,
    form: MemberForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    sheet = _sheet(request, case, row)
    page = {"number": case.number, "member": sheet, "form": form, **more}
    return render(request, "cases/household/member.html", page, status=status)
