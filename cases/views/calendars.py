"""予定表につなぐ: one's own keys, and the calendar that a program reads with one of them."""

from __future__ import annotations

from datetime import UTC, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from icalendar import Calendar
from icalendar import Event as CalendarEvent

from cases.actions import calendar_keys
from cases.models import CalendarKey
from cases.sheets import calendars
from cases.sheets.calendars import Appointment, Entry
from cases.views.door import StaffRequest
from fujisawa_care.foundation.problems import Problem

UNPROCESSABLE = 422
AN_HOUR = timedelta(hours=1)


@require_http_methods(["GET", "POST"])
def keys(request: StaffRequest) -> HttpResponse:
    """The address is shown once, in the answer to the press that made it."""
    if not request.user.sees_cases:
        raise Http404
    secret, status = "", 200
    if request.method == "POST":
        try:
            secret = calendar_keys.make(request.user, at=timezone.now()).secret
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
            status = UNPROCESSABLE
    mine = CalendarKey.objects.visible_to(request.user).running().order_by("-made_at")
    address = settings.BASE_URL + reverse("calendar", args=[secret]) if secret else ""
    page = {
        "keys": mine,
        "address": address,
        "subscribe": f"webcal://{address.partition('://')[2]}" if address else "",
    }
    return render(request, "cases/calendar.html", page, status=status)


@require_http_methods(["GET", "POST"])
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    key = get_object_or_404(CalendarKey.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        try:
            calendar_keys.revoke(key, at=timezone.now())
        except Problem as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, f"鍵 {key.hint}… をやめました。予定表からはもう読めません")
    return redirect("calendar-keys")


@login_not_required
@never_cache
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Number and district only; a key that was taken back is as if it had never been."""
    key = get_object_or_404(CalendarKey.objects.opened_by(secret).select_related("staff"))
    calendar_keys.read(key, at=timezone.now())
    today = timezone.localdate()
    calendar = _calendar(calendars.of(key.staff, today=today))
    for one in calendars.elsewhere(key.staff, today=today):
        calendar.add_component(_appointment(one))
    return HttpResponse(
        calendar.to_ical(),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="calendar.ics"'},
    )


def _calendar(entries: list[Entry]) -> Calendar:
    calendar = Calendar()
    for name, value in {
        "prodid": "-//tsunagu-daicho//ja",
        "version": "2.0",
        "x-wr-calname": "つなぐ台帳",
        "x-published-ttl": "PT1H",
    }.items():
        calendar.add(name, value)
    for entry in entries:
        calendar.add_component(_event(entry))
    return calendar


def _event(entry: Entry) -> CalendarEvent:
    event = CalendarEvent()
    begins = entry.at.astimezone(UTC) if entry.at else entry.on
    event.add("uid", f"follow-up-{entry.id}@tsunagu-daicho")
    event.add("dtstamp", entry.planned_at.astimezone(UTC))
    event.add("dtstart", begins)
    event.add("dtend", begins + (AN_HOUR if entry.at else timedelta(days=1)))
    event.add("summary", entry.title)
    event.add("class", "PRIVATE")
    event.add("url", settings.BASE_URL + reverse("case", args=[entry.number]))
    return event


def _appointment(one: Appointment) -> CalendarEvent:
    event = CalendarEvent()
    event.add("uid", f"{one.uid}@tsunagu-daicho")
    event.add("dtstamp", one.changed_at.astimezone(UTC))
    event.add("dtstart", one.begins.astimezone(UTC))
    event.add("dtend", one.ends.astimezone(UTC))
    event.add("summary", one.title)
    event.add("class", "PRIVATE")
    event.add("url", settings.BASE_URL + one.page)
    return event
