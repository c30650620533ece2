"""この部屋の扉: who asks, which case they may see, and what is sent twice happens once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django_htmx.middleware import HtmxDetails

from cases.actions import drafts
from cases.models import Case, Plan, Referral
from cases.sheets import cases, handovers, plans, shields
from districts.views import door

COVERED = "ほかの人が先に直しました。ふせた情報を開いてから、もう一度直してください"


class StaffRequest(door.StaffRequest):
    htmx: HtmxDetails


def case_of(request: StaffRequest, number: str) -> Case:
    """A case the caller has ground to read; any other is as if it were not there."""
    visible = Case.objects.visible_to(request.user)
    return get_object_or_404(cases.loaded(visible), number=number)


def referral_of(request: StaffRequest, pk: int) -> Referral:
    visible = Referral.objects.visible_to(request.user)
    return get_object_or_404(handovers.loaded(visible, viewer=request.user), pk=pk)


def plan_of(request: StaffRequest, number: str, pk: int) -> tuple[Case, Plan]:
    """One plan of a case the caller may read."""
    case = case_of(request, number)
    plan = get_object_or_404(plans.loaded(Plan.objects.filter(case=case)), pk=pk)
    plan.case = case
    return case, plan


def uncovered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What is read whole in order to be put right: under 支援措置 a reason is typed first (R7).

    Only reading waits for it: what was typed while the time ran out is not lost.
    """

    @wraps(view)
    def before(request: StaffRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in ("GET", "HEAD"):
            visible = Case.objects.visible_to(request.user).select_related("person")
            case = get_object_or_404(visible, number=number)
            if shields.on_one(case, viewer=request.user).over(case).on:
                here = urlencode({"next": request.get_full_path()})
                return redirect(f"{reverse('case-uncover', args=[number])}?{here}")
        return view(request, number, *args, **kwargs)

    return before


def only_once(request: StaffRequest, work: Callable[[], str]) -> HttpResponse:
    """Do `work` once and go where it says; what has been saved is no draft any more."""
    return door.only_once(request, work, done=lambda key: drafts.finish(key, by=request.user))
