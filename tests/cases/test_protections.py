"""支援措置: one year, asked for again in its last month, over when its time is over (R7)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from cases import dues, tasks
from cases.actions import protections, reminders
from cases.actions.protections import Shield
from cases.dues import Terms
from cases.models import (
    AddressProtection,
    Case,
    EventKind,
    HouseholdMember,
    Person,
    Reminder,
    ReminderKind,
)
from cases.states import ProtectionState
from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from fujisawa_care.foundation.workdays import a_year_from, months_later
from tests.cast import Begin


def _protected(case: Case) -> bool:
    return Person.objects.filter(cases=case, protected=True).exists()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 24), date(2027, 11, 23)),
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2027, 3, 1), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_a_year_ends_the_day_before_it_returns(first: date, last: date) -> None:
    assert a_year_from(first) == last


def test_a_month_before_the_31st_is_the_last_of_a_short_month() -> None:
    assert [months_later(date(2027, 3, 31), n) for n in (-1, -2, 1)] == [
        *(date(2027, 2, 28), date(2027, 1, 31), date(2027, 4, 30))
    ]


def test_begun_it_covers_the_person_for_a_year(begin: Begin, known_case: Case) -> None:
    protection = begin()
    assert (protection.starts_on, protection.ends_on) == (date(2026, 11, 24), date(2027, 11, 23))
    assert _protected(known_case)
    assert known_case.events.filter(kind=EventKind.PROTECTED).count() == 1


def test_only_the_owner_begins_it(
    known_case: Case, shield: Shield, now: datetime, manager: Staff, outsider: Staff
) -> None:
    for by in (manager, outsider):
        with pytest.raises(NotAllowed):
            protections.begin(known_case, by=by, at=now, shield=shield)
    assert not AddressProtection.objects.exists()


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("other_parties", {"other_parties": ()}),
        ("other_parties", {"other_parties": tuple("一二三四五六")}),
        ("starts_on", {"starts_on": date(2025, 11, 23)}),
        ("starts_on", {"starts_on": date(2062, 11, 24)}),
        ("ends_on", {"ends_on": date(2027, 11, 24)}),
        ("starts_on", {"ends_on": date(2026, 11, 23)}),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    begin: Begin, known_case: Case, field: str, more: dict[str, object]
) -> None:
    with pytest.raises(ValidationError) as refused:
        begin(**more)
    assert list(refused.value.error_dict) == [field]
    assert not _protected(known_case)


def test_nobody_is_on_both_sides(begin: Begin, known_case: Case) -> None:
    with pytest.raises(ValidationError) as refused:
        begin(others=(known_case.person,))
    assert list(refused.value.error_dict) == ["others"]


def test_a_case_of_nobody_known_has_nobody_to_cover(begin: Begin, case: Case) -> None:
    with pytest.raises(ValidationError):
        begin(case)


def test_it_is_extended_only_from_a_month_before_its_end(
    begin: Begin, owner_worker: Staff, now: datetime
) -> None:
    protection = begin()
    month_before = datetime(2027, 10, 23, 9, 0, tzinfo=now.tzinfo)
    with pytest.raises(IllegalStep, match="10月23日"):
        protections.extend(protection, by=owner_worker, at=month_before - timedelta(days=1))
    again = protections.extend(protection, by=owner_worker, at=month_before)
    assert (again.ends_on, again.extensions) == (date(2028, 11, 23), 1)
    with pytest.raises(IllegalStep):
        protections.extend(again, by=owner_worker, at=month_before)


def test_nothing_extends_itself(begin: Begin, known_case: Case, now: datetime) -> None:
    protection = begin()
    last = datetime(2027, 11, 23, 23, 59, tzinfo=now.tzinfo)
    assert protections.lapse(at=last) == 0
    assert _protected(known_case)
    assert protections.lapse(at=last + timedelta(minutes=1)) == 1
    assert protections.lapse(at=last + timedelta(minutes=1)) == 0
    protection.refresh_from_db()
    assert (protection.state, _protected(known_case)) == (ProtectionState.LAPSED, False)


def test_ended_early_it_says_why(begin: Begin, known_case: Case, owner_worker: Staff) -> None:
    protection = begin()
    with pytest.raises(ValidationError):
        protections.end(protection, by=owner_worker, at=protection.set_at, reason="")
    assert _protected(known_case)
    later = protection.set_at + timedelta(days=40)
    protections.end(protection, by=owner_worker, at=later, reason="申出の取り下げ")
    assert not _protected(known_case)
    with pytest.raises(IllegalStep, match="もう終わっています"):
        protections.end(protection, by=owner_worker, at=later, reason="もう一度")
    with pytest.raises(IllegalStep, match="もう終わっています"):
        protections.extend(protection, by=owner_worker, at=later)


def test_two_of_them_cover_until_the_second_is_over(
    begin: Begin, known_case: Case, owner_worker: Staff, now: datetime
) -> None:
    first, second = begin(), begin(other_parties=("試川 次郎",))
    protections.end(first, by=owner_worker, at=now, reason="相手方が亡くなった")
    assert _protected(known_case)
    protections.end(second, by=owner_worker, at=now, reason="申出の取り下げ")
    assert not _protected(known_case)


def test_one_household_becomes_two(
    begin: Begin, known_case: Case, owner_worker: Staff, now: datetime
) -> None:
    """The 相手方 keeps the old one, in which nobody covered stands any more."""
    home = known_case.household
    husband, child = (
        Person.objects.create(name=name, created_by=owner_worker, created_at=now, updated_at=now)
        for name in ("例田 太郎", "例田 小太郎")
    )
    for person, relation in ((husband, "husband"), (child, "child")):
        home.members.create(person=person, relation=relation, since=now, updated_at=now)
    protection = begin(other_parties=(), others=(husband,), also=(child,))
    known_case.refresh_from_db()
    assert protection.other_parties == ["例田 太郎"]
    assert known_case.household != home
    living = HouseholdMember.objects.filter(until__isnull=True)
    assert {one.person for one in living.filter(household=home)} == {husband}
    assert {one.person for one in living.filter(household=known_case.household)} == {
        *(known_case.person, child)
    }
    assert list(home.members.seen_from(husband)) == [home.members.get(person=husband)]
    assert Person.objects.get(pk=child.pk).protected


def test_the_reminder_comes_a_month_before_and_once(
    begin: Begin, owner_worker: Staff, manager: Staff, terms: Terms, now: datetime
) -> None:
    begin()
    asked = datetime(2027, 10, 23, 9, 0, tzinfo=now.tzinfo)
    told = Reminder.objects.filter(kind=ReminderKind.PROTECTION)
    for at in (asked - timedelta(days=1), asked, asked + timedelta(days=3)):
        assert told.exists() == (at > asked)
        reminders.raise_due(at=at, terms=terms)
    assert [one.recipient for one in told] == [owner_worker]
    reminders.raise_due(at=asked + timedelta(days=25), terms=terms)
    assert {one.recipient for one in told.filter(stage=2)} == {owner_worker, manager}
    assert not list(dues.protections(asked + timedelta(days=25), terms))


def test_the_scheduler_ends_what_has_run_its_time(
    begin: Begin, known_case: Case, now: datetime
) -> None:
    long_ago = now - timedelta(days=400)
    begin(at=long_ago, starts_on=long_ago.date())
    tasks.lapse()
    assert not _protected(known_case)
