"""資料を読む: one page for whoever is sworn, until some days after the sitting; each case on it is a look (R6, R9)."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.actions import sightings
from cases.models import Door, Level
from cases.views.door import StaffRequest
from fujisawa_care.foundation.doors import address
from meetings import rules, table_rules
from meetings.models import Packet
from meetings.sheets import papers as sheets
from meetings.sheets import sittings
from meetings.views.door import meeting_of


@require_safe
def page(request: StaffRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    if not meeting.of_cases:
        raise Http404
    packet = Packet.objects.filter(meeting=meeting).first()
    me = meeting.members.filter(staff=request.user, left_at__isnull=True).first()
    readable = list(table_rules.readable(request.user, meeting)) if packet else []
    on_paper = {one["id"] for one in packet.content["items"]} if packet else set()
    sightings.look_at_each(
        [one.case for one in readable if one.case is not None and one.pk in on_paper],
        by=request.user,
        at=timezone.now(),
        door=Door.WEB,
        address=address(request),
        level=Level.PACKET,
    )
    page = {
        "meeting": sittings.row(meeting),
        "packet": packet,
        "me": me,
        "until": table_rules.last_day(meeting),
        "papers": sheets.of(packet, readable, viewer=request.user) if packet else (),
        "secretary": rules.look_after(request.user),
    }
    return render(request, "meetings/papers_page.html", page)
