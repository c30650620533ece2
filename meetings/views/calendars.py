"""予定表に入れる: one sitting as a file, by the name of its body and its number only."""

from __future__ import annotations

from datetime import UTC

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from cases.views.door import StaffRequest
from meetings.models import Meeting
from meetings.states import MeetingState
from meetings.views.door import meeting_of


@require_safe
def one(request: StaffRequest, pk: int) -> HttpResponse:
    """Where and when; what is talked about stays in this house."""
    meeting = meeting_of(request, pk)
    calendar = Calendar()
    calendar.add("prodid", "-//tsunagu-daicho//ja")
    calendar.add("version", "2.0")
    calendar.add_component(_event(meeting))
    return HttpResponse(
        calendar.to_ical(),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="meeting-{meeting.pk}.ics"'},
    )


def _event(meeting: Meeting) -> Event:
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@tsunagu-daicho")
    event.add("sequence", meeting.version)
    event.add("dtstamp", meeting.updated_at.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", meeting.called)
    if meeting.place:
        event.add("location", meeting.place)
    if meeting.state == MeetingState.CANCELLED:
        event.add("status", "CANCELLED")
    event.add("class", "PRIVATE")
    event.add("url", settings.BASE_URL + reverse("meeting", args=[meeting.pk]))
    return event
