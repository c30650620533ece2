"""席: who sits at an item, and the sight that a sworn seat opens and loses (R6); the bare rows."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from cases.actions import grounds
from cases.models import AccessGround, Case, Standing, stood
from districts.models import Staff
from fujisawa_care.foundation.workdays import TOKYO
from meetings import rules, table_rules
from meetings.models import AgendaItem, Meeting, MeetingKind, Member, Seat, SeatQuerySet
from meetings.states import ItemState

# whose papers may still be read: what is to come, and what was talked about until the days are over
READABLE = (ItemState.TABLED, ItemState.OPEN, ItemState.DECIDED, ItemState.CONTINUED)


def sit(item: AgendaItem, member: Member, *, by: Staff, at: datetime) -> Seat:
    """The bare row, and its sight where secrecy is confirmed already."""
    seat = Seat(item=item, member=member, seated_at=at, seated_by=by)
    seat.validate_constraints()
    seat.save()
    if item.case is not None:
        see(seat, item.case, stands=stood(item.case, at=at), at=at)
    return seat


def see(seat: Seat, case: Case, *, stands: Standing, at: datetime) -> None:
    """Open the packet to who has sworn and may be told; close it to who may not, or no longer so long."""
    held, ends = seat.ground, _ends(seat, case, stands)
    if held is not None and held.until is None and ends is not None and held.expires_at == ends:
        return
    if held is not None:
        grounds.end_seats(AccessGround.objects.filter(pk=held.pk), at=at)
    if ends is None or seat.member.staff is None:
        return
    ground = grounds.seat(
        case, to=seat.member.staff, occasion=occasion(seat.item), at=at, expires_at=ends
    )
    if ground is not None:
        seat.ground = ground
        seat.save(update_fields=["ground"])


def leave(seats: SeatQuerySet, *, at: datetime) -> None:
    """They sit there no more, and see nothing of it from now on."""
    here = seats.filter(left_at__isnull=True)
    grounds.end_seats(AccessGround.objects.filter(pk__in=here.values("ground")), at=at)
    here.update(left_at=at)


def occasion(item: AgendaItem) -> str:
    return f"meeting:{item.meeting_id}:{item.pk}"


def last_moment(meeting: Meeting) -> datetime:
    """The packet may be read until the end of the N-th day after the sitting."""
    after = table_rules.last_day(meeting) + timedelta(days=1)
    return datetime.combine(after, time(), tzinfo=TOKYO)


def _ends(seat: Seat, case: Case, stands: Standing) -> datetime | None:
    """When this seat's sight ends from the first; None where it opens none (R5, R6)."""
    item, member = seat.item, seat.member
    if seat.left_at is not None or member.sworn_at is None or member.staff is None:
        return None
    if item.state not in READABLE or member.staff.agency_id != member.agency_id:
        return None
    end = last_moment(item.meeting)
    if item.meeting.kind != MeetingKind.JUSO:
        return end
    if not stands.given or rules.uncovered(case, (member.agency,), stands):
        return None
    until = grounds.end_of(stands.event.valid_until) if stands.event else None
    return min(end, until) if until else end
