"""支援プラン in the API: written against the version read, asked, answered, looked back on and ended."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from cases.actions import plans
from cases.models import AccessLog, Case, ChangeSeen, Plan
from districts.models import Agency, Staff
from tests.cases.api.conftest import SignIn
from tests.cases.tables import drafted, running, words
from tests.cast import Begin

pytestmark = pytest.mark.django_db
API = "/api/v1/"
URN = "urn:fujisawa-care:"


@pytest.fixture
def joiner(sign_in: SignIn, joiner_worker: Staff) -> APIClient:
    return sign_in(joiner_worker)


@pytest.fixture
def plan(case: Case, owner_worker: Staff, desk: Agency, ikiiki: Agency, now: datetime) -> Plan:
    return drafted(case, desk, ikiiki, by=owner_worker, at=now)


@pytest.fixture
def way(plan: Plan) -> str:
    return f"{API}plans/{plan.pk}/"


def _body(case: Case, desk: Agency) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "case": case.number,
        "kind": "outreach",
        "wishes": "人と将棋がさしたい",
        "starts_on": str(today),
        "ends_on": str(today + timedelta(days=180)),
        "evaluate_on": str(today + timedelta(days=170)),
        "goals": [
            {
                "text": "縁側に通う",
                "tasks": [
                    {"what": "同行する", "agency": desk.pk, "standing": "lead", "times": "2回"},
                    {"what": "見守る", "who": "自治会長", "standing": "help"},
                ],
            }
        ],
    }


def test_drafted_and_read_and_logged(owner: APIClient, case: Case, desk: Agency) -> None:
    made = owner.post(f"{API}plans/", _body(case, desk), format="json")
    assert made.status_code == 201, made.json()
    told = made.json()
    assert (told["case"], told["state"], told["kind_label"]) == (
        *(case.number, "draft"),
        "アウトリーチ",
    )
    rows = told["goals"][0]["tasks"]
    assert [(one["what"], one["who"], one["standing_label"]) for one in rows] == [
        ("同行する", "", "主"),
        ("見守る", "自治会長", "協力"),
    ]
    looks = AccessLog.objects.count()
    read = owner.get(f"{API}plans/{told['id']}/")
    assert (read.json(), read.headers["ETag"]) == (told, made.headers["ETag"])
    assert AccessLog.objects.count() == looks + 1
    again = owner.post(f"{API}plans/", _body(case, desk), format="json")
    assert (again.status_code, Plan.objects.count()) == (400, 1)


def test_changed_only_against_the_version_read(owner: APIClient, way: str) -> None:
    tag = owner.get(way).headers["ETag"]
    assert owner.patch(way, {"wishes": "静かに"}, format="json").status_code == 428
    done = owner.patch(way, {"wishes": "静かに"}, format="json", headers={"If-Match": tag})
    assert (done.status_code, done.json()["wishes"]) == (200, "静かに")
    assert [len(goal["tasks"]) for goal in done.json()["goals"]] == [2]
    stale = owner.patch(way, {"wishes": "また"}, format="json", headers={"If-Match": tag})
    assert (stale.status_code, stale.json()["type"]) == (412, f"{URN}stale-version")
    assert Plan.objects.get().wishes == "静かに"


def test_what_was_changed_is_told(owner: APIClient, way: str, plan: Plan) -> None:
    read = owner.get(way)
    goal = read.json()["goals"][0]
    row = goal["tasks"][1]
    sent = {
        "id": goal["id"],
        "text": "通う",
        "tasks": [
            {
                "id": row["id"],
                "what": row["what"],
                "agency": row["agency"]["id"],
                "standing": "lead",
                "until": row["until"],
                "times": row["times"],
            }
        ],
    }
    done = owner.patch(
        way, {"goals": [sent]}, format="json", headers={"If-Match": read.headers["ETag"]}
    )
    assert done.status_code == 200, done.json()
    assert [one["id"] for one in done.json()["goals"][0]["tasks"]] == [row["id"]]
    newest, first = owner.get(f"{way}revisions/").json()["results"]
    told = [(one["where"], one["label"], one["after"]) for one in newest["changes"]]
    assert told == [
        ("めざす姿1", "ことば", "通う"),
        ("めざす姿1の1行目", "立場", "主"),
        ("めざす姿1の1行目", "行", ""),
    ]
    assert (first["first"], newest["version"]) == (True, done.json()["version"])


BAD: list[tuple[dict[str, Any], str]] = [
    ({"wishes": 3}, "wishes"),
    ({"wishes": "\0"}, "wishes"),
    ({"wishes": "あ" * 4001}, "wishes"),
    ({"starts_on": "R8.4.1"}, "starts_on"),
    ({"monitor_months": 13}, "monitor_months"),
    ({"monitor_months": True}, "monitor_months"),
    ({"menus": ["none"]}, "menus.0"),
    ({"goals": 3}, "goals"),
    ({"goals": [{"text": "x", "tasks": [{"what": "x", "standing": "boss"}]}]}, "goals.0"),
    (
        {"goals": [{"text": "x", "tasks": [{"what": "x", "standing": "lead", "id": 2**63}]}]},
        "goals.0",
    ),
]


@pytest.mark.parametrize(("body", "field"), BAD)
def test_bad_input_is_named(owner: APIClient, way: str, body: dict[str, Any], field: str) -> None:
    tag = owner.get(way).headers["ETag"]
    answer = owner.patch(way, body, format="json", headers={"If-Match": tag})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"].startswith(field)


def test_what_does_not_fit_together_is_a_refusal_too(owner: APIClient, way: str) -> None:
    tag = owner.get(way).headers["ETag"]
    row = {"what": "x", "who": "自治会長", "standing": "lead"}
    answer = owner.patch(
        way, {"goals": [{"text": "x", "tasks": [row]}]}, format="json", headers={"If-Match": tag}
    )
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (
        *(400, "goals-0-tasks-0-standing"),
    )


def test_a_manager_reads_and_does_not_write(leader: APIClient, way: str, plan: Plan) -> None:
    read = leader.get(way)
    assert read.status_code == 200
    tag = read.headers["ETag"]
    refused = leader.patch(way, {"wishes": "x"}, format="json", headers={"If-Match": tag})
    assert (refused.status_code, refused.json()["type"]) == (403, f"{URN}no-ground-to-write")


def test_asked_before_one_may_see_the_case_and_answered_once(
    owner: APIClient, joiner: APIClient, way: str, plan: Plan, ikiiki: Agency
) -> None:
    assert joiner.get(way).status_code == 404
    assert joiner.get(f"{API}plan-tasks/").json()["results"] == []
    assert owner.post(f"{way}ask/", {}, format="json").status_code == 200
    (asked,) = joiner.get(f"{API}plan-tasks/").json()["results"]
    assert (asked["case"], asked["name"], asked["tasks"][0]["answer"]) == (
        *(plan.case.number, ""),
        "asked",
    )
    mine = plan.tasks.get(agency=ikiiki).pk
    no_word = joiner.post(f"{API}plan-tasks/{mine}/answer/", {"agreed": False}, format="json")
    assert (no_word.status_code, no_word.json()["errors"][0]["field"]) == (400, "note")
    done = joiner.post(f"{API}plan-tasks/{mine}/answer/", {"agreed": True}, format="json")
    assert done.json()["tasks"][0]["answer"] == "agreed"
    twice = joiner.post(f"{API}plan-tasks/{mine}/answer/", {"agreed": True}, format="json")
    assert (twice.status_code, twice.json()["type"]) == (409, f"{URN}role-already-answered")
    theirs = plan.tasks.exclude(pk=mine).get().pk
    answer = joiner.post(f"{API}plan-tasks/{theirs}/answer/", {"agreed": True}, format="json")
    assert answer.status_code == 404
    assert joiner.get(way).status_code == 404


def test_shown_evaluated_and_ended(
    owner: APIClient, case: Case, owner_worker: Staff, desk: Agency, now: datetime
) -> None:
    ChangeSeen.objects.create(code="relief", label="安心感が高まった", position=1)
    plan = running(case, desk, by=owner_worker, at=now)
    way, today = f"{API}plans/{plan.pk}/", str(timezone.localdate())
    shown = owner.post(f"{way}show/", {"on": today, "signature": "verbal"}, format="json")
    assert shown.json()["signature_label"] == "口頭でよいと言った"
    goal = plan.goals.get().pk
    body: dict[str, Any] = {"on": today, "conclusion": "close", "changes": ["relief"]}
    lacking = owner.post(f"{way}evaluate/", body | {"reached": []}, format="json")
    assert (lacking.status_code, lacking.json()["errors"][0]["field"]) == (400, "reached")
    body["reached"] = [{"goal": goal, "reached": "partly"}]
    done = owner.post(f"{way}evaluate/", body, format="json").json()
    (told,) = done["evaluations"]
    assert (told["changes_label"], told["goals"][0]["reached_label"], done["state"]) == (
        *(["安心感が高まった"], "すこしできた"),
        "evaluated",
    )
    early = owner.post(f"{API}cases/{case.number}/close/", {"outcome": "solved", "reason": "済"})
    assert (early.status_code, early.json()["type"]) == (409, f"{URN}plan-live")
    no_why = owner.post(f"{way}close/", {}, format="json")
    assert (no_why.status_code, no_why.json()["errors"][0]["field"]) == (400, "reason")
    ended = owner.post(f"{way}close/", {"reason": "通えている"}, format="json")
    assert (ended.json()["state"], ended.json()["ended_because"]) == ("closed", "通えている")
    again = owner.post(f"{way}close/", {"reason": "x"}, format="json")
    assert (again.status_code, again.json()["type"]) == (409, f"{URN}plan-ended")


def test_put_aside_taken_up_and_written_anew(
    owner: APIClient, case: Case, owner_worker: Staff, desk: Agency, now: datetime
) -> None:
    plan = running(case, desk, by=owner_worker, at=now)
    way = f"{API}plans/{plan.pk}/"
    aside = owner.post(f"{way}close/", {"state": "suspended", "reason": "入院"}, format="json")
    assert aside.json()["state"] == "suspended"
    assert owner.post(f"{way}start/").json()["state"] == "running"
    assert owner.post(f"{way}start/").status_code == 409
    assert owner.post(f"{way}renew/").status_code == 409
    owner.post(f"{way}close/", {"state": "suspended", "reason": "入院"}, format="json")
    anew = owner.post(f"{way}renew/")
    assert (anew.status_code, anew.json()["edition"], anew.json()["renews"]) == (201, 2, plan.pk)


def test_under_protection_it_is_covered_until_opened(
    owner: APIClient,
    leader: APIClient,
    known_case: Case,
    begin: Begin,
    owner_worker: Staff,
    desk: Agency,
    ikiiki: Agency,
    now: datetime,
) -> None:
    plan = drafted(known_case, desk, ikiiki, by=owner_worker, at=now)
    begin()
    way = f"{API}plans/{plan.pk}/"
    read = owner.get(way)
    text = read.content.decode()
    assert "将棋" not in text
    assert "見学" not in text
    assert ikiiki.name not in text
    revisions = owner.get(f"{way}revisions/").content.decode()
    assert "将棋" not in revisions
    assert ikiiki.name not in revisions
    tag = {"If-Match": read.headers["ETag"]}
    refused = owner.patch(way, {"wishes": "x"}, format="json", headers=tag)
    assert (refused.status_code, refused.json()["type"]) == (409, f"{URN}plan-covered")
    assert Plan.objects.get().wishes == "人と将棋がさしたい"


@pytest.mark.parametrize("times", [1, 3])
def test_lists_ask_as_often_for_three_as_for_one(
    times: int,
    case: Case,
    owner_worker: Staff,
    joiner_worker: Staff,
    desk: Agency,
    ikiiki: Agency,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    kinds = ("participation", "outreach", "multi_agency")[:times]
    made = [drafted(case, desk, ikiiki, by=owner_worker, at=now, kind=kind) for kind in kinds]
    for one in made:
        plans.ask(one, by=owner_worker, at=now)
        for round_ in range(times):
            one.refresh_from_db()
            said = words(now.date(), desk, wishes=f"望み{round_}")
            plans.save(one, by=owner_worker, at=now, version=one.version, words=said)
            plans.ask(one, by=owner_worker, at=now)
    lists = {"plans/": (owner_worker, 2), f"plans/{made[0].pk}/revisions/": (owner_worker, 8)}
    for name, (who, count) in lists.items():
        client = APIClient()
        client.force_authenticate(who)
        client.get(f"{API}{name}")
        with django_assert_num_queries(count):
            assert client.get(f"{API}{name}").status_code == 200
