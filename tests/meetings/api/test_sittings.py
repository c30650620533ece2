"""会議 in the API: the same rules as on the page, with versions, keys against sending twice, and words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from cases.models import Case
from districts.models import Staff
from meetings.models import Meeting, MeetingBody
from tests.meetings.api.conftest import SignIn
from tests.meetings.cast import Call, Join, Table

pytestmark = pytest.mark.django_db
API = "/api/v1/meetings/"


def _said(**more: Any) -> dict[str, Any]:
    return {"body": "shien", "starts_at": "2027-01-12T14:00:00+09:00", "place": "本庁舎"} | more


def _post(client: APIClient, path: str = "", body: Any = None, **more: Any) -> Any:
    return client.post(f"{API}{path}", body or {}, format="json", **more)


def test_a_sitting_is_called_with_its_members_read_and_held(
    secretary: APIClient, shien_body: MeetingBody, owner_worker: Staff, sign_in: SignIn
) -> None:
    who = [
        {"staff": owner_worker.pk, "chairs": True},
        {"name": "民生 みまもり（架空）", "title": "民生委員"},
    ]
    made = _post(secretary, body=_said(members=who))
    assert made.status_code == 201
    told = made.json()
    assert (told["name"], told["state"], told["kind"]) == ("支援会議 第1回", "planned", "shien")
    assert told["ends_at"] == "2027-01-12T15:30:00+09:00"
    assert told["packet_due_on"] == "2027-01-06"  # 成人の日 lies between
    assert [one["name"] for one in told["members"]] == [owner_worker.name, "民生 みまもり（架空）"]
    assert [one["code"] for one in told["bases"]] == ["act106_6"]
    asked = _post(secretary, f"{told['id']}/invite/")
    assert [one["answer"] for one in asked.json()["members"]] == ["asked", "asked"]
    assert _post(secretary, f"{told['id']}/invite/").status_code == 409
    own = sign_in(owner_worker)
    answered = _post(own, f"{told['id']}/answer/", {"answer": "coming"})
    assert (answered.status_code, answered.json()["coming"]) == (200, 1)
    early = _post(secretary, f"{told['id']}/hold/")
    assert (early.status_code, early.json()["type"]) == (409, "urn:fujisawa-care:meeting-to-come")
    assert _post(own, f"{told['id']}/hold/").status_code == 403


def test_a_sitting_of_today_is_held_settled_and_no_more_changed(
    secretary: APIClient, shien: Meeting
) -> None:
    assert _post(secretary, f"{shien.pk}/hold/").json()["state"] == "held"
    assert _post(secretary, f"{shien.pk}/settle/").json()["state"] == "settled"
    assert _post(secretary, f"{shien.pk}/cancel/", {"because": "大雪"}).status_code == 409


def test_a_change_names_the_version_it_was_read_in(secretary: APIClient, shien: Meeting) -> None:
    one = f"{API}{shien.pk}/"
    tag = secretary.get(one).headers["ETag"]
    change = {"place": "長後市民センター（架空）"}
    assert secretary.patch(one, change, format="json").status_code == 428
    done = secretary.patch(one, change, format="json", HTTP_IF_MATCH=tag)
    assert (done.status_code, done.json()["place"]) == (200, "長後市民センター（架空）")
    assert secretary.patch(one, change, format="json", HTTP_IF_MATCH=tag).status_code == 412
    fresh = done.headers["ETag"]
    worse = {"ends_at": shien.starts_at.isoformat()}
    refused = secretary.patch(one, worse, format="json", HTTP_IF_MATCH=fresh)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "ends_at")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"body": "nothing"}, "body"),
        ({"body": None}, "body"),
        ({"body": "shien\0"}, "body"),
        ({"starts_at": "明日"}, "starts_at"),
        ({"starts_at": None}, "starts_at"),
        ({"ends_at": "2027-01-12T13:00:00+09:00"}, "ends_at"),
        ({"title": "あ" * 20_001}, "title"),
        ({"bases": ["nothing"]}, "bases"),
        ({"bases": "act106_6"}, "bases"),
        ({"packet_due_on": "2027-01-13"}, "packet_due_on"),
        ({"emergency": "yes"}, "emergency"),
        ({"sort": 1}, "sort"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_name(
    said: dict[str, Any], field: str, secretary: APIClient, shien_body: MeetingBody
) -> None:
    refused = _post(secretary, body=_said(**said))
    assert refused.status_code == 400
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert field in {one["field"].split(".")[0] for one in refused.json()["errors"]}
    assert not Meeting.objects.exists()


def test_the_same_key_makes_one_sitting(secretary: APIClient, shien_body: MeetingBody) -> None:
    key = {"HTTP_IDEMPOTENCY_KEY": "a-sitting-of-january"}
    first, again = (_post(secretary, body=_said(), **key) for _ in range(2))
    assert (first.status_code, again.json()) == (201, first.json())
    assert _post(secretary, body=_said(title="べつの"), **key).status_code == 422
    assert Meeting.objects.count() == 1


def test_a_kind_finds_its_body_and_an_emergency_has_no_papers_to_wait_for(
    secretary: APIClient, shien_body: MeetingBody
) -> None:
    said = {"kind": "shien", "starts_at": timezone.now().isoformat(), "emergency": True}
    told = _post(secretary, body=said).json()
    assert (told["body"], told["emergency"], told["packet_due_on"]) == ("shien", True, None)


def test_who_is_not_called_finds_nothing_and_nobody_else_calls(
    sign_in: SignIn, shien: Meeting, case: Case, table: Table, join: Join,
    outsider: Staff, administrator: Staff, joiner_worker: Staff, shien_body: MeetingBody,
) -> None:  # fmt: skip
    table(shien, case)
    for stranger in (outsider, administrator):
        client = sign_in(stranger)
        assert client.get(f"{API}{shien.pk}/").status_code == 404
        assert client.get(API).json()["results"] == []
        assert _post(client, f"{shien.pk}/answer/", {"answer": "coming"}).status_code == 404
        assert _post(client, body=_said()).status_code == 403
    mine = join(shien, joiner_worker)
    own = sign_in(joiner_worker).get(f"{API}{shien.pk}/").json()
    assert [(one["visible"], one["case"]) for one in own["items"]] == [(False, "")]
    gone = _post(sign_in(joiner_worker), f"{shien.pk}/members/{mine.pk}/remove/")
    assert gone.status_code == 403


def test_members_come_and_go(secretary: APIClient, shien: Meeting, owner_worker: Staff) -> None:
    added = _post(secretary, f"{shien.pk}/members/", {"staff": owner_worker.pk})
    assert added.status_code == 201
    (member,) = added.json()["members"]
    assert _post(secretary, f"{shien.pk}/members/", {"staff": owner_worker.pk}).status_code == 400
    nameless = _post(secretary, f"{shien.pk}/members/", {"title": "医師"})
    assert (nameless.status_code, nameless.json()["errors"][0]["field"]) == (400, "name")
    left = _post(secretary, f"{shien.pk}/members/{member['id']}/remove/")
    assert left.json()["members"] == []


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    many: int, secretary: APIClient, shien_body: MeetingBody, call: Call,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for week in range(many):
        call(shien_body, at=timezone.now() + timedelta(weeks=week))
    secretary.get(API)
    with django_assert_num_queries(4):
        assert len(secretary.get(API, {"kind": "shien"}).json()["results"]) == many
    assert secretary.get(API, {"kind": "tea"}).status_code == 400
    assert secretary.get(API, {"colour": "red"}).status_code == 400


def test_who_takes_the_chair_and_who_came_is_kept(
    secretary: APIClient, owner: APIClient, stranger: APIClient, shien: Meeting, join: Join,
    owner_worker: Staff, joiner_worker: Staff,
) -> None:  # fmt: skip
    first, second = join(shien, owner_worker, chairs=True), join(shien, joiner_worker)
    where = f"{shien.pk}/members/{second.pk}"
    told = _post(secretary, f"{where}/chair/").json()["members"]
    assert {one["id"]: one["chairs"] for one in told} == {first.pk: False, second.pk: True}
    told = _post(secretary, f"{where}/attend/", {"attended": False}).json()["members"]
    assert {one["id"]: one["attended"] for one in told} == {first.pk: None, second.pk: False}
    for wrong in ({}, {"attended": "maybe"}, {"attended": None}):
        assert _post(secretary, f"{where}/attend/", wrong).status_code == 400
    assert _post(owner, f"{where}/attend/", {"attended": True}).status_code == 403
    assert _post(owner, f"{where}/chair/").status_code == 403
    assert _post(stranger, f"{where}/chair/").status_code == 404
    _post(secretary, f"{where}/remove/")
    assert _post(secretary, f"{where}/chair/").status_code == 404
