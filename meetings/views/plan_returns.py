"""プランを案にもどす: from the page of the plan or of its item, with a word why; no word of the case stands here."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.models import Plan
from cases.views.door import StaffRequest, only_once
from fujisawa_care.foundation.doors import refused
from meetings import table_rules
from meetings.actions import returning
from meetings.forms.plan_returns import TakeBackForm
from meetings.models import AgendaItem


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    known = AgendaItem.objects.known_to(request.user).filter(plan__isnull=False)
    row = get_object_or_404(
        known.select_related("meeting__body", "plan", "case"), meeting=pk, pk=item
    )
    form = TakeBackForm(request.POST or None)
    status, done = 200, list[HttpResponse]()

    def work() -> str:
        returning.take_back(row, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "プランを案にもどし、議題から外しました")
        return _back(request, row)

    if request.method == "POST":
        status = refused(form, lambda: done.append(only_once(request, work))) or 200
    if done:
        return done[0]
    page = {
        "item": row,
        "meeting": row.meeting,
        "form": form,
        "allowed": table_rules.take_back(request.user, row),
        "back": _back(request, row),
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "meetings/take_back.html", page, status=status)


def _back(request: StaffRequest, row: AgendaItem) -> str:
    """The plan, where one may open it; else the sitting."""
    if row.case and Plan.objects.visible_to(request.user).filter(agenda_items=row).exists():
        return reverse("plan", args=[row.case.number, row.plan_id])
    return reverse("meeting", args=[row.meeting_id])
