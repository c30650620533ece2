"""守秘の確認: each member for themselves, or on paper before a secretary; only then does a seat see (R6)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.models import stood
from districts.models import Staff
from fujisawa_care.foundation.verdict import require
from meetings import rules
from meetings.actions import events, locks, seats
from meetings.models import MeetingEventKind, Member, Seat

ON_PAPER = "紙で確かめた"


@transaction.atomic
def swear(member: Member, *, by: Staff, at: datetime) -> Member:
    """Once for the whole sitting; every seat taken so far opens with it."""
    meeting = locks.meeting(member.meeting_id)
    mine = Seat.objects.filter(member=member, left_at__isnull=True, item__case__isnull=False)
    cases = locks.cases(mine.values_list("item__case", flat=True))
    member = (
        Member.objects.select_for_update(of=("self",)).select_related("staff").get(pk=member.pk)
    )
    member.meeting = meeting
    require(rules.swear(by, member))
    if member.sworn_at is not None:
        return member
    member.sworn_at, member.sworn_by = at, by
    member.save(update_fields=["sworn_at", "sworn_by"])
    for seat in mine.select_related("item"):
        seat.member, seat.item.meeting = member, meeting
        case = cases[seat.item.case_id or 0]
        seats.see(seat, case, stands=stood(case, at=at), at=at)
    note = "" if by.pk == member.staff_id else ON_PAPER
    events.add(meeting, MeetingEventKind.SWORN, by=by, at=at, member=member, note=note)
    return member
