"""会議のお知らせ: said once for each sitting, stage and recipient (R10)."""

from __future__ import annotations

from datetime import datetime
from itertools import chain

from django.db import transaction

from cases.actions import reminders
from meetings import dues

ABOUT = 100


@transaction.atomic
def raise_due(*, at: datetime) -> int:
    """Ask each question; what was told before is not told again."""
    raised = 0
    for one in chain(dues.nearing(at), dues.papers(at)):
        raised += reminders.say(
            one.kind,
            to=one.to,
            at=at,
            about=one.meeting.called,
            page=f"/meetings/{one.meeting.pk}/",
            occasion=one.occasion,
            stage=one.stage,
        )
    for end in dues.agreements(at):
        raised += reminders.say(
            end.kind,
            to=end.to,
            at=at,
            about=str(end.pact)[:ABOUT],
            page=f"/pacts/{end.pact.pk}/",
            occasion=end.occasion,
            stage=end.stage,
        )
    return raised
