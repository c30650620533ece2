"""From 受け止め to 終わり by API, as another system of the city would do it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from cases.models import Case
from districts.models import Agency, District, Role, Staff, Topic

API = "/api/v1"
PASSWORD = "見本の-pass-7"


def _day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def _signed_in(username: str) -> APIClient:
    client = APIClient()
    asked = {"username": username, "password": PASSWORD}
    answer = client.post(f"{API}/auth/token/", asked)
    assert answer.status_code == 200
    client.credentials(HTTP_AUTHORIZATION=f"Token {answer.json()['token']}")
    return client


@pytest.fixture
def cast(owner_worker: Staff, receiver_worker: Staff) -> None:
    for who in (owner_worker, receiver_worker):
        who.set_password(PASSWORD)
        who.save()


@pytest.fixture
def heard(
    cast: None, council: Agency, zengyo: District, hikikomori: Topic, care: Topic
) -> dict[str, Any]:
    body = {
        "channel": "counter",
        "consulter": "family",
        "person": {
            "name": "例田 一郎",
            "kana": "レイダ ｲﾁﾛｳ",
            "birth_text": "S49.4.5",
            "phone": "0466000142",
        },
        "district": "07",
        "story": "息子がもう20年近く家から出ていない。",
        "topics": ["hikikomori", "care"],
        "main_topic": "hikikomori",
        "consent": {"state": "given", "method": "verbal"},
        "outcome": "refer",
        "urgency": "week",
        "refer_to": [{"agency": council.pk, "kind": "transfer", "note": "訪問がよさそうです"}],
    }
    answer = _signed_in("owner").post(f"{API}/consultations/", body)
    assert answer.status_code == 201
    found: dict[str, Any] = answer.json()
    return found


def test_an_intake_answers_with_the_case_and_the_referrals(
    heard: dict[str, Any], desk: Agency, owner_worker: Staff, council: Agency
) -> None:
    case = Case.objects.get()
    [referral] = heard["referrals"]
    assert heard["case"] | {"next": None} == {
        "number": case.number,
        "title": "例田 一郎",
        "stage": "open",
        "stage_label": "支援中",
        "person": case.person_id,
        "owner": {
            "agency": {"id": desk.pk, "name": desk.name},
            "staff": {"id": owner_worker.pk, "name": owner_worker.name},
            "since": heard["received_at"],
        },
        "district": "07",
        "district_label": "善行",
        "next": None,
    }
    assert heard["case"]["next"]["what"] == f"{council.name}の返事をたしかめる"
    assert (referral["to"], referral["kind"], referral["status"], referral["status_label"]) == (
        {"id": council.pk, "name": council.name},
        "transfer",
        "sent",
        "返事待ち",
    )
    assert heard["received_at"].endswith("+09:00")
    assert referral["reply_due_at"].endswith("+09:00")
    assert (heard["outcome"], heard["outcome_label"]) == ("refer", "つなぐ")


def test_what_was_said_of_the_person_is_kept(heard: dict[str, Any]) -> None:
    person = _signed_in("owner").get(f"{API}/people/{heard['case']['person']}/").json()
    known = ("name", "kana", "birth_date", "birth_text", "phones", "protected", "masked")
    assert {name: person[name] for name in known} == {
        "name": "例田 一郎",
        "kana": "れいだ いちろう",
        "birth_date": "1974-04-05",
        "birth_text": "S49.4.5",
        "phones": ["0466-00-0142"],
        "protected": False,
        "masked": [],
    }


def test_the_receiver_finds_it_in_the_box_and_reads_the_sheet(heard: dict[str, Any]) -> None:
    receiver = _signed_in("receiver")
    number, referral = heard["case"]["number"], heard["referrals"][0]["id"]

    assert receiver.get(f"{API}/cases/{number}/").status_code == 404
    [waiting] = receiver.get(f"{API}/referrals/?box=incoming&status=sent").json()["results"]
    assert (waiting["id"], waiting["case"], waiting["title"]) == (referral, number, "例田 一郎")
    sheet = receiver.get(f"{API}/referrals/{referral}/").json()
    assert sheet["heard"]["story"] == "息子がもう20年近く家から出ていない。"
    assert sheet["opens_case"] is False


def test_accepting_changes_the_owner(heard: dict[str, Any], desk: Agency, council: Agency) -> None:
    sender, receiver = _signed_in("owner"), _signed_in("receiver")
    number, referral = heard["case"]["number"], heard["referrals"][0]["id"]
    accepted = receiver.post(f"{API}/referrals/{referral}/accept/", {"note": "明日伺います"})
    assert (accepted.status_code, accepted.json()["status"]) == (200, "accepted")
    again = receiver.post(f"{API}/referrals/{referral}/accept/", {})
    assert again.status_code == 409
    assert again.json()["type"] == "urn:fujisawa-care:referral-already-answered"
    assert sender.get(f"{API}/cases/{number}/").status_code == 404

    case = receiver.get(f"{API}/cases/{number}/").json()
    assert (case["owner"]["agency"]["id"], case["hops"]) == (council.pk, 1)
    owners = receiver.get(f"{API}/cases/{number}/ownerships/").json()["results"]
    assert [(one["agency"]["id"], one["because"]) for one in owners] == [
        (desk.pk, "received"),
        (council.pk, "accepted"),
    ]
    assert owners[0]["until"] == owners[1]["from"]
    assert owners[1]["until"] is None


def test_the_day_of_the_new_owner_goes_on_to_the_end(heard: dict[str, Any]) -> None:
    receiver, number = _signed_in("receiver"), heard["case"]["number"]
    receiver.post(f"{API}/referrals/{heard['referrals'][0]['id']}/accept/")
    [mine] = receiver.get(f"{API}/follow-ups/?mine=true&due_before={_day(14)}").json()["results"]
    assert (mine["case"], mine["what"]) == (number, "初回の連絡をする")
    last = receiver.post(f"{API}/follow-ups/{mine['id']}/done/", {"outcome": "met"})
    assert (last.status_code, last.json()["errors"][0]["field"]) == (400, "next")
    done = receiver.post(
        f"{API}/follow-ups/{mine['id']}/done/",
        {
            "outcome": "met",
            "note": "玄関先で話せた",
            "next": {"what": "もう一度うかがう", "due_on": _day(7), "kind": "visit"},
        },
    )
    assert (done.status_code, done.json()["state"]) == (200, "done")

    closed = receiver.post(
        f"{API}/cases/{number}/close/", {"outcome": "linked", "reason": "地域の縁側に通っている"}
    )
    assert (closed.status_code, closed.json()["stage"]) == (200, "closed")
    timeline = receiver.get(f"{API}/cases/{number}/timeline/").json()["results"]
    assert [one["kind"] for one in timeline] == [
        *("closed", "planned", "done", "accepted"),
        *("referred", "consented", "received"),
    ]


def test_the_sender_is_told_and_reads_it(heard: dict[str, Any]) -> None:
    sender, receiver = _signed_in("owner"), _signed_in("receiver")
    [asked] = receiver.get(f"{API}/reminders/").json()["results"]
    assert (asked["kind"], asked["kind_label"]) == ("arrived", "つなぎが届きました")
    receiver.post(
        f"{API}/referrals/{heard['referrals'][0]['id']}/return/",
        {"reason": "area", "note": "担当の地区ではありません"},
    )
    [told] = sender.get(f"{API}/reminders/?unread=true").json()["results"]
    assert (told["kind"], told["case"]) == ("answered", heard["case"]["number"])
    assert sender.post(f"{API}/reminders/{told['id']}/read/").json()["read_at"]
    assert sender.get(f"{API}/reminders/?unread=true").json()["results"] == []
    case = sender.get(f"{API}/cases/{heard['case']['number']}/").json()
    assert case["next"]["purpose"] == "returned"


def test_only_channel_and_story_are_asked_for(cast: None) -> None:
    body = {"channel": "phone", "story": "眠れない"}
    answer = _signed_in("owner").post(f"{API}/consultations/", body)
    assert answer.status_code == 201
    found = answer.json()
    assert (found["outcome"], found["urgency"], found["consent"]) == (
        *("continue", "normal", "not_asked"),
    )
    assert (found["case"]["person"], found["case"]["stage"], found["referrals"]) == (
        *(None, "open", []),
    )
    assert found["case"]["next"]["due_on"] > timezone.localdate().isoformat()


def test_information_given_closes_the_case_in_the_same_step(cast: None) -> None:
    body = {"channel": "phone", "story": "窓口の時間を知りたい", "outcome": "information"}
    case = _signed_in("owner").post(f"{API}/consultations/", body).json()["case"]
    assert (case["stage"], case["next"]) == ("closed", None)


def test_naming_an_agency_is_handing_over(cast: None, council: Agency) -> None:
    body = {"channel": "phone", "story": "眠れない", "refer_to": [{"agency": council.pk}]}
    found = _signed_in("owner").post(f"{API}/consultations/", body).json()
    assert (found["outcome"], found["referrals"][0]["kind"]) == ("refer", "transfer")


def test_a_role_that_administers_sees_and_hears_nothing(
    case: Case, cast: None, administrator: Staff
) -> None:
    administrator.set_password(PASSWORD)
    administrator.save()
    assert administrator.role == Role.ADMINISTRATOR
    client = _signed_in("administrator")
    for name in ("people", "consultations", "cases", "referrals", "follow-ups", "reminders"):
        assert client.get(f"{API}/{name}/").json()["results"] == []
    assert client.get(f"{API}/cases/{case.number}/").status_code == 404
    refused = client.post(f"{API}/consultations/", {"channel": "phone", "story": "眠れない"})
    assert (refused.status_code, refused.json()["type"]) == (
        403,
        "urn:fujisawa-care:administrator-sees-no-case",
    )
