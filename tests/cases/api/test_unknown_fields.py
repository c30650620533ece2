"""A misspelt field is no silence: what nobody reads is refused."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from cases.models import Case, Person

API = "/api/v1/"
STORY: dict[str, Any] = {"channel": "phone", "story": "眠れない"}


@pytest.mark.parametrize(
    ("address", "body", "field"),
    [
        ("consultations/", STORY | {"storey": "x"}, "storey"),
        ("consultations/", STORY | {"person": {"name": "例田", "nmae": ""}}, "person.nmae"),
        ("people/", {"name": "例田", "protected": True}, "protected"),
        ("people/candidates/", {"name": "例田", "address": "x"}, "address"),
        ("auth/token/", {"username": "x", "password": "y", "code": "1"}, "code"),
    ],
)
def test_a_field_nobody_reads_is_refused(
    address: str, body: dict[str, Any], field: str, owner: APIClient
) -> None:
    answer = owner.post(f"{API}{address}", body)
    assert answer.status_code == 400
    refused = {"field": field, "code": "unknown", "message": "この名前の項目はありません。"}
    assert answer.json()["errors"] == [refused]
    assert (Case.objects.count(), Person.objects.count()) == (0, 0)


def test_no_body_at_all_is_refused_in_japanese(owner: APIClient) -> None:
    bodies: list[Any] = [None, [], "x", 5]
    for body in bodies:
        answer = owner.post(f"{API}consultations/", body)
        assert answer.status_code == 400
        assert not answer.json()["detail"].isascii()
        assert not [each for each in answer.json()["errors"] if each["message"].isascii()]
