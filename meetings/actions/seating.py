"""席をえらぶ: who sits at an item as the page has it; whom somebody else has picked meanwhile stays (R6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from districts.models import Staff
from fujisawa_care.foundation.verdict import require
from meetings import rules
from meetings.actions import locks, placing, seats
from meetings.models import AgendaItem, Member, Seat


@transaction.atomic
def pick(
    item: AgendaItem, *, by: Staff, at: datetime, wanted: Iterable[int], known: Iterable[int]
) -> AgendaItem:
    """`wanted` are ticked now, `known` sat there when the page was made; all of it or nothing."""
    item = locks.item(item)
    require(rules.change(by, item))
    sitting = Seat.objects.filter(item=item, left_at__isnull=True)
    here = set(sitting.values_list("member", flat=True))
    wanted, known = set(wanted), set(known)
    seats.leave(sitting.filter(member__in=known - wanted), at=at)
    called = Member.objects.filter(meeting=item.meeting, pk__in=wanted - known - here)
    joining = list(called.select_related("staff", "agency").order_by("pk"))
    for member in joining:
        require(rules.seat(by, item, member))
    if item.case is not None and joining:
        at = placing.after_what_was_heard(item.case, at)
        agencies = [one.agency for one in joining]
        require(rules.fits(item.meeting, item.case, agencies=agencies, at=at))
    for member in joining:
        seats.sit(item, member, by=by, at=at)
    return item
