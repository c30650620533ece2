"""Lists: narrowed by what is asked, page by page, in the same number of queries for 1 and 3."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from cases.actions import cases, consents, follow_ups, records, referrals, sightings
from cases.actions.follow_ups import Next
from cases.actions.people import Known
from cases.models import Case, ConsentKind, Referral
from districts.models import Agency, Role, Staff, Topic
from tests.cases.people import transfer
from tests.cast import Receive

API = "/api/v1/"
QUERIES = {
    "people": 1,
    "consultations": 9,
    "cases": 6,
    "cases/{number}/timeline": 7,
    "cases/{number}/records": 7,
    "cases/{number}/follow-ups": 6,
    "cases/{number}/consents": 7,
    "cases/{number}/ownerships": 6,
    "cases/{number}/access": 2,
    "cases/{number}/views": 2,
    "referrals": 7,
    "follow-ups": 2,
    "reminders": 1,
}

Live = Callable[[int], Case]


@pytest.fixture
def signed_in(owner_worker: Staff) -> APIClient:
    """Known without a token, so that only the list's own queries are counted."""
    client = APIClient()
    client.force_authenticate(owner_worker)
    return client


@pytest.fixture
def colleagues(desk: Agency) -> list[Staff]:
    return [
        Staff.objects.create_user(name, name=name, role=Role.COUNTER, agency=desk)
        for name in ("one", "two")
    ]


@pytest.fixture
def live(
    receive: Receive,
    owner_worker: Staff,
    colleagues: list[Staff],
    council: Agency,
    receiver_worker: Staff,
    now: datetime,
) -> Live:
    """Cases to each of which something of every kind has happened so many times."""

    def live(times: int) -> Case:
        for _ in range(times):
            case = receive(
                outcome="refer",
                refer_to=(transfer(council),),
                person=Known(name="例田 一郎", phones=("0466-00-0142",)),
                consent="given",
            )
            asked = case.referrals.get()
            for at in range(times):
                _happen(case, asked, at=now + timedelta(seconds=at))
            referrals.give_back(asked, by=receiver_worker, at=now, reason="area", note="地区")
        for to in colleagues[: times - 1]:
            cases.assign(case, by=owner_worker, at=timezone.now(), to=to)
        return case

    def _happen(case: Case, asked: Referral, *, at: datetime) -> None:
        by = owner_worker
        written = records.write(case, by=by, at=at, happened_at=at, method="phone", text="話した")
        records.correct(written, by=by, at=at, text="電話で話した")
        referrals.say(asked, by=receiver_worker, at=at, text="いつ伺えますか")
        consents.put(case, by=by, at=at, event=ConsentKind.GIVEN)
        sightings.look(case, by=by, at=at, door="web", address=None)
        follow_ups.plan(case, by=by, at=at, then=Next(what="電話", due_on=timezone.localdate()))

    return live


@pytest.mark.parametrize("times", [1, 3])
def test_a_list_asks_as_often_for_three_as_for_one(
    times: int, live: Live, signed_in: APIClient
) -> None:
    number, asked = live(times).number, {}
    for name in QUERIES:
        address = f"{API}{name.format(number=number)}/"
        signed_in.get(address)
        with CaptureQueriesContext(connection) as queries:
            answer = signed_in.get(address)
        assert answer.status_code == 200, name
        assert len(answer.json()["results"]) >= times, name
        asked[name] = len(queries)
    assert asked == QUERIES


def test_messages_too(
    live: Live, signed_in: APIClient, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for times in (1, 3):
        asked = live(times).referrals.get()
        with django_assert_num_queries(11):
            answer = signed_in.get(f"{API}referrals/{asked.pk}/messages/")
        assert len(answer.json()["results"]) == times


def _numbers(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [one["number"] for one in answer.json()["results"]]


NARROWED = {
    "": "shut new old",
    "owner={desk}": "shut new old",
    "owner={council}": "",
    "mine=true": "shut new old",
    "mine=false": "",
    "district=07": "shut old",
    "stage=open": "new old",
    "stage=closed": "shut",
    "topic=care": "old",
    "topic=hikikomori": "shut new",
    "programme=consultation": "shut new old",
    "programme=coordination": "",
    "programme=outreach": "",
    "quiet_days=30": "old",
    "quiet_days=41": "",
    "due_before={today}": "old",
    "due_before=2099-01-01": "new old",
    "q=みほん": "old",
    "q=見本花子": "old",
    "q=0466000199": "old",
    "q={old}": "old",
    "q={lower}": "old",
    "q=いない": "",
    "stage=open&district=07&q=ﾐﾎﾝ": "old",
}


def test_cases_are_narrowed(
    receive: Receive, owner: APIClient, desk: Agency, council: Agency, care: Topic, now: datetime
) -> None:
    known = Known(name="見本 花子", kana="みほん はなこ", phones=("0466-00-0199",))
    numbers = {
        "old": receive(at=now - timedelta(days=40), person=known, topics=(care,)).number,
        "new": receive(district=None).number,
        "shut": receive(outcome="information").number,
    }
    today, lower = timezone.localdate(), numbers["old"].lower()
    for query, found in NARROWED.items():
        asked = query.format(
            desk=desk.pk, council=council.pk, today=today, lower=lower, old=numbers["old"]
        )
        expected = [numbers[name] for name in found.split()]
        assert _numbers(owner.get(f"{API}cases/?{asked}")) == expected, query
    for ordering, found in (("number", "old new shut"), ("-number", "shut new old")):
        expected = [numbers[name] for name in found.split()]
        assert _numbers(owner.get(f"{API}cases/?ordering={ordering}")) == expected


def test_mine_is_also_what_i_am_to_do_next(
    case: Case, owner: APIClient, leader: APIClient, owner_worker: Staff
) -> None:
    assert _numbers(leader.get(f"{API}cases/")) == [case.number]
    assert _numbers(leader.get(f"{API}cases/?mine=true")) == []
    assert _numbers(leader.get(f"{API}cases/?mine=false")) == [case.number]


def test_boxes(referral: Any, owner: APIClient, receiver: APIClient, joiner: APIClient) -> None:
    counts = {
        (who, query): len(client.get(f"{API}referrals/?{query}").json()["results"])
        for who, client in {"owner": owner, "receiver": receiver, "joiner": joiner}.items()
        for query in ("", "box=incoming", "box=outgoing", "status=sent", "status=accepted")
    }
    assert counts == {
        ("owner", ""): 1,
        ("owner", "box=incoming"): 0,
        ("owner", "box=outgoing"): 1,
        ("owner", "status=sent"): 1,
        ("owner", "status=accepted"): 0,
        ("receiver", ""): 1,
        ("receiver", "box=incoming"): 1,
        ("receiver", "box=outgoing"): 0,
        ("receiver", "status=sent"): 1,
        ("receiver", "status=accepted"): 0,
        **{("joiner", query): 0 for query in ("", "box=incoming", "box=outgoing")},
        **{("joiner", f"status={status}"): 0 for status in ("sent", "accepted")},
    }


def test_pages_follow_one_another_and_back(receive: Receive, owner: APIClient) -> None:
    numbers = [receive().number for _ in range(5)][::-1]
    first = owner.get(f"{API}cases/?page_size=2")
    assert (_numbers(first), first.json()["previous"]) == (numbers[:2], None)
    second = owner.get(first.json()["next"])
    third = owner.get(second.json()["next"])
    assert (_numbers(second), _numbers(third)) == (numbers[2:4], numbers[4:])
    assert third.json()["next"] is None
    assert _numbers(owner.get(third.json()["previous"])) == numbers[2:4]


LISTS = [name.format(number="{number}") for name in QUERIES]


@pytest.mark.parametrize(
    "query",
    [
        *("nothing=1", "page_size=0", "page_size=201", "page_size=x", "ordering=password"),
        *("cursor=x", "cursor=%00", "%00=1", "q%00=1", "format=xml"),
    ],
)
def test_a_question_nobody_understands_is_refused(query: str, case: Case, owner: APIClient) -> None:
    for name in LISTS:
        answer = owner.get(f"{API}{name.format(number=case.number)}/?{query}")
        assert answer.status_code == 400, name
        assert answer.headers["Content-Type"] == "application/problem+json", name
        assert all(error["message"] for error in answer.json()["errors"]), name


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("cases/?owner=x", "owner"),
        ("cases/?owner=0", "owner"),
        ("cases/?owner=99999999999999999999", "owner"),
        ("cases/?owner=1.5", "owner"),
        ("cases/?mine=maybe", "mine"),
        ("cases/?district=99", "district"),
        ("cases/?stage=half", "stage"),
        ("cases/?topic=nothing", "topic"),
        ("cases/?programme=x", "programme"),
        ("cases/?quiet_days=-1", "quiet_days"),
        ("cases/?quiet_days=1.5", "quiet_days"),
        ("cases/?quiet_days=" + "9" * 40, "quiet_days"),
        ("cases/?due_before=0000-01-01", "due_before"),
        ("cases/?due_before=2026-02-30", "due_before"),
        ("cases/?due_before=01%2F02%2F2026", "due_before"),
        ("cases/?q=a%00b", "q"),
        ("cases/?q=" + "x" * 101, "q"),
        ("cases/?stage=open&stage=closed", "stage"),
        ("people/?q=%00", "q"),
        ("consultations/?channel=fax", "channel"),
        ("consultations/?mine=2", "mine"),
        ("referrals/?box=both", "box"),
        ("referrals/?status=lost", "status"),
        ("follow-ups/?mine=me", "mine"),
        ("follow-ups/?due_before=tomorrow", "due_before"),
        ("follow-ups/?state=lost", "state"),
        ("reminders/?unread=x", "unread"),
    ],
)
def test_a_value_that_is_none_is_refused_beside_its_name(
    query: str, field: str, owner: APIClient
) -> None:
    answer = owner.get(f"{API}{query}")
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]


@pytest.mark.parametrize(
    "query", ["%FF%FE", "%25", "%5C", "'", "_", "%F0%A0%AE%B7", "R8-", "%E3%80%80"]
)
def test_any_words_may_be_looked_for(query: str, case: Case, owner: APIClient) -> None:
    for name in ("cases", "people"):
        assert owner.get(f"{API}{name}/?q={query}").status_code == 200


def test_the_words_spoken_stand_in_no_list(case: Case, owner: APIClient) -> None:
    for name in ("consultations", "referrals", "cases"):
        assert "20年近く" not in owner.get(f"{API}{name}/").content.decode()


def test_the_day_of_the_caller(case: Case, owner: APIClient, receiver: APIClient) -> None:
    [mine] = owner.get(f"{API}follow-ups/?mine=true").json()["results"]
    assert (mine["case"], mine["state"], mine["state_label"]) == (case.number, "open", "予定")
    soon = timezone.localdate() - timedelta(days=1)
    assert owner.get(f"{API}follow-ups/?due_before={soon}").json()["results"] == []
    assert owner.get(f"{API}follow-ups/?state=done").json()["results"] == []
    assert receiver.get(f"{API}follow-ups/").json()["results"] == []


def test_a_person_with_two_cases_stands_once(case: Case, owner: APIClient) -> None:
    story = {"channel": "phone", "story": "眠れない", "outcome": "information"}
    first = owner.post(f"{API}consultations/", story | {"person": {"name": "例田"}}).json()
    person = first["case"]["person"]
    second = owner.post(f"{API}consultations/", story | {"person_id": person}).json()
    assert second["case"]["number"] != first["case"]["number"]
    assert [one["id"] for one in owner.get(f"{API}people/").json()["results"]] == [person]
    assert owner.get(f"{API}people/{person}/").status_code == 200


def test_a_person_noted_before_any_case_is_seen_by_who_noted_them(
    owner: APIClient, receiver: APIClient
) -> None:
    made = owner.post(f"{API}people/", {"name": "例田"}).json()
    assert [one["id"] for one in owner.get(f"{API}people/").json()["results"]] == [made["id"]]
    assert receiver.get(f"{API}people/{made['id']}/").status_code == 404
