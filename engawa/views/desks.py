"""場の窓口のアカウント: whose they are, asked for, given and taken away; and who changed what of a place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from districts import rules as people
from districts import sheets
from districts.views.door import StaffRequest
from engawa import rules
from engawa.actions import desks as acts
from engawa.forms.desks import DeskForm
from engawa.models import Desk, Site, SiteVersion
from fujisawa_care.foundation import history, paging
from fujisawa_care.foundation.doors import posted_to, refused
from fujisawa_care.foundation.verdict import require

SIZE = 30


@require_http_methods(["GET", "POST"])
def page(request: StaffRequest, pk: int) -> HttpResponse:
    """Administrators give one; whoever keeps the list asks for it."""
    site = _site(request, pk)
    may_give = rules.give_desk(request.user, site)
    if not (may_give or people.may_administer(request.user)):
        require(rules.keep(request.user))
    form, status = DeskForm(request.POST or None), 200
    if request.method == "POST":
        who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
        status = refused(form, lambda: acts.give(site, **who, **form.cleaned_data))
        if not status:
            messages.success(request, "アカウントを作りました")
            return redirect("site-desks", pk)
    shown = {
        "site": site,
        "desks": Desk.objects.filter(site=site).select_related("staff").order_by("-since"),
        "form": form,
        "may_give": may_give,
        "may_ask": rules.change(request.user, site),
    }
    return render(request, "engawa/desks/page.html", shown, status=status)


@posted_to("site-desks")
def ask(request: StaffRequest, pk: int) -> HttpResponse:
    acts.ask(_site(request, pk), by=request.user, at=timezone.now())
    messages.success(request, "システム管理の担当に伝えました")
    return redirect("site-desks", pk)


@posted_to("site-desks")
def end(request: StaffRequest, pk: int, desk: int) -> HttpResponse:
    one = get_object_or_404(Desk.objects.select_related("site", "staff"), pk=desk, site=pk)
    acts.take_away(one, by=request.user, at=timezone.now())
    messages.success(request, f"{one.staff.name}さんのアカウントを止めました")
    return redirect("site-desks", pk)


@require_safe
def versions(request: StaffRequest, pk: int) -> HttpResponse:
    """直した記録: who changed what of this place."""
    site = _site(request, pk)
    found = paging.page(
        history.loaded(SiteVersion.objects.filter(pgh_obj=site)),
        order=("-pgh_created_at",),
        size=SIZE,
        cursor=request.GET.get("cursor", ""),
    )
    shown = {"site": site, "versions": sheets.versions(found.items), "found": found}
    return render(request, "engawa/sites/versions.html", shown)


def _site(request: StaffRequest, pk: int) -> Site:
    return get_object_or_404(Site.objects.visible_to(request.user), pk=pk)
