"""縁側のお知らせ: said once for each place, stage, occasion and recipient (R10)."""

from __future__ import annotations

from datetime import datetime
from itertools import chain

from django.db import transaction

from cases.actions import reminders
from engawa import dues

ABOUT = 100


@transaction.atomic
def raise_due(*, at: datetime) -> int:
    """Ask each question; what was told before is not told again."""
    raised = 0
    for one in chain(dues.late_reports(at), dues.stale(at)):
        raised += reminders.say(
            one.kind,
            to=one.to,
            at=at,
            about=one.site.name[:ABOUT],
            page=one.page,
            occasion=one.occasion,
            stage=one.stage,
        )
    return raised
