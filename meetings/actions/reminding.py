"""会議のお知らせ: said once for each sitting, stage and recipient (R10)."""

from __future__ import annotations

from datetime import datetime
from itertools import chain

from django.db import transaction

from cases.actions import reminders
from meetings import dues


@transaction.atomic
def raise_due(*, at: datetime) -> int:
    """Ask both questions; what was told before is not told again."""
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
    return raised
