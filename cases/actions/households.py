"""世帯: who belongs to it and how, since when, until when; each change leaves a line on the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.actions import events
from cases.models import (
    AccessGround,
    Case,
    EventKind,
    Household,
    HouseholdMember,
    Level,
    MemberEnd,
    Person,
    Relation,
)
from districts.models import Staff
from fujisawa_care.foundation import merge
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from fujisawa_care.foundation.verdict import require

FACTS = ("name", "relation", "age_text", "apart", "note")
ENDED = "この方は、もう前にいた方になっています。画面を開きなおしてください"
SEEN_ELSEWHERE = (
    "この方は、ほかの機関が見ている世帯で暮らしています。"
    "名前だけで加えるか、「別に暮らしている」にしてください"
)


@dataclass(frozen=True, kw_only=True)
class Member:
    """世帯の人: a person of ours, a name, or only how they belong."""

    relation: str
    name: str = ""
    person: Person | None = None
    age_text: str = ""
    apart: bool = False
    note: str = ""
    since: datetime | None = None


@transaction.atomic
def add(case: Case, *, by: Staff, at: datetime, who: Member) -> HouseholdMember:
    case = _writable(case, by)
    if who.person is not None and not who.apart:
        _leave_elsewhere(who.person, case, by=by, at=at)
    if who.relation not in Relation.values:
        raise ValidationError({"relation": "続柄をえらんでください"})
    since = who.since or at
    if since > at:
        raise ValidationError({"since": "今日か、今日より前の日にしてください"})
    member = HouseholdMember(
        household_id=case.household_id,
        person=who.person,
        since=since,
        noted_by=by,
        updated_at=at,
        **{name: getattr(who, name) for name in FACTS},
    )
    member.validate_constraints()
    member.save()
    _told(case, member, "加えた", by=by, at=at)
    return member


@transaction.atomic
def update(
    member: HouseholdMember,
    case: Case,
    *,
    by: Staff,
    at: datetime,
    said: Mapping[str, Any],
    seen: Mapping[str, Any] | None = None,
    **decided: Any,
) -> HouseholdMember:
    """`seen` is what stood on the page it was typed on; without it what is said now stands."""
    case, member = _locked(case, member, by)
    now = {name: getattr(member, name) for name in FACTS}
    merged = merge.compare(
        base={**now, **(seen or {})}, theirs=now, mine={**now, **said}, **decided
    )
    if merged.clashes:
        who = member.noted_by.name if member.noted_by else ""
        raise merge.Conflict(merged, who=who, at=member.updated_at, version=member.version)
    if merged.values != now:
        for name, value in merged.values.items():
            setattr(member, name, value)
        member.noted_by = by
        member.validate_constraints()
        member.save(update_fields=[*FACTS, "noted_by"])
        _told(case, member, "のことを直した", by=by, at=at)
        member.refresh_from_db(fields=["version", "updated_at"])
    return member


@transaction.atomic
def end(
    member: HouseholdMember,
    case: Case,
    *,
    by: Staff,
    at: datetime,
    because: str,
    until: datetime | None = None,
) -> HouseholdMember:
    """No longer of this household; the line stays."""
    if because not in MemberEnd.values:
        raise ValidationError({"because": "終わったわけをえらんでください"})
    case, member = _locked(case, member, by)
    if member.person_id is not None and member.person_id == case.person_id:
        raise IllegalStep(
            "このケースの本人です。本人がちがうときは、ケースの「直す」で変えてください",
            code="person-of-the-case",
        )
    until = until or at
    if until > at:
        raise ValidationError({"until": "今日か、今日より前の日にしてください"})
    member.until, member.ended, member.noted_by = max(until, member.since), because, by
    member.save(update_fields=["until", "ended", "noted_by"])
    _told(case, member, f"：{MemberEnd(because).label}", by=by, at=at)
    return member


@transaction.atomic
def describe(case: Case, *, by: Staff, at: datetime, living_with: str) -> Household:
    """いっしょに暮らす方, as it was said."""
    case = _writable(case, by)
    household = Household.objects.select_for_update().get(pk=case.household_id)
    if household.living_with != living_with:
        household.living_with = living_with
        household.save(update_fields=["living_with"])
        events.add(
            case, EventKind.FAMILY, by=by, at=at, data={"what": "いっしょに暮らす方を直した"}
        )
    return household


def _leave_elsewhere(person: Person, case: Case, *, by: Staff, at: datetime) -> None:
    """A household that only `by` answers for may be joined to this one; another's never is."""
    lives = HouseholdMember.objects.running().filter(person=person, apart=False)
    home = lives.exclude(household=case.household_id).select_for_update().first()
    if home is None:
        return
    cases = Case.objects.filter(household=home.household_id)
    mine = AccessGround.objects.of(by).at_least(Level.WRITE)
    alone = not home.household.members.running().exclude(pk=home.pk).exists()
    if not alone or cases.exclude(pk__in=mine.values("case")).exists():
        raise NotAllowed(SEEN_ELSEWHERE, code="household-seen-elsewhere")
    home.until, home.ended, home.noted_by = max(at, home.since), MemberEnd.MOVED, by
    home.save(update_fields=["until", "ended", "noted_by"])
    for other in cases.filter(person=person).order_by("pk").select_for_update(no_key=True):
        other.household_id = case.household_id
        other.save(update_fields=["household"])
        events.add(other, EventKind.FAMILY, by=by, at=at, data={"what": "世帯をいっしょにした"})


def _writable(case: Case, by: Staff) -> Case:
    locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(rules.write(by, locked))
    return locked


def _locked(case: Case, member: HouseholdMember, by: Staff) -> tuple[Case, HouseholdMember]:
    case = _writable(case, by)
    rows = HouseholdMember.objects.filter(household=case.household_id)
    found = rows.select_for_update().get(pk=member.pk)
    if found.until is not None:
        raise IllegalStep(ENDED, code="member-ended")
    return case, found


def _told(case: Case, member: HouseholdMember, what: str, *, by: Staff, at: datetime) -> None:
    label = Relation(member.relation).label
    particle = "を" if what == "加えた" else ""
    events.add(case, EventKind.FAMILY, by=by, at=at, data={"what": f"{label}{particle}{what}"})
