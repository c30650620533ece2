"""たのまれた役割: a house says whether it will, seeing its own rows and no more than it needs."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.actions import plans, sightings
from cases.forms.plan_steps import AnswerForm
from cases.models import Door, PlanTask
from cases.sheets import plan_asked, shields
from cases.views.door import StaffRequest, only_once
from fujisawa_care.foundation.doors import address, put
from fujisawa_care.foundation.problems import Problem

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def page(request: StaffRequest, pk: int) -> HttpResponse:
    rows = _ours(request, pk)
    case = rows[0].plan.case
    if request.method == "GET":
        sightings.look_as_asked(
            case, by=request.user, at=timezone.now(), door=Door.WEB, address=address(request)
        )
        return _page(request, rows, AnswerForm(tasks=_sheet(request, rows).tasks))
    form = AnswerForm(request.POST, tasks=_sheet(request, rows).tasks)
    status = UNPROCESSABLE
    if form.is_valid():
        try:
            return only_once(request, lambda: _answered(request, rows, form))
        except ValidationError as refused:
            put(form, refused)
        except Problem as refused:
            form.add_error(None, refused.message)
            status = refused.status
    return _page(request, rows, form, status=status)


def _answered(request: StaffRequest, rows: list[PlanTask], form: AnswerForm) -> str:
    asked = {one.pk: one for one in rows}
    for pk, agreed, note in form.answers():
        plans.answer(asked[pk], by=request.user, at=timezone.now(), agreed=agreed, note=note)
    messages.success(request, "返事を残しました。プランを作った方にお知らせします")
    return reverse("plan-asked", args=[rows[0].plan_id])


def _ours(request: StaffRequest, pk: int) -> list[PlanTask]:
    """The rows of this plan that the caller's house was asked for; without one nothing is there."""
    seen = PlanTask.objects.visible_to(request.user).of_house(request.user.agency_id)
    rows = list(plan_asked.asked(seen.filter(plan=pk).exclude(answer="not_asked")))
    if not rows:
        raise Http404
    return rows


def _sheet(request: StaffRequest, rows: list[PlanTask]) -> plan_asked.AskedSheet:
    case = rows[0].plan.case
    eyes = shields.on_one(case, viewer=request.user)
    sheet = plan_asked.asked_of(rows, house=request.user.agency_id, at=timezone.now(), eyes=eyes)
    if sheet is None:
        raise Http404
    return sheet


def _page(
    request: StaffRequest, rows: list[PlanTask], form: AnswerForm, *, status: int = 200
) -> HttpResponse:
    page = {
        "asked": _sheet(request, rows),
        "form": form,
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "cases/plans/asked.html", page, status=status)
