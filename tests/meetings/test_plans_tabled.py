"""プランと議題: a plan lies on the table that may decide it, and is a draft again when it comes off (R5, R11)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from cases.actions import plans
from cases.models import Case, Plan
from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from fujisawa_care.foundation.workdays import TOKYO
from meetings import rules
from meetings.actions import agenda, following
from meetings.models import AgendaItem, Meeting
from tests.cases.tables import drafted
from tests.meetings.cast import Agree, Table

pytestmark = pytest.mark.django_db
DAY, TICK = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def plan(case: Case, owner_worker: Staff, joiner_worker: Staff, now: datetime) -> Plan:
    """参加支援, with a role for the owner and one for another agency."""
    plan = drafted(case, owner_worker.agency, joiner_worker.agency, by=owner_worker, at=now - DAY)
    return plans.ask(plan, by=owner_worker, at=now - DAY)


def states() -> tuple[str, list[str]]:
    items = AgendaItem.objects.order_by("pk").values_list("state", flat=True)
    return Plan.objects.get().state, list(items)


def test_tabled_with_its_item_and_a_draft_again_when_that_comes_off(
    plan: Plan,
    juso: Meeting,
    table: Table,
    agree: Agree,
    manager: Staff,
    outsider: Staff,
    owner_worker: Staff,
    now: datetime,
) -> None:
    """By those who look after the sitting; whoever writes the plan asks them."""
    agree(plan.case, at=now)
    item = table(juso, plan.case, plan=plan, reason="juso2")
    for by in (outsider, owner_worker):
        with pytest.raises(NotAllowed):
            agenda.remove(item, by=by, at=now + TICK, because="気が変わった")
    assert states() == ("tabled", ["tabled"])
    agenda.remove(item, by=manager, at=now + TICK, because="次回にする")
    assert states() == ("draft", ["removed"])


def test_a_plan_that_needs_consent_is_not_decided_where_none_is_needed(
    plan: Plan, shien: Meeting, table: Table
) -> None:
    with pytest.raises(IllegalStep, match="重層的支援会議です") as refused:
        table(shien, plan.case, plan=plan)
    assert refused.value.code == "plan-of-another-table"
    assert states() == ("draft", [])


def test_every_agency_with_a_role_is_in_the_consent(
    plan: Plan,
    juso: Meeting,
    table: Table,
    agree: Agree,
    joiner_worker: Staff,
    outsider: Staff,
    now: datetime,
) -> None:
    agree(plan.case, outsider.agency, at=now)
    with pytest.raises(IllegalStep, match="いきいきサポート善行（架空）が入っていません"):
        table(juso, plan.case, plan=plan, reason="juso2")
    agree(plan.case, joiner_worker.agency, at=now)
    table(juso, plan.case, plan=plan, reason="juso2")
    assert states() == ("tabled", ["tabled"])


def test_a_no_gives_the_draft_back_and_moves_only_the_case(
    plan: Plan, juso: Meeting, shien: Meeting, table: Table, agree: Agree, now: datetime
) -> None:
    agree(plan.case, at=now)
    table(juso, plan.case, plan=plan, reason="juso2")
    agree(plan.case, event="withdrawn", at=now + TICK)
    assert states() == ("draft", ["rerouted", "tabled"])
    assert AgendaItem.objects.get(state="tabled").plan is None


def test_the_round_takes_it_back_where_who_called_the_sitting_has_other_work_now(
    plan: Plan,
    juso: Meeting,
    table: Table,
    agree: Agree,
    coordinator: Staff,
    now: datetime,
) -> None:
    """A consent that runs out is followed whoever is named for it."""
    agree(plan.case, at=now, valid_until=now.astimezone(TOKYO).date())
    table(juso, plan.case, plan=plan, reason="juso2")
    coordinator.role = "csw"
    coordinator.save(update_fields=["role"])
    assert following.lapse(at=now + DAY) == 1
    assert states() == ("draft", ["rerouted"])


def test_a_yes_that_leaves_a_role_out_takes_the_item_off(
    plan: Plan,
    juso: Meeting,
    table: Table,
    agree: Agree,
    joiner_worker: Staff,
    outsider: Staff,
    now: datetime,
) -> None:
    agree(plan.case, joiner_worker.agency, outsider.agency, at=now)
    table(juso, plan.case, plan=plan, reason="juso2")
    agree(plan.case, joiner_worker.agency, event="withdrawn", at=now + TICK)
    assert states() == ("draft", ["removed"])


@pytest.mark.parametrize(
    ("kind", "agreed", "table", "reason"),
    [
        ("participation", True, "juso", "juso2"),
        ("multi_agency", True, "juso", "juso1"),
        ("outreach", True, "shien", "shien2"),
        ("participation", False, "shien", "shien1"),
        ("outreach", False, "shien", "shien2"),
    ],
)
def test_the_draft_that_waits_says_what_for(
    kind: str,
    agreed: bool,
    table: str,
    reason: str,
    case: Case,
    agree: Agree,
    owner_worker: Staff,
    now: datetime,
) -> None:
    drafted(case, owner_worker.agency, by=owner_worker, at=now - DAY, kind=kind)
    if agreed:
        agree(case, at=now)
    proposal = rules.propose(case, now)
    assert (proposal.table, proposal.reason) == (table, reason)
    assert bool(proposal.blocked) is not agreed
