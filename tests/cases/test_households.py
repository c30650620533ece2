"""世帯: who belongs to it, dated; nobody is in two homes, and no household is joined over another's head."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from cases.actions import cases, households, people, referrals
from cases.actions.households import Member
from cases.actions.people import Known
from cases.dues import Terms
from cases.models import Case, Event, EventKind, HouseholdMember, MemberEnd, Outcome, Relation
from cases.sheets import households as sheets
from districts.models import Agency, Staff
from fujisawa_care.foundation.merge import Conflict
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from tests.cases.people import A_YEAR_AGO, join, transfer
from tests.cast import Receive

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MOTHER = Member(relation=Relation.MOTHER, name="例田 ふみ", age_text="81歳", note="足の痛み")


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


@pytest.fixture
def son(receive: Receive) -> Case:
    return receive(person=Known(name="例田 一朗", kana="れいだ いちろう", birth_text="50代"))


def _names(case: Case, now: datetime) -> list[tuple[str, str]]:
    sheet = sheets.of(case, today=now.date())
    return [(one.relation_label, one.name) for one in sheet.members]


def test_a_name_is_enough_and_even_that_is_not_needed(
    son: Case, owner_worker: Staff, now: datetime
) -> None:
    households.add(son, by=owner_worker, at=now, who=MOTHER)
    households.add(son, by=owner_worker, at=now, who=Member(relation=Relation.YOUNGER_BROTHER))
    assert _names(son, now) == [("本人", "例田 一朗"), ("母", "例田 ふみ"), ("弟", "名前はまだ")]
    sheet = sheets.of(son, today=now.date())
    assert [(one.age, one.index) for one in sheet.members] == [
        *(("50代", True), ("81歳", False), ("", False)),
    ]
    told = Event.objects.filter(kind=EventKind.FAMILY).order_by("pk")
    assert [event.data["what"] for event in told] == ["母を加えた", "弟を加えた"]


def test_who_has_gone_stays_to_be_read(son: Case, owner_worker: Staff, now: datetime) -> None:
    mother = households.add(son, by=owner_worker, at=now, who=MOTHER)
    households.end(mother, son, by=owner_worker, at=now + DAY, because=MemberEnd.DIED)
    sheet = sheets.of(son, today=now.date())
    assert [one.name for one in sheet.members] == ["例田 一朗"]
    gone = sheet.former[0]
    assert (gone.name, gone.ended_label, gone.until) == ("例田 ふみ", "亡くなった", now + DAY)
    with pytest.raises(IllegalStep, match="前にいた方"):
        households.end(mother, son, by=owner_worker, at=now + DAY, because=MemberEnd.MOVED)


def test_a_slip_is_taken_back_without_a_trace_on_the_page(
    son: Case, owner_worker: Staff, now: datetime
) -> None:
    wrong = households.add(son, by=owner_worker, at=now, who=MOTHER)
    households.end(wrong, son, by=owner_worker, at=now, because=MemberEnd.MISTAKE)
    assert sheets.of(son, today=now.date()).former == ()
    assert HouseholdMember.objects.filter(household=son.household).count() == 2


def test_there_is_one_centre_and_it_does_not_go(
    son: Case, owner_worker: Staff, now: datetime
) -> None:
    with pytest.raises(ValidationError, match="もう「本人」がいます"):
        households.add(son, by=owner_worker, at=now, who=Member(relation=Relation.SELF))
    centre = HouseholdMember.objects.get(household=son.household)
    with pytest.raises(IllegalStep, match="このケースの本人です"):
        households.end(centre, son, by=owner_worker, at=now, because=MemberEnd.MOVED)


@pytest.mark.parametrize("relation", ["", "aunt", "本人"])
def test_a_relation_that_is_none(
    son: Case, owner_worker: Staff, now: datetime, relation: str
) -> None:
    with pytest.raises(ValidationError):
        households.add(son, by=owner_worker, at=now, who=Member(relation=relation))


def test_nothing_begins_or_ends_in_the_future(
    son: Case, owner_worker: Staff, now: datetime
) -> None:
    with pytest.raises(ValidationError, match="今日より前"):
        households.add(
            son, by=owner_worker, at=now, who=Member(relation=Relation.WIFE, since=now + DAY)
        )
    mother = households.add(son, by=owner_worker, at=now, who=MOTHER)
    with pytest.raises(ValidationError, match="今日より前"):
        households.end(
            mother, son, by=owner_worker, at=now, because=MemberEnd.MOVED, until=now + DAY
        )


def test_two_people_put_one_line_right(son: Case, owner_worker: Staff, now: datetime) -> None:
    mother = households.add(son, by=owner_worker, at=now, who=MOTHER)
    seen = {name: getattr(mother, name) for name in households.FACTS}

    def say(**said: object) -> HouseholdMember:
        return households.update(mother, son, by=owner_worker, at=now, said=said, seen=seen)

    say(note="通院している")
    assert say(age_text="82歳").note == "通院している"
    with pytest.raises(Conflict) as refused:
        say(note="元気")
    assert [clash.name for clash in refused.value.merged.clashes] == ["note"]
    mother.refresh_from_db()
    assert (mother.note, mother.age_text, mother.version) == ("通院している", "82歳", 3)


def test_a_manager_and_a_stranger_change_nothing(
    son: Case, manager: Staff, outsider: Staff, now: datetime
) -> None:
    for staff in (manager, outsider):
        with pytest.raises(NotAllowed):
            households.add(son, by=staff, at=now, who=MOTHER)
    assert HouseholdMember.objects.count() == 1


def test_ones_own_two_households_become_one(
    son: Case, receive: Receive, owner_worker: Staff, now: datetime
) -> None:
    mothers = receive(person=Known(name="例田 ふみ"))
    households.add(
        son,
        by=owner_worker,
        at=now,
        who=Member(relation=Relation.MOTHER, person=mothers.person),
    )
    mothers.refresh_from_db()
    assert mothers.household_id == son.household_id
    assert _names(son, now) == [("本人", "例田 一朗"), ("母", "例田 ふみ")]
    seen = sheets.of(mothers, today=now.date())
    assert (seen.centre, [one.index for one in seen.members]) == ("例田 一朗", [False, True])


def test_no_household_is_joined_over_the_head_of_another_agency(
    son: Case,
    receive: Receive,
    owner_worker: Staff,
    receiver_worker: Staff,
    now: datetime,
) -> None:
    """Their readers would suddenly see who lives here."""
    mothers = receive(by=receiver_worker, person=Known(name="例田 ふみ"))
    linked = Member(relation=Relation.MOTHER, person=mothers.person)
    with pytest.raises(NotAllowed, match="名前だけで加えるか"):
        households.add(son, by=owner_worker, at=now, who=linked)
    mothers.refresh_from_db()
    assert mothers.household_id != son.household_id
    apart = Member(relation=Relation.MOTHER, person=mothers.person, apart=True)
    households.add(son, by=owner_worker, at=now, who=apart)
    assert [name for _, name in _names(son, now)] == ["例田 一朗", "例田 ふみ"]


def test_that_somebody_else_supports_is_told_and_not_who(
    receive: Receive,
    son: Case,
    ikiiki: Agency,
    owner_worker: Staff,
    joiner_worker: Staff,
    outsider: Staff,
    now: datetime,
) -> None:
    mothers = receive(by=joiner_worker, known_person=son.person)
    assert mothers.household_id == son.household_id
    told = sheets.supports(son, viewer=owner_worker, today=now.date())
    assert told.seen == ()
    assert [(one.kind_label, one.count) for one in told.elsewhere] == [("高齢者の相談", 1)]
    theirs = sheets.supports(mothers, viewer=joiner_worker, today=now.date())
    assert [(one.kind_label, one.count) for one in theirs.elsewhere] == [("総合相談窓口", 1)]
    own = receive(known_person=son.person)
    assert own == son  # the same thread
    both = sheets.supports(mothers, viewer=owner_worker, today=now.date())
    assert [one.number for one in both.seen] == [son.number]


def test_a_closed_case_supports_nobody(
    receive: Receive, son: Case, owner_worker: Staff, joiner_worker: Staff, now: datetime
) -> None:
    other = receive(by=joiner_worker, known_person=son.person)
    cases.close(other, by=joiner_worker, at=now, outcome="solved", reason="落ちついた")
    assert not sheets.supports(son, viewer=owner_worker, today=now.date())


def test_whose_case_it_is_takes_the_household_along(
    receive: Receive, owner_worker: Staff, now: datetime
) -> None:
    case = receive(anonymous=True, living_with="母")
    told = people.add(Known(name="例田 一朗"), by=owner_worker, at=now)

    def put(person: object) -> Case:
        return cases.update(
            case,
            by=owner_worker,
            at=now,
            district=case.district,
            person=person,  # type: ignore[arg-type]
            topics=list(case.topics.all()),
        )

    first = case.household_id
    assert put(told).household_id == first  # whoever was nameless lives here
    lives = receive(person=Known(name="見本 花子"))
    assert put(lives.person).household_id == lives.household_id
    stranger = people.add(Known(name="試川 次郎"), by=owner_worker, at=now)
    own = put(stranger).household
    assert own.pk not in (first, lives.household_id)
    assert _names(Case.objects.get(pk=case.pk), now) == [("本人", "試川 次郎")]
    assert put(None).household_id == own.pk


def test_the_household_is_told_before_the_hand_over_is_answered_by_the_sheet_only(
    receive: Receive, council: Agency, receiver_worker: Staff, owner_worker: Staff, now: datetime
) -> None:
    case = receive(outcome=Outcome.REFER, refer_to=(transfer(council),))
    with pytest.raises(NotAllowed):
        households.add(case, by=receiver_worker, at=now, who=MOTHER)


def test_the_database_keeps_one_home_each(son: Case, receive: Receive) -> None:
    other = receive(anonymous=True)
    row = HouseholdMember.objects.get(household=son.household)
    twice = (
        "INSERT INTO cases_householdmember (household_id, person_id, relation, since, updated_at,"
        " name, age_text, apart, note, ended, version)"
        " VALUES (%s, %s, 'self', now(), now(), '', '', false, '', '', 1)"
    )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(twice, [other.household_id, row.person_id])
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_householdmember")


def test_a_household_of_two_agencies_is_written_by_both(
    receive: Receive, ikiiki: Agency, joiner_worker: Staff, now: datetime, terms: Terms
) -> None:
    case = receive(outcome=Outcome.REFER, refer_to=(join(ikiiki),))
    referrals.accept(case.referrals.get(), by=joiner_worker, at=now, terms=terms)
    households.add(case, by=joiner_worker, at=now, who=MOTHER)
    assert HouseholdMember.objects.get(relation="mother").noted_by == joiner_worker
