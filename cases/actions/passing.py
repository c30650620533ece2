"""渡すもの: what of a case hangs on somebody or on a house, given to others; taken back it goes the same way."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from cases import rules
from cases.actions import follow_ups, grounds, handing, plan_roles, referrals
from cases.models import (
    AccessGround,
    Case,
    FollowUp,
    Ground,
    OwnedBecause,
    Part,
    Referral,
    SuccessionItem,
)
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require


def locked(case_id: int) -> Case:
    return Case.objects.select_for_update(no_key=True).get(pk=case_id)


def hanging(case: Case, whose: Staff | Agency) -> list[SuccessionItem]:
    """Each thing as a row not yet saved, locked together with its case; nothing is an error."""
    if isinstance(whose, Agency):
        found = [*_accountable(case, whose), *_steps(case, whose), *_parts(case, whose)]
        holder = whose.name
    else:
        found = [*_accountable(case, whose), *_steps(case, whose)]
        holder = f"{whose.name}さん"
    if not found:
        raise IllegalStep(
            f"{case.number}は、もう{holder}の担当ではありません。画面を開きなおしてください",
            code="not-theirs",
        )
    return found


def give(
    items: Collection[SuccessionItem], case: Case, *, agency: Agency, to: Staff | None, at: datetime
) -> None:
    """All of it to one person, or to nobody in particular of a house; its sight goes by itself."""
    for item in items:
        put(item, case, agency=agency, to=to, at=at)


def put(
    item: SuccessionItem, case: Case, *, agency: Agency, to: Staff | None, at: datetime
) -> None:
    if item.part == Part.OWNER:
        handing.account(case, agency=agency, staff=to, because=OwnedBecause.SUCCEEDED, at=at)
    if item.follow_up is not None:
        follow_ups.give(item.follow_up, agency=agency, to=to)
    if item.referral is not None:
        referral, asked = item.referral, item.part == Part.ASKED
        require(rules.go_along(referral, case, agency, asked=asked))
        referrals.readdress(referral, case, to=agency, asked=asked, at=at)


def see(
    items: Collection[SuccessionItem], case: Case, *, of: Agency, to: Agency, at: datetime
) -> None:
    """What a whole house saw as accountable, as one of the team or in a role, the other sees instead."""
    grounds.end(case, Ground.COORDINATION, at=at, agency_id=of.pk)
    joins = any(item.part in (Part.STEP, Part.TEAM) for item in items)
    if any(item.part == Part.OWNER for item in items):
        grounds.instead(case, of=of, to=to, owned=True, at=at)
    elif joins and not plan_roles.only_a_role(case, of):
        grounds.instead(case, of=of, to=to, owned=False, at=at)
    plan_roles.carry(case, of, to=to, at=at)


def _accountable(case: Case, whose: Staff | Agency) -> list[SuccessionItem]:
    """A closed case is the house's to open again; on a person it hangs no more."""
    if isinstance(whose, Agency):
        theirs = case.owner_id == whose.pk
    else:
        theirs = case.owner_staff_id == whose.pk and case.closed_at is None
    item = SuccessionItem(case=case, part=Part.OWNER, from_staff=case.owner_staff)
    return [item] if theirs else []


def _steps(case: Case, whose: Staff | Agency) -> list[SuccessionItem]:
    mine = Q(agency=whose) if isinstance(whose, Agency) else Q(assignee=whose)
    planned = FollowUp.objects.open().filter(mine, case=case).order_by("pk")
    rows = planned.select_for_update(of=("self",)).select_related("assignee")
    return [
        SuccessionItem(case=case, part=Part.STEP, follow_up=one, from_staff=one.assignee)
        for one in rows
    ]


def _parts(case: Case, house: Agency) -> list[SuccessionItem]:
    """What only a house has: its place in a team, its roles in a plan, and つなぎ without an answer."""
    found = []
    team = AccessGround.objects.running().filter(
        case=case, agency=house, ground__in=(Ground.TEAM, Ground.COORDINATION)
    )
    if team.exists():
        found.append(SuccessionItem(case=case, part=Part.TEAM))
    if plan_roles.held(case, house):
        found.append(SuccessionItem(case=case, part=Part.ROLE))
    open_ones = Referral.objects.unanswered().filter(case=case)
    rows = open_ones.filter(Q(to_agency=house) | Q(from_agency=house)).order_by("pk")
    for one in rows.select_for_update(of=("self",)):
        part = Part.ASKED if one.to_agency_id == house.pk else Part.SENT
        found.append(SuccessionItem(case=case, part=part, referral=one))
    return found
