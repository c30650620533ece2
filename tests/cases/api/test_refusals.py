"""Every no has its number, its name and its reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from cases.models import Case, Consultation, FollowUp, Person, Referral, SupportRecord
from districts.models import Agency, Staff
from tests.cast import Receive

API = "/api/v1"
STORY = {"channel": "phone", "story": "眠れない"}


def _refused(answer: Any) -> tuple[int, str]:
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert set(body) == {"type", "title", "status", "detail", "errors"}
    assert body["status"] == answer.status_code
    assert body["detail"]
    return answer.status_code, body["type"].removeprefix("urn:fujisawa-care:")


# ---- 403: seen, but not theirs to do ----


@pytest.mark.parametrize(
    ("address", "body", "code"),
    [
        (
            "cases/{case}/records/",
            {"happened_at": "2026-01-05T10:00:00+09:00", "method": "phone", "text": "話した"},
            "no-ground-to-write",
        ),
        (
            "cases/{case}/follow-ups/",
            {"what": "電話", "due_on": "2099-01-05"},
            "no-ground-to-write",
        ),
        (
            "cases/{case}/close/",
            {"outcome": "solved", "reason": "落ちついた"},
            "only-the-owner-closes",
        ),
        ("cases/{case}/reopen/", {"reason": "また困った"}, "only-the-owner-reopens"),
        ("follow-ups/{follow_up}/done/", {}, "no-ground-to-write"),
        (
            "follow-ups/{follow_up}/move/",
            {"due_on": "2099-01-05", "reason": "年明けに"},
            "no-ground-to-write",
        ),
        ("follow-ups/{follow_up}/pass/", {"assignee": "{me}"}, "no-ground-to-write"),
        ("referrals/{referral}/accept/", {}, "not-the-receiver"),
        (
            "referrals/{referral}/return/",
            {"reason": "area", "note": "地区がちがう"},
            "not-the-receiver",
        ),
        ("referrals/{referral}/withdraw/", {}, "not-the-sender"),
        ("referrals/{referral}/messages/", {"text": "どうですか"}, "not-a-party"),
        ("referrals/", {"case": "{case}", "to": [{"agency": "{to}"}]}, "no-ground-to-write"),
    ],
)
def test_a_manager_sees_everything_and_answers_for_nothing(
    address: str,
    body: dict[str, Any],
    code: str,
    referral: Referral,
    leader: APIClient,
    manager: Staff,
    shogai: Agency,
) -> None:
    known = {
        "case": referral.case.number,
        "follow_up": FollowUp.objects.get().pk,
        "referral": referral.pk,
    }
    filled = {
        "{case}": referral.case.number,
        "{me}": manager.pk,
    }
    sent = {
        name: filled.get(value, value) if isinstance(value, str) else value
        for name, value in body.items()
    }
    if "to" in sent:
        sent["to"] = [{"agency": shogai.pk}]
    before = referral.case.events.count()
    assert _refused(leader.post(f"{API}/{address.format(**known)}", sent)) == (403, code)
    assert referral.case.events.count() == before


def test_an_agency_that_takes_no_referrals_is_not_asked(
    case: Case, owner: APIClient, shogai: Agency
) -> None:
    shogai.accepts_referrals = False
    shogai.save()
    answer = owner.post(f"{API}/referrals/", {"case": case.number, "to": [{"agency": shogai.pk}]})
    assert _refused(answer) == (403, "no-referrals-here")
    assert not Referral.objects.exists()


# ---- 409: the state does not allow it ----


def test_an_answered_referral_stays_answered(
    referral: Referral, owner: APIClient, receiver: APIClient
) -> None:
    here = f"{API}/referrals/{referral.pk}"
    receiver.post(f"{here}/accept/")
    given_back = {"reason": "area", "note": "地区がちがう"}
    for client, verb, body in (
        (receiver, "accept", {}),
        (receiver, "return", given_back),
        (owner, "withdraw", {}),
    ):
        answer = client.post(f"{here}/{verb}/", body)
        assert _refused(answer) == (409, "referral-already-answered")
        assert "ふみ出 すすむさんがもう返事をしています" in answer.json()["detail"]


def test_a_case_waits_for_answers_before_it_closes(referral: Referral, owner: APIClient) -> None:
    address = f"{API}/cases/{referral.case.number}/close/"
    answer = owner.post(address, {"outcome": "solved", "reason": "落ちついた"})
    assert _refused(answer) == (409, "referral-unanswered")


def test_a_closed_case_is_opened_before_anything_else(case: Case, owner: APIClient) -> None:
    here = f"{API}/cases/{case.number}"
    assert owner.post(f"{here}/reopen/", {"reason": "また"}).status_code == 409
    closing = {"outcome": "solved", "reason": "落ちついた"}
    assert owner.post(f"{here}/close/", closing).status_code == 200
    assert _refused(owner.post(f"{here}/close/", closing)) == (409, "case-closed")
    record = {"happened_at": timezone.now().isoformat(), "method": "phone", "text": "話した"}
    assert _refused(owner.post(f"{here}/records/", record)) == (409, "case-closed")
    opened = owner.post(f"{here}/reopen/", {"outcome": "other", "reason": "また困った"}).json()
    assert (opened["stage"], opened["next"]["what"]) == ("open", "次の連絡をする")


def test_a_follow_up_and_a_record_end_once(case: Case, owner: APIClient) -> None:
    here = f"{API}/cases/{case.number}"
    record = {
        "happened_at": timezone.now().isoformat(),
        "method": "phone",
        "text": "話した",
        "next": {"what": "もう一度", "due_on": "2099-01-05"},
    }
    written = owner.post(f"{here}/records/", record).json()
    again = {"text": "電話で話した"}
    assert owner.post(f"{here}/records/{written['id']}/correct/", again).status_code == 201
    answer = owner.post(f"{API}/records/{written['id']}/correct/", again)
    assert _refused(answer) == (409, "record-already-corrected")
    [later, first] = owner.get(f"{here}/records/").json()["results"]
    assert (later["corrects"], first["corrected_by"]) == (first["id"], later["id"])

    first_of_all = FollowUp.objects.order_by("pk")[0]
    for address in (f"{here}/follow-ups", f"{API}/follow-ups"):
        answer = owner.post(f"{address}/{first_of_all.pk}/done/")
    assert _refused(answer) == (409, "follow-up-ended")


# ---- 412 and 428: the version last read ----


@pytest.mark.parametrize("kind", ["people", "cases"])
def test_a_change_names_the_version_it_changes(
    kind: str, agreed_referral: Referral, owner: APIClient
) -> None:
    case = agreed_referral.case
    address = f"{API}/{kind}/{case.person_id if kind == 'people' else case.number}/"
    body = {"district": None}
    assert _refused(owner.patch(address, body)) == (428, "version-required")
    first = owner.get(address).headers["ETag"]
    changed = owner.patch(address, body, headers={"If-Match": first})
    assert (changed.status_code, changed.json()["district"]) == (200, None)
    assert changed.headers["ETag"] == owner.get(address).headers["ETag"] != first
    stale = owner.patch(address, {"district": "07"}, headers={"If-Match": first})
    assert _refused(stale) == (412, "stale-version")
    assert owner.get(address).json()["district"] is None
    for wrong in ("", '"', "W/", "é".encode().decode("latin-1")):
        answer = owner.patch(address, body, headers={"If-Match": wrong})
        assert answer.status_code in (412, 428)


def test_only_what_was_sent_changes(
    agreed_referral: Referral, owner: APIClient, care: object
) -> None:
    case = agreed_referral.case
    person = f"{API}/people/{case.person_id}/"
    tag = owner.get(person).headers["ETag"]
    body = {"birth_text": "50代", "phones": ["０９０ー００００ー０１４２", ""]}
    changed = owner.patch(person, body, headers={"If-Match": tag}).json()
    assert (changed["name"], changed["birth_date"], changed["birth_text"], changed["phones"]) == (
        *("例田 一郎", None, "50代", ["090-0000-0142"]),
    )
    here = f"{API}/cases/{case.number}/"
    tag = owner.get(here).headers["ETag"]
    changed = owner.patch(here, {"topics": ["care"]}, headers={"If-Match": tag}).json()
    assert (changed["topics"], changed["topics_label"], changed["district"]) == (
        *(["care"], ["介護"], "07"),
    )


# ---- 422: the same key, another body ----


def test_a_key_is_good_for_one_body(case: Case, owner: APIClient) -> None:
    here = f"{API}/cases/{case.number}"
    record = {"happened_at": timezone.now().isoformat(), "method": "phone", "text": "話した"}
    for number, (address, body, rows) in enumerate(
        [
            ("consultations/", STORY, Consultation),
            ("people/", {"name": "例田"}, Person),
            (f"cases/{case.number}/records/", record, SupportRecord),
            (
                f"cases/{case.number}/follow-ups/",
                {"what": "電話", "due_on": "2099-01-05"},
                FollowUp,
            ),
        ]
    ):
        key = {"Idempotency-Key": f"k-{number}"}
        first = owner.post(f"{API}/{address}", body, headers=key)
        assert first.status_code == 201
        count = rows._default_manager.count()
        again = owner.post(f"{API}/{address}", body, headers=key)
        assert (again.status_code, again.json()) == (201, first.json())
        other = owner.post(f"{API}/{address}", body | {"x": 1}, headers=key)
        assert _refused(other) == (422, "idempotency-key-reused")
        assert rows._default_manager.count() == count
    assert owner.get(f"{here}/").status_code == 200


def test_a_hand_over_sent_twice_is_sent_once(case: Case, owner: APIClient, council: Agency) -> None:
    body = {"case": case.number, "to": [{"agency": council.pk, "kind": "join"}], "note": "どうぞ"}
    answers = [
        owner.post(f"{API}/referrals/", body, headers={"Idempotency-Key": "once"}) for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert Referral.objects.get().note == "どうぞ"


# ---- all or none ----


def test_of_several_agencies_all_are_asked_or_none(
    case: Case, owner: APIClient, council: Agency, desk: Agency
) -> None:
    body = {"case": case.number, "to": [{"agency": council.pk}, {"agency": desk.pk}]}
    answer = owner.post(f"{API}/referrals/", body)
    assert _refused(answer) == (400, "invalid")
    assert answer.json()["errors"][0]["field"] == "to"
    assert not Referral.objects.exists()


def test_a_case_out_of_sight_is_handed_over_by_nobody(
    case: Case, stranger: APIClient, council: Agency
) -> None:
    body = {"case": case.number, "to": [{"agency": council.pk}]}
    assert _refused(stranger.post(f"{API}/referrals/", body)) == (404, "not-found")


# ---- 429: too many ----


def test_guessing_a_password_is_stopped(owner_worker: Staff) -> None:
    guess = {"username": "owner", "password": "wrong"}
    client = APIClient()
    answers = [client.post(f"{API}/auth/token/", guess) for _ in range(6)]
    assert {answer.status_code for answer in answers[:5]} == {401}
    assert _refused(answers[-1])[0] == 429
    assert int(answers[-1].headers["Retry-After"]) > 0
    words = answers[-1].json()["detail"]
    assert words.endswith("600秒後に、もう一度送ってください。")
    assert "Expected" not in words


# ---- the person another agency knows ----


def test_who_may_be_the_same_is_shown_and_out_of_sight_only_counted(
    receive: Receive, agreed_referral: Referral, owner: APIClient, stranger: APIClient
) -> None:
    asked = {"name": "例田一郎", "kana": "ﾚｲﾀﾞｲﾁﾛｳ", "phone": "0466-00-0142"}
    found = owner.post(f"{API}/people/candidates/", asked).json()
    [same] = found["candidates"]
    assert same["person"]["id"] == agreed_referral.case.person_id
    assert sorted(same["matches"]) == ["kana", "name", "phone"]
    assert found["elsewhere"] == []
    hidden = stranger.post(f"{API}/people/candidates/", asked).json()
    [elsewhere] = hidden["elsewhere"]
    assert hidden["candidates"] == []
    assert "例田" not in elsewhere.pop("found")  # the way to ask for it, sealed
    assert elsewhere == {"kind": "counter", "kind_label": "総合相談窓口", "count": 1}


def test_a_known_person_is_taken_only_by_who_may_see_them(
    agreed_referral: Referral, owner: APIClient, stranger: APIClient
) -> None:
    body = STORY | {"person_id": agreed_referral.case.person_id}
    answer = stranger.post(f"{API}/consultations/", body)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "person_id")
    again = owner.post(f"{API}/consultations/", body).json()
    assert again["case"]["number"] == agreed_referral.case.number
    both = owner.post(f"{API}/consultations/", body | {"person": {"name": "例田"}})
    assert both.json()["errors"][0]["field"] == "person_id"


def test_what_is_late_is_today_or_later(case: Case, owner: APIClient) -> None:
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    answer = owner.post(
        f"{API}/consultations/", STORY | {"next": {"what": "電話", "due_on": yesterday}}
    )
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "next.due_on")
    here = f"{API}/cases/{case.number}/follow-ups/"
    answer = owner.post(here, {"what": "電話", "due_on": yesterday})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "due_on")
