"""機関を分ける: two houses where one was, with whoever goes there and all that hangs on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction

from cases import dues
from cases.actions import echoes, events, grounds, passing, plan_roles
from cases.models import Division, EventKind, FollowUp, Part
from cases.states import DIVISION_STEPS, DivisionState
from districts import rules
from districts.actions import agencies
from districts.actions import staff as staff_acts
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import Problem
from fujisawa_care.foundation.steps import step
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO

NOBODY = "移る方をえらんでください"
GONE = "移る方が、その日にはもうこの機関にいませんでした"
ENDED = "この予定は、もう終わっています。画面を開きなおしてください"
log = structlog.get_logger()


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
    require(rules.may_administer(by))
    return _divide(agency, name, short_name, staff, by=by, at=at)


@transaction.atomic
def plan(
    agency: Agency,
    *,
    name: str,
    staff: Sequence[Staff],
    on_day: date,
    by: Staff,
    at: datetime,
    short_name: str = "",
) -> Division:
    """Decided now, done on that day; who goes and what hangs on them is looked at then."""
    require(rules.may_administer(by))
    if not staff:
        raise ValidationError({"staff": NOBODY})
    if on_day <= _day(at):
        raise ValidationError({"on_day": "明日か、明日より後の日にしてください"})
    Agency(**_likeness(agency), name=name, short_name=short_name, valid_from=on_day).full_clean()
    if taken := Division.objects.planned().filter(staff__in=staff).first():
        raise ValidationError(
            {"staff": f"「{taken.name}」へ移る予定の方がいます。先にその予定をとりやめてください"}
        )
    division = Division(
        agency=agency,
        name=name,
        short_name=short_name,
        on_day=on_day,
        state=DivisionState.PLANNED,
        planned_by=by,
        planned_at=at,
    )
    division.full_clean(exclude={"ended_by", "ended_at", "into"})  # nothing of its end is known
    division.save()
    division.staff.set(staff)
    log.info("division_planned", agency=agency.pk, by=by.pk, at=at.isoformat())
    return division


@transaction.atomic
def call_off(division: Division, *, by: Staff, at: datetime) -> Division:
    require(rules.may_administer(by))
    division = _locked(division)
    return _end(division, DivisionState.CALLED_OFF, at=at, by=by)


def carry_out_due(*, at: datetime) -> int:
    """What was planned for today or before, each in a transaction of its own; how many were done."""
    done = 0
    for division in Division.objects.due(_day(at)).order_by("on_day", "pk"):
        try:
            done += carry_out(division, at=at).state == DivisionState.DONE
        except (ValidationError, Problem) as refused:
            words = refused.messages if isinstance(refused, ValidationError) else [refused.message]
            give_up(division, at=at, why_not=" ".join(words))
    return done


@transaction.atomic
def carry_out(division: Division, *, at: datetime) -> Division:
    """In the name of whoever decided it, also where they are an administrator no more."""
    division = _locked(division)
    if division.state != DivisionState.PLANNED:
        return division
    goes = list(division.staff.filter(is_active=True, agency=division.agency_id))
    if not goes:
        return _end(division, DivisionState.FAILED, at=at, why_not=GONE)
    division.into = _divide(
        division.agency, division.name, division.short_name, goes, by=division.planned_by, at=at
    )
    return _end(division, DivisionState.DONE, at=at)


@transaction.atomic
def give_up(division: Division, *, at: datetime, why_not: str) -> Division:
    """It stands on the agency's page with the reason, and is not tried again."""
    division = _locked(division)
    return _end(division, DivisionState.FAILED, at=at, why_not=why_not[:500])


def _divide(
    agency: Agency, name: str, short_name: str, staff: Sequence[Staff], *, by: Staff, at: datetime
) -> Agency:
    """The decision was asked about when it was taken; here nobody is asked again."""
    if not staff:
        raise ValidationError({"staff": NOBODY})
    into = agencies.open_agency(
        name=name,
        short_name=short_name,
        by=None,
        at=at,
        topics=agency.topics.all(),
        districts=agency.districts.all(),
        blocks=agency.blocks.all(),
        valid_from=_day(at),
        **_likeness(agency),
    )
    for one in sorted(staff, key=lambda each: each.pk):
        theirs = dues.cases_of(one).order_by("pk").values_list("pk", flat=True)
        for pk in list(theirs):
            _follow(pk, one, agency, into, by=by, at=at)
        staff_acts.move(one, agency=into, by=None, at=at)
    log.info("agency_divided", agency=agency.pk, into=into.pk, by=by.pk, at=at.isoformat())
    return into


def _likeness(agency: Agency) -> dict[str, Any]:
    """What the new house has of the old one."""
    same = ("programmes", "type", "kind", "operator", "citywide", "accepts_referrals", "fictional")
    return {name: getattr(agency, name) for name in same}


def _end(
    division: Division,
    after: DivisionState,
    *,
    at: datetime,
    by: Staff | None = None,
    why_not: str = "",
) -> Division:
    before = DivisionState(division.state)
    division.state = step(DIVISION_STEPS, before, after, words=ENDED, code="division-ended")
    division.ended_at, division.ended_by, division.why_not = at, by, why_not
    division.validate_constraints()
    division.save(update_fields=["state", "ended_at", "ended_by", "into", "why_not"])
    return division


def _locked(division: Division) -> Division:
    waiting = Division.objects.select_for_update(of=("self",))
    return waiting.select_related("agency", "planned_by").get(pk=division.pk)


def _day(at: datetime) -> date:
    return at.astimezone(TOKYO).date()


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
    echoes.ring(case, by=by, at=at)
    plan_roles.carry(case, agency, to=into, at=at, staff=staff)
    names = {"from": agency.name, "to": into.name}
    events.add(case, EventKind.HANDED_ON, by=by, at=at, data=names)
