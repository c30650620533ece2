"""会議のことを知らせる: to whom a sitting or an item matters, with the sitting and the day and nothing else (R10)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from cases.actions import reminders
from cases.models import ReminderKind
from districts.models import Staff
from fujisawa_care.foundation import daywords
from fujisawa_care.foundation.workdays import TOKYO
from meetings import dues, rules
from meetings.models import AgendaItem, Answer, Meeting, Member, Seat

LONGEST = 100


def invited(meeting: Meeting, kind: ReminderKind, *, at: datetime) -> None:
    """Everybody who has been asked and not left, by the day as it stands now."""
    asked = meeting.members.filter(left_at__isnull=True).exclude(answer=Answer.NOT_ASKED)
    members(meeting, kind, told=asked.select_related("staff"), at=at)


def members(
    meeting: Meeting, kind: ReminderKind, *, told: Iterable[Member], at: datetime, about: str = ""
) -> None:
    """Whoever has no account is told by telephone."""
    people = [one.staff for one in told if one.staff is not None and one.staff.is_active]
    say(meeting, kind, to=people, at=at, about=about or dated(meeting))


def seated(item: AgendaItem, *, by: Staff, at: datetime) -> None:
    """Before it is taken off: those who prepare themselves for it."""
    here = Member.objects.filter(seats__item=item, seats__left_at__isnull=True)
    others = here.filter(left_at__isnull=True).exclude(staff__in=[by.pk, item.tabled_by_id])
    about = f"{item.meeting.called} 議題{item.position}"
    told = others.select_related("staff")
    members(item.meeting, ReminderKind.ITEM_OFF, told=told, at=at, about=about)


def bringer(item: AgendaItem, *, by: Staff, at: datetime) -> None:
    """Of a case that is free for another sitting; whoever did it knows."""
    brought = item.tabled_by
    if item.case is not None and brought.is_active and brought.pk != by.pk:
        reminders.tell(item.case, ReminderKind.ITEM_OFF, to=[brought], at=at)


def continued(item: AgendaItem, *, by: Staff, at: datetime) -> None:
    """Whoever brought it has it in hand until the next time."""
    brought = item.tabled_by
    if item.case is not None and brought.is_active and brought.pk != by.pk:
        reminders.tell(item.case, ReminderKind.CONTINUED, to=[brought], at=at)


def secretaries(item: AgendaItem, *, by: Staff, at: datetime) -> None:
    """Of what somebody else has brought: who sits there is theirs to pick."""
    if item.case_id is None or rules.look_after(by):
        return
    meeting = item.meeting
    page = f"/meetings/{meeting.pk}/items/{item.pk}/seats/"
    say(meeting, ReminderKind.BROUGHT, to=dues.secretaries(meeting), at=at, page=page)


def readers(meeting: Meeting, *, by: Staff, at: datetime) -> None:
    """Those who sit at anything, when there is something new to read."""
    seated = Seat.objects.filter(item__meeting=meeting, left_at__isnull=True)
    here = meeting.members.filter(left_at__isnull=True, pk__in=seated.values("member"))
    people = Staff.objects.filter(pk__in=here.values("staff"), is_active=True).exclude(pk=by.pk)
    say(meeting, ReminderKind.PAPERS, to=people, at=at, page=f"/meetings/{meeting.pk}/papers/")


def say(
    meeting: Meeting,
    kind: ReminderKind,
    *,
    to: Iterable[Staff],
    at: datetime,
    about: str = "",
    page: str = "",
) -> None:
    reminders.say(
        kind,
        to=to,
        at=at,
        about=(about or meeting.called)[:LONGEST],
        page=page or f"/meetings/{meeting.pk}/",
        occasion=at.isoformat(),
    )


def dated(meeting: Meeting) -> str:
    """「支援会議 第8回 12月8日（火）14:00」."""
    begins = meeting.starts_at.astimezone(TOKYO)
    return f"{meeting.called} {daywords.spoken(begins.date())}{daywords.clock(begins)}"
