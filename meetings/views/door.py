"""この部屋の扉: which sitting one may see, and who of it."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from cases.views.door import StaffRequest
from meetings.models import Meeting, Member
from meetings.sheets import sittings


def meeting_of(request: StaffRequest, pk: int) -> Meeting:
    """A sitting the caller may see; any other is as if it were not there."""
    visible = Meeting.objects.visible_to(request.user)
    return get_object_or_404(sittings.loaded(visible, viewer=request.user), pk=pk)


def member_of(request: StaffRequest, pk: int, member: int) -> Member:
    visible = Member.objects.visible_to(request.user).filter(left_at__isnull=True)
    rows = visible.select_related("meeting__body", "staff__agency", "agency")
    return get_object_or_404(rows, pk=member, meeting=pk)
