"""会議に出す前の確認: what is there and what is wanted, each with the cell to go to; and who is asked for how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from cases.models import (
    AGREED,
    Case,
    Lack,
    Plan,
    PlanKind,
    PlanTask,
    SharedItem,
    Signature,
    lacks,
    stood,
)
from cases.sheets import plan_tasks
from cases.sheets.plan_tasks import TASK_JOINED, TaskSheet
from cases.sheets.plans import PlanSheet
from cases.sheets.shields import NOBODY, Eyes
from districts.models import Agency, Staff
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
        *(_one(code, label, missing, (code,)) for code, label in ROWS.items()),
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


@dataclass(frozen=True)
class AskedSheet:
    """What a house is asked, before it may see the case: its own rows, and no name without consent."""

    plan: int
    kind_label: str
    number: str
    name: str
    district: str
    asked_by: Staff
    agency: Agency
    starts_on: date | None
    ends_on: date | None
    goals: tuple[str, ...]
    tasks: tuple[TaskSheet, ...]

    @property
    def open(self) -> bool:
        return any(one.answer == "asked" for one in self.tasks)


def asked(tasks: QuerySet[PlanTask]) -> QuerySet[PlanTask]:
    joined = (*TASK_JOINED, "goal", "plan__case__person", "plan__case__district")
    return tasks.select_related(*joined, "plan__agency", "plan__drafted_by__agency")


def asked_of(
    rows: list[PlanTask], *, house: int, at: datetime, eyes: Eyes = NOBODY
) -> AskedSheet | None:
    """`rows`: those of one plan and one house, from `asked`."""
    if not rows:
        return None
    plan = rows[0].plan
    case, cover = plan.case, eyes.over(plan.case)
    named = SharedItem.NAME in stood(case, at=at).along(house) and not cover.on
    place = cover.place(case.district)
    return AskedSheet(
        plan=plan.pk,
        kind_label=PlanKind(plan.kind).label,
        number=case.number,
        name=case.person.name if named and case.person else "",
        district=place.name if place else "",
        asked_by=cover.staff(plan.drafted_by),
        agency=cover.agency(plan.agency),
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        goals=tuple(dict.fromkeys(cover.text(one.goal.text) for one in rows)),
        tasks=tuple(plan_tasks.task(one, cover) for one in rows),
    )
