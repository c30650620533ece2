"""プランを会議に出す: the sittings that may decide it, and of every other one why it may not."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import rules_plans
from cases.models import Plan
from cases.sheets import cases, shields
from cases.sheets import plans as sheets
from cases.views.cases import look
from cases.views.door import StaffRequest, case_of, only_once
from fujisawa_care.foundation import daywords
from fujisawa_care.foundation.doors import put
from fujisawa_care.foundation.problems import Problem
from fujisawa_care.foundation.verdict import Verdict
from meetings import rules
from meetings.actions import agenda
from meetings.forms.plan_tables import PlanTableForm
from meetings.models import Meeting, MeetingKind

UNPROCESSABLE, MOST = 422, 12


@dataclass(frozen=True)
class Offer:
    """One sitting to come, and whether this plan may lie on its table."""

    meeting: Meeting
    words: str
    fits: Verdict


@require_http_methods(["GET", "POST"])
def page(request: StaffRequest, pk: int) -> HttpResponse:
    visible = Plan.objects.visible_to(request.user).select_related("case")
    number = get_object_or_404(visible, pk=pk).case.number
    case = case_of(request, number)
    plan = get_object_or_404(sheets.loaded(Plan.objects.filter(case=case)), pk=pk)
    plan.case = case
    offers = _offers(request, plan)
    fitting = {str(one.meeting.pk): one for one in offers if one.fits}
    first = next(iter(fitting), "")
    form = PlanTableForm(
        request.POST or None,
        fitting=[(key, one.words) for key, one in fitting.items()],
        initial={"meeting": first} if len(fitting) == 1 else {},
    )
    if request.method == "GET":
        look(request, case)
        return _page(request, plan, form, offers)
    status = UNPROCESSABLE
    if form.is_valid():
        try:
            return only_once(
                request, lambda: _tabled(request, plan, fitting[form.cleaned_data["meeting"]], form)
            )
        except ValidationError as refused:
            put(form, refused)
        except Problem as refused:
            form.add_error(None, refused.message)
            status = refused.status
    return _page(request, plan, form, offers, status=status)


def _tabled(request: StaffRequest, plan: Plan, offer: Offer, form: PlanTableForm) -> str:
    agenda.table(
        offer.meeting,
        plan.case,
        by=request.user,
        at=timezone.now(),
        reason=rules.reason_of(plan, offer.meeting),
        question=form.cleaned_data["question"],
        plan=plan,
    )
    messages.success(request, f"プランを{offer.meeting.called}に出しました")
    return reverse("plan", args=[plan.case.number, plan.pk])


def _offers(request: StaffRequest, plan: Plan) -> list[Offer]:
    """The next sittings that talk about cases. That one is held is no secret to whoever brings a case to it."""
    now = timezone.now()
    coming = Meeting.objects.coming(now).filter(kind__in=(MeetingKind.JUSO, MeetingKind.SHIEN))
    found = coming.filter(starts_at__gt=now).select_related("body").order_by("starts_at", "pk")
    return [
        Offer(
            one,
            f"{one.called}（{daywords.moment(one.starts_at, today=timezone.localdate())}）",
            rules.fits(one, plan.case, agencies=(), plan=plan, at=now)
            and rules.table(request.user, one, plan.case),
        )
        for one in found[:MOST]
    ]


def _page(
    request: StaffRequest,
    plan: Plan,
    form: PlanTableForm,
    offers: list[Offer],
    *,
    status: int = 200,
) -> HttpResponse:
    eyes = shields.on_one(plan.case, viewer=request.user)
    page = {
        "sheet": cases.of(plan.case, today=timezone.localdate(), eyes=eyes),
        "plan": sheets.of(plan, eyes=eyes),
        "form": form,
        "offers": offers,
        "fitting": any(one.fits for one in offers),
        "allowed": rules_plans.table(request.user, plan, on=timezone.localdate()),
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "meetings/plan_table.html", page, status=status)
