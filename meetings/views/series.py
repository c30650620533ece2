"""くり返しの会議: every rhythm there is, its next dates and who comes, and its end."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.views.door import StaffRequest
from fujisawa_care.foundation import daywords, paging
from fujisawa_care.foundation.doors import or_show, posted_to, put
from meetings import rules
from meetings.actions import series as acts
from meetings.forms.series import EndSeriesForm
from meetings.models import Series
from meetings.sheets import series as sheets

SIZE, UNPROCESSABLE = 30, 422


def show(
    request: StaffRequest, pk: int = 0, *, status: int = 200, form: EndSeriesForm | None = None
) -> HttpResponse:
    visible = Series.objects.visible_to(request.user)
    found = paging.page(visible, order=("-since",), size=SIZE, cursor=request.GET.get("cursor", ""))
    rows = paging.again(found.items, sheets.loaded(Series.objects.all(), at=timezone.now()))
    page = {
        "items": [sheets.of(one, today=timezone.localdate()) for one in rows],
        "found": found,
        "may": rules.look_after(request.user),
        "asked": pk,
        "form": form,
    }
    return render(request, "meetings/series/list.html", page, status=status)


@require_safe
def page(request: StaffRequest) -> HttpResponse:
    return show(request)


@posted_to("series-list")
@or_show(show)
def end(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Series.objects.visible_to(request.user), pk=pk)
    form = EndSeriesForm(request.POST)
    if form.is_valid():
        until = form.cleaned_data["until"]
        try:
            acts.end(row, by=request.user, at=timezone.now(), until=until)
        except ValidationError as refused:
            put(form, refused)
        else:
            words = f"くり返しは{daywords.spoken(until)}までです。先の、まだ招いていない回は取りやめました"
            messages.success(request, words)
            return redirect("series-list")
    return show(request, pk, status=UNPROCESSABLE, form=form)
