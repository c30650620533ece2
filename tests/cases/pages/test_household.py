"""世帯の画面: drawn, listed and put right; another agency's part is a kind and a number."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.actions import households, protections, summaries
from cases.actions.households import Member
from cases.actions.people import Known
from cases.actions.protections import Shield
from cases.models import AccessLog, Case, HouseholdMember, Relation
from districts.models import Agency, Staff
from tests.cases.pages.test_case_page import page
from tests.cast import Receive

pytestmark = pytest.mark.django_db
KEY = "5f3b8c1e-8a6e-4f6e-9d59-0a1f5a2f9c11"


@pytest.fixture
def son(receive: Receive) -> Case:
    return receive(person=Known(name="例田 一朗", birth_text="50代"), living_with="母（80代）")


@pytest.fixture
def way(son: Case) -> str:
    return f"/cases/{son.number}/household/"


@pytest.fixture
def mother(son: Case, owner_worker: Staff) -> HouseholdMember:
    who = Member(relation=Relation.MOTHER, name="例田 ふみ", note="足の痛み")
    return households.add(son, by=owner_worker, at=son.opened_at, who=who)


def _picture(shown: str) -> ET.Element:
    drawn = re.search(r"<svg class=\"pic\".*?</svg>", shown, re.DOTALL)
    assert drawn
    return ET.fromstring(drawn[0])  # noqa: S314  our own page


def test_added_once_and_drawn(owner: Client, son: Case, way: str) -> None:
    assert "母（80代）" in page(owner, f"/cases/{son.number}/")
    told = {"relation": "mother", "name": "例田 ふみ", "age_text": "81歳", "once": KEY}
    for _ in range(2):
        assert owner.post(way, told).status_code == 302
    assert HouseholdMember.objects.filter(relation="mother").count() == 1
    shown = page(owner, way)
    picture = _picture(shown)
    words = [text.text or "" for text in picture.iter("text")]
    assert words[:5] == ["世帯", "例田 ふみ", "母・81歳", "例田 一朗", "本人・50代"]
    title = picture.find("title")
    assert title is not None
    assert title.text == "例田 一朗の世帯：母。かかわる機関 1か所"
    assert len(list(picture.iter("circle"))) == 2  # the mother, and the mark of the person
    side = page(owner, f"/cases/{son.number}/")
    assert ("例田 ふみ" in side, "母（80代）" in side) == (True, False)


def test_a_crowd_is_drawn_within_its_box(
    owner: Client, owner_worker: Staff, son: Case, way: str
) -> None:
    for relation in [each for each in Relation if each != Relation.SELF]:
        who = Member(
            relation=relation, name="名前のとても長い方です", apart=relation == Relation.WIFE
        )
        households.add(son, by=owner_worker, at=son.opened_at, who=who)
    picture = _picture(page(owner, way))
    _, _, width, height = map(int, picture.attrib["viewBox"].split())
    home = next(picture.iter("rect")).attrib
    left, top = int(home["x"]), int(home["y"])
    right, bottom = left + int(home["width"]), top + int(home["height"])
    assert 0 <= left < right < width
    assert 0 <= top < bottom <= height
    places = set()
    for text in picture.iter("text"):
        if "x" in text.attrib and text.text != "世帯":
            x, y = int(text.attrib["x"]), int(text.attrib["y"])
            assert left < x - 50
            assert x + 50 < right
            assert top < y < bottom
            places.add((x, y))
    assert len(places) == 2 * len(Relation)  # nobody stands on another


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"relation": ""}, "「続柄」をえらんでください"),
        ({"relation": "aunt"}, "「続柄」をえらんでください"),
        ({"relation": "self"}, "この世帯には、もう「本人」がいます"),
        ({"name": "あ" * 101}, "名前は100字までです（いま 101字）"),
        ({"note": "\0"}, "読めない文字（制御文字）が入っています"),
        ({"since": "R80.1.1"}, "いつからが今日より後です"),
        ({"since": "50代"}, "いつからを「R8.4.1」のように日まで入れてください"),
        ({"since": "H31.5.1"}, "平成は31年4月30日までです"),
        ({"number": "R8-999999"}, "この受付番号の方は見つかりません"),
        ({"number": "\0"}, "読めない文字（制御文字）が入っています"),
    ],
)
def test_refused_in_words_and_kept(
    owner: Client, way: str, told: dict[str, str], words: str
) -> None:
    answer = owner.post(way, {"relation": "wife", "name": "残る名前"} | told)
    shown = answer.content.decode()
    assert (answer.status_code, words in shown) == (422, True)
    assert "name" in told or "残る名前" in shown
    assert HouseholdMember.objects.count() == 1


def test_linked_by_a_number_one_may_see(
    owner: Client, stranger: Client, receive: Receive, receiver_worker: Staff, way: str
) -> None:
    own = receive(person=Known(name="例田 ふみ"))
    hidden = receive(by=receiver_worker, person=Known(name="見本 花子"))
    refused = owner.post(way, {"relation": "wife", "number": hidden.number})
    assert (refused.status_code, "見本 花子" in refused.content.decode()) == (422, False)
    assert owner.post(way, {"relation": "mother", "number": own.number.lower()}).status_code == 302
    assert HouseholdMember.objects.running().get(relation="mother").person == own.person


def test_two_people_at_one_line(
    owner: Client, owner_worker: Staff, son: Case, way: str, mother: HouseholdMember
) -> None:
    line = f"{way}{mother.pk}/"
    shown = page(owner, line)
    carried = dict(re.findall(r'name="(was-\w+)"\s+value="([^"]*)"', shown))
    assert carried["was-note"] == "足の痛み"
    households.update(
        mother, son, by=owner_worker, at=son.opened_at, said={"note": "通院", "name": "例田 文"}
    )
    told = {"relation": "mother", "name": "例田 ふみ", "note": "元気", **carried}
    refused = owner.post(line, told)
    shown = refused.content.decode()
    assert (refused.status_code, "ほかの人が先に保存しました" in shown) == (409, True)
    carried = dict(re.findall(r'name="(was-\w+)"\s+value="([^"]*)"', shown))
    told |= {"asked": "note", "pick-note": "mine", "name": "例田 文", **carried}
    assert owner.post(line, told).status_code == 302
    mother.refresh_from_db()
    assert (mother.note, mother.name) == ("元気", "例田 文")


def test_gone_and_still_to_be_read(owner: Client, way: str, mother: HouseholdMember) -> None:
    line = f"{way}{mother.pk}/end/"
    assert owner.post(line, {"because": ""}).status_code == 422
    answer = owner.post(line, {"because": "died"}, follow=True).content.decode()
    assert ("前にいた方 1" in answer, "亡くなった" in answer) == (True, True)
    assert owner.get(line).status_code == 404


def test_the_words_as_said_are_put_right(owner: Client, son: Case, way: str) -> None:
    assert owner.post(f"{way}living/", {"living_with": "あ" * 201}).status_code == 422
    assert owner.post(f"{way}living/", {"living_with": "母と弟"}).status_code == 302
    son.household.refresh_from_db()
    assert son.household.living_with == "母と弟"


def test_another_agency_is_a_kind_and_a_number(
    owner: Client, receive: Receive, joiner_worker: Staff, ikiiki: Agency, son: Case, way: str
) -> None:
    other = receive(by=joiner_worker, known_person=son.person)
    shown = page(owner, way)
    assert ("高齢者の相談" in shown, "ほかに1機関" in shown) == (True, True)
    assert (other.number in shown, ikiiki.name in shown) == (False, False)


def test_who_may_not_write_only_reads(
    sign_in: object, stranger: Client, keeper: Client, manager: Staff, way: str, son: Case
) -> None:
    leader: Client = sign_in(manager)  # type: ignore[operator]
    assert "世帯に加える" not in page(leader, way)
    assert leader.post(way, {"relation": "wife"}).status_code == 422
    assert leader.post(f"{way}living/", {"living_with": "弟"}).status_code == 403
    looks = AccessLog.objects.count()
    for client in (stranger, keeper):
        assert client.get(way).status_code == 404
        assert client.post(way, {"relation": "wife"}).status_code == 404
    assert AccessLog.objects.count() == looks
    assert HouseholdMember.objects.count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(
    owner: Client,
    owner_worker: Staff,
    son: Case,
    way: str,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(number):
        who = Member(relation=Relation.SON, name=f"例田 {n}")
        households.add(son, by=owner_worker, at=son.opened_at, who=who)
    with django_assert_num_queries(24):
        page(owner, way)


def test_under_protection_the_words_are_covered_until_opened(
    owner: Client, owner_worker: Staff, son: Case, way: str, mother: HouseholdMember
) -> None:
    """R7: on the page, beside the case, in the picture's agencies and in the API."""
    summaries.write(
        son, by=owner_worker, at=son.opened_at, said={"situation": "秘密の勤め先"}, seen=0
    )
    shield = Shield(starts_on=timezone.localdate(), other_parties=("例田 太郎",))
    protections.begin(son, by=owner_worker, at=timezone.now(), shield=shield)
    for address in (
        way,
        f"/cases/{son.number}/",
        f"/api/v1{way}",
        f"/api/v1/cases/{son.number}/summary/",
    ):
        answer = owner.get(address)
        shown = answer.content.decode()
        assert (answer.status_code, "足の痛み" in shown, "秘密の勤め先" in shown) == (
            200,
            False,
            False,
        )
    for address in (
        f"{way}{mother.pk}/",
        f"/cases/{son.number}/summary/",
        f"/cases/{son.number}/person/",
    ):
        assert "protection/open" in owner.get(address)["Location"]


def test_the_household_of_the_other_side_knows_of_no_case(
    owner: Client, owner_worker: Staff, receive: Receive, son: Case, way: str
) -> None:
    wives = receive(person=Known(name="例田 花子"))
    who = Member(relation=Relation.WIFE, person=wives.person)
    households.add(son, by=owner_worker, at=son.opened_at, who=who)
    assert wives.number in page(owner, way)
    assert son.person is not None
    shield = Shield(starts_on=timezone.localdate(), others=(son.person,))
    protections.begin(wives, by=owner_worker, at=timezone.now(), shield=shield)
    shown = page(owner, way)
    assert (wives.number in shown, "例田 花子" in shown, "ほかに1機関" in shown) == (
        *(False, False, False),
    )
