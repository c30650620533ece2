"""お知らせ: each person's own, opened with one press and read by opening."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases import rules
from cases.actions import reminders
from cases.models import Case, Level, Reminder, ReminderKind
from cases.sheets import notes
from cases.sheets.shields import Eyes
from cases.views.door import StaffRequest
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.doors import posted_to

SIZE = 30
PLACES = {
    ReminderKind.EMERGENCY: "emergencies",
    ReminderKind.SUCCEEDED: "handovers",
    ReminderKind.VIEW_ASKED: "view-requests",
    ReminderKind.VIEW_ANSWERED: "view-requests-asked",
}


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    mine = notes.loaded(Reminder.objects.visible_to(request.user), viewer=request.user)
    unread = "all" not in request.GET
    rows = mine.standing().unread() if unread else mine
    found = paging.page(
        rows, order=("-raised_at",), size=SIZE, cursor=request.GET.get("cursor", "")
    )
    items = [notes.of(one, eyes=Eyes(request.user)) for one in found.items]
    page = {"items": items, "found": found, "unread": unread}
    return render(request, "cases/reminders.html", page)


@posted_to("reminders")
def read(request: StaffRequest, pk: int) -> HttpResponse:
    """Mark as read and go to what it is about, as far as that may be seen."""
    own = Reminder.objects.visible_to(request.user).select_related("case")
    reminder = get_object_or_404(own, pk=pk)
    reminders.read(reminder, by=request.user, at=timezone.now())
    return redirect(_about(request, reminder))


def _about(request: StaffRequest, reminder: Reminder) -> str:
    if "stay" in request.POST:
        return reverse("reminders")
    if reminder.page:
        return reminder.page
    if reminder.referral_id:
        return reverse("referral", args=[reminder.referral_id])
    place = PLACES.get(ReminderKind(reminder.kind), "")
    if place and (place != "emergencies" or rules.look_into(request.user)):
        return reverse(place)
    for level, place in ((Level.READ, "case"), (Level.SHEET, "case-sheet")):
        visible = Case.objects.visible_to(request.user, level=level)
        if reminder.case and visible.filter(pk=reminder.case.pk).exists():
            return reverse(place, args=[reminder.case.number])
    return reverse("reminders")
