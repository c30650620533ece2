"""空きを知らせる: on the page of a place, and at its own desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from districts.views.door import StaffRequest, only_once
from engawa.actions import rooms
from engawa.forms.rooms import RoomForm
from engawa.models import Site
from engawa.views import desk, sites
from fujisawa_care.foundation.doors import posted_to, refused


@posted_to("site")
def of_site(request: StaffRequest, pk: int) -> HttpResponse:
    site = get_object_or_404(Site.objects.visible_to(request.user), pk=pk)
    there = reverse("site", args=[pk])
    return _said(request, site, there, lambda **how: sites.show(request, pk, **how))


@posted_to("desk")
def of_desk(request: StaffRequest) -> HttpResponse:
    site = get_object_or_404(Site, desks__staff=request.user)
    return _said(request, site, reverse("desk"), lambda **how: desk.show(request, **how))


def _said(
    request: StaffRequest, site: Site, there: str, again: Callable[..., HttpResponse]
) -> HttpResponse:
    form = RoomForm(request.POST, auto_id="room_%s")

    def said() -> str:
        rooms.say(site, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "受けられる人数を残しました")
        return there

    answer: list[Any] = []
    status = refused(form, lambda: answer.append(only_once(request, said)))
    return answer[0] if answer else again(status=status, room=form)
