"""世帯を二つに分ける: who is protected gets a household of their own (R7)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from cases.models import Case, Household, HouseholdMember, MemberEnd, Relation

CHILDREN = (Relation.SON, Relation.DAUGHTER, Relation.CHILD)


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
    centre = next((one for one in moving if one.relation == Relation.SELF), moving[0])
    for one in moving:
        one.until, one.ended = max(at, one.since), MemberEnd.MOVED
        one.save(update_fields=["until", "ended"])
        HouseholdMember.objects.create(
            household=own,
            person_id=one.person_id,
            relation=_relation(one, centre),
            apart=one.apart,
            note=one.note,
            since=one.until,
            updated_at=at,
        )
    Case.objects.filter(person__in=[one.person_id for one in moving]).update(household=own)


def _relation(one: HouseholdMember, centre: HouseholdMember) -> str:
    """As seen from the centre of the new household; what cannot be told from here is left open."""
    if one.pk == centre.pk:
        return Relation.SELF
    keeps = centre.relation == Relation.SELF or one.relation in CHILDREN
    return one.relation if keeps else Relation.OTHER
