"""同時に決める: two decide at once, or one decides while the person says no; the first stands (R5, R11)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from cases.actions import consents
from cases.actions.consents import Told
from cases.models import AccessGround, Case, FollowUp, Plan, PlanDecision
from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep
from meetings.actions import agenda, items
from meetings.models import AgendaItem, ItemDecision, Meeting, Member
from tests.cases.together import in_line
from tests.meetings.cast import Table

pytestmark = pytest.mark.django_db(transaction=True)
DAY, TICK = timedelta(days=1), timedelta(seconds=1)
AFTER = {"go": ("decided", "decided"), "again": ("draft", "continued")}


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def item(
    case: Case,
    asked_plan: Plan,
    juso: Meeting,
    seat: Member,
    table: Table,
    hold: Callable[[Meeting], Meeting],
    manager: Staff,
    now: datetime,
) -> AgendaItem:
    item = table(juso, case, plan=asked_plan, reason="juso2")
    hold(juso)
    return agenda.open_item(item, by=manager, at=now)


@pytest.fixture
def decide(item: AgendaItem, manager: Staff, now: datetime) -> Callable[[str], Callable[[], Any]]:
    def decide(decision: str) -> Callable[[], Any]:
        said: dict[str, Any] = {"by": manager, "at": now + TICK, "wording": decision}
        return partial(items.decide, item, decision=decision, **said)

    return decide


@pytest.fixture
def say_no(case: Case, owner_worker: Staff, now: datetime) -> Callable[[], Any]:
    told = Told(event="withdrawn")
    return partial(consents.record, case, by=owner_worker, at=now + TICK, told=told)


def _stands() -> tuple[str, str]:
    return Plan.objects.get().state, AgendaItem.objects.order_by("pk")[0].state


@pytest.mark.parametrize("late", AFTER)
@pytest.mark.parametrize("early", AFTER)
def test_one_of_two_decisions_stands(
    early: str, late: str, case: Case, decide: Callable[[str], Callable[[], Any]]
) -> None:
    first, second = in_line(case, decide(early), decide(late))
    assert (first.wording, type(second)) == (early, IllegalStep)
    assert _stands() == AFTER[early]
    assert ItemDecision.objects.count() == 1
    assert PlanDecision.objects.count() == (early == "go")
    assert FollowUp.objects.open().filter(purpose="role").count() == (2 if early == "go" else 0)


def test_after_a_no_nothing_is_decided(
    case: Case, decide: Callable[[str], Callable[[], Any]], say_no: Callable[[], Any]
) -> None:
    _, refused = in_line(case, say_no, decide("go"))
    assert isinstance(refused, IllegalStep)
    assert _stands() == ("draft", "rerouted")
    assert not FollowUp.objects.filter(purpose="role").exists()
    assert not AccessGround.objects.running().filter(ground__in=("role", "meeting")).exists()


def test_a_no_after_the_decision_ends_the_papers_and_not_the_roles(
    case: Case, decide: Callable[[str], Callable[[], Any]], say_no: Callable[[], Any]
) -> None:
    first, _ = in_line(case, decide("go"), say_no)
    assert first.wording == "go"
    assert _stands() == ("decided", "decided")
    assert FollowUp.objects.open().filter(purpose="role").count() == 2
    assert not AccessGround.objects.running().filter(ground="meeting").exists()
