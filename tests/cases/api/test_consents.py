"""同意 in the API: what is said is taken down once, and opens and ends sight at once."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from cases.models import Case, ConsentEvent
from districts.models import Staff

pytestmark = pytest.mark.django_db
API = "/api/v1"


def test_a_yes_opens_and_a_no_ends(
    case: Case, owner: APIClient, joiner: APIClient, joiner_worker: Staff
) -> None:
    here = f"{API}/cases/{case.number}"
    assert joiner.get(f"{here}/").status_code == 404
    told = {
        "event": "given",
        "agencies": [joiner_worker.agency_id],
        "method": "written",
        "given_by": "self",
        "valid_until": "2099-03-31",
    }
    answer = owner.post(f"{here}/consents/", told, headers={"Idempotency-Key": "a yes"})
    again = owner.post(f"{here}/consents/", told, headers={"Idempotency-Key": "a yes"})
    assert (answer.status_code, again.json()) == (201, answer.json())
    said = answer.json()
    assert (said["event_label"], said["given_by_label"], said["items"]) == ("同意した", "本人", [])
    assert [one["id"] for one in said["agencies"]] == [joiner_worker.agency_id]
    assert joiner.get(f"{here}/").json()["consent"]["valid_until"] == "2099-03-31"
    [ground] = [
        one for one in owner.get(f"{here}/access/").json()["results"] if one["ground"] == "consent"
    ]
    assert (ground["level"], ground["until"]) == ("read", "2099-04-01T00:00:00+09:00")
    assert "本人の同意" in ground["because"]
    owner.post(f"{here}/consents/", {"event": "withdrawn", "method": "verbal", "given_by": "self"})
    assert joiner.get(f"{here}/").status_code == 404
    assert owner.get(f"{here}/").json()["consent"]["state"] == "refused"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "event"),
        ({"event": "maybe"}, "event"),
        ({"event": "given"}, "method"),
        ({"event": "given", "method": "dream"}, "method"),
        ({"event": "given", "method": "verbal", "agencies": [0]}, "agencies.0"),
        ({"event": "given", "method": "verbal", "agencies": ["x"]}, "agencies.0"),
        ({"event": "given", "method": "verbal", "agencies": 1}, "agencies"),
        ({"event": "given", "method": "verbal", "items": ["soul"]}, "items.0"),
        ({"event": "given", "method": "verbal", "valid_until": "2020-01-01"}, "valid_until"),
        ({"event": "asked", "valid_until": "2099-01-01"}, "valid_until"),
        ({"event": "asked", "happened_at": "2099-01-01T00:00:00Z"}, "happened_at"),
        ({"event": "asked", "note": "\0"}, "note"),
        ({"event": "asked", "given_by": "あ" * 41}, "given_by"),
    ],
)
def test_what_does_not_fit_is_refused(
    body: dict[str, Any], field: str, case: Case, owner: APIClient
) -> None:
    answer = owner.post(f"{API}/cases/{case.number}/consents/", body)
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert not ConsentEvent.objects.exists()


def test_who_reads_does_not_write(case: Case, leader: APIClient) -> None:
    answer = leader.post(f"{API}/cases/{case.number}/consents/", {"event": "asked"})
    assert (answer.status_code, answer.json()["type"]) == (
        *(403, "urn:fujisawa-care:no-ground-to-write"),
    )


def test_nothing_given_is_nothing_to_take_back(case: Case, owner: APIClient) -> None:
    answer = owner.post(f"{API}/cases/{case.number}/consents/", {"event": "withdrawn"})
    assert (answer.status_code, answer.json()["type"]) == (
        *(409, "urn:fujisawa-care:no-consent-to-withdraw"),
    )
