"""引き継ぎ in the API: all or some of it, to whom, and back within a day."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from cases.actions.people import Known
from cases.models import Case, FollowUp, Succession
from districts.models import Agency, Staff
from tests.cast import Receive

HERE = "/api/v1/handovers/"


@pytest.fixture
def colleague(desk: Agency) -> Staff:
    return Staff.objects.create_user("colleague", name="隣田 となり", role="counter", agency=desk)


def _refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix("urn:fujisawa-care:")


def test_everything_is_handed_on_seen_acknowledged_and_taken_back(
    receive: Receive, owner: APIClient, owner_worker: Staff, colleague: Staff, sign_in: Any
) -> None:
    cases = [receive(person=Known(name="例田 一郎")) for _ in range(2)]
    seen = owner.get(f"{HERE}preview/?staff={owner_worker.pk}").json()
    assert (seen["owned"], seen["follow_ups"]) == (2, 2)
    assert [one["title"] for one in seen["cases"]] == ["例田 一郎"] * 2
    body = {"staff": owner_worker.pk, "to": colleague.pk, "note": "四月から"}
    headers = {"Idempotency-Key": "april"}
    made = owner.post(HERE, body, headers=headers)
    assert made.status_code == 201
    assert owner.post(HERE, body, headers=headers).json() == made.json()
    assert Succession.objects.count() == 1
    found = made.json()
    assert [one["case"] for one in found["cases"]] == [case.number for case in cases]
    assert set(FollowUp.objects.open().values_list("assignee", flat=True)) == {colleague.pk}
    heir = sign_in(colleague)
    assert heir.get(f"{HERE}?waiting=true").json()["results"][0]["id"] == found["id"]
    taken = heir.post(f"{HERE}{found['id']}/acknowledge/").json()
    assert all(one["acknowledged_at"] for one in taken["cases"])
    assert heir.get(f"{HERE}?waiting=true").json()["results"] == []
    undone = owner.post(f"{HERE}{found['id']}/undo/").json()
    assert undone["undone_by"]["id"] == owner_worker.pk
    assert Case.objects.filter(owner_staff=owner_worker).count() == 2
    assert _refused(owner.post(f"{HERE}{found['id']}/undo/")) == (409, "succession-undone")


def test_only_some_each_to_another(
    receive: Receive, owner: APIClient, owner_worker: Staff, colleague: Staff
) -> None:
    first, second = receive(), receive()
    body = {
        "staff": owner_worker.pk,
        "cases": [{"case": second.number, "to": colleague.pk, "note": "母へは午前に"}],
    }
    made = owner.post(HERE, body).json()
    assert [(one["case"], one["note"]) for one in made["cases"]] == [
        (second.number, "母へは午前に")
    ]
    first.refresh_from_db()
    assert first.owner_staff == owner_worker


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"to": None}, "to"),
        ({"to": 0}, "to"),
        ({"to": "x"}, "to"),
        ({"staff": None}, "staff"),
        ({"cases": "x"}, "cases"),
        ({"cases": [{"case": "R8-999999"}]}, "cases.0.case"),
        ({"to": None, "cases": [{"case": "{case}"}]}, "cases.0.to"),
        ({"cases": [{"case": "{case}", "note": "あ" * 1001}]}, "cases.0.note"),
        ({"note": "a\0b"}, "note"),
        ({"undo": True}, "undo"),
    ],
)
def test_what_does_not_do_is_said_beside_the_field(
    change: dict[str, Any],
    field: str,
    case: Case,
    owner: APIClient,
    owner_worker: Staff,
    colleague: Staff,
) -> None:
    body: dict[str, Any] = {"staff": owner_worker.pk, "to": colleague.pk} | change
    for one in body["cases"] if isinstance(body.get("cases"), list) else ():
        one["case"] = one["case"].replace("{case}", case.number)
    answer = owner.post(HERE, body)
    assert answer.status_code == 400
    assert [each["field"] for each in answer.json()["errors"]] == [field]
    assert not Succession.objects.exists()


def test_whose_it_is_not_may_neither_look_nor_hand_on(
    case: Case, stranger: APIClient, leader: APIClient, owner_worker: Staff, colleague: Staff
) -> None:
    body = {"staff": owner_worker.pk, "to": colleague.pk}
    address = f"{HERE}preview/?staff={owner_worker.pk}"
    assert _refused(stranger.get(address)) == (403, "only-the-house-hands-on")
    assert _refused(stranger.post(HERE, body)) == (403, "only-the-house-hands-on")
    assert leader.get(address).status_code == 200
    for wrong in ("", "x", "0", "９", "9" * 300):
        assert stranger.get(f"{HERE}preview/?staff={wrong}").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries(
    number: int,
    receive: Receive,
    owner: APIClient,
    owner_worker: Staff,
    colleague: Staff,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        receive()
        owner.post(HERE, {"staff": owner_worker.pk, "to": colleague.pk})
    with django_assert_num_queries(5):
        assert len(owner.get(HERE).json()["results"]) == number


def test_a_whole_house_is_handed_over_by_a_manager_and_taken_back(
    receive: Receive,
    leader: APIClient,
    sign_in: Any,
    desk: Agency,
    council: Agency,
    receiver_worker: Staff,
) -> None:
    first, second = receive(person=Known(name="例田 一郎")), receive()
    seen = leader.get(f"{HERE}preview/?agency={desk.pk}").json()
    assert (seen["staff"], seen["agency"]["id"]) == (None, desk.pk)
    assert (seen["owned"], seen["follow_ups"], len(seen["cases"])) == (2, 2, 2)
    body = {
        "agency": desk.pk,
        "to_agency": council.pk,
        "cases": [
            {"case": first.number, "to": receiver_worker.pk, "note": "母へは午前に"},
            {"case": second.number},
        ],
    }
    made = leader.post(HERE, body)
    assert made.status_code == 201
    found = made.json()
    assert (found["staff"], found["agency"]["id"]) == (None, desk.pk)
    assert [
        (one["to"] and one["to"]["id"], one["to_agency"]["id"], one["note"])
        for one in found["cases"]
    ] == [(receiver_worker.pk, council.pk, "母へは午前に"), (None, council.pk, "")]
    taken = sign_in(receiver_worker).post(f"{HERE}{found['id']}/acknowledge/").json()
    assert {one["acknowledged_by"]["id"] for one in taken["cases"]} == {receiver_worker.pk}
    assert leader.post(f"{HERE}{found['id']}/undo/").status_code == 200
    assert Case.objects.filter(owner=desk).count() == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"agency": None}, "agency"),
        ({"agency": 0}, "agency"),
        ({"to_agency": None}, "to_agency"),
        ({"to_agency": ...}, "to_agency"),
        ({"agency": ...}, "staff"),
        ({"staff": "{staff}"}, "staff"),
        ({"cases": [{"case": "R8-999999"}]}, "cases.0.case"),
    ],
)
def test_of_a_house_what_does_not_do_is_said_beside_the_field(
    change: dict[str, Any],
    field: str,
    case: Case,
    leader: APIClient,
    owner_worker: Staff,
    desk: Agency,
    council: Agency,
    receiver_worker: Staff,
) -> None:
    known = {"agency": desk.pk, "to_agency": council.pk} | change
    body = {name: value for name, value in known.items() if value is not ...}
    if "staff" in body:
        body["staff"] = owner_worker.pk
    answer = leader.post(HERE, body)
    assert answer.status_code == 400
    assert [each["field"] for each in answer.json()["errors"]] == [field]
    assert not Succession.objects.exists()


def test_the_house_itself_may_not_give_itself_away(
    case: Case,
    owner: APIClient,
    leader: APIClient,
    desk: Agency,
    council: Agency,
    receiver_worker: Staff,
) -> None:
    body = {"agency": desk.pk, "to_agency": council.pk}
    assert _refused(owner.get(f"{HERE}preview/?agency={desk.pk}")) == (
        *(403, "only-managers-hand-over"),
    )
    assert _refused(owner.post(HERE, body)) == (403, "only-managers-hand-over")
    assert leader.get(f"{HERE}preview/?agency=0").status_code == 404
    case.refresh_from_db()
    assert case.owner == desk
