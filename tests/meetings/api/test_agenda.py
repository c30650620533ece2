"""議題 in the API: the table that fits is proposed, the one that does not is refused in words (R5, R6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from cases.models import AccessLog, Case
from districts.models import Staff
from meetings.models import AgendaItem, Meeting
from tests.meetings.cast import Agree, Join, Table

pytestmark = pytest.mark.django_db
API = "/api/v1/"
DAY, TICK = timedelta(days=1), timedelta(seconds=1)


def test_a_case_without_consent_is_proposed_for_the_table_that_needs_none(
    owner: APIClient, case: Case
) -> None:
    told = owner.post(f"{API}agenda-items/propose/", {"case": case.number}, format="json")
    assert told.status_code == 200
    body = told.json()
    assert (body["table"], body["reason"], body["plan"]) == ("shien", "shien1", None)
    assert body["why"] == [
        "本人の同意を、まだ聞いていません",
        "支援会議なら、社会福祉法106条の6により、同意がなくても必要なことを共有できます",
        "かかわりかたと役割を話し合います（支援①）",
    ]
    assert [one["table"] for one in body["blocked"]] == ["juso"]


def test_with_consent_the_table_of_plans_is_proposed(
    owner: APIClient, case: Case, agree: Agree, outsider: Staff, now: datetime
) -> None:
    agree(case, outsider.agency, at=now)
    body = owner.post(f"{API}agenda-items/propose/", {"case": case.number}, format="json").json()
    assert (body["table"], body["reason"], body["blocked"]) == ("juso", "juso1", [])
    assert "書面" in body["why"][0]
    assert outsider.agency.name in body["why"][0]


def test_the_wrong_table_is_refused_with_what_to_do(
    leader: APIClient, case: Case, juso: Meeting, shien: Meeting
) -> None:
    said = {"case": case.number, "reason": "juso1", "question": "だれが中心になるか"}
    refused = leader.post(f"{API}agenda-items/", {"meeting": juso.pk, **said}, format="json")
    assert (refused.status_code, refused.json()["type"]) == (
        *(409, "urn:fujisawa-care:consent-missing"),
    )
    assert "支援会議なら出せます" in refused.json()["detail"]
    said["reason"] = "shien1"
    made = leader.post(
        f"{API}agenda-items/",
        {"meeting": shien.pk, **said},
        format="json",
        headers={"Idempotency-Key": "k1"},
    )
    again = leader.post(
        f"{API}agenda-items/",
        {"meeting": shien.pk, **said},
        format="json",
        headers={"Idempotency-Key": "k1"},
    )
    assert (made.status_code, again.json()["id"]) == (201, made.json()["id"])
    assert (made.json()["title"], made.json()["state"], made.json()["case"]) == (
        *("本人", "tabled", case.number),
    )
    assert AgendaItem.objects.count() == 1


def test_the_seat_of_who_has_sworn_reads_the_item_and_that_is_logged(
    stranger: APIClient,
    known_case: Case,
    shien: Meeting,
    table: Table,
    join: Join,
    outsider: Staff,
) -> None:
    member = join(shien, outsider)
    item = table(shien, known_case)
    here = f"{API}agenda-items/{item.pk}/"
    assert stranger.get(here).status_code == 404
    sworn = stranger.post(f"{API}meetings/{shien.pk}/confirm-secrecy/", {}, format="json")
    assert (sworn.status_code, sworn.json()["member"]) == (200, member.pk)
    read = stranger.get(here)
    assert (read.status_code, read.json()["question"], read.json()["sworn"]) == (
        *(200, "だれが中心になるか", 1),
    )
    assert "例田" not in read.content.decode()
    look = AccessLog.objects.get()
    assert (look.staff, look.ground, look.level, look.door) == (outsider, "meeting", 0, "api")
    assert stranger.get(f"{API}cases/{known_case.number}/").status_code == 404


def test_a_secretary_without_a_ground_puts_it_in_order_and_reads_no_words(
    secretary: APIClient, case: Case, shien: Meeting, table: Table
) -> None:
    item = table(shien, case)
    read = secretary.get(f"{API}agenda-items/{item.pk}/")
    assert (read.status_code, read.json()["readable"], read.json()["question"]) == (200, False, "")
    assert not AccessLog.objects.exists()
    assert secretary.post(f"{API}agenda-items/propose/", {"case": case.number}).status_code == 404


def test_what_is_changed_is_what_was_last_read(
    leader: APIClient, case: Case, shien: Meeting, table: Table
) -> None:
    here = f"{API}agenda-items/{table(shien, case).pk}/"
    tag = leader.get(here).headers["ETag"]
    assert leader.patch(here, {"minutes": 30}, format="json").status_code == 428
    changed = leader.patch(here, {"minutes": 30}, format="json", headers={"If-Match": tag})
    assert (changed.status_code, changed.json()["minutes"]) == (200, 30)
    stale = leader.patch(here, {"minutes": 40}, format="json", headers={"If-Match": tag})
    assert stale.status_code == 412
    again = changed.headers["ETag"]
    wrong = leader.patch(here, {"reason": "juso1"}, format="json", headers={"If-Match": again})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (400, "reason")


def test_under_protection_the_name_is_never_said(
    leader: APIClient, begin: Callable[..., object], known_case: Case, shien: Meeting, table: Table
) -> None:
    begin()
    item = table(shien, known_case)
    here = f"{API}agenda-items/{item.pk}/"
    read = leader.get(here)
    assert (read.json()["question"], read.json()["district"]) == (
        *("支援措置のため、ふせています", None),
    )
    tag = {"If-Match": read.headers["ETag"]}
    refused = leader.patch(here, {"name_shown": True}, format="json", headers=tag)
    assert (refused.status_code, refused.json()["type"]) == (
        *(409, "urn:fujisawa-care:person-protected"),
    )


def test_seats_are_picked_and_given_up_and_the_item_taken_off(
    leader: APIClient,
    stranger: APIClient,
    case: Case,
    shien: Meeting,
    table: Table,
    join: Join,
    outsider: Staff,
) -> None:
    member = join(shien, outsider)
    item = table(shien, case, seats=[])
    here = f"{API}agenda-items/{item.pk}/"
    stranger.post(f"{API}meetings/{shien.pk}/confirm-secrecy/", {}, format="json")
    body = {"member": member.pk}
    assert leader.post(f"{here}seat/", body, format="json").json()["sworn"] == 1
    assert stranger.get(here).status_code == 200
    assert stranger.post(f"{here}unseat/", body, format="json").status_code == 403
    assert leader.post(f"{here}unseat/", body, format="json").json()["seats"] == []
    assert stranger.get(here).status_code == 404
    assert leader.post(f"{here}remove/", {}, format="json").status_code == 400
    off = leader.post(f"{here}remove/", {"because": "次回にする"}, format="json")
    assert off.json()["state"] == "removed"
    assert leader.post(f"{here}open/", {}, format="json").status_code == 409


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_few_questions(
    number: int,
    leader: APIClient,
    receive: Callable[..., Case],
    shien: Meeting,
    table: Table,
    join: Join,
    outsider: Staff,
) -> None:
    join(shien, outsider)
    for _ in range(number):
        table(shien, receive())
    with CaptureQueriesContext(
        connection,
    ) as asked:
        told = leader.get(f"{API}agenda-items/?meeting={shien.pk}&state=tabled")
    assert len(told.json()["results"]) == number
    assert len(asked) == 5


@pytest.mark.parametrize(
    "body",
    [
        {"meeting": "x"},
        {"meeting": 1, "case": "と" * 20001},
        {"meeting": 1, "question": "a\x00b"},
        {"meeting": 1, "seats": "all"},
        {"meeting": 1, "reason": "juso9"},
        [],
    ],
)
def test_bad_bodies_are_answered_in_words(body: object, leader: APIClient, shien: Meeting) -> None:
    told = leader.post(f"{API}agenda-items/", body, format="json")
    assert told.status_code == 400
    assert told.headers["Content-Type"] == "application/problem+json"
