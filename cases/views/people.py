"""本人: what is known put right from the case page, or written once somebody says who they are."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.actions import details, people
from cases.forms.people import PersonForm, carried
from cases.models import Case
from cases.sheets import shields
from cases.views.cases import look
from cases.views.door import COVERED, StaffRequest, case_of, uncovered
from fujisawa_care.foundation import conflicts
from fujisawa_care.foundation.doors import put
from fujisawa_care.foundation.merge import Conflict
from fujisawa_care.foundation.problems import Problem

UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "POST"])
@uncovered
def edit(request: StaffRequest, number: str) -> HttpResponse:
    case = case_of(request, number)
    told = carried(people.facts(case.person)) if case.person else {}
    if request.method == "GET":
        look(request, case)
        return _page(request, case, PersonForm(initial=told), was=told)
    form = PersonForm(request.POST)
    was = conflicts.was(request, form)
    if not form.is_valid():
        return _page(request, case, form, was=was, status=UNPROCESSABLE)
    try:
        brought = _put_right(request, case, form, was)
    except Conflict as refused:
        if shields.on_one(case, viewer=request.user).over(case).on:
            form.add_error(None, COVERED)
            return _page(request, case, form, was=was, status=CONFLICT)
        form = PersonForm(carried(refused.merged.values))
        panel = conflicts.panel(refused, form, _said)
        return _page(request, case, form, was=told, conflict=panel, status=CONFLICT)
    except ValidationError as refused:
        put(form, refused)
    except Problem as refused:
        form.add_error(None, refused.message)
    else:
        more = conflicts.also(people.FACTS[name] for name in brought)
        messages.success(request, f"本人のことを残しました{more}")
        return redirect("case", number)
    return _page(request, case, form, was=was, status=UNPROCESSABLE)


def _put_right(
    request: StaffRequest, case: Case, form: PersonForm, was: dict[str, str]
) -> tuple[str, ...]:
    now = timezone.now()
    if case.person is None:
        district = form.cleaned_data["district"]
        details.introduce(case, by=request.user, at=now, known=form.known(), district=district)
        return ()
    began = PersonForm(was)
    began.is_valid()
    seen = {name: value for name, value in began.said().items() if name in was}
    sent = conflicts.sent(request)
    return people.put_right(
        case.person,
        case,
        by=request.user,
        at=now,
        said=form.said(),
        seen=seen,
        asked=sent.asked,
        picked=sent.picked,
    )


def _said(name: str, value: Any) -> str:
    if name == "birth":
        return str(value[1] or value[0] or "")
    return "、".join(value) if name == "phones" else str(value or "")


def _page(
    request: StaffRequest, case: Case, form: PersonForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    page = {"number": case.number, "known": case.person is not None, "form": form, **more}
    return render(request, "cases/person/edit.html", page, status=status)
