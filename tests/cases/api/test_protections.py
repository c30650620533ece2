"""支援措置 at the API: what is protected is masked until a reason opens it (R7)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from cases.actions import protections
from cases.actions.people import Known
from cases.models import AccessLog, AddressProtection, Case, ProtectionOpening
from fujisawa_care.foundation.workdays import a_year_from
from tests.cast import Begin, Receive

API = "/api/v1/"


@pytest.fixture
def known_case(receive: Receive) -> Case:
    return receive(
        person=Known(name="例田 花子", phones=("0466-00-0142",), address="架空台1-2"),
        living_with="子の小太郎",
    )


def _here(case: Case, rest: str = "") -> str:
    return f"{API}cases/{case.number}/protection/{rest}"


def test_begun_read_opened_and_ended(owner: APIClient, known_case: Case) -> None:
    today = timezone.localdate()
    body = {"starts_on": f"{today}", "other_parties": ["例田 太郎"], "school": "架空小学校"}
    made = owner.post(_here(known_case), body)
    assert (made.status_code, made.json()["state"]) == (201, "running")
    assert made.json()["ends_on"] == f"{a_year_from(today)}"
    assert made.json()["covered"] == [{"id": known_case.person_id, "title": "例田 花子"}]
    assert (made.json()["school"], made.json()["masked"]) == ("", ["school"])
    person = f"{API}people/{known_case.person_id}/"
    hidden = owner.get(person).json()
    assert (hidden["protected"], hidden["address"], hidden["phones"]) == (True, "", [])
    assert hidden["masked"] == ["phones", "address", "town", "district"]
    refused = owner.post(_here(known_case, "open/"), {"reason": " "})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "reason")
    opened = owner.post(_here(known_case, "open/"), {"reason": "通院に付き添う"})
    assert opened.status_code == 201
    shown = owner.get(person).json()
    assert (shown["address"], shown["masked"]) == ("架空台1-2", [])
    assert owner.get(f"{API}people/").json()["results"][0]["address"] == ""
    assert owner.get(f"{API}cases/{known_case.number}/").json()["living_with"] == "子の小太郎"
    [looked] = owner.get(_here(known_case, "open/")).json()["results"]
    assert looked["reason"] == "通院に付き添う"
    assert AccessLog.objects.filter(case=known_case).exists()
    ended = owner.post(_here(known_case, f"{made.json()['id']}/end/"), {"reason": "申出の取り下げ"})
    assert (ended.json()["state"], ended.json()["school"]) == ("ended", "架空小学校")
    assert owner.get(person).json()["protected"] is False


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "starts_on"),
        ({"starts_on": "2026-02-30"}, "starts_on"),
        ({"starts_on": "R8.11.22"}, "starts_on"),
        ({"other_parties": "例田"}, "other_parties"),
        ({"other_parties": ["a\0b"]}, "other_parties"),
        ({"other_parties": ["あ" * 101]}, "other_parties"),
        ({"other_parties": []}, "other_parties"),
        ({"covered": [0]}, "covered"),
        ({"covered": ["x"]}, "covered"),
        ({"school": "あ" * 20001}, "school"),
        ({"nothing": 1}, "nothing"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    owner: APIClient, known_case: Case, body: dict[str, object], field: str
) -> None:
    good = {"starts_on": f"{timezone.localdate()}", "other_parties": ["例田 太郎"]}
    answer = owner.post(_here(known_case), (good | body) if body else {})
    assert answer.status_code == 400
    assert {error["field"].split(".")[0] for error in answer.json()["errors"]} == {field}
    assert not AddressProtection.objects.exists()


def test_only_the_owner_sets_it_and_a_stranger_finds_nothing(
    leader: APIClient, stranger: APIClient, known_case: Case
) -> None:
    body = {"starts_on": f"{timezone.localdate()}", "other_parties": ["例田 太郎"]}
    refused = leader.post(_here(known_case), body)
    assert refused.status_code == 403
    assert refused.json()["type"] == "urn:fujisawa-care:only-the-owner-protects"
    assert stranger.post(_here(known_case), body).status_code == 404
    assert stranger.post(_here(known_case, "open/"), {"reason": "x"}).status_code == 404
    assert not ProtectionOpening.objects.exists()


def test_it_is_put_right_against_the_version_last_read(
    begin: Begin, owner: APIClient, known_case: Case
) -> None:
    one = _here(known_case, f"{begin().pk}/")
    assert owner.patch(one, {"school": "架空中学校"}).status_code == 428
    tag = owner.get(one).headers["ETag"]
    noted = owner.patch(one, {"school": "架空中学校"}, headers={"If-Match": tag})
    assert (noted.status_code, noted.json()["masked"]) == (200, ["school"])
    assert owner.patch(one, {"school": ""}, headers={"If-Match": tag}).status_code == 412


def test_it_is_extended_in_its_last_month_only(
    begin: Begin, owner: APIClient, known_case: Case, now: datetime
) -> None:
    protection = begin()
    refused = owner.post(_here(known_case, f"{protection.pk}/extend/"), {})
    assert refused.status_code == 409
    assert refused.json()["type"] == "urn:fujisawa-care:protection-not-yet-extendable"
    long_ago = now - timedelta(days=340)
    older = begin(at=long_ago, starts_on=timezone.localdate(long_ago))
    longer = owner.post(_here(known_case, f"{older.pk}/extend/"), {})
    assert longer.status_code == 200
    assert longer.json()["ends_on"] > f"{older.ends_on}"


@pytest.mark.parametrize("items", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    items: int, begin: Begin, owner: APIClient, known_case: Case, django_assert_num_queries: object
) -> None:
    for _ in range(items):
        begin()
    with django_assert_num_queries(10):  # type: ignore[operator]
        assert len(owner.get(_here(known_case)).json()["results"]) == items


def test_the_same_twice_at_once_ends_once(
    begin: Begin, owner: APIClient, known_case: Case, owner_worker: object, now: datetime
) -> None:
    protection = begin()
    protections.end(protection, by=owner_worker, at=now, reason="一度")  # type: ignore[arg-type]
    answer = owner.post(_here(known_case, f"{protection.pk}/end/"), {"reason": "二度"})
    assert answer.status_code == 409
