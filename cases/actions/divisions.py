"""機関を分ける: two houses where one was, with whoever goes there and all that hangs on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import dues
from cases.actions import events, grounds, passing
from cases.models import EventKind, FollowUp, Part
from districts.actions import agencies
from districts.actions import staff as staff_acts
from districts.models import Agency, Staff
from fujisawa_care.foundation.workdays import TOKYO


@transaction.atomic
def divide(
    agency: Agency,
    *,
    name: str,
    staff: Sequence[Staff],
    by: Staff,
    at: datetime,
    short_name: str = "",
) -> Agency:
    """機関を分ける: `staff` go to a new house of the same kind, and what hangs on them goes along (R1, R4).

    No hop: nobody was sent round. What none of them had taken stays with the old house.
    """
    if not staff:
        raise ValidationError({"staff": "移る方をえらんでください"})
    into = agencies.open_agency(
        name=name,
        short_name=short_name,
        by=by,
        at=at,
        programmes=agency.programmes,
        topics=agency.topics.all(),
        districts=agency.districts.all(),
        blocks=agency.blocks.all(),
        type=agency.type,
        kind=agency.kind,
        operator=agency.operator,
        citywide=agency.citywide,
        accepts_referrals=agency.accepts_referrals,
        fictional=agency.fictional,
        valid_from=at.astimezone(TOKYO).date(),
    )
    for one in sorted(staff, key=lambda each: each.pk):
        theirs = dues.cases_of(one).order_by("pk").values_list("pk", flat=True)
        for pk in list(theirs):
            _follow(pk, one, agency, into, by=by, at=at)
        staff_acts.move(one, agency=into, by=by, at=at)
    return into


def _follow(
    case_id: int, staff: Staff, agency: Agency, into: Agency, *, by: Staff, at: datetime
) -> None:
    """Their own cases with the sight that goes with them; in others' cases their next steps alone."""
    case = passing.locked(case_id)
    items = passing.hanging(case, staff)
    at = case.not_before(at)
    passing.give(items, case, agency=into, to=staff, at=at)
    owned = any(item.part == Part.OWNER for item in items)
    left = FollowUp.objects.open().filter(case=case, agency=agency).exists()
    grounds.instead(case, of=agency, to=into, owned=owned, stays=left or not owned, at=at)
    names = {"from": agency.name, "to": into.name}
    events.add(case, EventKind.HANDED_ON, by=by, at=at, data=names)
