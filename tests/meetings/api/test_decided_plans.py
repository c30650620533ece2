"""プランを決める in the API: a whole plan, decided at its table through either address, for those who may (R5, R11)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from cases.actions import plans
from cases.models import Case, FollowUp, Plan, PlanDecision
from districts.models import Agency, Staff
from meetings.actions import agenda, secrecy
from meetings.models import AgendaItem, ItemDecision, Meeting
from tests.cases.tables import drafted
from tests.meetings.api.conftest import SignIn
from tests.meetings.cast import Agree, Join, Table

pytestmark = pytest.mark.django_db
API, DAY, TICK = "/api/v1/", timedelta(days=1), timedelta(seconds=1)
GO = {"decision": "go", "wording": "この役割で進める。ひと月後に見なおす"}
STANDS = ["agenda-items", "plans"]
Answer = Callable[..., Any]


@pytest.fixture
def item(
    case: Case,
    juso: Meeting,
    agree: Agree,
    join: Join,
    table: Table,
    hold: Callable[[Meeting], Meeting],
    owner_worker: Staff,
    joiner_worker: Staff,
    receiver_worker: Staff,
    manager: Staff,
    now: datetime,
) -> AgendaItem:
    """A plan of three houses, asked for; all but the owner's sit there and have sworn, and it is talked about."""
    houses = [one.agency for one in (owner_worker, joiner_worker, receiver_worker)]
    plan = drafted(case, *houses, by=owner_worker, at=now - DAY)
    plans.ask(plan, by=owner_worker, at=now - DAY)
    agree(case, at=now)
    for one in (joiner_worker, receiver_worker):
        secrecy.swear(join(juso, one, chairs=one == receiver_worker), by=one, at=now)
    item = table(juso, case, plan=plan, reason="juso2")
    hold(juso)
    return agenda.open_item(item, by=manager, at=now)


@pytest.fixture
def answer(item: AgendaItem) -> Answer:
    def answer(client: APIClient, resource: str, **said: object) -> Any:
        pk = {"agenda-items": item.pk, "plans": item.plan_id}[resource]
        return client.post(f"{API}{resource}/{pk}/decide/", GO | said, format="json")

    return answer


def _stands() -> tuple[str, str, int, int]:
    """Nothing of a refused decision is left behind."""
    steps = FollowUp.objects.open().filter(plan__isnull=False).count()
    return Plan.objects.get().state, AgendaItem.objects.get().state, steps, _decisions()


def _decisions() -> int:
    assert PlanDecision.objects.count() <= ItemDecision.objects.count()
    return ItemDecision.objects.count()


@pytest.mark.parametrize("resource", STANDS)
def test_each_house_has_its_sight_and_its_next_step_in_the_same_answer(
    resource: str,
    answer: Answer,
    leader: APIClient,
    sign_in: SignIn,
    joiner_worker: Staff,
    ikiiki: Agency,
    shogai: Agency,
    item: AgendaItem,
    now: datetime,
) -> None:
    theirs = sign_in(joiner_worker)
    number = item.case.number if item.case else ""
    assert theirs.get(f"{API}cases/{number}/").status_code == 404
    early = answer(theirs, resource)
    # the plan itself is still out of sight of those it asks; the item lies before them
    assert early.status_code == {"agenda-items": 403, "plans": 404}[resource]
    assert _stands() == ("tabled", "open", 0, 0)
    check = f"{now.date() + 28 * DAY}"
    done = answer(leader, resource, next_check_on=check)
    assert (done.status_code, done.json()["state"]) == (200, "decided")
    said = PlanDecision.objects.get()
    assert (said.approved, said.wording) == (True, GO["wording"])
    purposes = FollowUp.objects.open().filter(plan=item.plan).values_list("purpose", "agency")
    assert purposes.filter(purpose="role").count() == 3
    assert ("role", ikiiki.pk) in purposes
    assert {"monitoring", "evaluation"} <= {purpose for purpose, _ in purposes}
    seen = theirs.get(f"{API}plans/{item.plan_id}/")
    assert (seen.status_code, seen.json()["state"]) == (200, "decided")
    own = theirs.get(f"{API}follow-ups/", {"mine": "true"}).json()["results"]
    assert [one["what"] for one in own] == ["見学に同行する"]
    again = answer(leader, resource)
    assert (again.status_code, _decisions()) == (409, 1)


@pytest.mark.parametrize("resource", STANDS)
def test_the_chair_of_another_house_decides_what_the_table_decided(
    resource: str, answer: Answer, sign_in: SignIn, receiver_worker: Staff
) -> None:
    """Who chairs says what was decided; where they have no ground on the case, through the item."""
    told = answer(sign_in(receiver_worker), resource)
    if resource == "plans":
        assert told.status_code == 404
        return
    assert told.status_code == 200, told.json()
    assert _stands()[:2] == ("decided", "decided")


@pytest.mark.parametrize("resource", STANDS)
@pytest.mark.parametrize(("decision", "after"), [("again", "continued"), ("not_here", "removed")])
def test_whatever_is_no_yes_gives_the_draft_back(
    resource: str, decision: str, after: str, answer: Answer, leader: APIClient
) -> None:
    done = answer(leader, resource, decision=decision)
    assert (done.status_code, done.json()["state"]) == (200, after)
    assert _stands() == ("draft", after, 0, 1)
    assert not PlanDecision.objects.exists()


@pytest.mark.parametrize("resource", STANDS)
def test_a_house_that_cannot_is_settled_first(
    resource: str, answer: Answer, leader: APIClient, joiner_worker: Staff, now: datetime
) -> None:
    asked = Plan.objects.get().tasks.get(agency=joiner_worker.agency)
    plans.answer(asked, by=joiner_worker, at=now, agreed=False, note="人手がない")
    told = answer(leader, resource)
    assert (told.status_code, told.json()["type"]) == (409, "urn:fujisawa-care:role-declined")
    assert _stands() == ("tabled", "open", 0, 0)
    assert answer(leader, resource, decision="again").status_code == 200
    assert _stands()[:2] == ("draft", "continued")


@pytest.mark.parametrize("resource", STANDS)
def test_after_a_no_there_is_nothing_to_decide(
    resource: str, answer: Answer, leader: APIClient, agree: Agree, case: Case, now: datetime
) -> None:
    agree(case, event="withdrawn", at=now + TICK)
    told = answer(leader, resource)
    assert told.status_code == 409
    assert _stands() == ("draft", "rerouted", 0, 0)


def test_a_plan_is_not_decided_before_its_table(
    case: Case, owner: APIClient, leader: APIClient, owner_worker: Staff, now: datetime
) -> None:
    plan = drafted(case, owner_worker.agency, by=owner_worker, at=now)
    for who in (owner, leader):
        told = who.post(f"{API}plans/{plan.pk}/decide/", GO, format="json")
        assert told.json()["type"] == "urn:fujisawa-care:plan-not-tabled"
    assert Plan.objects.get().state == "draft"
