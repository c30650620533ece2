"""一覧のプラン: one line for each, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from cases.models import Case, Plan, PlanKind, PlanTask
from cases.sheets import cases
from cases.sheets.shields import Eyes
from cases.states import PlanState
from districts.models import Agency


@dataclass(frozen=True)
class PlanRow:
    id: int
    number: str
    title: str
    kind_label: str
    edition: int
    state: str
    state_label: str
    agreed: bool
    owner: Agency
    starts_on: date | None
    ends_on: date | None
    evaluate_on: date | None
    waiting: int
    declined: int


@dataclass(frozen=True)
class AskedRow:
    """A role one's house is asked for, before one may see the case."""

    plan: int
    number: str
    kind_label: str
    what: str
    until: date | None


def loaded(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    return plans.select_related("case").annotate(
        waiting=Count("tasks", Q(tasks__answer="asked")),
        declined=Count("tasks", Q(tasks__answer="declined")),
    )


def of(plans: Sequence[Plan], *, eyes: Eyes) -> list[PlanRow]:
    here = cases.loaded(Case.objects.filter(pk__in=[one.case_id for one in plans]))
    today = timezone.localdate()
    about = {one.pk: cases.of(one, today=today, eyes=eyes) for one in here}
    return [
        PlanRow(
            id=one.pk,
            number=one.case.number,
            title=about[one.case_id].title,
            kind_label=PlanKind(one.kind).label,
            edition=one.edition,
            state=one.state,
            state_label=PlanState(one.state).label,
            agreed=one.state in (PlanState.DECIDED, PlanState.RUNNING, PlanState.EVALUATED),
            owner=about[one.case_id].owner,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            evaluate_on=one.evaluate_on,
            waiting=one.waiting,  # type: ignore[attr-defined]  # counted by `loaded`
            declined=one.declined,  # type: ignore[attr-defined]  # counted by `loaded`
        )
        for one in plans
    ]


def asked(tasks: Iterable[PlanTask], *, eyes: Eyes) -> list[AskedRow]:
    return [
        AskedRow(
            plan=one.plan_id,
            number=one.plan.case.number,
            kind_label=PlanKind(one.plan.kind).label,
            what=eyes.over(one.plan.case).text(one.what),
            until=one.until,
        )
        for one in tasks
    ]
