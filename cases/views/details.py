"""ケースの地区・困りごと, and the colleague who is accountable for it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.actions import cases as acts
from cases.actions import details
from cases.forms.details import AssignForm, DetailsForm, carried, read
from cases.models import Case
from cases.sheets import shields
from cases.views.cases import look
from cases.views.door import COVERED, StaffRequest, case_of, uncovered
from districts.models import Topic
from fujisawa_care.foundation import conflicts
from fujisawa_care.foundation.doors import put
from fujisawa_care.foundation.merge import Conflict
from fujisawa_care.foundation.problems import Problem

UNPROCESSABLE, CONFLICT = 422, 409
LABELS = {"district": "地区", "topics": "困りごと"}


@require_http_methods(["GET", "POST"])
@uncovered
def edit(request: StaffRequest, number: str) -> HttpResponse:
    case = case_of(request, number)
    facts = details.facts(case)
    if request.method == "GET":
        look(request, case)
        return _page(request, case, DetailsForm(initial=_fields(facts)), was=carried(facts))
    form = DetailsForm(request.POST)
    was = conflicts.was(request, form)
    if not form.is_valid():
        return _page(request, case, form, was=was, status=UNPROCESSABLE)
    try:
        brought = _put_right(request, case, form, was)
    except Conflict as refused:
        if shields.on_one(case, viewer=request.user).over(case).on:
            form.add_error(None, COVERED)
            return _page(request, case, form, was=was, status=CONFLICT)
        form = DetailsForm(_fields(refused.merged.values))
        panel = conflicts.panel(refused, form, _said)
        return _page(request, case, form, was=carried(facts), conflict=panel, status=CONFLICT)
    except Problem as refused:
        form.add_error(None, refused.message)
        return _page(request, case, form, was=was, status=UNPROCESSABLE)
    more = conflicts.also(LABELS[name] for name in brought)
    messages.success(request, f"地区と困りごとを残しました{more}")
    return redirect("case", number)


@require_http_methods(["GET", "POST"])
def assign(request: StaffRequest, number: str) -> HttpResponse:
    case = case_of(request, number)
    form = AssignForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        try:
            acts.assign(case, by=request.user, at=timezone.now(), to=to)
        except ValidationError as refused:
            put(form, refused, {"staff": "to"})
        except Problem as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"担当者を{to.name}さんにしました")
            return redirect("case", number)
    status = UNPROCESSABLE if request.method == "POST" else 200
    page = {"number": number, "form": form}
    return render(request, "cases/case/assign.html", page, status=status)


def _put_right(
    request: StaffRequest, case: Case, form: DetailsForm, was: dict[str, str]
) -> tuple[str, ...]:
    sent = conflicts.sent(request)
    return details.put_right(
        case,
        by=request.user,
        at=timezone.now(),
        said=form.said(),
        seen=read(was),
        asked=sent.asked,
        picked=sent.picked,
    )


def _fields(facts: dict[str, Any]) -> dict[str, Any]:
    district = facts["district"]
    return {"district": district.pk if district else "", "topics": list(facts["topics"])}


def _said(name: str, value: Any) -> str:
    if name == "district":
        return str(value or "まだわからない・市外")
    labels = Topic.objects.filter(pk__in=value).values_list("label", flat=True)
    return "・".join(labels)


def _page(
    request: StaffRequest, case: Case, form: DetailsForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    page = {"number": case.number, "form": form, **more}
    return render(request, "cases/case/details.html", page, status=status)
