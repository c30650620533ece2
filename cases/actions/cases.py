"""ケース: put right, given to a colleague, closed with everything settled, opened again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules, rules_plans
from cases.actions import (
    consents,
    coordination,
    events,
    follow_ups,
    grounds,
    handing,
    homes,
    plan_courses,
    reminders,
)
from cases.actions.follow_ups import Next
from cases.models import (
    LONGEST_RHYTHM,
    Case,
    ClosingOutcome,
    EventKind,
    Ground,
    OwnedBecause,
    Person,
    ReminderKind,
)
from cases.states import CASE_STEPS, CaseStage
from districts.models import District, Staff, Topic
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.steps import step
from fujisawa_care.foundation.verdict import require

FACTS = {"person": "本人", "district": "地区", "topics": "困りごと"}
ENDS_WITH_THE_CASE = (Ground.TEAM, Ground.COORDINATION, Ground.REQUEST, Ground.ROLE)


@transaction.atomic
def update(
    case: Case,
    *,
    by: Staff,
    at: datetime,
    district: District | None,
    person: Person | None,
    topics: Sequence[Topic],
) -> Case:
    """Put right what the counter could only guess."""
    case = _locked(case)
    require(rules.write(by, case))
    changed = {
        name: str(value or "")
        for name, before, value in (
            ("district", case.district, district),
            ("person", case.person_id, person.pk if person else None),
        )
        if before != value
    }
    if "person" in changed:
        case.household = homes.follow(case, person, by=by, at=at)
    case.district, case.person, case.updated_at = district, person, at
    case.save(update_fields=["district", "person", "household", "updated_at"])
    if {topic.pk for topic in topics} != set(case.topics.values_list("pk", flat=True)):
        changed["topics"] = " ".join(sorted(topic.code for topic in topics))
        case.topics.set(topics)
    labels = [label for name, label in FACTS.items() if name in changed]
    told = {**changed, "what": "・".join(labels)} if labels else {}
    events.add(case, EventKind.UPDATED, by=by, at=at, data=told)
    case.refresh_from_db(fields=["version", "updated_at"])
    return case


@transaction.atomic
def assign(case: Case, *, by: Staff, at: datetime, to: Staff) -> Case:
    """Name the colleague who is accountable; the agency stays the same."""
    case = _locked(case)
    require(rules.assign(by, case))
    require(rules.take(to, case))
    if to.agency_id != case.owner_id:
        raise ValidationError(
            {"staff": "同じ機関の方をえらんでください。ほかの機関へは「つなぐ」を使います"}
        )
    if to.pk == case.owner_staff_id:
        raise ValidationError({"staff": f"{to.name}さんが、もう担当者です"})
    at = case.not_before(at)
    handing.account(case, agency=case.owner, staff=to, because=OwnedBecause.ASSIGNED, at=at)
    events.add(case, EventKind.ASSIGNED, by=by, at=at, data={"to": to.name})
    return case


@transaction.atomic
def pace(case: Case, *, by: Staff, at: datetime, days: int | None) -> Case:
    """How often this household is visited or called; None where nobody has decided."""
    case = _locked(case)
    require(rules.write(by, case))
    if days is not None and not 1 <= days <= LONGEST_RHYTHM:
        raise ValidationError({"days": f"間かくは1日から{LONGEST_RHYTHM}日までにしてください"})
    before, case.rhythm_days = case.rhythm_days, days
    if before != days:
        case.save(update_fields=["rhythm_days"])
        note = f"{days}日ごと" if days else "決めない"
        changed = {"from": str(before or ""), "to": str(days or "")}
        events.add(case, EventKind.PACED, by=by, at=at, note=note, data=changed)
    return case


@transaction.atomic
def close(case: Case, *, by: Staff, at: datetime, outcome: str, reason: str) -> Case:
    """R12: an outcome and a reason, no referral unanswered, roles ended, the team told."""
    if outcome not in ClosingOutcome.values:
        raise ValidationError({"outcome": "終わりのかたちをえらんでください"})
    if not reason:
        raise ValidationError({"reason": "終わりにする理由を入れてください"})
    case = _locked(case)
    require(rules.close(by, case))
    case.stage = step(
        CASE_STEPS,
        CaseStage(case.stage),
        CaseStage.CLOSED,
        words="このケースは、もう終わりになっています",
        code="case-closed",
    )
    if case.referrals.unanswered().exists():
        raise IllegalStep(
            "返事を待っているつなぎがあります。返事が来るのを待つか、取り下げてから終わりにしてください",
            code="referral-unanswered",
        )
    require(rules_plans.close_case(case))
    at = case.not_before(at)
    plan_courses.end_with_the_case(case, by=by, at=at, because=reason)
    case.closed_at, case.outcome, case.closing_reason = at, outcome, reason
    case.save(update_fields=["stage", "closed_at", "outcome", "closing_reason"])
    dropped = follow_ups.drop_all(case, by=by, at=at)
    told = [one.assignee for one in dropped if one.assignee and one.assignee_id != by.pk]
    _tell_team(case, told, at=at)
    grounds.end(case, *ENDS_WITH_THE_CASE, at=at)
    consents.settle(case, by=by, at=at)
    events.add(case, EventKind.CLOSED, by=by, at=at, note=reason, data={"outcome": outcome})
    return case


@transaction.atomic
def reopen(case: Case, *, by: Staff, at: datetime, reason: str, then: Next) -> Case:
    if not reason:
        raise ValidationError({"reason": "再開する理由を入れてください"})
    case = _locked(case)
    require(rules.reopen(by, case))
    case.stage = step(
        CASE_STEPS,
        CaseStage(case.stage),
        CaseStage.OPEN,
        words="このケースは、いま支援中です",
        code="case-open",
    )
    at = case.not_before(at)
    case.closed_at, case.outcome, case.closing_reason = None, "", ""
    case.owner_staff, case.owner_since, case.owner_because = by, at, OwnedBecause.REOPENED
    case.coordinators_since = None
    case.save(
        update_fields=[
            *("stage", "closed_at", "outcome", "closing_reason"),
            *("owner_staff", "owner_since", "owner_because", "coordinators_since"),
        ]
    )
    events.add(case, EventKind.REOPENED, by=by, at=at, note=reason)
    follow_ups.plan(case, by=by, at=at, then=then)
    coordination.consider(case, by=by, at=at)
    consents.settle(case, by=by, at=at)
    return case


def _locked(case: Case) -> Case:
    """The bare row: joined to an owner who changes while we wait, it would not be found."""
    return Case.objects.select_for_update(no_key=True).get(pk=case.pk)


def _tell_team(case: Case, also: Sequence[Staff], *, at: datetime) -> None:
    reminders.tell(case, ReminderKind.CLOSED, to={one.pk: one for one in also}.values(), at=at)
    for ground in grounds.team(case).select_related("agency"):
        if ground.agency is not None:
            reminders.tell_agency(case, ReminderKind.CLOSED, agency=ground.agency, at=at)
