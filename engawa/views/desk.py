"""場の窓口: all that a place's own account may do, on one page."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.dues import Terms
from districts.views.door import StaffRequest
from engawa import rules
from engawa.actions import notices
from engawa.actions import sites as acts
from engawa.forms.notices import NoticeForm
from engawa.forms.rooms import RoomForm
from engawa.forms.sites import DayForm
from engawa.models import Site
from engawa.sheets import reports, rooms, sites, visits
from engawa.sheets.notices import handed
from engawa.views import reports as report_pages
from engawa.views import sites as site_pages
from fujisawa_care.foundation.doors import posted_to

ROUTES = {"week": "desk-week", "day": "desk-day", "confirm": "desk-confirm", "room": "desk-room"}


def show(request: StaffRequest, *, status: int = 200, **forms: Form) -> HttpResponse:
    site = _own(request)
    today = timezone.localdate()
    told = reports.lately(site, today=today)
    page: dict[str, Any] = {
        "site": sites.of(site, today=today),
        "may_speak": rules.speak_for(request.user, site),
        "told": told,
        "visits": visits.of_us(site, today=today),
        "visit_form": forms.get("visit"),
        "owed": next((one for one in told[1:] if not one.sent), None),
        "notice_form": forms.get("notice") or NoticeForm(auto_id="notice_%s"),
        "handed": handed(site),
        "day_form": forms.get("day") or DayForm(),
        "room": rooms.at(site),
        "room_form": forms.get("room") or RoomForm(auto_id="room_%s"),
        "ways": {name: reverse(route) for name, route in ROUTES.items()},
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "engawa/desk/page.html", page, status=status)


@require_safe
def page(request: StaffRequest) -> HttpResponse:
    return show(request)


@require_http_methods(["GET", "POST"])
def week(request: StaffRequest) -> HttpResponse:
    return site_pages.week_of(request, _own(request), back=reverse("desk"))


@require_http_methods(["GET", "POST"])
def report(request: StaffRequest, month: str) -> HttpResponse:
    return report_pages.written(request, _own(request), month, back=reverse("desk"))


@posted_to("desk")
def say_of(request: StaffRequest) -> HttpResponse:
    """この日だけ."""
    site, form = _own(request), DayForm(request.POST)
    return site_pages.said_of(
        request,
        site,
        form,
        back=reverse("desk"),
        again=lambda status: show(request, status=status, day=form),
    )


@posted_to("desk")
def notice(request: StaffRequest) -> HttpResponse:
    """気づきを伝える: nothing comes back but that it was received."""
    site, form = _own(request), NoticeForm(request.POST, auto_id="notice_%s")

    def handed_over() -> str:
        terms = Terms.of(settings.CARE)
        said: dict[str, Any] = {"by": request.user, "at": timezone.now(), "terms": terms}
        notices.hand_over(site, **said, noticed=form.noticed())
        messages.success(request, "受け取りました。地区の担当の方が、確かめて動きます")
        return reverse("desk")

    return site_pages.answered(
        request, form, handed_over, again=lambda status: show(request, status=status, notice=form)
    )


@posted_to("desk")
def confirm(request: StaffRequest) -> HttpResponse:
    acts.confirm(_own(request), by=request.user, at=timezone.now())
    messages.success(request, "今日たしかめた、と残しました")
    return redirect("desk")


def _own(request: StaffRequest) -> Any:
    """The place this account speaks for; whoever has none finds no desk."""
    own = Site.objects.filter(desks__staff=request.user)
    return get_object_or_404(sites.loaded(own, timezone.localdate()))
