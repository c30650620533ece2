"""行き先を待つ議題: what lost its consent and has no 支援会議 to go to, for the secretaries to find it one (R5)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.sheets.shields import Eyes
from cases.views.door import StaffRequest
from fujisawa_care.foundation import daywords, paging
from fujisawa_care.foundation.doors import or_show, posted_to, put
from fujisawa_care.foundation.verdict import require
from meetings import dues, rules
from meetings.actions import adrift as acts
from meetings.forms.adrift import LetGoForm, TakeUpForm
from meetings.models import AgendaItem, Meeting, MeetingKind
from meetings.sheets import adrift as sheets
from meetings.sheets import agenda

SIZE, MOST, UNPROCESSABLE = 30, 12, 422


def show(
    request: StaffRequest, pk: int = 0, item: int = 0, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Each waits for one of two answers; what was typed for one of them stays there."""
    require(rules.look_after(request.user))
    found = paging.page(
        dues.adrift(), order=("closed_at",), size=SIZE, cursor=request.GET.get("cursor", "")
    )
    rows = paging.again(found.items, agenda.loaded(dues.adrift(), viewer=request.user))
    today, eyes = timezone.localdate(), Eyes(request.user)
    page = {
        "items": [sheets.of(one, today=today, eyes=eyes) for one in rows],
        "found": found,
        "sittings": _sittings(),
        "asked": item,
        "form": forms.get("letting"),
    }
    return render(request, "meetings/adrift.html", page, status=status)


@require_safe
def page(request: StaffRequest) -> HttpResponse:
    return show(request)


@posted_to("meeting-adrift")
@or_show(show)
def take_up(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    row, form = _item(request, pk, item), TakeUpForm(request.POST, sittings=_sittings())
    if not form.is_valid():
        messages.error(request, "支援会議をえらんでください")
        return show(request, status=UNPROCESSABLE)
    meeting = get_object_or_404(Meeting, pk=form.cleaned_data["meeting"])
    made = acts.take_up(row, meeting, by=request.user, at=timezone.now())
    messages.success(request, f"{made.meeting.called}の議題にしました。席につく方をえらびます")
    return redirect("meeting-item-seats", made.meeting_id, made.pk)


@posted_to("meeting-adrift")
@or_show(show)
def let_go(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    row, form = _item(request, pk, item), LetGoForm(request.POST)
    if form.is_valid():
        try:
            acts.let_go(row, by=request.user, at=timezone.now(), **form.cleaned_data)
        except ValidationError as refused:
            put(form, refused)
        else:
            messages.success(request, "ほかの会議に出さないことにしました")
            return redirect("meeting-adrift")
    return show(request, item=item, status=UNPROCESSABLE, letting=form)


def _item(request: StaffRequest, pk: int, item: int) -> AgendaItem:
    """One a secretary knows of; whether it still waits is asked under its lock."""
    known = AgendaItem.objects.known_to(request.user).filter(case__isnull=False)
    return get_object_or_404(known.select_related("meeting"), meeting=pk, pk=item)


def _sittings() -> list[tuple[str, str]]:
    now, today = timezone.now(), timezone.localdate()
    coming = Meeting.objects.coming(now).filter(kind=MeetingKind.SHIEN).select_related("body")
    return [
        (str(one.pk), f"{one.called}（{daywords.moment(one.starts_at, today=today)}）")
        for one in coming.order_by("starts_at", "pk")[:MOST]
    ]
