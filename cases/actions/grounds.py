"""閲覧の根拠: written and ended in the transaction of the fact they follow from (R6)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest, Least

from cases.models import (
    AccessGround,
    AccessGroundQuerySet,
    Case,
    ConsentEvent,
    Emergency,
    Ground,
    Level,
    Referral,
    Standing,
    ViewRequest,
)
from cases.states import CaseStage
from districts.models import Agency, Role, Staff
from fujisawa_care.foundation.workdays import TOKYO


def of_new_case(case: Case, *, by: Staff | None, at: datetime) -> None:
    """Owner, the managers of the whole city, and whoever heard the first word, if they may see it at all."""
    held = (
        [AccessGround(case=case, staff=by, ground=Ground.OWN_RECORD, level=Level.SHEET, since=at)]
        if by
        else []
    )
    AccessGround.objects.bulk_create(
        [
            *held,
            AccessGround(
                case=case, agency_id=case.owner_id, ground=Ground.OWNER, level=Level.WRITE, since=at
            ),
            AccessGround(
                case=case, role=Role.MANAGER, ground=Ground.MANAGER, level=Level.READ, since=at
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
    expires_at: datetime | None = None,
    **because: Referral | ConsentEvent | Emergency | ViewRequest,
) -> None:
    """Open a ground, with the row it follows from, unless the same one is already running."""
    holder = {"agency": to} if isinstance(to, Agency) else {"staff": to}
    row = AccessGround(
        case=case,
        ground=ground,
        level=level,
        since=at,
        expires_at=expires_at,
        **holder,
        **because,
    )
    AccessGround.objects.bulk_create([row], ignore_conflicts=True)


def end(case: Case, *grounds: Ground, at: datetime, **whose: int) -> None:
    """`whose`: only those of one `agency_id`, or of one `staff_id`."""
    running = AccessGround.objects.running().filter(case=case, ground__in=grounds, **whose)
    running.update(until=_not_before_it_began(at))


def end_of_referral(referral: Referral, *, at: datetime) -> None:
    running = AccessGround.objects.running().filter(referral=referral)
    running.update(until=_not_before_it_began(at))


def instead(
    case: Case, *, of: Agency, to: Agency, owned: bool, at: datetime, stays: bool = False
) -> None:
    """Accountable or in the team, `to` sees from now on; `of` does no more, unless it `stays`."""
    if owned:
        end(case, Ground.OWNER, at=at)
        end(case, Ground.TEAM, at=at, agency_id=to.pk)
        give(case, Ground.OWNER, to=to, level=Level.WRITE, at=at)
        if stays:
            give(case, Ground.TEAM, to=of, level=Level.WRITE, at=at)
        return
    if not stays:
        end(case, Ground.TEAM, at=at, agency_id=of.pk)
    if case.owner_id != to.pk:
        give(case, Ground.TEAM, to=to, level=Level.WRITE, at=at)


def as_before(case: Case, *, agencies: Collection[Agency], since: datetime, at: datetime) -> None:
    """主担当 and team of these houses as they stood before `since`: given since, ended; ended since, given."""
    theirs = AccessGround.objects.filter(
        case=case,
        agency__in=agencies,
        ground__in=(Ground.OWNER, Ground.TEAM, Ground.COORDINATION, Ground.ROLE),
    )
    ended = list(theirs.filter(until__gte=since).select_related("agency"))
    theirs.running().filter(since__gte=since).update(until=_not_before_it_began(at))
    for one in ended:
        if one.agency is not None:
            give(case, Ground(one.ground), to=one.agency, level=Level(one.level), at=at)


def follow_consent(
    case: Case, stands: Standing, *, at: datetime
) -> tuple[list[Agency], list[Agency]]:
    """Each agency that the consent in force names sees as far as it reaches; whose began and ended."""
    running = AccessGround.objects.running().filter(case=case, ground=Ground.CONSENT)
    held = {one.agency_id: one for one in running.select_related("agency")}
    yes = stands.event if stands.given and case.stage == CaseStage.OPEN else None
    named = {one.pk: one for one in yes.agencies.all()} if yes else {}
    kept = {pk for pk, one in held.items() if pk in named and one.consent_id == (yes and yes.pk)}
    gone = [one for pk, one in held.items() if pk not in kept]
    if gone:
        running.filter(pk__in=[one.pk for one in gone]).update(until=_not_before_it_began(at))
    new = [agency for pk, agency in named.items() if pk not in kept]
    if yes is not None:
        last, level = end_of(yes.valid_until), Level(yes.level)
        for agency in new:
            give(case, Ground.CONSENT, to=agency, level=level, at=at, expires_at=last, consent=yes)
    return (
        [one for one in new if one.pk not in held],
        [one.agency for one in gone if one.agency and one.agency_id not in named],
    )


def seat(
    case: Case, *, to: Staff, occasion: str, at: datetime, expires_at: datetime
) -> AccessGround | None:
    """会議の席: the packet of one item, until a day set from the first; None where that day is over."""
    lapse(at=at, case=case)
    if expires_at <= at:
        return None
    return AccessGround.objects.create(
        case=case,
        staff=to,
        ground=Ground.MEETING,
        level=Level.PACKET,
        occasion=occasion,
        since=at,
        expires_at=expires_at,
    )


def end_seats(rows: AccessGroundQuerySet, *, at: datetime) -> None:
    """Whoever leaves the table sees no more of it."""
    rows.running().filter(ground=Ground.MEETING).update(until=_not_before_it_began(at))


@transaction.atomic
def lapse(*, at: datetime, case: Case | None = None) -> int:
    """Write the end into what has ended by itself; no question has counted it since."""
    over = AccessGround.objects.running().filter(expires_at__lte=at)
    if case is not None:
        over = over.filter(case=case)
    return over.update(until=F("expires_at"))


def team(case: Case) -> AccessGroundQuerySet:
    return AccessGround.objects.running().filter(
        case=case, ground__in=(Ground.TEAM, Ground.COORDINATION, Ground.ROLE)
    )


def coordinating(case: Case) -> list[int]:
    """The houses of 多機関協働 that see this case."""
    held = AccessGround.objects.running().filter(case=case, ground=Ground.COORDINATION)
    return [pk for pk in held.values_list("agency", flat=True) if pk]


def end_of(day: date | None) -> datetime | None:
    """The last day is included."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=TOKYO) if day else None


def _not_before_it_began(at: datetime) -> Least:
    """Who clicked first may be served last; what had its own end did not last beyond it."""
    return Least(Greatest(F("since"), Value(at)), F("expires_at"))
