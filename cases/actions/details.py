"""ケースの地区・困りごと・本人: put right by several people, held together field by field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from cases import rules
from cases.actions import cases, people
from cases.actions.people import Known
from cases.models import Case, Person
from districts.models import District, Staff, Topic
from fujisawa_care.foundation import merge
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require


@transaction.atomic
def put_right(
    case: Case,
    *,
    by: Staff,
    at: datetime,
    said: Mapping[str, Any],
    seen: Mapping[str, Any] | None = None,
    **decided: Any,
) -> tuple[str, ...]:
    """Gives what somebody else had changed meanwhile."""
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(rules.write(by, case))
    now = facts(case)
    merged = merge.compare(
        base={**now, **(seen or {})}, theirs=now, mine={**now, **said}, **decided
    )
    if merged.clashes:
        raise merge.Conflict(merged, who="", at=case.updated_at, version=case.version)
    told = merged.values
    if told != now:
        topics = list(Topic.objects.filter(pk__in=told["topics"]))
        cases.update(
            case, by=by, at=at, district=told["district"], person=case.person, topics=topics
        )
    return merged.brought


@transaction.atomic
def introduce(
    case: Case, *, by: Staff, at: datetime, known: Known, district: District | None
) -> Person:
    """Whoever was nameless has said who they are; whoever comes second finds them named."""
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(rules.write(by, case))
    if case.person_id is not None:
        raise IllegalStep(
            "ほかの人が先に本人のことを入れました。画面を開きなおしてください",
            code="person-already-known",
        )
    person = people.add(known, by=by, at=at, district=district)
    topics = list(case.topics.all())
    cases.update(
        case, by=by, at=at, district=case.district or district, person=person, topics=topics
    )
    return person


def facts(case: Case) -> dict[str, Any]:
    topics = case.topics.values_list("pk", flat=True)
    return {"district": case.district, "topics": frozenset(topics)}
