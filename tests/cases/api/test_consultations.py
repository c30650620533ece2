"""受け止め by API: what may be left out, and what the city fills in."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from cases.models import Case, Consultation, Household
from districts.models import Agency, District, Staff, Topic, Town, TownDistrict

API = "/api/v1/"


@pytest.fixture
def ishikawa(zengyo: District) -> Town:
    town = Town.objects.create(name="石川", kana="いしかわ", postal_code="252-0815")
    TownDistrict.objects.create(town=town, district=zengyo, map="service", basis="stated")
    return town


def _receive(client: APIClient, **more: Any) -> dict[str, Any]:
    answer = client.post(f"{API}consultations/", {"channel": "phone", "story": "眠れない"} | more)
    assert answer.status_code == 201, answer.content
    found: dict[str, Any] = answer.json()
    return found


def test_a_town_proposes_its_district(owner: APIClient, ishikawa: Town) -> None:
    case = _receive(owner, person={"town": "石川", "address": "1-2-3"})["case"]
    assert (case["district"], case["district_label"]) == ("07", "善行")
    person = owner.get(f"{API}people/{case['person']}/").json()
    assert (person["town"], person["address"], person["district"]) == ("石川", "1-2-3", "07")


def test_a_town_that_is_split_settles_nothing(owner: APIClient, ishikawa: Town) -> None:
    ishikawa.town_districts.update(partial=True)
    assert _receive(owner, person={"town": "石川"})["case"]["district"] is None
    assert _receive(owner, person={"town": "石川"}, district="07")["case"]["district"] == "07"


def test_the_worst_trouble_is_one_of_them(owner: APIClient, hikikomori: Topic, care: Topic) -> None:
    heard = _receive(owner, topics=["care"], main_topic="hikikomori")
    assert (sorted(heard["topics"]), heard["main_topic"], heard["main_topic_label"]) == (
        *(["care", "hikikomori"], "hikikomori", "ひきこもり"),
    )


def test_somebody_without_a_name_is_heard(owner: APIClient) -> None:
    heard = _receive(owner, anonymous=True, consulter="neighbour", living_with="母と2人")
    assert (heard["case"]["person"], heard["case"]["title"]) == (None, "匿名の方")
    assert (heard["consulter"], heard["consulter_label"]) == ("neighbour", "近所の方")
    assert Household.objects.get().living_with == "母と2人"


def test_an_empty_person_is_nobody(owner: APIClient) -> None:
    nobody = {"name": "", "kana": "", "phone": "", "birth_text": "", "town": "", "phones": []}
    assert _receive(owner, person=nobody)["case"]["person"] is None
    assert _receive(owner, person=None, person_id=None, district=None)["case"]["person"] is None


def test_what_is_next_may_be_said_at_once(owner: APIClient, owner_worker: Staff) -> None:
    step = {"what": "折り返す", "due_on": "2099-01-05", "due_time": "10:30", "kind": "phone"}
    case = _receive(owner, next=step | {"assignee": owner_worker.pk})["case"]
    said = ("what", "due_on", "due_time", "kind", "kind_label")
    assert [case["next"][name] for name in said] == [
        *("折り返す", "2099-01-05", "10:30", "phone", "電話"),
    ]


def test_consent_is_an_event_with_its_method(owner: APIClient) -> None:
    heard = _receive(owner, consent={"state": "given", "method": "written"})
    here = f"{API}cases/{heard['case']['number']}/"
    assert heard["consent"] == "given"
    consent = owner.get(here).json()["consent"]
    assert (consent["state"], consent["state_label"], consent["method_label"]) == (
        *("given", "同意あり", "書面"),
    )
    [event] = owner.get(f"{here}consents/").json()["results"]
    assert (event["event"], event["method"], event["given_by"]) == ("given", "written", "本人")


def test_several_agencies_are_asked_in_one_step(
    owner: APIClient, council: Agency, ikiiki: Agency
) -> None:
    heard = _receive(
        owner,
        urgency="now",
        refer_to=[
            {"agency": council.pk, "kind": "transfer", "note": "主担当を"},
            {"agency": ikiiki.pk, "kind": "join"},
        ],
    )
    assert [(one["to"]["id"], one["kind"]) for one in heard["referrals"]] == [
        (council.pk, "transfer"),
        (ikiiki.pk, "join"),
    ]


@pytest.mark.parametrize("to", ["twice", "self"])
def test_whom_one_cannot_ask_stands_beside_the_agencies(
    to: str, owner: APIClient, council: Agency, desk: Agency
) -> None:
    asked = [council.pk, council.pk] if to == "twice" else [desk.pk]
    answer = owner.post(
        f"{API}consultations/",
        {"channel": "phone", "story": "眠れない", "refer_to": [{"agency": pk} for pk in asked]},
    )
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["refer_to"]
    assert not Case.objects.exists()


def test_reading_it_again_shows_the_words(owner: APIClient) -> None:
    heard = _receive(owner, story="眠れない。\r\n\n夜が こわい\u3000")
    again = owner.get(f"{API}consultations/{heard['id']}/").json()
    assert again == heard
    assert again["story"] == "眠れない。\n\n夜が こわい"
    assert Consultation.objects.get().received_at <= timezone.now()


def test_a_browser_needs_its_token_against_forgery(owner_worker: Staff) -> None:
    browser = APIClient(enforce_csrf_checks=True)
    browser.force_login(owner_worker)
    assert browser.get(f"{API}cases/").status_code == 200
    refused = browser.post(f"{API}consultations/", {"channel": "phone", "story": "眠れない"})
    assert refused.status_code == 403
    assert "開き直して" in refused.json()["detail"]


def test_an_intake_without_a_yes_says_why(owner: APIClient) -> None:
    said = {
        "brought_by": "別居の姉",
        "why_not": "absent",
        "why_not_note": "来週会う",
        "known_to": "母",
    }
    heard = _receive(owner, consent={"state": "not_yet"} | said)
    assert heard["unasked"] == said | {"why_not_label": "本人に会えていない"}
    assert _receive(owner)["unasked"] is None


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"state": "given", "method": "verbal", "known_to": "母"}, "consent"),
        ({"state": "not_yet", "why_not": "dream"}, "consent.why_not"),
        ({"state": "not_yet", "brought_by": "あ" * 101}, "consent.brought_by"),
        ({"state": "not_yet", "known_to": "\0"}, "consent.known_to"),
    ],
)
def test_what_does_not_fit_the_consent_is_refused_beside_it(
    said: dict[str, str], field: str, owner: APIClient
) -> None:
    told = {"channel": "phone", "story": "眠れない", "consent": said}
    answer = owner.post(f"{API}consultations/", told)
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]
