"""閲覧の根拠: written and ended in the transaction of the fact they follow from (R6)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Value
from django.db.models.functions import Greatest

from cases.models import AccessGround, Case, Ground, Level, Referral
from districts.models import Agency, Role, Staff


def of_new_case(case: Case, *, by: Staff, at: datetime) -> None:
    """Owner, the managers of the whole city, and whoever heard the first word."""
    AccessGround.objects.bulk_create(
        [
            AccessGround(
                case=case, agency_id=case.owner_id, ground=Ground.OWNER, level=Level.WRITE, since=at
            ),
            AccessGround(
                case=case, role=Role.MANAGER, ground=Ground.MANAGER, level=Level.READ, since=at
            ),
            AccessGround(
                case=case, staff=by, ground=Ground.OWN_RECORD, level=Level.SHEET, since=at
            ),
        ]
    )


def give(
    case: Case,
    ground: Ground,
    *,
    to: Agency | Staff,
    level: Level,
    at: datetime,
    referral: Referral | None = None,
) -> None:
    """Open a ground unless the same one is already running."""
    holder = {"agency": to} if isinstance(to, Agency) else {"staff": to}
    AccessGround.objects.bulk_create(
        [
            AccessGround(
                case=case, ground=ground, level=level, since=at, referral=referral, **holder
            )
        ],
        ignore_conflicts=True,
    )


def end(case: Case, *grounds: Ground, at: datetime, agency_id: int | None = None) -> None:
    running = AccessGround.objects.running().filter(case=case, ground__in=grounds)
    if agency_id is not None:
        running = running.filter(agency=agency_id)
    running.update(until=_not_before_it_began(at))


def end_of_referral(referral: Referral, *, at: datetime) -> None:
    running = AccessGround.objects.running().filter(referral=referral)
    running.update(until=_not_before_it_began(at))


def _not_before_it_began(at: datetime) -> Greatest:
    """Who clicked first may be served last."""
    return Greatest(F("since"), Value(at))
