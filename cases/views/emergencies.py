"""緊急の閲覧: the managers see each one, and say that they have looked into it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases import rules
from cases.actions import emergencies as acts
from cases.forms.looking import SeenForm
from cases.models import Emergency
from cases.sheets import emergencies
from cases.sheets.shields import Eyes
from cases.views.door import StaffRequest
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.doors import or_show, posted_to
from fujisawa_care.foundation.verdict import require

SIZE = 20
UNPROCESSABLE = 422


def show(
    request: StaffRequest, pk: int = 0, *, status: int = 200, form: SeenForm | None = None
) -> HttpResponse:
    require(rules.look_into(request.user))
    rows = emergencies.loaded(Emergency.objects.visible_to(request.user))
    every = "all" in request.GET
    found = paging.page(
        rows if every else rows.not_seen(),  # type: ignore[attr-defined]  # the queryset's own
        order=("-opened_at",),
        size=SIZE,
        cursor=request.GET.get("cursor", ""),
    )
    eyes = Eyes(request.user)
    page = {
        "items": [emergencies.of(one, eyes=eyes) for one in found.items],
        "found": found,
        "every": every,
        "query": "all" if every else "",
        "now": timezone.now(),
        "form": form,
        "pk": pk,
    }
    return render(request, "cases/looking/emergencies.html", page, status=status)


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    return show(request)


@posted_to("emergencies")
@or_show(show)
def see(request: StaffRequest, pk: int) -> HttpResponse:
    """見た."""
    opened = get_object_or_404(Emergency.objects.visible_to(request.user), pk=pk)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return show(request, pk, status=UNPROCESSABLE, form=form)
    acts.see(opened, by=request.user, at=timezone.now(), note=form.cleaned_data["note"])
    messages.success(request, f"{opened.case.number} の緊急の閲覧を確かめました")
    return redirect("emergencies")
