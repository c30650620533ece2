"""番人: what the database itself refuses of a plan, tried in raw SQL and by several at once (R11, R12)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction

from cases.actions import cases, plans
from cases.models import Case, Plan, PlanRevision
from cases.states import PLAN_STEPS, PlanState
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import IllegalStep
from tests.cases.people import A_YEAR_AGO
from tests.cases.tables import decided, drafted, tabled
from tests.cases.together import in_line

FIRST = "(SELECT min(id) FROM cases_plan)"


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


def _to_the_end(act: Callable[[], object]) -> None:
    """As at commit, and undone where that is refused."""
    with transaction.atomic(), connection.cursor() as cursor:
        act()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _refused(statement: str, words: str) -> None:
    def act() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    with pytest.raises(DatabaseError, match=words):
        _to_the_end(act)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (f"UPDATE cases_plan SET state = 'decided' WHERE id = {FIRST}", "会議|transition"),
        (f"UPDATE cases_plan SET state = 'running' WHERE id = {FIRST}", "transition"),
        ("UPDATE cases_plan SET evaluate_on = ends_on + 1", "plan_evaluated_within"),
        ("UPDATE cases_plan SET ends_on = starts_on, evaluate_on = starts_on", "plan_period"),
        ("UPDATE cases_plan SET state = 'closed'", "plan_ends_with_a_day"),
        ("DELETE FROM cases_plan", "Cannot delete"),
        ("UPDATE cases_plantask SET standing = 'lead'", "plan_one_lead_per_goal"),
        ("UPDATE cases_planrevision SET version = 9", "Cannot update"),
        ("DELETE FROM cases_planrevision", "Cannot update or delete"),
    ],
)
def test_what_a_draft_may_not_become(
    case: Case,
    owner_worker: Staff,
    desk: Agency,
    ikiiki: Agency,
    now: datetime,
    statement: str,
    words: str,
) -> None:
    drafted(case, desk, ikiiki, by=owner_worker, at=now)
    _refused(statement, words)


@pytest.mark.django_db
def test_no_draft_is_tabled_before_everybody_was_asked(
    case: Case, owner_worker: Staff, desk: Agency, now: datetime
) -> None:
    drafted(case, desk, by=owner_worker, at=now)
    _refused(
        "UPDATE cases_plan SET state = 'tabled', tabled_at = now()",
        "会議に出すプランには",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_plantask SET what = 'x'",
        "UPDATE cases_plantask SET until = NULL",
        "DELETE FROM cases_plantask",
        "UPDATE cases_plangoal SET text = 'x'",
    ],
)
def test_on_the_table_nothing_is_rewritten(
    case: Case, owner_worker: Staff, desk: Agency, now: datetime, statement: str
) -> None:
    tabled(case, desk, by=owner_worker, at=now)
    _refused(statement, "案にもどしてから")


@pytest.mark.django_db
def test_nor_decided_by_anything_but_a_sitting(
    case: Case, owner_worker: Staff, desk: Agency, now: datetime
) -> None:
    plan = tabled(case, desk, by=owner_worker, at=now)
    _refused("UPDATE cases_plan SET state = 'decided'", "プランを決めるのは会議")
    said = {"sitting": "どこか", "held_on": now.date(), "approved": True, "wording": "よい"}
    with pytest.raises(DatabaseError, match="開かれた会議"):
        _to_the_end(partial(plans.decide, plan, by=owner_worker, at=now, **said))  # type: ignore[arg-type]  # of any kind
    assert Plan.objects.get().state == "tabled"


@pytest.mark.django_db
def test_every_other_step_is_refused_by_the_database_too(
    case: Case, owner_worker: Staff, desk: Agency, now: datetime
) -> None:
    plan = decided(case, desk, by=owner_worker, at=now)
    for after in PlanState:
        if after not in PLAN_STEPS[PlanState.DECIDED] and after != PlanState.DECIDED:
            _refused(f"UPDATE cases_plan SET state = '{after}' WHERE id = {plan.pk}", ".")


@pytest.mark.django_db
def test_a_closed_case_has_no_plan_that_goes_on(
    case: Case, owner_worker: Staff, desk: Agency, now: datetime
) -> None:
    cases.close(case, by=owner_worker, at=now, outcome="solved", reason="落ちついた")
    plan = Plan(
        case=case,
        kind="outreach",
        state="draft",
        drafted_by=owner_worker,
        agency=desk,
        drafted_at=now,
        updated_at=now,
    )
    with pytest.raises(DatabaseError, match="終わったケースには"):
        _to_the_end(plan.save)


@pytest.mark.django_db(transaction=True)
def test_two_who_table_it_at_once_table_it_once(
    case: Case, owner_worker: Staff, desk: Agency, now: datetime
) -> None:
    plan = drafted(case, desk, by=owner_worker, at=now)
    plans.ask(plan, by=owner_worker, at=now)
    first, second = in_line(
        case,
        lambda: plans.table(plan, by=owner_worker, at=now),
        lambda: plans.table(plan, by=owner_worker, at=now),
    )
    assert (first.state, type(second)) == ("tabled", IllegalStep)
    assert PlanRevision.objects.count() == 1
