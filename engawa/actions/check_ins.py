"""見守り: next steps for the person and for the host, set by the rhythm and dropped with the step they belong to."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases.actions import follow_ups
from cases.models import FollowUp, Purpose
from districts.models import Staff
from engawa.models import CheckIn, Participation, Rhythm, Site
from fujisawa_care.foundation.workdays import TOKYO, next_working_day

LONGEST_PLACE = 100


def set_after(
    participation: Participation, *, after: str, site: Site, by: Staff, at: datetime
) -> None:
    """Called from inside an action's transaction; the days fall on working days."""
    today = at.astimezone(TOKYO).date()
    for one in Rhythm.objects.active().filter(after=after).order_by("days", "position"):
        follow_up = follow_ups.put(
            participation.case,
            by=by,
            at=at,
            what=one.label,
            due_on=next_working_day(today + timedelta(days=one.days)),
            agency=by.agency,
            assignee=by,
            purpose=Purpose.PARTICIPATION,
            kind=one.kind,
            place=site.name[:LONGEST_PLACE],
        )
        CheckIn.objects.create(
            participation=participation, follow_up=follow_up, site=site, whom=one.whom
        )


def drop(participation: Participation, *, by: Staff, at: datetime) -> None:
    waiting = FollowUp.objects.open().filter(check_in__participation=participation)
    follow_ups.drop_each(waiting.select_for_update(of=("self",)), by=by, at=at)
