"""プランの一歩一歩: every verb from every state goes where the table says, or leaves all as it was (R11, R12)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from cases.actions import cases, plan_words, plans
from cases.models import (
    AccessGround,
    Case,
    Conclusion,
    FollowUp,
    Ground,
    Plan,
    PlanVersion,
    Reached,
)
from cases.states import PLAN_STEPS, PlanState
from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from meetings.actions import agenda, items
from meetings.models import AgendaItem, Meeting, Member
from meetings.states import ItemState

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
S = PlanState
# verb → where it leads from each state; from every other it is refused
LEADS: Mapping[str, Mapping[PlanState, PlanState]] = {
    "save": {S.DRAFT: S.DRAFT},
    "table": {S.DRAFT: S.TABLED},
    "take_off": {S.TABLED: S.DRAFT},
    "go": {S.TABLED: S.DECIDED},
    "conditions": {S.TABLED: S.DECIDED},
    "again": {S.TABLED: S.DRAFT},
    "not_here": {S.TABLED: S.DRAFT},
    "start": {S.DECIDED: S.RUNNING, S.SUSPENDED: S.RUNNING},
    "look_back": {S.RUNNING: S.EVALUATED},
    "go_on": {S.RUNNING: S.RUNNING},  # by way of the evaluation
    "close": dict.fromkeys((S.DRAFT, S.DECIDED, S.RUNNING, S.EVALUATED, S.SUSPENDED), S.CLOSED),
    "suspend": dict.fromkeys((S.DECIDED, S.RUNNING, S.EVALUATED), S.SUSPENDED),
    "renew": dict.fromkeys((S.EVALUATED, S.SUSPENDED), S.RENEWED),
    "close_case": {
        S.DRAFT: S.CLOSED,
        S.SUSPENDED: S.CLOSED,
        S.CLOSED: S.CLOSED,
        S.RENEWED: S.RENEWED,
    },
}
# how each state is come to
WAYS: Mapping[PlanState, tuple[str, ...]] = {
    S.DRAFT: (),
    S.TABLED: ("table",),
    S.DECIDED: ("table", "go"),
    S.RUNNING: ("table", "go", "start"),
    S.EVALUATED: ("table", "go", "start", "look_back"),
    S.CLOSED: ("table", "go", "start", "look_back", "close"),
    S.SUSPENDED: ("table", "go", "start", "suspend"),
    S.RENEWED: ("table", "go", "start", "look_back", "renew"),
}
HOLDING = (S.DECIDED, S.RUNNING, S.EVALUATED)


@dataclass
class Walk:
    """One plan and those who may take it further."""

    plan: Plan
    case: Case
    table: Meeting
    owner: Staff
    manager: Staff
    seats: list[Member]
    at: datetime

    def step(self, verb: str) -> PlanState:
        """The verb, as at commit; a table is opened for what is to be decided there."""
        self.at += timedelta(minutes=1)
        self.plan.refresh_from_db()
        self._act(verb)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        return self.state

    @property
    def state(self) -> PlanState:
        return PlanState(Plan.objects.values_list("state", flat=True).get(pk=self.plan.pk))

    def _act(self, verb: str) -> object:
        by: dict[str, Any] = {"by": self.owner, "at": self.at}
        words, version = plan_words.of(self.plan), self.plan.version
        acts: dict[str, Callable[[], object]] = {
            "save": lambda: plans.save(self.plan, version=version, words=words, **by),
            "table": self._table,
            "start": lambda: plans.start(self.plan, **by),
            "look_back": lambda: self._look_back(Conclusion.CLOSE),
            "go_on": lambda: self._look_back(Conclusion.CONTINUE),
            "close": lambda: plans.end(self.plan, state=S.CLOSED, because="わけ", **by),
            "suspend": lambda: plans.end(self.plan, state=S.SUSPENDED, because="わけ", **by),
            "renew": lambda: plans.renew(self.plan, **by),
            "close_case": lambda: cases.close(self.case, outcome="solved", reason="わけ", **by),
        }
        return acts[verb]() if verb in acts else self._at_the_table(verb)

    def _table(self) -> AgendaItem:
        told: dict[str, Any] = {"reason": "juso2", "question": "進めてよいか", "seats": self.seats}
        by: dict[str, Any] = {"by": self.manager, "at": self.at}
        return agenda.table(self.table, self.case, plan=self.plan, **by, **told)

    def _at_the_table(self, verb: str) -> object:
        item = AgendaItem.objects.filter(plan=self.plan).last()
        if item is None:
            raise IllegalStep("議題がありません", code="no-item")
        by: dict[str, Any] = {"by": self.manager, "at": self.at}
        if verb == "take_off":
            return agenda.remove(item, because="次回にする", **by)
        if item.state == ItemState.TABLED:
            item = agenda.open_item(item, **by)
        return items.decide(item, decision=verb, wording="決めた", **by)

    def _look_back(self, conclusion: str) -> object:
        return plans.evaluate(
            self.plan,
            by=self.owner,
            at=self.at,
            on=timezone.localdate(self.at),
            changes=(),
            reached={
                str(pk): Reached.values[0] for pk in self.plan.goals.values_list("pk", flat=True)
            },
            own_words="",
            text="",
            conclusion=conclusion,
        )

    @property
    def seen(self) -> bool:
        """Whether anybody sees the case by a role."""
        held = AccessGround.objects.running().filter(case=self.case, ground=Ground.ROLE)
        return held.exists()

    def holds(self, *, seen: bool) -> None:
        """Sight by a role stands and falls with an agreed plan, or goes on until the next one is decided."""
        ours = FollowUp.objects.open().filter(plan=self.plan)
        waits = Plan.objects.filter(renews=self.plan, state__in=(S.DRAFT, S.TABLED)).exists()
        assert self.seen == (self.state in HOLDING or (waits and seen))
        assert ours.filter(purpose="evaluation").exists() == (self.state in (S.DECIDED, S.RUNNING))
        if self.state in (S.DRAFT, S.TABLED, S.CLOSED, S.SUSPENDED):
            assert not ours.exists()


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def walk(
    case: Case,
    asked_plan: Plan,
    juso: Meeting,
    seat: Member,
    hold: Callable[[Meeting], Meeting],
    owner_worker: Staff,
    manager: Staff,
    now: datetime,
) -> Walk:
    return Walk(asked_plan, case, hold(juso), owner_worker, manager, [seat], now)


def _tried(walk: Walk, verb: str) -> PlanState | None:
    """Where it led, and nothing of it left; nothing where it was refused."""
    before, at, seen = walk.state, walk.at, walk.seen
    try:
        with transaction.atomic():
            after = walk.step(verb)
            walk.holds(seen=seen)
            transaction.set_rollback(True)
    except (IllegalStep, NotAllowed, ValidationError):
        after = None
    assert walk.state == before
    walk.at = at
    return after


@pytest.mark.parametrize("state", PlanState)
def test_each_verb_leads_where_the_table_says(walk: Walk, state: PlanState) -> None:
    for verb in WAYS[state]:
        seen = walk.seen
        walk.step(verb)
        walk.holds(seen=seen)
    assert walk.state == state
    found = {verb: _tried(walk, verb) for verb in LEADS}
    assert found == {verb: leads.get(state) for verb, leads in LEADS.items()}


def test_the_verbs_walk_every_arrow_and_no_other(walk: Walk) -> None:
    for verb in ("table", "go", "start", "go_on"):
        walk.step(verb)
    kept = PlanVersion.objects.filter(pgh_obj=walk.plan).order_by("pgh_id")
    passed = [PlanState(one) for one in kept.values_list("state", flat=True)]
    walked = {(one, other) for one, other in pairwise(passed) if one != other}
    assert (S.EVALUATED, S.RUNNING) in walked
    walked |= {(one, to) for leads in LEADS.values() for one, to in leads.items() if one != to}
    assert walked == {(one, to) for one, after in PLAN_STEPS.items() for to in after}
