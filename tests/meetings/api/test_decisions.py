"""決める in the API: a plan comes to its table and an item to its decision, for nobody out of sight (R11)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from rest_framework.test import APIClient

from cases.actions import plans
from cases.models import Case, FollowUp, Plan
from districts.models import Staff
from meetings.actions import secrecy
from meetings.models import AgendaItem, ItemDecision, Meeting
from tests.cases.tables import drafted
from tests.meetings.cast import Agree, Join, Table

pytestmark = pytest.mark.django_db
API = "/api/v1/"
DAY = timedelta(days=1)


@pytest.fixture
def plan(case: Case, owner_worker: Staff, joiner_worker: Staff, now: datetime) -> Plan:
    plan = drafted(case, owner_worker.agency, joiner_worker.agency, by=owner_worker, at=now - DAY)
    return plans.ask(plan, by=owner_worker, at=now - DAY)


def test_a_plan_is_brought_by_who_writes_it_and_where_it_may_be_decided(
    owner: APIClient,
    stranger: APIClient,
    plan: Plan,
    juso: Meeting,
    shien: Meeting,
    agree: Agree,
    now: datetime,
) -> None:
    here = f"{API}plans/{plan.pk}/table/"
    assert stranger.post(here, {"meeting": juso.pk}, format="json").status_code == 404
    refused = owner.post(here, {"meeting": juso.pk}, format="json")
    assert (refused.status_code, refused.json()["type"]) == (
        *(409, "urn:fujisawa-care:consent-missing"),
    )
    agree(plan.case, at=now)
    wrong = owner.post(here, {"meeting": shien.pk}, format="json")
    assert wrong.json()["type"] == "urn:fujisawa-care:plan-of-another-table"
    made = owner.post(here, {"meeting": juso.pk}, format="json")
    assert (made.status_code, made.json()["reason"], made.json()["plan"]) == (201, "juso2", plan.pk)
    assert Plan.objects.get().state == "tabled"
    again = owner.post(here, {"meeting": juso.pk}, format="json")
    assert again.status_code in (400, 409)
    assert AgendaItem.objects.count() == 1


def test_a_decision_makes_next_steps_at_once(
    leader: APIClient,
    stranger: APIClient,
    case: Case,
    shien: Meeting,
    table: Table,
    join: Join,
    hold: Callable[[Meeting], Meeting],
    outsider: Staff,
    now: datetime,
) -> None:
    secrecy.swear(join(shien, outsider), by=outsider, at=now)
    item = table(shien, case)
    here = f"{API}agenda-items/{item.pk}/"
    said = {
        "decision": "go",
        "wording": "まず月1回訪ねる",
        "roles": [
            {"agency": outsider.agency_id, "what": "訪ねる", "due_on": f"{now.date() + 9 * DAY}"}
        ],
    }
    early = leader.post(f"{here}decide/", said, format="json")
    assert early.status_code == 409
    hold(shien)
    opened = leader.post(f"{here}open/", {}, format="json")
    assert (opened.status_code, opened.json()["consent_state"]) == (200, "not_asked")
    assert stranger.post(f"{here}decide/", said, format="json").status_code == 403
    done = leader.post(f"{here}decide/", said, format="json")
    assert (done.status_code, done.json()["state"]) == (200, "decided")
    assert FollowUp.objects.open().get(purpose="role").agency == outsider.agency
    assert leader.post(f"{here}decide/", said, format="json").status_code == 409
    assert ItemDecision.objects.get().wording == "まず月1回訪ねる"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "decision"),
        ({"decision": "go", "roles": [{"what": "訪ねる", "standing": "boss"}]}, "roles"),
        ({"decision": "go", "next_check_on": "あした"}, "next_check_on"),
        ({"decision": "go", "wording": "と" * 2001}, "wording"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(
    body: dict[str, object], field: str, leader: APIClient, case: Case, shien: Meeting, table: Table
) -> None:
    told = leader.post(f"{API}agenda-items/{table(shien, case).pk}/decide/", body, format="json")
    assert told.status_code == 400
    assert told.json()["errors"][0]["field"].startswith(field)
