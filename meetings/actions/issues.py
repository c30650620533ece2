"""地域課題: handed to a table above the cases, answered there, and the answer carried back (R7: no name goes along)."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.actions import reminders
from cases.models import ReminderKind
from districts.actions import issues
from districts.models import BLIND, Issue, Staff
from meetings.models import Hearing, Meeting, MeetingBody
from meetings.states import MeetingState

OVER = (MeetingState.SETTLED, MeetingState.CANCELLED)


@transaction.atomic
def hand(
    issue: Issue, *, by: Staff, at: datetime, body: MeetingBody, meeting: Meeting | None = None
) -> Issue:
    if body.of_cases or not body.active:
        raise ValidationError({"body": "地域課題を話し合う会議をえらんでください"})
    if meeting is not None and (meeting.body_id != body.pk or meeting.state in OVER):
        raise ValidationError({"meeting": "この会議の、これから開く回をえらんでください"})
    handed = issues.hand(issue, by=by, at=at, to=meeting.called if meeting else body.name)
    Hearing.objects.create(issue=handed, body=body, meeting=meeting, handed_by=by, handed_at=at)
    return handed


@transaction.atomic
def answer(issue: Issue, *, by: Staff, at: datetime, text: str) -> Issue:
    """Whoever raised it is told; where they have left, those who now work there."""
    answered = issues.answer(issue, by=by, at=at, text=text)
    reminders.say(
        ReminderKind.ISSUE_ANSWERED,
        to=_back_to(answered),
        at=at,
        about=f"地域課題（{answered.place}・{answered.topic.label}）",
        page=f"/issues/{answered.pk}/",
        occasion=f"issue:{answered.pk}",
    )
    return answered


def _back_to(issue: Issue) -> list[Staff]:
    if issue.raised_by.is_active:
        return [issue.raised_by]
    colleagues = Staff.objects.filter(agency=issue.agency_id, is_active=True)
    return list(colleagues.exclude(role__in=BLIND).order_by("pk"))
