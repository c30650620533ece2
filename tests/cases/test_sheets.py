"""氏名ふせ: before consent no sheet holds the name, in no field and in no corner of a field (R6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Model

from cases.actions import referrals
from cases.actions.people import Known
from cases.dues import Terms
from cases.models import Case, ConsentState, Outcome, Person, Referral, SharedItem
from cases.sheets import cases as case_sheets
from cases.sheets import handovers, people, timeline
from cases.sheets.handovers import HandOverSheet
from districts.models import Agency, Staff, Town
from tests.cases.people import A_YEAR_AGO, transfer
from tests.cast import Receive

pytestmark = pytest.mark.django_db
SECRETS = {
    SharedItem.NAME: ("秘名", "ひそか", "ヒメイ"),
    SharedItem.BIRTH: ("昭和31年", "1956", "S31", "31.2.3"),
    SharedItem.PHONE: ("0466-99-1234", "991234"),
    SharedItem.ADDRESS: ("秘町九丁目", "秘町", "9-9-9"),
    SharedItem.FAMILY: ("秘母と二人",),
    SharedItem.STORY: ("誰にも言えない秘話",),
}
WITHHELD = {"name", "kana", "birth_date", "birth_text", "phones", "address", "town"}


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


@pytest.fixture
def known(db: None) -> Known:
    return Known(
        name="秘名 ひそか",
        kana="ヒメイ ひそか",
        birth_date=date(1956, 2, 3),
        birth_text="昭和31年2月3日",
        phones=("0466-99-1234",),
        address="秘町九丁目9-9-9",
        town=Town.objects.create(name="秘町", kana="ひまち", postal_code="251-0000"),
    )


def _told(receive: Receive, council: Agency, known: Known, consent: str) -> Referral:
    return receive(
        person=known,
        story="誰にも言えない秘話",
        living_with="秘母と二人",
        outcome=Outcome.REFER,
        refer_to=(transfer(council, "平日の午前に"),),
        consent=consent,
    ).referrals.get()


def _sheet(referral: Referral, viewer: Staff) -> HandOverSheet:
    rows = handovers.loaded(Referral.objects.filter(pk=referral.pk), viewer=viewer)
    return handovers.of(rows.get(), today=A_YEAR_AGO.date())


def _words(thing: Any) -> Iterator[str]:
    """Everything a template or serializer could print of it, without asking the database further."""
    if is_dataclass(thing):
        for one in fields(thing):
            yield from _words(getattr(thing, one.name))
        for name in dir(type(thing)):
            if isinstance(getattr(type(thing), name), property):
                yield from _words(getattr(thing, name))
    elif isinstance(thing, Model):
        yield from (str(getattr(thing, one.attname)) for one in thing._meta.concrete_fields)
    elif isinstance(thing, tuple | list | set | frozenset):
        for part in thing:
            yield from _words(part)
    elif isinstance(thing, dict):
        yield from _words([*thing, *thing.values()])
    else:
        yield f"{thing}\n{thing!r}"


def _shown(sheet: object) -> set[str]:
    whole = "\n".join([*_words(sheet), repr(sheet), str(sheet)])
    return {item for item, words in SECRETS.items() if any(word in whole for word in words)}


@pytest.mark.parametrize(
    "consent", [ConsentState.NOT_ASKED, ConsentState.NOT_YET, ConsentState.REFUSED]
)
def test_before_consent_the_story_goes_without_the_name(
    receive: Receive, council: Agency, receiver_worker: Staff, known: Known, consent: str
) -> None:
    sheet = _sheet(_told(receive, council, known, consent), receiver_worker)
    assert _shown(sheet) == {SharedItem.FAMILY, SharedItem.STORY}
    assert (sheet.title, sheet.withheld, sheet.age_band) == ("氏名ふせ", True, "60代")
    assert sheet.person is not None
    assert set(sheet.person.masked) == WITHHELD


def test_with_consent_everything_goes(
    receive: Receive, council: Agency, receiver_worker: Staff, known: Known
) -> None:
    sheet = _sheet(_told(receive, council, known, ConsentState.GIVEN), receiver_worker)
    assert _shown(sheet) == set(SECRETS)
    assert (sheet.title, sheet.withheld) == ("秘名 ひそか", False)


@pytest.mark.parametrize("item", SharedItem)
def test_each_thing_goes_only_if_it_was_meant_to(
    receive: Receive,
    council: Agency,
    owner_worker: Staff,
    receiver_worker: Staff,
    known: Known,
    item: str,
    now: datetime,
    terms: Terms,
) -> None:
    case = receive(
        person=known,
        story="誰にも言えない秘話",
        living_with="秘母と二人",
        consent=ConsentState.GIVEN,
    )
    referral = referrals.send(
        case, by=owner_worker, at=now, to=transfer(council), shared=[item], terms=terms
    )
    assert _shown(_sheet(referral, receiver_worker)) == {item}


def test_what_is_seen_goes_with_the_case(
    receive: Receive,
    council: Agency,
    owner_worker: Staff,
    receiver_worker: Staff,
    manager: Staff,
    outsider: Staff,
    administrator: Staff,
    known: Known,
    now: datetime,
    terms: Terms,
) -> None:
    """Accepting opens all of it (decision 0013); the others see what they saw, or nothing."""
    referral = _told(receive, council, known, ConsentState.NOT_YET)
    for blind in (outsider, administrator):
        assert _shown(_sheet(referral, blind)) == set()
    for whole in (owner_worker, manager):
        assert _shown(_sheet(referral, whole)) == set(SECRETS)
    later = now + timedelta(hours=1)
    referrals.accept(referral, by=receiver_worker, at=later, terms=terms)
    assert _shown(_sheet(referral, receiver_worker)) == set(SECRETS)
    # whoever heard the first word keeps the sheet, no more
    assert _shown(_sheet(referral, owner_worker)) == {SharedItem.FAMILY, SharedItem.STORY}


def test_giving_back_takes_the_story_back(
    receive: Receive, council: Agency, receiver_worker: Staff, known: Known, now: datetime
) -> None:
    referral = _told(receive, council, known, ConsentState.GIVEN)
    referrals.say(referral, by=receiver_worker, at=now, text="秘名 ひそかさんのことですか")
    later = now + timedelta(hours=1)
    referrals.give_back(referral, by=receiver_worker, at=later, reason="area", note="地区がちがう")
    sheet = _sheet(referral, receiver_worker)
    assert _shown(sheet) == set()
    assert (sheet.readable, sheet.note, sheet.answer.note) == (False, "", "地区がちがう")


@pytest.mark.parametrize(
    ("birth_text", "band"),
    [
        ("50代", "50代"),
        ("50代後半", "50代"),
        ("５０代", "50代"),
        ("秘名さん、たぶん80代", "80代"),
        ("1956年生まれの70代", "70代"),
        ("秘名の世代", ""),
        ("昭和31年ごろ", ""),
        ("1950代", ""),
        ("", ""),
    ],
)
def test_of_an_age_only_the_decade_is_told(birth_text: str, band: str) -> None:
    """What was typed beside it may be a name."""
    person = Person(birth_text=birth_text)
    assert people.age_band(person, today=date(2025, 11, 25)) == band


@pytest.mark.parametrize(
    ("birth", "band"),
    [
        (date(1955, 11, 25), "70代"),
        (date(1955, 11, 26), "60代"),
        (date(2016, 1, 1), "10歳未満"),
        (date(1920, 1, 1), "100代"),
    ],
)
def test_an_age_becomes_its_decade(birth: date, band: str) -> None:
    assert people.age_band(Person(birth_date=birth), today=date(2025, 11, 25)) == band


def test_who_may_read_the_case_reads_all_of_it(
    receive: Receive, council: Agency, known: Known
) -> None:
    case = _told(receive, council, known, ConsentState.NOT_YET).case
    sheet = case_sheets.of(case_sheets.loaded(Case.objects.all()).get(), today=A_YEAR_AGO.date())
    assert _shown(sheet) == set(SECRETS) - {SharedItem.STORY}
    assert sheet.title == "秘名 ひそか"
    told = [timeline.of(event) for event in timeline.loaded(case)]
    assert SharedItem.STORY in _shown(told)


@pytest.mark.parametrize(
    ("told", "title"),
    [({"anonymous": True}, "匿名の方"), ({}, "氏名を聞いていない方")],
)
def test_nobody_without_a_name_is_nameless_on_the_page(
    receive: Receive, told: dict[str, object], title: str
) -> None:
    receive(**told)
    sheet = case_sheets.of(case_sheets.loaded(Case.objects.all()).get(), today=A_YEAR_AGO.date())
    assert sheet.title == title
