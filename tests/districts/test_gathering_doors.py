"""地域課題・社会資源 at the doors: pages and API do the same, with the same refusals."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from districts.actions import issues, resources
from districts.actions.resources import Help
from districts.models import Issue, Match, Resource, Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def issue(receiver_worker: Staff, zengyo: Any, care: Any, now: datetime) -> Issue:
    return issues.bring_up(
        by=receiver_worker, at=now, topic=care, district=zengyo, text="通院の付き添いがない"
    )


@pytest.fixture
def ride(receiver_worker: Staff, zengyo: Any, care: Any, now: datetime) -> Resource:
    told = Help(
        name="おでかけ会（架空）", kind="ride", what="付き添い", districts=[zengyo], topics=[care]
    )
    return resources.add(told, by=receiver_worker, at=now, fictional=True)


@pytest.fixture
def api(receiver_worker: Staff) -> APIClient:
    client = APIClient()
    client.force_authenticate(receiver_worker)
    return client


def test_raised_matched_and_taken_back_on_the_pages(
    receiver: Client, ride: Resource, care: Any, zengyo: Any
) -> None:
    said = {"topic": care.pk, "district": zengyo.pk, "text": "通院の付き添い", "once": str(uuid4())}
    for _ in range(2):
        answer = receiver.post("/issues/new", said)
        assert answer.status_code == 302
    issue = Issue.objects.get()
    words = receiver.get(f"/issues/{issue.pk}/").content.decode()
    assert ride.name in words
    receiver.post(f"/issues/{issue.pk}/match", {"resource": ride.pk, "note": "水曜なら"})
    assert "水曜なら" in receiver.get(f"/issues/{issue.pk}/").content.decode()
    receiver.post(f"/issues/{issue.pk}/unmatch", {"match": Match.objects.get().pk})
    assert Match.objects.get().undone_by is not None
    refused = receiver.post(f"/issues/{issue.pk}/withdraw", {"because": ""})
    assert (refused.status_code, "わけを入れて" in refused.content.decode()) == (422, True)
    receiver.post(f"/issues/{issue.pk}/withdraw", {"because": "同じものがあった"})
    issue.refresh_from_db()
    assert issue.state == "withdrawn"


@pytest.mark.parametrize("text", ["", "あ" * 1001, "足り\0ない"])
def test_what_cannot_be_kept_is_refused_and_not_lost(
    receiver: Client, care: Any, text: str
) -> None:
    answer = receiver.post("/issues/new", {"topic": care.pk, "text": text})
    assert answer.status_code == 422
    assert text.replace("\0", "") in answer.content.decode().replace("\0", "")
    assert not Issue.objects.exists()


def test_a_stale_page_is_told_so_and_keeps_what_was_typed(
    receiver: Client, ride: Resource, joiner_worker: Staff, now: datetime
) -> None:
    resources.confirm(ride, by=joiner_worker, at=now)
    said = {"name": ride.name, "kind": "ride", "what": "書きなおした", "version": "1"}
    answer = receiver.post(f"/resources/{ride.pk}/edit", said)
    assert (answer.status_code, "書きなおした" in answer.content.decode()) == (409, True)
    fine = receiver.post(f"/resources/{ride.pk}/edit", said | {"version": "2"})
    assert fine.status_code == 302
    ride.refresh_from_db()
    assert ride.what == "書きなおした"


def test_an_administrator_has_no_business_here(
    keeper: Client, administrator: Staff, issue: Issue, ride: Resource
) -> None:
    for address, status in (
        ("/issues/", 403),
        ("/resources/", 403),
        ("/issues/new", 403),
        (f"/issues/{issue.pk}/", 404),
        (f"/resources/{ride.pk}/", 404),
        (f"/api/v1/issues/{issue.pk}/", 404),
        (f"/api/v1/resources/{ride.pk}/", 404),
    ):
        assert keeper.get(address).status_code == status, address


@pytest.mark.parametrize("address", ["/issues/", "/resources/", "/api/v1/issues/", "/api/v1/resources/"])  # fmt: skip
def test_one_question_more_for_no_row_more(
    address: str,
    receiver: Client,
    receiver_worker: Staff,
    issue: Issue,
    ride: Resource,
    care: Any,
    zengyo: Any,
    now: datetime,
) -> None:
    counts = []
    receiver.get(address)  # the frame of the page is asked for once a day
    resources.match(issue, ride, by=receiver_worker, at=now)
    for number in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert receiver.get(address).status_code == 200
        counts.append(len(asked))
        for extra in range(2):
            told = Help(
                name=f"会{number}{extra}（架空）",
                kind="food",
                what="食事",
                districts=[zengyo],
                topics=[care],
            )
            more = resources.add(told, by=receiver_worker, at=now)
            other = issues.bring_up(
                by=receiver_worker, at=now, topic=care, district=zengyo, text="足りない"
            )
            resources.match(other, more, by=receiver_worker, at=now)
    assert counts[0] == counts[1]


def test_the_api_raises_matches_and_puts_right(
    api: APIClient, ride: Resource, care: Any, zengyo: Any
) -> None:
    said = {"topic": care.pk, "district": zengyo.pk, "text": "通院の付き添い"}
    made = api.post("/api/v1/issues/", said, format="json", HTTP_IDEMPOTENCY_KEY="one")
    again = api.post("/api/v1/issues/", said, format="json", HTTP_IDEMPOTENCY_KEY="one")
    assert (made.status_code, again.json()) == (201, made.json())
    assert Issue.objects.count() == 1
    here = f"/api/v1/issues/{made.json()['id']}/"
    matched = api.post(f"{here}match/", {"resource": ride.pk}, format="json").json()
    assert matched["resources"] == [{"id": ride.pk, "name": ride.name}]
    assert api.post(f"{here}withdraw/", {"because": "重なった"}, format="json").status_code == 200
    late = api.post(f"{here}withdraw/", {"because": "もう一度"}, format="json")
    assert (late.status_code, late.json()["type"]) == (409, "urn:fujisawa-care:issue-moved-on")
    there = f"/api/v1/resources/{ride.pk}/"
    tag = api.get(there).headers["ETag"]
    assert api.patch(there, {"where": "公民館"}, format="json").status_code == 428
    fine = api.patch(there, {"where": "公民館"}, format="json", HTTP_IF_MATCH=tag)
    assert (fine.status_code, fine.json()["where"], fine.json()["topics"]) == (
        200,
        "公民館",
        [care.pk],
    )
    stale = api.patch(there, {"where": "自宅"}, format="json", HTTP_IF_MATCH=tag)
    assert stale.status_code == 412
    assert api.post(f"{there}end/", {"because": "会が終わった"}, format="json").json()["ended_on"]
    assert api.post(f"{there}confirm/", format="json").status_code == 409


SAID = {"topic": "care", "text": "付き添い"}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"topic": "care"},
        SAID | {"topic": 1},
        SAID | {"text": "あ" * 20001},
        SAID | {"text": "a\0"},
        SAID | {"who": "例田"},
    ],
)
def test_the_api_refuses_in_words(api: APIClient, care: Any, body: dict[str, Any]) -> None:
    answer = api.post("/api/v1/issues/", body, format="json")
    assert (answer.status_code, bool(answer.json()["errors"])) == (400, True)
    assert not Issue.objects.exists()
