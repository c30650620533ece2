"""世帯 in the API."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from cases.actions.people import Known
from cases.models import Case, HouseholdMember
from districts.models import Staff
from tests.cast import Receive

pytestmark = pytest.mark.django_db


@pytest.fixture
def way(receive: Receive) -> str:
    case: Case = receive(person=Known(name="例田 一朗"), living_with="母")
    return f"/api/v1/cases/{case.number}/household/"


def test_added_changed_and_ended(owner: APIClient, way: str) -> None:
    told = {"relation": "mother", "name": "例田 ふみ", "age_text": "81歳"}
    added = owner.post(f"{way}members/", told, headers={"Idempotency-Key": "m1"})
    again = owner.post(f"{way}members/", told, headers={"Idempotency-Key": "m1"})
    assert (added.status_code, added.json()) == (201, again.json())
    line = f"{way}members/{added.json()['id']}/"
    assert owner.patch(line, {"note": "足の痛み"}).status_code == 428
    tag = owner.get(line).headers["ETag"]
    changed = owner.patch(line, {"note": "足の痛み"}, headers={"If-Match": tag})
    assert (changed.json()["note"], changed.json()["name"]) == ("足の痛み", "例田 ふみ")
    assert owner.patch(line, {"note": "。"}, headers={"If-Match": tag}).status_code == 412
    assert owner.post(f"{line}end/", {"because": "gone"}).status_code == 400
    assert (
        owner.post(f"{line}end/", {"because": "moved"}).json()["ended_label"] == "別の世帯になった"
    )
    assert owner.post(f"{line}end/", {"because": "moved"}).status_code == 409
    household = owner.get(way).json()
    assert [one["relation"] for one in household["members"]] == ["self"]
    assert [one["name"] for one in household["former"]] == ["例田 ふみ"]


def test_the_words_as_said(owner: APIClient, way: str) -> None:
    assert owner.put(way, {"living_with": "母と弟"}).json()["living_with"] == "母と弟"
    assert owner.put(way, {}).status_code == 400


def test_a_person_out_of_sight_is_not_there(
    owner: APIClient, way: str, receive: Receive, receiver_worker: Staff
) -> None:
    hidden = receive(by=receiver_worker, person=Known(name="見本 花子"))
    answer = owner.post(f"{way}members/", {"relation": "wife", "person": hidden.person_id})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "person")
    assert HouseholdMember.objects.filter(relation="wife").count() == 0
