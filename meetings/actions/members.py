"""出席者: of an agency or from outside, with an account or without; leaving ends every seat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from districts.models import Agency, Staff
from fujisawa_care.foundation.verdict import require
from meetings import rules
from meetings.actions import events, locks, seats
from meetings.models import Answer, Meeting, MeetingEventKind, Member, Seat

JOINED, LEFT = "出席者に加えた", "出席者から外した"


@dataclass(frozen=True, kw_only=True)
class Called:
    """だれを: somebody with an account, or a name with what they are (民生委員, 医師)."""

    staff: Staff | None = None
    agency: Agency | None = None
    name: str = ""
    title: str = ""
    chairs: bool = False


@transaction.atomic
def add(meeting: Meeting, *, by: Staff, at: datetime, who: Called) -> Member:
    """Whoever was there before comes back with what they had confirmed."""
    meeting = locks.meeting(meeting.pk)
    require(rules.sitting(by, meeting))
    return join(meeting, by=by, at=at, who=who)


def join(meeting: Meeting, *, by: Staff, at: datetime, who: Called) -> Member:
    """The row with its line in the history; called from inside other actions' transactions."""
    if who.staff is not None and not (who.staff.is_active and who.staff.sees_cases):
        raise ValidationError({"staff": f"{who.staff.name}さんは、会議に招けません"})
    member = put(meeting, who)
    if who.chairs:
        _chair(meeting, member)
    events.add(meeting, MeetingEventKind.CHANGED, by=by, at=at, member=member, note=JOINED)
    return member


def put(meeting: Meeting, who: Called) -> Member:
    """The bare row; called from inside other actions' transactions."""
    member = Member(meeting=meeting)
    if who.staff is not None:
        member = Member.objects.filter(meeting=meeting, staff=who.staff).first() or member
        if member.pk and member.left_at is None:
            raise ValidationError({"staff": "この方は、もう出席者に入っています"})
    staff = who.staff
    member.staff, member.title, member.left_at = staff, who.title, None
    member.agency = staff.agency if staff else who.agency
    member.name = staff.name if staff else who.name
    member.answer, member.invited_at, member.answered_at = Answer.NOT_ASKED, None, None
    if not member.name:
        raise ValidationError({"name": "職員をえらぶか、名前を入れてください"})
    kept = {"name", "title"}
    member.clean_fields(exclude={one.name for one in member._meta.fields} - kept)
    member.save()
    return member


@transaction.atomic
def remove(member: Member, *, by: Staff, at: datetime) -> Member:
    """Their sight of whatever lay there ends with this moment (R6)."""
    member = _locked(member)
    require(rules.sitting(by, member.meeting))
    if member.left_at is not None:
        return member
    mine = Seat.objects.filter(member=member, left_at__isnull=True)
    locks.cases(mine.filter(item__case__isnull=False).values_list("item__case", flat=True))
    seats.leave(Seat.objects.filter(member=member), at=at)
    member.left_at, member.chairs = at, False
    member.save(update_fields=["left_at", "chairs"])
    events.add(member.meeting, MeetingEventKind.CHANGED, by=by, at=at, member=member, note=LEFT)
    return member


@transaction.atomic
def chair(member: Member, *, by: Staff, at: datetime) -> Member:
    """One chair: the one before steps down."""
    member = _locked(member)
    require(rules.sitting(by, member.meeting))
    require(rules.chair(member))
    _chair(member.meeting, member)
    note = f"議長を{member.name}さんにした"[:500]
    events.add(member.meeting, MeetingEventKind.CHANGED, by=by, at=at, member=member, note=note)
    return member


@transaction.atomic
def attend(member: Member, *, by: Staff, at: datetime, attended: bool) -> Member:
    """Who was there, ticked on the day."""
    member = _locked(member)
    require(rules.sitting(by, member.meeting))
    require(rules.chair(member))
    member.attended = attended
    member.save(update_fields=["attended"])
    return member


def _chair(meeting: Meeting, member: Member) -> None:
    meeting.members.filter(chairs=True).exclude(pk=member.pk).update(chairs=False)
    member.chairs = True
    member.save(update_fields=["chairs"])


def _locked(member: Member) -> Member:
    meeting = locks.meeting(member.meeting_id)
    found = Member.objects.select_for_update(of=("self",)).select_related("staff")
    member = found.get(pk=member.pk)
    member.meeting = meeting
    return member
