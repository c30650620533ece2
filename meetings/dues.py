"""期限: which sitting comes near, and whose papers are due, as questions to the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.db.models import Exists, OuterRef, Prefetch

from cases.models import ReminderKind
from districts.models import Role, Staff
from fujisawa_care.foundation.workdays import TOKYO, moment_before
from meetings.models import (
    LOOK_AFTER,
    ON_THE_TABLE,
    AgendaItem,
    Answer,
    Meeting,
    Member,
    Packet,
)
from meetings.states import MeetingState

STILL_ASKED = (Answer.ASKED, Answer.COMING, Answer.ONLINE)
TO_COME = (MeetingState.PLANNED, MeetingState.INVITED)


@dataclass(frozen=True)
class Call:
    """What to say to whom about which sitting; another hour is another occasion."""

    kind: ReminderKind
    to: tuple[Staff, ...]
    meeting: Meeting
    occasion: str
    stage: int = 1


def nearing(at: datetime) -> Iterator[Call]:
    """The working day before, to everybody invited who has not said no."""
    here = Member.objects.filter(left_at__isnull=True, answer__in=STILL_ASKED)
    at_work = here.filter(staff__is_active=True).select_related("staff")
    rows = Meeting.objects.filter(state=MeetingState.INVITED, starts_at__gt=at)
    for meeting in rows.select_related("body").prefetch_related(
        Prefetch("members", at_work, to_attr="asked")
    ):
        if moment_before(meeting.starts_at, 1).date() > at.astimezone(TOKYO).date():
            continue
        to = tuple(one.staff for one in meeting.asked)  # type: ignore[attr-defined]  # the prefetch above
        yield Call(ReminderKind.SITTING, to, meeting, _moment(meeting.starts_at))


def papers(at: datetime) -> Iterator[Call]:
    """The working day before they are due, and once more when that day has passed without them."""
    lying = AgendaItem.objects.filter(meeting=OuterRef("pk"), state__in=ON_THE_TABLE)
    rows = Meeting.objects.filter(state__in=TO_COME, starts_at__gt=at, packet_due_on__isnull=False)
    waiting = rows.filter(Exists(lying)).exclude(
        Exists(Packet.objects.filter(meeting=OuterRef("pk")))
    )
    today = at.astimezone(TOKYO).date()
    for meeting in waiting.select_related("body", "called_by"):
        due = meeting.packet_due_on
        if due is None:
            continue
        noon = datetime.combine(due, time(12), tzinfo=TOKYO)
        if moment_before(noon, 1).date() > today:
            continue
        stage = 2 if today > due else 1
        yield Call(ReminderKind.PACKET, _secretaries(meeting), meeting, due.isoformat(), stage)


def _secretaries(meeting: Meeting) -> tuple[Staff, ...]:
    """Whoever called it; where they are gone, all who look after sittings."""
    if meeting.called_by.is_active and meeting.called_by.role in LOOK_AFTER:
        return (meeting.called_by,)
    at_work = Staff.objects.filter(is_active=True, role__in=LOOK_AFTER)
    return tuple(at_work.filter(role=Role.COORDINATOR)) or tuple(at_work)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
