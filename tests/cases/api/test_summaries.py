"""要点 in the API: changed only against the version that was read."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from cases.models import Case, CaseSummary

pytestmark = pytest.mark.django_db


@pytest.fixture
def way(case: Case) -> str:
    return f"/api/v1/cases/{case.number}/summary/"


def test_read_write_and_read_again(owner: APIClient, way: str) -> None:
    read = owner.get(way)
    assert (read.json()["version"], read.json()["written_by"]) == (0, None)
    written = owner.patch(way, {"wishes": "静かに"}, headers={"If-Match": read.headers["ETag"]})
    assert (written.status_code, written.json()["version"], written.json()["wishes"]) == (
        *(200, 1, "静かに"),
    )
    assert written.headers["ETag"] == owner.get(way).headers["ETag"] != read.headers["ETag"]
    versions = owner.get(f"{way}versions/").json()["results"]
    assert [each["wishes"] for each in versions] == ["静かに"]


def test_a_stale_or_missing_version_is_refused(owner: APIClient, way: str) -> None:
    tag = owner.get(way).headers["ETag"]
    assert owner.patch(way, {"wishes": "一"}).status_code == 428
    owner.patch(way, {"wishes": "一"}, headers={"If-Match": tag})
    stale = owner.patch(way, {"wishes": "二"}, headers={"If-Match": tag})
    assert (stale.status_code, stale.json()["type"]) == (412, "urn:fujisawa-care:stale-version")
    assert CaseSummary.objects.get().wishes == "一"


@pytest.mark.parametrize("words", [3, None, ["一"], "あ" * 1001, "\0"])
def test_bad_input_is_named(owner: APIClient, way: str, words: object) -> None:
    tag = owner.get(way).headers["ETag"]
    answer = owner.patch(way, {"wishes": words}, headers={"If-Match": tag}, format="json")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "wishes")


def test_a_manager_reads_and_does_not_write(leader: APIClient, way: str) -> None:
    tag = leader.get(way).headers["ETag"]
    refused = leader.patch(way, {"wishes": "一"}, headers={"If-Match": tag})
    assert (refused.status_code, refused.json()["type"]) == (
        *(403, "urn:fujisawa-care:no-ground-to-write"),
    )
