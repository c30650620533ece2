"""本人: found however the name is written, by whom there is ground to (R6)."""

from __future__ import annotations

from datetime import datetime, timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from cases.actions import details, people, referrals
from cases.actions.people import Known
from cases.dues import Terms
from cases.models import Case, Outcome, Person
from districts.models import Agency, District, Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from tests.cases.people import A_YEAR_AGO, transfer
from tests.cast import Receive

pytestmark = pytest.mark.django_db
MANY = 2000
SURNAMES = ["例田", "見本", "試川", "架山", "仮沢", "写本", "雛形", "模木"]
GIVEN = ["一郎", "花子", "次郎", "桜", "三四郎", "梅", "健", "光"]
KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねの"


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


def _crowd(by: Staff, at: datetime) -> None:
    """Some thousands of others, and the books of the database as they are after a night."""
    Person.objects.bulk_create(
        Person(
            name=f"{SURNAMES[n % 8]} {GIVEN[n // 8 % 8]}",
            kana=f"{KANA[n % 25]}{KANA[n // 25 % 25]} {KANA[n // 7 % 25]}{KANA[n // 3 % 25]}",
            phones=[f"0466-{n % 97:02}-{n:04}"],
            created_at=at,
            created_by=by,
            updated_at=at,
        )
        for n in range(MANY)
    )
    name = connection.settings_dict["NAME"]
    with psycopg.connect(settings.DATABASE_OWNER_URL, dbname=name, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE cases_person")


FOUND = [
    ("佐藤 ﾊﾅｺ", "さとう はなこ"),
    *[
        ("辻\U000e0100 薫", asked)
        for asked in ("辻", "辻\U000e0100", "辻\U000e0101", "辻薫", "辻　薫")
    ],
    *[("佐藤 花子", asked) for asked in ("佐", "花", "藤花", "佐藤花子", "佐藤　花子", " 佐藤 ")],
    *[("", asked) for asked in ("ｻﾄｳ", "さとう", "サトウ", "ｻﾄｳﾊﾅｺ", "さ", "ｻ", "ﾊﾅ", "とうは")],
    *[
        ("", asked)
        for asked in ("0142", "0466-55-0142", "0466550142", "０４６６－５５", "550", "5")
    ],
    ("Ｓａｔｏ Hanako", "sato"),
    ("ヴァンダ・ポール", "ヴァンダポール"),
    ("がぎ", "か\u3099き\u3099"),
    ("100%_\\ 太郎", "%_\\"),
]


@pytest.mark.parametrize(("name", "asked"), FOUND)
def test_found_however_it_is_written(
    owner_worker: Staff, now: datetime, name: str, asked: str
) -> None:
    known = Known(name=name, kana="さとう はなこ", phones=("0466-55-0142",))
    person = people.add(known, by=owner_worker, at=now)
    people.add(Known(name="試川 二郎", kana="ためしがわ", phones=("0467-88-9999",)),
               by=owner_worker, at=now)  # fmt: skip
    assert list(Person.objects.matching(asked)) == [person]


@pytest.mark.parametrize(
    "asked", ["", " ", "　", "-", "%", "_", "\\", "藤佐", "子さ", "01420466", "山田", "'; --", "🙂"]
)
def test_not_everybody_is_found(owner_worker: Staff, now: datetime, asked: str) -> None:
    """Nor across the seam between name, kana and telephone."""
    known = Known(name="佐藤 花子", kana="さとう はなこ", phones=("0466-55-0142", "0466-00-0001"))
    people.add(known, by=owner_worker, at=now)
    assert not Person.objects.matching(asked).exists()


def test_the_same_characters_in_another_order_are_another_name(
    owner_worker: Staff, now: datetime
) -> None:
    people.add(Known(name="川田山川"), by=owner_worker, at=now)
    assert Person.objects.matching("山川").exists()
    assert not Person.objects.matching("山川田").exists()  # 山川 and 川田 stand there, not this


@pytest.mark.django_db(transaction=True)
def test_a_search_is_one_look_into_the_index(owner_worker: Staff, now: datetime) -> None:
    for name, kana in (("佐藤 花子", "さとう はなこ"), ("辻\U000e0100 薫", "つじ かおる")):
        known = Known(name=name, kana=kana, phones=("0466-55-0142",))
        people.add(known, by=owner_worker, at=now)
    _crowd(owner_worker, now)
    for asked in ("佐藤", "さとうは", "550142", "辻", "ﾂｼﾞ", "藤"):
        found = Person.objects.matching(asked)
        plan = found.explain()
        assert "Bitmap Index Scan on person_grams" in plan, (asked, plan)
        assert 1 <= found.count() <= 3


def test_as_it_was_said(owner_worker: Staff, now: datetime) -> None:
    """Selectors and old forms are kept; only the search folds them."""
    known = Known(name="辻\U000e0100 薫", kana="ﾂｼﾞ", birth_text="たぶん50代")
    people.add(known, by=owner_worker, at=now)
    person = Person.objects.get()
    assert (person.name, person.kana, person.birth_text) == (known.name, "ﾂｼﾞ", "たぶん50代")


def test_who_may_find_whom(
    receive: Receive,
    council: Agency,
    owner_worker: Staff,
    receiver_worker: Staff,
    manager: Staff,
    outsider: Staff,
    administrator: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    """Being asked is no ground to find the name; taking over is, and having handed over is none."""
    case = receive(
        person=Known(name="例田 一郎"), outcome=Outcome.REFER, refer_to=(transfer(council),)
    )
    everybody = (owner_worker, receiver_worker, manager, outsider, administrator)

    def finds() -> list[bool]:
        return [Person.objects.visible_to(one).matching("例田").exists() for one in everybody]

    assert finds() == [True, False, True, False, False]
    later = now + timedelta(hours=1)
    referrals.accept(case.referrals.get(), by=receiver_worker, at=later, terms=terms)
    assert finds() == [False, True, True, False, False]


def test_a_person_without_a_case_is_their_own_note(
    owner_worker: Staff, outsider: Staff, administrator: Staff, zengyo: District, now: datetime
) -> None:
    people.add(Known(name="例田 一郎"), by=owner_worker, at=now, district=zengyo)
    seen = [Person.objects.visible_to(one).exists() for one in (owner_worker, outsider)]
    assert seen == [True, False]
    with pytest.raises(NotAllowed):
        people.add(Known(name="例田 二郎"), by=administrator, at=now)


def test_what_is_known_is_put_right_and_counted(
    owner_worker: Staff, outsider: Staff, zengyo: District, now: datetime
) -> None:
    person = people.add(Known(name="例田 一郎"), by=owner_worker, at=now)
    better = Known(name="例田 市郎", phones=("0466-00-0001",))
    changed = people.update(person, by=owner_worker, at=now, known=better, district=zengyo)
    assert (changed.name, changed.version, changed.district) == ("例田 市郎", 2, zengyo)
    assert not Person.objects.matching("一郎").exists()
    assert Person.objects.matching("市郎").exists()
    with pytest.raises(NotAllowed):
        people.update(person, by=outsider, at=now, known=Known(), district=None)
    assert Person.objects.get().name == "例田 市郎"


def test_putting_right_what_is_right_already_is_no_new_version(
    owner_worker: Staff, now: datetime
) -> None:
    known = Known(name="例田 一郎")
    person = people.add(known, by=owner_worker, at=now)
    people.update(person, by=owner_worker, at=now, known=known, district=None)
    assert Person.objects.get().version == 1


def test_whoever_is_named_second_does_not_take_the_place_of_the_first(
    case: Case, owner_worker: Staff, now: datetime
) -> None:
    """`case` is as both of them had read it: nameless."""
    first = details.introduce(
        case, by=owner_worker, at=now, known=Known(name="例田 一郎"), district=None
    )
    with pytest.raises(IllegalStep, match="ほかの人が先に"):
        details.introduce(
            case, by=owner_worker, at=now, known=Known(name="見本 花子"), district=None
        )
    assert Case.objects.get().person == first
    assert [one.name for one in Person.objects.all()] == ["例田 一郎"]
