"""受け止めの画面、ふたたび: a refusal keeps what was typed, and what is newly said is kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from cases.actions import referrals
from cases.actions.people import Known
from cases.dues import Terms
from cases.models import Case, Consultation, Outcome, Person
from districts.models import Agency, District, Staff, Town, TownDistrict
from tests.cases.people import join, transfer
from tests.cast import Receive

pytestmark = pytest.mark.django_db
NEW = "/intake/new"


@pytest.mark.parametrize("door", ["candidates", "agencies"])
def test_an_administrator_learns_nothing_of_who_is_known(
    keeper: Client, told: dict[str, Any], receive: Receive, door: str
) -> None:
    receive(person=Known(name="例田 一朗", kana="れいだ いちろう"))
    answer = keeper.post(f"/intake/{door}", told | {"kana": "れいだ いちろう"})
    assert answer.status_code == 403
    assert "1人" not in answer.content.decode()


def test_a_refused_hand_over_is_said_beside_it_and_nothing_typed_is_lost(
    joiner: Client,
    joiner_worker: Staff,
    told: dict[str, Any],
    receive: Receive,
    ikiiki: Agency,
    council: Agency,
    now: datetime,
    terms: Terms,
) -> None:
    known = Known(name="例田 一朗")
    case = receive(person=known, outcome=Outcome.REFER, refer_to=(join(ikiiki),))
    referrals.accept(case.referrals.get(), by=joiner_worker, at=now, terms=terms)
    typed = {"person": case.person_id, "outcome": "refer", "refer_to": [council.pk]}
    answer = joiner.post(NEW, told | typed | {"living_with": "母と弟"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("つなげるのは主担当の機関です") == 2  # in the summary and at the field
    assert (told["story"] in page, 'value="母と弟"' in page) == (True, True)
    assert Consultation.objects.count() == 1


def test_asking_the_same_agency_again_is_refused_beside_it(
    owner: Client, told: dict[str, Any], receive: Receive, council: Agency
) -> None:
    known = Known(name="例田 一朗")
    case = receive(person=known, outcome=Outcome.REFER, refer_to=(transfer(council),))
    typed = {"person": case.person_id, "outcome": "refer", "refer_to": [council.pk]}
    answer = owner.post(NEW, told | typed)
    assert answer.status_code == 422
    assert 'id="id_refer_to_e"' in answer.content.decode()


def test_what_is_newly_said_of_a_known_person_fills_what_was_empty(
    owner: Client, told: dict[str, Any], receive: Receive, zengyo: District
) -> None:
    case = receive(person=Known(name="例田 一朗"), district=None)
    said = {"name": "例田 一郎", "kana": "れいだ いちろう", "birth": "S49.4.5", "place": "07"}
    said |= {"phone": "0466-00-0142", "living_with": "母（80代）"}
    owner.post(NEW, told | said | {"person": case.person_id})
    case = Case.objects.select_related("person", "household").get()
    person = Person.objects.get()
    assert (person.name, person.kana) == ("例田 一朗", "れいだ いちろう")
    assert (person.birth_date, person.birth_text) == (date(1974, 4, 5), "S49.4.5")
    assert (person.phones, person.district) == (["0466-00-0142"], zengyo)
    assert (case.district, case.household.living_with) == (zengyo, "母（80代）")


def test_what_is_known_is_not_overwritten(
    owner: Client, told: dict[str, Any], receive: Receive, zengyo: District
) -> None:
    known = Known(name="例田 一朗", phones=("0466-00-0001",), birth_text="50代")
    case = receive(person=known, living_with="母")
    said = {"phone": "0466-00-0142", "birth": "40代", "place": "90", "living_with": "弟"}
    owner.post(NEW, told | said | {"person": case.person_id})
    person = Person.objects.get()
    assert (person.phones, person.birth_text) == (["0466-00-0001"], "50代")
    assert (person.district, person.address) == (zengyo, "")
    assert Case.objects.select_related("household").get().household.living_with == "母"


def test_a_new_case_of_a_known_household_learns_who_lives_there(receive: Receive) -> None:
    first = receive(person=Known(name="例田 一朗"), outcome=Outcome.INFORMATION)
    second = receive(known_person=first.person, living_with="母と弟")
    second.household.refresh_from_db()
    assert (second.household, second.household.living_with) == (first.household, "母と弟")


@pytest.fixture
def shore(zengyo: District) -> dict[str, District]:
    """One town that is split, and one whose name goes on from it and lies in one district."""
    there, other = (
        District.objects.create(code=code, name=name, kana=kana, tile_row=row, tile_column=1)
        for code, name, kana, row in [("12", "南", "みなみ", 6), ("09", "北", "きた", 5)]
    )
    rows = [("鵠沼", "くげぬま", there), ("鵠沼", "くげぬま", other)]
    rows += [("鵠沼海岸", "くげぬまかいがん", there), ("鵠沼海浜", "くげぬまかいひん", other)]
    for name, kana, district in rows:
        town, _ = Town.objects.get_or_create(name=name, kana=kana, postal_code="251-0037")
        TownDistrict.objects.create(
            town=town, district=district, map="unspecified", basis="stated", source="地図"
        )
    return {"12": there, "09": other}


@pytest.mark.parametrize(
    "typed", ["鵠沼海岸", "くげぬまかいがん", "鵠沼海岸2-10-34", "藤沢市鵠沼海岸"]
)
def test_the_whole_name_of_a_town_goes_before_its_beginning(
    owner: Client, told: dict[str, Any], shore: dict[str, District], typed: str
) -> None:
    assert owner.post(NEW, told | {"name": "例田", "place": typed}).status_code == 302
    person = Person.objects.select_related("town").get()
    assert person.town is not None
    assert (person.town.name, person.district) == ("鵠沼海岸", shore["12"])


@pytest.mark.parametrize("typed", ["鵠沼", "くげぬま", "鵠沼海"])
def test_several_districts_are_asked_about(
    owner: Client, told: dict[str, Any], shore: dict[str, District], typed: str
) -> None:
    answer = owner.post(NEW, told | {"place": typed})
    assert answer.status_code == 422
    assert "にかかります。地区をえらんでください" in answer.content.decode()
