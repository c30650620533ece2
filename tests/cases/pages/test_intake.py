"""受け止めの画面: the words spoken are enough, nothing typed is lost, and one press saves once."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from cases.actions.people import Known
from cases.models import Case, Consultation, FollowUp, Person, Referral
from districts.models import Agency, District, Staff, Topic
from tests.cast import Receive

pytestmark = pytest.mark.django_db
NEW = "/intake/new"


def test_the_story_alone_is_saved(owner: Client, owner_worker: Staff, told: dict[str, Any]) -> None:
    answer = owner.post(NEW, told)
    consultation = Consultation.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/intake/{consultation.pk}/saved"
    assert (consultation.story, consultation.received_by) == (told["story"], owner_worker)
    assert (consultation.consent, consultation.case.person) == ("not_asked", None)
    saved = owner.get(answer["Location"]).content.decode()
    assert consultation.case.number in saved
    assert "次の一手は「次の連絡をする」" in saved


@pytest.fixture
def whole(
    told: dict[str, Any],
    hikikomori: Topic,
    care: Topic,
    zengyo: District,
    council: Agency,
    ikiiki: Agency,
    receiver_worker: Staff,
) -> dict[str, Any]:
    """Every field filled in, as a counter would type it."""
    return told | {
        "consulter": "family",
        "name": "例田\U000e0100 一郎",
        "kana": "ﾚｲﾀﾞ　ｲﾁﾛｳ",
        "birth": "S49.4.5",
        "place": "ぜんぎょう",
        "phone": "０４６６−００−０１４２",
        "living_with": "母（80代）",
        "topics": [hikikomori.pk],
        "main_topic": care.pk,
        "outcome": "refer",
        "urgency": "now",
        "consent": "written",
        "refer_to": [council.pk, "", ikiiki.pk],
        "note": "母へは平日午前に電話可",
    }


def test_what_is_known_of_the_person_is_kept_as_typed(
    owner: Client, whole: dict[str, Any], zengyo: District
) -> None:
    assert owner.post(NEW, whole).status_code == 302
    case = Case.objects.get()
    person = case.person
    assert person is not None
    assert (person.name, person.kana) == ("例田\U000e0100 一郎", "れいだ いちろう")
    assert (person.birth_date, person.birth_text) == (date(1974, 4, 5), "S49.4.5")
    assert (person.phones, person.district) == (["0466-00-0142"], zengyo)
    assert case.household.living_with == "母（80代）"


def test_what_was_said_and_asked_arrives(
    owner: Client, whole: dict[str, Any], hikikomori: Topic, care: Topic
) -> None:
    answer = owner.post(NEW, whole)
    heard = Consultation.objects.get()
    assert (set(heard.topics.all()), heard.main_topic) == ({hikikomori, care}, care)
    assert heard.consent == "given"
    sent = Referral.objects.values_list("to_agency", "note", "urgency")
    asked = [agency for agency in whole["refer_to"] if agency]
    assert set(sent) == {(agency, whole["note"], "now") for agency in asked}
    assert "電話でも伝えてください" in owner.get(answer["Location"]).content.decode()


def test_the_next_step_is_the_one_typed(owner: Client, told: dict[str, Any]) -> None:
    owner.post(NEW, told | {"next_what": "母に電話する", "next_on": "R20.4.1"})
    follow_up = FollowUp.objects.get()
    assert (follow_up.what, follow_up.due_on) == ("母に電話する", date(2038, 4, 1))


def test_anonymous_keeps_no_name(owner: Client, told: dict[str, Any]) -> None:
    owner.post(NEW, told | {"anonymous": "on", "name": "例田 一郎", "outcome": "information"})
    assert (Person.objects.count(), Case.objects.get().stage) == (0, "closed")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("story", "", "お話の内容を入れてください"),
        ("story", "あ" * 20_120, "お話の内容は20,000字までです（いま 20,120字）"),
        ("story", "あ\0", "読めない文字（制御文字）が入っています"),
        ("name", "例" * 101, "氏名は100字までです（いま 101字）"),
        ("name", "\0", "読めない文字（制御文字）が入っています"),
        ("birth", "S64.4.5", "平成元年4月5日（H1.4.5）ではありませんか。"),
        ("birth", "あした", "生年月日を「S49.4.5」のように入れてください"),
        ("birth", "R80.1.1", "生年月日が今日より後です"),
        ("place", "どこか", "地区を「07」や「善行」のように入れてください"),
        ("phone", "0" * 21, "電話は20字までです（いま 21字）"),
        ("channel", "pigeon", "「受けた方法」をえらんでください"),
        ("outcome", "", "「このあとの対応」をえらんでください"),
        ("topics", ["nothing\0"], "「関わる分野」をえらびなおしてください"),
        ("main_topic", "\0", "「いちばんの困りごと」をえらんでください"),
        ("person", "999999999999999999999", "この方は、いまは選べません"),
        ("refer_to", ["x\0"], "「つなぎ先」をえらびなおしてください"),
        ("next_on", "50代", "いつまでを「R8.4.1」のように日まで入れてください"),
        ("next_on", "R2.4.1", "今日か、今日より後の日にしてください"),
    ],
)
def test_what_cannot_be_saved_is_said_beside_the_field(
    owner: Client, told: dict[str, Any], field: str, value: object, words: str
) -> None:
    answer = owner.post(NEW, told | {"living_with": "母と弟", field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(words) >= 2  # in the summary and at the field
    assert "エラー：受け止めを記録" in page
    assert 'value="母と弟"' in page
    assert Consultation.objects.count() == 0


def test_handing_over_needs_somebody(owner: Client, told: dict[str, Any]) -> None:
    answer = owner.post(NEW, told | {"outcome": "refer"})
    assert answer.status_code == 422
    assert "つなぎ先をえらんでください" in answer.content.decode()


def test_the_longest_story_is_fine(owner: Client, told: dict[str, Any]) -> None:
    assert owner.post(NEW, told | {"story": "あ" * 20_000}).status_code == 302


def test_pressing_twice_saves_once(owner: Client, told: dict[str, Any]) -> None:
    told["once"] = str(uuid4())
    first, second = owner.post(NEW, told), owner.post(NEW, told)
    assert Consultation.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_broken_bytes_and_foreign_fields_do_no_harm(owner: Client) -> None:
    broken = b"channel=counter&story=%ff%fe&outcome=continue&urgency=normal&consent=x&extra=1"
    answer = owner.post(NEW, broken, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422


def test_without_scripts_the_proposals_come_at_a_press(
    owner: Client, told: dict[str, Any], council: Agency
) -> None:
    answer = owner.post(NEW, told | {"suggest": "", "name": "例田", "birth": "?"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert council.name in page
    assert (told["story"] in page, 'value="例田"' in page) == (True, True)
    assert Consultation.objects.count() == 0


def test_the_same_person_is_offered_and_can_be_gone_on_with(
    owner: Client, told: dict[str, Any], receive: Receive
) -> None:
    known = Known(name="例田 一朗", kana="れいだ いちろう", phones=("0466-00-0142",))
    case = receive(person=known)
    typed = {"name": "例田 一郎", "kana": "レイダ イチロウ", "phone": "0466000142"}
    fragment = owner.post("/intake/candidates", told | typed).content.decode()
    assert "例田 一朗" in fragment
    assert fragment.count("一致") == 2
    assert f'value="{case.person_id}"' in fragment
    owner.post(NEW, told | typed | {"person": case.person_id})
    assert (Person.objects.count(), case.consultations.count()) == (1, 2)


def test_somebody_known_elsewhere_is_only_counted(
    stranger: Client, told: dict[str, Any], receive: Receive
) -> None:
    case = receive(person=Known(name="例田 一朗", kana="れいだ いちろう"))
    typed = told | {"kana": "れいだ いちろう"}
    fragment = stranger.post("/intake/candidates", typed).content.decode()
    assert "例田 一朗" not in fragment
    assert "総合相談窓口" in fragment
    refused = stranger.post(NEW, typed | {"person": case.person_id})
    assert refused.status_code == 422
    assert "例田 一朗" not in refused.content.decode()


def test_agencies_follow_topics_and_place(
    owner: Client, told: dict[str, Any], council: Agency, care: Topic
) -> None:
    council.topics.add(care)
    fragment = owner.post("/intake/agencies", told | {"topics": [care.pk]}).content.decode()
    assert fragment.index(council.name) < fragment.index("ほかのつなぎ先")
    assert "介護／全市を担当" in fragment


def test_an_administrator_takes_no_intake(keeper: Client, told: dict[str, Any]) -> None:
    for answer in (keeper.get(NEW), keeper.post(NEW, told)):
        assert answer.status_code == 403
        assert "システム管理の方は、受け止めを記録できません" in answer.content.decode()
    assert Consultation.objects.count() == 0


def test_what_was_saved_is_shown_to_whoever_saved_it(
    owner: Client, stranger: Client, told: dict[str, Any]
) -> None:
    saved = owner.post(NEW, told)["Location"]
    assert (owner.get(saved).status_code, stranger.get(saved).status_code) == (200, 404)


@pytest.mark.parametrize(("consent", "kept"), [("not_yet", True), ("verbal", False)])
def test_without_a_yes_it_is_said_why_and_with_one_it_is_left_out(
    owner: Client, told: dict[str, Any], consent: str, kept: bool
) -> None:
    said = {"brought_by": "別居の姉", "why_not": "trust", "known_to": "となりの方"}
    assert owner.post(NEW, told | said | {"consent": consent}).status_code == 302
    heard = Consultation.objects.get()
    assert (heard.brought_by, heard.why_not, heard.known_to) == (
        ("別居の姉", "trust", "となりの方") if kept else ("", "", "")
    )
    page = owner.get(f"/cases/{heard.case.number}/consents/").content.decode()
    for words in ("別居の姉", "先に関係をつくりたい", "となりの方"):
        assert (words in page) == kept


def test_the_folded_part_is_open_where_something_in_it_is_wrong(
    owner: Client, told: dict[str, Any]
) -> None:
    folded, opened = 'id="unasked">', 'id="unasked" open>'
    assert folded in owner.get(NEW).content.decode()
    answer = owner.post(NEW, told | {"known_to": "あ" * 201})
    assert (answer.status_code, opened in answer.content.decode()) == (422, True)
