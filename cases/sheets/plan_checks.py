"""会議に出す前の確認: what is there and what is wanted, each with the cell to go to; and who carries how much."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Q

from cases.models import (
    AGREED,
    Case,
    Lack,
    Plan,
    PlanKind,
    PlanTask,
    Signature,
    lacks,
    stood,
)
from cases.sheets.plans import PlanSheet
from districts.models import Agency
from fujisawa_care.foundation.workdays import TOKYO

ROWS = {
    "what": "内容が書いてある",
    "doer": "担当が決まっている",
    "until": "期限が全部入っている",
    "asked": "機関にたずねてある",
    "declined": "引き受けられない機関がない",
}


@dataclass(frozen=True)
class Check:
    """`needed`: without it no sitting gets the plan; `where` is the first cell that wants something."""

    code: str
    label: str
    done: bool
    needed: bool
    count: int = 0
    where: str = ""


def checks(plan: Plan, *, at: datetime) -> list[Check]:
    """In the order of the page; `plan` comes from `plans.loaded`."""
    missing = lacks(plan, today=at.astimezone(TOKYO).date())
    found = [
        _one("goals", "めざす姿と「主」がそろっている", missing, ("goals", "goal", "lead")),
        *_rows(plan, missing),
        _one("period", "期間と評価の日が入っている", missing, ("period",)),
        Check("wishes", "本人の望みが書いてある", bool(plan.wishes), needed=False, where="wishes"),
        Check(
            "shown",
            "本人に案を見せた",
            plan.signature != Signature.NONE,
            needed=False,
            where="shown",
        ),
    ]
    return [_consent(plan, at), *found] if plan.kind != PlanKind.OUTREACH else found


def _rows(plan: Plan, missing: list[Lack]) -> list[Check]:
    """Of a plan without a row nothing is said to be there: it waits for the first."""
    found = [_one(code, label, missing, (code,)) for code, label in ROWS.items()]
    if any(one.tasks.all() for one in plan.goals.all()):
        return found
    return [replace(one, done=False, where="goals") for one in found]


def _one(code: str, label: str, missing: list[Lack], codes: tuple[str, ...]) -> Check:
    here = [one for one in missing if one.code in codes]
    where = here[0].where if here else ""
    return Check(code, label, not here, needed=True, count=len(here), where=where)


def _consent(plan: Plan, at: datetime) -> Check:
    """R5: in force, and for each agency that has a part; asked again where the plan is tabled."""
    stands = stood(plan.case, at=at)
    named = {one.house.pk for goal in plan.goals.all() for one in goal.tasks.all() if one.house}
    apart = [pk for pk in named if pk != plan.case.owner_id and not stands.covers(pk)]
    label = (
        "本人の同意がある"
        if not apart or not stands.given
        else "同意に、役割のある機関が全部入っている"
    )
    done = stands.given and not apart
    return Check("consent", label, done, needed=True, count=len(apart), where="consent")


@dataclass(frozen=True)
class Load:
    """役割のかたより: rows of this plan, and what the house carries already."""

    agency: Agency
    rows: int
    cases: int
    roles: int


def loads(plan: PlanSheet) -> list[Load]:
    """Per agency in the order of the page, in two queries."""
    houses = {one.house.pk: one.house for one in plan.tasks if one.house and one.house.pk}
    open_cases = Case.objects.open().filter(owner__in=houses).values("owner")
    owned = dict(open_cases.annotate(number=Count("pk")).values_list("owner", "number"))
    rows = PlanTask.objects.filter(plan__state__in=AGREED).exclude(plan=plan.id)
    theirs = rows.filter(Q(carried_by__in=houses) | Q(carried_by__isnull=True, agency__in=houses))
    roles: dict[int, int] = {}
    for carried, named in theirs.values_list("carried_by", "agency"):
        roles[carried or named] = roles.get(carried or named, 0) + 1
    return [
        Load(
            agency=house,
            rows=sum(1 for one in plan.tasks if one.house and one.house.pk == pk),
            cases=owned.get(pk, 0),
            roles=roles.get(pk, 0),
        )
        for pk, house in houses.items()
    ]
