"""多機関協働: a case that is being sent round comes before the coordinators by itself (R3)."""

from __future__ import annotations

from datetime import datetime

from cases.actions import events, follow_ups, grounds, reminders
from cases.models import (
    Case,
    EventKind,
    Ground,
    Level,
    Purpose,
    Referral,
    ReferralKind,
    ReminderKind,
)
from cases.states import ReferralStatus
from districts.models import Agency, Programme, Role, Staff
from fujisawa_care.foundation.workdays import TOKYO, add_working_days

RETURNS = 2
TRANSFERS = 3


def consider(case: Case, *, by: Staff, at: datetime) -> None:
    """Put the case before the coordinators after two returns, or with the third time of handing over.

    Where no coordinator is at work the managers are told, and the next hop asks again.
    """
    if case.coordinators_since is not None:
        return
    returned = case.referrals.filter(status=ReferralStatus.RETURNED).count()
    if returned < RETURNS and _times_handed_over(case) < TRANSFERS:
        return
    agencies = _coordinators(at)
    if not agencies:
        reminders.tell(case, ReminderKind.COORDINATION, to=_managers(), at=at)
        return
    case.coordinators_since = at
    case.save(update_fields=["coordinators_since"])
    for agency in agencies:
        grounds.give(case, Ground.COORDINATION, to=agency, level=Level.WRITE, at=at)
        follow_ups.put(
            case,
            by=by,
            at=at,
            what="多機関協働で、進め方と主担当を決める",
            due_on=add_working_days(at.astimezone(TOKYO).date(), 1),
            agency=agency,
            assignee=None,
            purpose=Purpose.COORDINATION,
        )
        reminders.tell_agency(case, ReminderKind.COORDINATION, agency=agency, at=at)
    events.add(case, EventKind.BEFORE_COORDINATORS, by=by, at=at)


def _managers() -> list[Staff]:
    return list(Staff.objects.filter(role=Role.MANAGER, is_active=True))


def _times_handed_over(case: Case) -> int:
    """Several agencies asked in the same moment are one time; what was withdrawn does not count."""
    asked: set[datetime] = set(
        Referral.objects.filter(case=case, kind=ReferralKind.TRANSFER)
        .exclude(status=ReferralStatus.WITHDRAWN)
        .values_list("sent_at", flat=True)
    )
    return len(asked)


def _coordinators(at: datetime) -> list[Agency]:
    """The agencies that carry 多機関協働 and have a coordinator at work."""
    return list(
        Agency.objects.valid_on(at.astimezone(TOKYO).date())
        .carrying(Programme.COORDINATION)
        .filter(staff__role=Role.COORDINATOR, staff__is_active=True)
        .distinct()
    )
