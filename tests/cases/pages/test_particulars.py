"""本人・地区・困りごと・担当者 on the screen: put right by several people, and nothing typed is lost."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from cases.actions import details, people
from cases.actions.people import Known
from cases.models import Case, Person
from districts.models import Agency, District, Staff, Topic, Town, TownDistrict
from tests.cases.pages.test_case_page import page
from tests.cast import Receive

pytestmark = pytest.mark.django_db


@pytest.fixture
def named(receive: Receive) -> Case:
    known = Known(name="例田 一朗", kana="れいだ いちろう", phones=("0466-00-0142",))
    return receive(person=known)


def _carried(shown: str) -> dict[str, str]:
    return dict(re.findall(r'name="(was-\w+)"\s+value="([^"]*)"', shown))


def _person(named: Case) -> Person:
    return Person.objects.get(cases=named)


def test_the_person_is_put_right(owner: Client, named: Case, zengyo: District) -> None:
    town = Town.objects.create(name="善行坂", kana="ぜんぎょうざか", postal_code="251-0876")
    TownDistrict.objects.create(town=town, district=zengyo, map="service")
    way = f"/cases/{named.number}/person/"
    told = _carried(page(owner, way)) | {
        "name": "例田\U000e0100 一朗",
        "kana": "ﾚｲﾀﾞ ｲﾁﾛｳ",
        "birth": "Ｓ６４．１．７",
        "phones": "0466-00-0142、０９０００００１２３４",
        "town": "善行坂",
        "address": "1-2-3",
    }
    assert "残しました" in owner.post(way, told, follow=True).content.decode()
    person = _person(named)
    assert (person.name, person.kana, person.birth_date) == (
        *("例田\U000e0100 一朗", "れいだ いちろう", date(1989, 1, 7)),
    )
    assert (person.phones[0], len(person.phones)) == ("0466-00-0142", 2)
    assert (person.town, person.district, person.birth_text) == (town, zengyo, "Ｓ６４．１．７")
    assert "直した：本人の氏名" in page(owner, f"/cases/{named.number}/")


def test_what_another_put_right_comes_in_and_the_same_field_is_asked_about(
    owner: Client, owner_worker: Staff, named: Case
) -> None:
    way = f"/cases/{named.number}/person/"
    carried = _carried(page(owner, way))
    said = {"name": "例田 一郎", "address": "架空台1-1"}
    people.put_right(_person(named), named, by=owner_worker, at=named.opened_at, said=said)
    typed = {"name": "例田 一朗", "kana": "れいだ いちろ", "phones": "0466-00-0142"}
    answer = owner.post(way, carried | typed, follow=True).content.decode()
    assert "ほかの人が直した「氏名・住所」も入っています" in answer
    person = _person(named)
    assert (person.name, person.address, person.kana) == (
        *("例田 一郎", "架空台1-1", "れいだ いちろ"),
    )
    refused = owner.post(way, carried | typed | {"name": "例田 市朗"})
    shown = refused.content.decode()
    assert (refused.status_code, "相手の保存した内容" in shown) == (409, True)
    picked = {"asked": "name", "pick-name": "mine", "name": "例田 市朗"}
    assert owner.post(way, typed | _carried(shown) | picked).status_code == 302
    assert _person(named).name == "例田 市朗"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"birth": "S64.1.8"}, "昭和は64年1月7日までです"),
        ({"birth": "R80.1.1"}, "生年月日が今日より後です"),
        ({"phones": "1、2、3、4、5、6"}, "電話は5つまでです（いま 6）"),
        ({"phones": "0" * 21}, "電話は1つ20字までです"),
        ({"town": "架空町"}, "この町名は一覧にありません"),
        ({"name": "あ" * 20_001}, "氏名は100字までです（いま 20,001字）"),
        ({"address": "\0"}, "読めない文字（制御文字）が入っています"),
        ({"district": "99"}, "「地区」をえらんでください"),
    ],
)
def test_refused_in_words_and_kept(
    owner: Client, named: Case, told: dict[str, str], words: str
) -> None:
    answer = owner.post(f"/cases/{named.number}/person/", {"kana": "のこる"} | told)
    shown = answer.content.decode()
    assert (answer.status_code, words in shown, "のこる" in shown) == (422, True, True)
    assert _person(named).kana == "れいだ いちろう"


def test_whoever_was_nameless_is_written_into_the_household(
    owner: Client, receive: Receive
) -> None:
    case = receive(anonymous=True)
    way = f"/cases/{case.number}/person/"
    assert "本人のことを書く" in page(owner, way)
    assert owner.post(way, {"name": "例田 一朗"}).status_code == 302
    fresh = Case.objects.select_related("person").get(pk=case.pk)
    assert fresh.person is not None
    assert (fresh.person.name, fresh.household_id) == ("例田 一朗", case.household_id)
    assert case.household.members.get().person == fresh.person


def test_district_and_topics_come_together(
    owner: Client, owner_worker: Staff, named: Case, care: Topic, hikikomori: Topic
) -> None:
    way = f"/cases/{named.number}/details/"
    carried = _carried(page(owner, way))
    told = {"topics": frozenset({hikikomori.pk, care.pk})}
    details.put_right(named, by=owner_worker, at=named.opened_at, said=told)
    typed = carried | {"district": "", "topics": [hikikomori.pk]}
    assert "「困りごと」も入っています" in owner.post(way, typed, follow=True).content.decode()
    named.refresh_from_db()
    assert (named.district, named.topics.count()) == (None, 2)
    refused = owner.post(way, typed | {"topics": []})
    assert refused.status_code == 409
    assert "ひきこもり・介護" in refused.content.decode()
    assert owner.post(way, typed | {"topics": ["x"]}).status_code == 422


def test_a_colleague_is_named(
    owner: Client, joiner: Client, desk: Agency, outsider: Staff, named: Case
) -> None:
    colleague = Staff.objects.create_user(
        "c", email="c@example.test", name="隣田 となり", role="counter", agency=desk
    )
    way = f"/cases/{named.number}/assign/"
    assert outsider.name not in page(owner, way)
    assert owner.post(way, {"to": outsider.pk}).status_code == 422
    answer = owner.post(way, {"to": colleague.pk}, follow=True).content.decode()
    assert "担当者を隣田 となりさんにしました" in answer
    named.refresh_from_db()
    assert named.owner_staff == colleague


@pytest.mark.parametrize("verb", ["person", "details", "assign"])
def test_nobody_else_comes_in(stranger: Client, keeper: Client, named: Case, verb: str) -> None:
    for client in (stranger, keeper):
        assert client.get(f"/cases/{named.number}/{verb}/").status_code == 404
        assert client.post(f"/cases/{named.number}/{verb}/", {"name": "。"}).status_code == 404
