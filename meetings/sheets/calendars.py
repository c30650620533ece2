"""予定表の見えかた: the sittings one is called to, by the name of the body and their number only."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q

from cases.sheets.calendars import COMING, MOST, PAST, Appointment
from districts.models import Staff
from fujisawa_care.foundation.workdays import TOKYO
from meetings.models import Answer, Meeting, Member
from meetings.states import MeetingState

NOT_MINE = (Answer.NOT_ASKED, Answer.AWAY)


def of(staff: Staff, *, today: date) -> list[Appointment]:
    """What this person is invited to and has not declined, or looks after."""
    mine = Member.objects.filter(meeting=OuterRef("pk"), staff=staff, left_at__isnull=True)
    asked = Exists(mine.exclude(answer__in=NOT_MINE))
    rows = Meeting.objects.visible_to(staff).exclude(state=MeetingState.CANCELLED)
    first, last = (datetime.combine(day, time(), TOKYO) for day in (today - PAST, today + COMING))
    around = rows.filter(Q(called_by=staff) | asked, starts_at__gte=first, starts_at__lt=last)
    return [
        Appointment(
            uid=f"meeting-{one.pk}",
            title=one.called,
            begins=one.starts_at,
            ends=one.ends_at,
            page=f"/meetings/{one.pk}/",
            changed_at=one.updated_at,
        )
        for one in around.select_related("body").order_by("starts_at", "pk")[:MOST]
    ]
