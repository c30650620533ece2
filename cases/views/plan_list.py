"""プランの一覧: the plans one has to do with that are not over, and the roles one's house is asked for."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.models import LIVE, Plan, PlanTask
from cases.models.plan import PlanQuerySet
from cases.sheets import plan_asked, plan_list
from cases.sheets.shields import Eyes
from cases.states import PlanState
from cases.views.door import StaffRequest
from districts.models import Role
from fujisawa_care.foundation import paging

SIZE = 30
OVERSEE = (Role.COORDINATOR, Role.MANAGER)
STATES = (*LIVE, PlanState.SUSPENDED)


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    shown = request.GET.get("state", "")
    shown = shown if shown in STATES else ""
    mine = _mine(request)
    rows = mine.filter(state=shown) if shown else mine.filter(state__in=STATES)
    found = paging.page(
        plan_list.loaded(rows),
        order=("-drafted_at",),
        size=SIZE,
        cursor=request.GET.get("cursor", ""),
    )
    eyes = Eyes(request.user)
    asked = PlanTask.objects.visible_to(request.user).of_house(request.user.agency_id)
    page = {
        "items": plan_list.of(found.items, eyes=eyes),
        "asked": plan_list.asked(plan_asked.asked(asked.filter(answer="asked")), eyes=eyes),
        "found": found,
        "shown": shown,
        "states": [(one.value, one.label) for one in STATES],
        "query": f"state={shown}" if shown else "",
    }
    return render(request, "cases/plans/list.html", page)


def _mine(request: StaffRequest) -> PlanQuerySet:
    """Of those one may see: written, owned or carried by one's house; who looks after all sees all."""
    seen: PlanQuerySet = Plan.objects.visible_to(request.user)
    if request.user.role in OVERSEE:
        return seen
    house = request.user.agency_id
    ours = PlanTask.objects.of_house(house).filter(plan=OuterRef("pk"))
    return seen.filter(Q(agency=house) | Q(case__owner=house) | Q(Exists(ours)))
