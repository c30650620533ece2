"""Whatever is sent, the answer is a sentence beside the field, and nothing has happened."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from cases.models import Case, Consultation, Event, FollowUp, Person, Referral
from districts.models import Agency, Staff, Topic

API = "/api/v1/"
STORY: dict[str, Any] = {"channel": "phone", "story": "眠れない"}
BROKEN_TEXT: list[Any] = [
    "",
    " ",
    "\u3000",
    "\u200b",
    "a\0b",
    "\x1b[0m",
    "\ud800",
    5,
    True,
    None,
    [],
    {},
]
BROKEN_IDS: list[Any] = [0, -1, 1.0, 1.5, True, "1", "x", [], {}, 10**18, 2**63, 10**40, -(10**30)]
BROKEN_DAYS: list[Any] = [
    *("", "0000-01-01", "2026-02-30", "2026-1-1", "20260101", "2026-W01-1", "明日", 20260101),
    *("2026-01-05T10:00:00+09:00", True, [], {}, "１９７４-０４-０５", "\0", "2020-01-01"),
]
BROKEN_MOMENTS: list[Any] = [
    *("", "0001-01-01T00:00:00+09:00", "9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59+09:00"),
    *("2026-13-01T00:00:00Z", "2026-01-05", "きのう", 1700000000, True, None, [], {}, "\ud800"),
    *("1899-12-31T00:00:00Z", "2026-01-05T25:00:00+09:00", "2026-01-05T10:00:00+99:00"),
]
BROKEN_CODES: list[Any] = [
    "",
    "counterr",
    "\ud800",
    "a\0b",
    "COUNTER",
    5,
    True,
    None,
    [],
    {},
    ["counter"],
]


def _refused(answer: Any, field: str) -> str:
    """The sentence beside the field."""
    assert answer.status_code == 400, answer.content[:500]
    assert answer.headers["Content-Type"] == "application/problem+json"
    errors = answer.json()["errors"]
    assert {error["field"] for error in errors} == {field}
    assert all(error["message"] and error["code"] for error in errors)
    return str(errors[0]["message"])


def _post(client: APIClient, address: str, body: Any, **headers: str) -> Any:
    """As text, so that characters no client would encode arrive too."""
    raw = json.dumps(body)
    return client.post(address, raw, content_type="application/json", headers=headers)


def _intake(client: APIClient, **more: Any) -> Any:
    return _post(client, f"{API}consultations/", STORY | more)


@pytest.mark.parametrize("value", BROKEN_TEXT)
def test_a_story_is_words(value: Any, owner: APIClient) -> None:
    _refused(_intake(owner, story=value), "story")
    assert not Case.objects.exists()


def test_a_story_may_be_long_but_not_endless(owner: APIClient) -> None:
    kept = _intake(owner, story="話" * 20_000)
    assert kept.status_code == 201
    assert Consultation.objects.get().story == "話" * 20_000
    words = _refused(_intake(owner, story="話" * 20_001), "story")
    assert "20,000字までです" in words
    assert "20,001字" in words


@pytest.mark.parametrize("field", ["name", "kana", "address", "phone", "birth_text", "town"])
@pytest.mark.parametrize("value", ["a\0b", "\ud800", 5, True, [], {}, "あ" * 201])
def test_what_is_known_of_a_person_is_words(field: str, value: Any, owner: APIClient) -> None:
    _refused(_intake(owner, person={field: value}), f"person.{field}")
    _refused(_post(owner, f"{API}people/", {field: value}), field)
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("S64.1.8", "昭和は64年1月7日まで"),
        ("H1.1.7", "平成は元年1月8日から"),
        ("S49.2.30", "2月は28日まで"),
        ("M5.1.1", "旧暦"),
        ("9999-12-31", "今日より後"),
        ("0000-01-01", "生年月日の月は"),
        ("S0.1.1", "のように入れてください"),
        ("昭和百年", "のように入れてください"),
        ("x" * 40, "のように入れてください"),
        ("1" * 40, "のように入れてください"),
    ],
)
def test_a_day_that_never_was_is_refused_in_words(typed: str, says: str, owner: APIClient) -> None:
    assert says in _refused(_intake(owner, person={"birth_text": typed}), "person.birth_text")
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("S30.4.1", "1955-04-01"),
        ("昭和30年4月1日", "1955-04-01"),
        ("ｓ３０．４．１", "1955-04-01"),
        ("1955-04-01", "1955-04-01"),
        ("19550401", "1955-04-01"),
        ("S64.1.7", "1989-01-07"),
        ("50代", None),
        ("不明", None),
    ],
)
def test_a_birth_comes_back_as_typed_and_as_a_date(
    typed: str, day: str | None, owner: APIClient
) -> None:
    made = _post(owner, f"{API}people/", {"birth_text": typed}).json()
    assert (made["birth_text"], made["birth_date"]) == (typed, day)


@pytest.mark.parametrize("name", ["渡\u908a\U000e0101 一郎", "\ufa19田 𠮷子", "葛\U000e0100飾 ﾊﾅｺ"])
def test_a_name_is_kept_as_it_was_typed(name: str, owner: APIClient) -> None:
    made = _post(owner, f"{API}people/", {"name": name}).json()
    assert owner.get(f"{API}people/{made['id']}/").json()["name"] == name
    [found] = owner.get(f"{API}people/", {"q": name}).json()["results"]
    assert found["id"] == made["id"]


def test_half_width_kana_become_furigana(owner: APIClient) -> None:
    made = _post(owner, f"{API}people/", {"kana": "ﾚｲﾀﾞ　ｲﾁﾛｳ"}).json()
    assert made["kana"] == "れいだ いちろう"
    for asked in ("レイダイチロウ", "ﾚｲﾀﾞ ", "れいだ"):
        assert len(owner.get(f"{API}people/", {"q": asked}).json()["results"]) == 1


@pytest.mark.parametrize(
    ("field", "beside"),
    [("person_id", "person_id"), ("refer_to", "refer_to.0.agency"), ("next", "next.assignee")],
)
@pytest.mark.parametrize("value", BROKEN_IDS)
def test_an_id_is_the_id_of_something(
    field: str, beside: str, value: Any, owner: APIClient
) -> None:
    body: dict[str, Any] = {
        "person_id": {"person_id": value},
        "refer_to": {"refer_to": [{"agency": value}]},
        "next": {"next": {"what": "電話", "due_on": "2099-01-05", "assignee": value}},
    }[field]
    _refused(_intake(owner, **body), beside)
    assert not Case.objects.exists()


def test_an_agency_whose_name_is_no_longer_valid_is_nobody(
    owner: APIClient, council: Agency
) -> None:
    council.valid_until = timezone.localdate().replace(year=2020)
    council.save()
    _refused(_intake(owner, refer_to=[{"agency": council.pk}]), "refer_to.0.agency")


@pytest.mark.parametrize(
    "field", ["channel", "consulter", "outcome", "urgency", "consent.state", "consent.method"]
)
@pytest.mark.parametrize("value", BROKEN_CODES)
def test_a_code_is_one_of_the_list(field: str, value: Any, owner: APIClient) -> None:
    if value == "" and field in ("consulter", "consent.method"):
        return
    body: dict[str, Any] = {field: value}
    if field.startswith("consent."):
        body = {"consent": {"state": "given"} | {field.removeprefix("consent."): value}}
    words = _refused(_intake(owner, **body), field)
    assert value is None or "えらべるのは" in words


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"topics": "hikikomori"}, "topics"),
        ({"topics": {"0": "hikikomori"}}, "topics"),
        ({"topics": ["hikikomori", "nothing"]}, "topics.1"),
        ({"topics": ["hikikomori", 5]}, "topics.1"),
        ({"topics": ["\ud800"]}, "topics.0"),
        ({"topics": ["hikikomori"] * 51}, "topics"),
        ({"main_topic": "nothing"}, "main_topic"),
        ({"main_topic": "a\0"}, "main_topic"),
        ({"main_topic": []}, "main_topic"),
        ({"district": "99"}, "district"),
        ({"district": 7}, "district"),
        ({"district": "0" * 5000}, "district"),
        ({"person": []}, "person"),
        ({"person": "例田"}, "person"),
        ({"person": {"town": "どこにもない町"}}, "person.town"),
        ({"person": {"phones": ["1"] * 6}}, "person.phones"),
        ({"person": {"phones": [5]}}, "person.phones.0"),
        ({"person": {"birth_date": "0000-01-01"}}, "person.birth_date"),
        ({"consent": "given"}, "consent"),
        ({"consent": {}}, "consent.state"),
        ({"refer_to": {}}, "refer_to"),
        ({"refer_to": ["x"]}, "refer_to.0"),
        ({"refer_to": [{}]}, "refer_to.0.agency"),
        ({"outcome": "refer"}, "refer_to"),
        ({"anonymous": "yes"}, "anonymous"),
        ({"anonymous": 1}, "anonymous"),
        ({"anonymous": True, "person": {"name": "例田"}}, "anonymous"),
        ({"next": []}, "next"),
        ({"next": {"what": ""}, "outcome": "continue"}, None),
    ],
)
def test_shapes_are_kept(
    body: dict[str, Any], field: str | None, owner: APIClient, hikikomori: Topic
) -> None:
    answer = _intake(owner, **body)
    if field is None:
        assert {error["field"] for error in answer.json()["errors"]} == {"next.what", "next.due_on"}
    else:
        _refused(answer, field)
    assert not Case.objects.exists()


def test_a_list_is_asked_for_in_plain_words(case: Case, owner: APIClient) -> None:
    told = {"event": "given", "method": "verbal", "items": {"name": True}}
    answer = owner.post(f"{API}cases/{case.number}/consents/", told)
    assert _refused(answer, "items") == "リストで入力してください。"


@pytest.mark.parametrize("value", BROKEN_DAYS)
def test_a_day_is_a_day_to_come(value: Any, case: Case, owner: APIClient) -> None:
    planned = FollowUp.objects.get()
    here = f"{API}cases/{case.number}/follow-ups/"
    _refused(_post(owner, here, {"what": "電話", "due_on": value}), "due_on")
    moved = {"due_on": value, "reason": "都合"}
    _refused(_post(owner, f"{API}follow-ups/{planned.pk}/move/", moved), "due_on")
    assert FollowUp.objects.get().due_on == planned.due_on


def test_the_last_day_of_all_is_still_a_day(case: Case, owner: APIClient) -> None:
    here = f"{API}cases/{case.number}/"
    made = _post(owner, f"{here}follow-ups/", {"what": "電話", "due_on": "9999-12-31"})
    assert made.status_code == 201
    assert len(owner.get(f"{API}follow-ups/").json()["results"]) == 2
    assert owner.get(f"{here}timeline/").status_code == 200


@pytest.mark.parametrize("value", BROKEN_MOMENTS)
def test_a_moment_is_one_that_was(value: Any, case: Case, owner: APIClient) -> None:
    here = f"{API}cases/{case.number}/records/"
    body = {"happened_at": value, "method": "phone", "text": "話した"}
    _refused(_post(owner, here, body), "happened_at")
    assert owner.get(here).json()["results"] == []


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"minutes": 1441}, "minutes"),
        ({"minutes": -1}, "minutes"),
        ({"minutes": 1.5}, "minutes"),
        ({"minutes": True}, "minutes"),
        ({"minutes": "5"}, "minutes"),
        ({"minutes": 10**30}, "minutes"),
        ({"text": "あ" * 20_001}, "text"),
        ({"text": "a\0"}, "text"),
        ({"third_party_text": "a\0"}, "third_party_text"),
        ({"method": "fax"}, "method"),
        ({"next": {"what": "あ" * 201, "due_on": "2099-01-05"}}, "next.what"),
        ({"next": {"what": "電話", "due_on": "2020-01-05"}}, "next.due_on"),
        ({"next": {"what": "電話", "due_on": "2099-01-05", "due_time": "25:00"}}, "next.due_time"),
    ],
)
def test_a_record_is_written_whole_or_not_at_all(
    more: dict[str, Any], field: str, case: Case, owner: APIClient
) -> None:
    before = Event.objects.count()
    body = {"happened_at": timezone.now().isoformat(), "method": "phone", "text": "話した"}
    _refused(_post(owner, f"{API}cases/{case.number}/records/", body | more), field)
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("verb", "body", "field"),
    [
        ("return", {}, None),
        ("return", {"reason": "area", "note": ""}, "note"),
        ("return", {"reason": "far", "note": "遠い"}, "reason"),
        ("return", {"reason": "area", "note": "あ" * 501}, "note"),
        ("return", {"reason": "area", "note": "a", "suggestion": 0}, "suggestion"),
        ("return", {"reason": "area", "note": "a", "suggestion": "{to}"}, "suggestion"),
        ("accept", {"staff": 0}, "staff"),
        ("accept", {"staff": "{owner}"}, "staff"),
        ("accept", {"note": []}, "note"),
        ("accept", {"together": "yes"}, "together"),
        ("messages", {"text": ""}, "text"),
        ("messages", {"text": "あ" * 1001}, "text"),
    ],
)
def test_an_answer_that_is_none_leaves_the_question_open(
    verb: str,
    body: dict[str, Any],
    field: str | None,
    referral: Referral,
    receiver: APIClient,
    council: Agency,
    owner_worker: Staff,
) -> None:
    known = {"{to}": council.pk, "{owner}": owner_worker.pk}
    sent = {
        name: known.get(value, value) if isinstance(value, str) else value
        for name, value in body.items()
    }
    answer = _post(receiver, f"{API}referrals/{referral.pk}/{verb}/", sent)
    if field is None:
        assert {error["field"] for error in answer.json()["errors"]} == {"reason", "note"}
    else:
        _refused(answer, field)
    assert Referral.objects.get().status == "sent"


# ---- what is no JSON of ours at all ----


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"null", 400),
        (b"[]", 400),
        (b'"x"', 400),
        (b"5", 400),
        (b'{"channel": "phone", "story": NaN}', 400),
        (b'{"channel": "phone", "story": "\xff\xfe"}', 400),
        (b'{"channel": "phone", "story": "\xed\xa0\x80"}', 400),
        (b"[" * 100_000, 400),
        (b'{"a":' * 50_000, 400),
        (json.dumps({"story": "あ" * 2_000_000}).encode(), 413),
        (json.dumps({"refer_to": [{}] * 100_000}).encode(), 400),
        (json.dumps({"topics": ["x"] * 300_000}).encode(), 400),
    ],
)
def test_a_body_that_is_none_is_refused(raw: bytes, status: int, owner: APIClient) -> None:
    answer = owner.post(f"{API}consultations/", raw, content_type="application/json")
    assert answer.status_code == status, answer.content[:300]
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_only_json_is_read(owner: APIClient) -> None:
    form = owner.post(f"{API}consultations/", "channel=phone", content_type="text/plain")
    assert form.status_code == 415
    assert owner.get(f"{API}cases/", headers={"Accept": "text/html"}).status_code == 406
    assert owner.delete(f"{API}cases/").status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "cases/R8-1/",
        "cases/%00/",
        "cases/R8-000001%00/",
        "cases/R8-999999/",
        "cases/" + "9" * 500 + "/",
        "people/9223372036854775808/",
        "people/" + "9" * 500 + "/",
        "people/%EF%BC%91/",
        "people/-1/",
        "referrals/1.0/",
        "nothing/",
    ],
)
def test_an_address_of_nothing_is_404(address: str, owner: APIClient) -> None:
    answer = owner.get(f"{API}{address}")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("key", ["", "あ", "x" * 201, "a\tb"])
def test_a_key_is_plain_and_short(key: str, owner: APIClient) -> None:
    answer = _post(owner, f"{API}consultations/", STORY, **{"Idempotency-Key": key})
    _refused(answer, "Idempotency-Key")
    assert not Case.objects.exists()
