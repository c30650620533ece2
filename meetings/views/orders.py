"""次第: the sitting with what is to be decided, and its paper in one click; each case on it is a look (R9)."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.actions import sightings
from cases.models import Door, Level
from cases.views.door import StaffRequest
from fujisawa_care.foundation import paper
from fujisawa_care.foundation.doors import address
from meetings import table_rules
from meetings.models import Meeting
from meetings.sheets import orders, sittings
from meetings.sheets.sittings import MeetingSheet
from meetings.views.door import meeting_of


@require_safe
def page(request: StaffRequest, pk: int) -> HttpResponse:
    """As far as whoever prints it may read."""
    sheet = whole(request, meeting_of(request, pk), Door.PRINT)
    me = request.user
    mark = f"印刷：{me.name}（{me.agency.name}） {timezone.localtime():%Y-%m-%d %H:%M}"
    return paper.sheet(paper.pdf("order", orders.of(sheet), mark=mark), filename=f"order-{pk}.pdf")


def whole(request: StaffRequest, meeting: Meeting, door: Door) -> MeetingSheet:
    """The sitting, and what each item is to decide where `request.user` may read that."""
    items = list(table_rules.readable(request.user, meeting))
    sightings.look_at_each(
        [one.case for one in items if one.case is not None],
        by=request.user,
        at=timezone.now(),
        door=door,
        address=address(request),
        level=Level.PACKET,
    )
    asked = orders.asked(items, viewer=request.user)
    return sittings.of(meeting, viewer=request.user, asked=asked)
