"""世帯: drawn and listed, who else supports it, and each line put right by whoever may write."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import rules
from cases.actions import households
from cases.forms.households import LivingForm, NewMemberForm
from cases.models import AccessGround, Case, Relation
from cases.sheets import access, cases, ecomaps, handovers, shields
from cases.sheets import households as sheets
from cases.views.cases import look
from cases.views.door import StaffRequest, case_of, only_once
from fujisawa_care.foundation.doors import or_show, posted_to, put
from fujisawa_care.foundation.problems import Problem

UNPROCESSABLE = 422
BESIDE = {"__all__": "relation", "person": "number"}


@require_http_methods(["GET", "POST"])
def page(request: StaffRequest, number: str) -> HttpResponse:
    """The household; POST adds somebody."""
    case = case_of(request, number)
    if request.method == "GET":
        return _page(request, case)
    form = NewMemberForm(request.POST, by=request.user)
    if form.is_valid():
        try:
            return only_once(request, lambda: _added(request, case, form))
        except ValidationError as refused:
            put(form, refused, BESIDE)
        except Problem as refused:
            form.add_error(None, refused.message)
    return _page(request, case, form=form, status=UNPROCESSABLE)


def _show(request: StaffRequest, number: str) -> HttpResponse:
    return _page(request, case_of(request, number))


@posted_to("case-household")
@or_show(_show)
def describe(request: StaffRequest, number: str) -> HttpResponse:
    """いっしょに暮らす方, as it was said."""
    case = case_of(request, number)
    form = LivingForm(request.POST)
    if not form.is_valid():
        return _page(request, case, living=form, status=UNPROCESSABLE)
    households.describe(case, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, "いっしょに暮らす方を直しました")
    return redirect("case-household", number)


def _added(request: StaffRequest, case: Case, form: NewMemberForm) -> str:
    row = households.add(case, by=request.user, at=timezone.now(), who=form.member())
    messages.success(request, f"世帯に{Relation(row.relation).label}を加えました")
    return reverse("case-household", args=[case.number])


def _page(
    request: StaffRequest,
    case: Case,
    *,
    form: NewMemberForm | None = None,
    living: LivingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    ground: AccessGround = look(request, case)
    today, eyes = timezone.localdate(), shields.on_one(case, viewer=request.user)
    sheet = cases.of(case, today=today, eyes=eyes)
    household = sheets.of(case, today=today, eyes=eyes)
    supports = sheets.supports(case, viewer=request.user, today=today)
    held = [access.held(one, eyes=eyes) for one in access.grounds(case).lasting(timezone.now())]
    page = {
        "sheet": sheet,
        "ground": access.held(ground, eyes=eyes),
        "household": household,
        "supports": supports,
        "picture": ecomaps.draw(
            sheet,
            household,
            team=access.team(held),
            trail=handovers.trail(case, eyes=eyes),
            elsewhere=supports.elsewhere,
        ),
        "may_write": rules.write(request.user, case),
        "form": form or NewMemberForm(by=request.user),
        "living": living or LivingForm(initial={"living_with": household.living_with}),
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "cases/household/page.html", page, status=status)
