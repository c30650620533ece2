"""住まい: in which household somebody lives; called from inside other actions' transactions."""

from __future__ import annotations

from datetime import datetime

from cases.models import Case, Household, HouseholdMember, Person, Relation
from districts.models import Staff


def of_person(person: Person | None, living_with: str, *, by: Staff, at: datetime) -> Household:
    """Where the person lives, or a new household around them; called inside other actions."""
    home = _home(person)
    if home is not None:
        also_live(home, living_with)
        return home
    household = Household.objects.create(living_with=living_with)
    if person is not None:
        _join(household, person, by=by, at=at)
    return household


def follow(case: Case, person: Person | None, *, by: Staff, at: datetime) -> Household:
    """The household of a case whose 本人 is now `person`; the caller holds the case's row."""
    if person is None:
        return case.household
    home = _home(person)
    if home is not None:
        return home
    if not case.household.members.running().filter(relation=Relation.SELF).exists():
        _join(case.household, person, by=by, at=at)
        return case.household
    return of_person(person, case.household.living_with, by=by, at=at)


def _join(household: Household, person: Person, *, by: Staff, at: datetime) -> None:
    HouseholdMember.objects.create(
        household=household,
        person=person,
        relation=Relation.SELF,
        since=at,
        noted_by=by,
        updated_at=at,
    )


def also_live(household: Household, living_with: str) -> None:
    """What was said first stays."""
    if living_with:
        empty = Household.objects.filter(pk=household.pk, living_with="")
        empty.update(living_with=living_with)


def _home(person: Person | None) -> Household | None:
    if person is None:
        return None
    lives = HouseholdMember.objects.running().filter(person=person)
    found = lives.select_related("household").order_by("apart", "-since").first()
    return found.household if found else None
