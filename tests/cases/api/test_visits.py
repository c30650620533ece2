"""訪ねるとき in the API: the same notes, rhythm, place and trace as on the pages."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from cases.actions import safety_notes
from cases.models import Case
from districts.models import Staff

pytestmark = pytest.mark.django_db
API = "/api/v1"


def test_notes_are_written_listed_and_ended(owner: APIClient, case: Case) -> None:
    way = f"{API}/cases/{case.number}/safety-notes/"
    made = owner.post(way, {"kind": "dog", "words": "玄関の右"})
    assert (made.status_code, made.json()["kind_label"]) == (201, "犬がいる")
    again = owner.post(way, {"kind": "dog"})
    assert (again.status_code, again.json()["errors"][0]["field"]) == (400, "kind")
    ended = owner.post(f"{API}/safety-notes/{made.json()['id']}/end/", {"because": "引きとられた"})
    assert ended.json()["because"] == "引きとられた"
    late = owner.post(f"{API}/safety-notes/{made.json()['id']}/end/", {})
    assert (late.status_code, late.json()["type"]) == (409, "urn:fujisawa-care:safety-note-ended")
    assert [one["words"] for one in owner.get(way).json()["results"]] == ["玄関の右"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    owner: APIClient,
    owner_worker: Staff,
    case: Case,
    now: datetime,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(number):
        at = now + timedelta(seconds=n)
        safety_notes.write(case, by=owner_worker, at=at, kind="other", words=f"注意{n}")
    with django_assert_num_queries(8):
        owner.get(f"{API}/cases/{case.number}/safety-notes/")


def test_the_rhythm_is_read_and_set(owner: APIClient, case: Case) -> None:
    way = f"{API}/cases/{case.number}/rhythm/"
    assert owner.get(way).json() == {"days": None}
    assert owner.put(way, {"days": 14}).json() == {"days": 14}
    for wrong in ({"days": 0}, {"days": 366}, {"days": "14"}, {"days": True}, {}):
        assert owner.put(way, wrong).status_code == 400
    assert owner.put(way, {"days": None}).json() == {"days": None}


def test_a_visit_has_a_place_and_leaves_a_trace(owner: APIClient, case: Case) -> None:
    step = case.follow_ups.get()
    then = {"what": "訪ねる", "due_on": "2099-01-05", "kind": "visit", "place": "裏口"}
    done = f"{API}/follow-ups/{step.pk}/done/"
    assert owner.post(done, {"outcome": "absent", "left": ["x"], "next": then}).status_code == 400
    none = owner.post(done, {"outcome": "none", "left": ["card"], "next": then})
    assert (none.status_code, none.json()["errors"][0]["field"]) == (400, "left")
    assert (
        owner.post(done, {"outcome": "absent", "left": ["card"], "next": then}).status_code == 200
    )
    record = owner.get(f"{API}/cases/{case.number}/records/").json()["results"][0]
    assert (record["left"], record["left_label"]) == (["card"], ["連絡カード"])
    planned = owner.get(f"{API}/cases/{case.number}/follow-ups/?state=open").json()["results"][0]
    assert planned["place"] == "裏口"
    moved = owner.post(
        f"{API}/follow-ups/{planned['id']}/move/",
        {"due_on": "2099-01-06", "reason": "雨", "place": "市民センター"},
    )
    assert (moved.json()["due_on"], moved.json()["place"]) == ("2099-01-06", "市民センター")
    written = owner.post(
        f"{API}/cases/{case.number}/records/",
        {"happened_at": "2026-01-05T10:00:00+09:00", "method": "visit", "outcome": "absent",
         "text": "", "left": ["leaflet"]},
    )  # fmt: skip
    assert written.json()["left_label"] == ["資料"]
