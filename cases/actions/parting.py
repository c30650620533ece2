"""世帯を二つに分ける: who is protected gets a household of their own (R7)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from cases.models import Case, Household, HouseholdMember


def part(covered: Collection[int], others: Collection[int], *, at: datetime) -> None:
    """Only where both sides are written as one; called from inside an action's transaction."""
    shared = Household.objects.filter(
        members__person__in=others, members__until__isnull=True
    ).values("pk")
    leaving = HouseholdMember.objects.select_for_update().filter(
        household__in=shared, person__in=covered, until__isnull=True
    )
    moving = list(leaving.order_by("pk"))
    if not moving:
        return
    own = Household.objects.create()
    for one in moving:
        one.until = max(at, one.since)
        one.save(update_fields=["until"])
        HouseholdMember.objects.create(
            household=own, person_id=one.person_id, relation=one.relation, since=one.until
        )
    Case.objects.filter(person__in=[one.person_id for one in moving]).update(household=own)
