"""つなぎ: answered once, never without an owner, never sent round (R1, R2, R3)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from cases.actions import referrals, successions
from cases.actions.successions import Portion
from cases.dues import Terms
from cases.models import Case, FollowUp, Level, Outcome, Purpose, Referral, Reminder
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from tests.cases.people import join, transfer
from tests.cast import Receive

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_accepting_changes_the_owner_at_that_moment(
    referral: Referral,
    receiver_worker: Staff,
    council: Agency,
    desk: Agency,
    now: datetime,
    terms: Terms,
) -> None:
    at = now + HOUR
    referrals.accept(referral, by=receiver_worker, at=at, terms=terms)
    case = Case.objects.get()
    assert (case.owner, case.owner_staff, case.hops) == (council, receiver_worker, 1)
    periods = case.ownerships.order_by("since").values_list("agency", "since", "until", "because")
    assert list(periods) == [
        (desk.pk, now, at, "received"),
        (council.pk, at, None, "accepted"),
    ]


def test_accepting_plans_the_first_contact_and_ends_the_waiting(
    referral: Referral, receiver_worker: Staff, now: datetime, terms: Terms
) -> None:
    referrals.accept(referral, by=receiver_worker, at=now + HOUR, terms=terms)
    waiting = FollowUp.objects.open().get()
    assert (waiting.purpose, waiting.assignee, str(waiting.due_on)) == (
        Purpose.FIRST_CONTACT,
        receiver_worker,
        "2026-11-27",
    )


def test_sight_goes_with_the_case(
    referral: Referral,
    owner_worker: Staff,
    receiver_worker: Staff,
    outsider: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    at = now + HOUR
    assert not Case.objects.visible_to(receiver_worker, at=now).exists()
    assert Case.objects.visible_to(receiver_worker, level=Level.SHEET, at=now).exists()
    referrals.accept(referral, by=receiver_worker, at=at, terms=terms)
    seen = {
        who.username: (
            Case.objects.visible_to(who, at=at).exists(),
            Case.objects.visible_to(who, level=Level.SHEET, at=at).exists(),
        )
        for who in (owner_worker, receiver_worker, outsider)
    }
    assert seen == {
        "owner": (False, True),
        "receiver": (True, True),
        "outsider": (False, False),
    }


def test_answered_twice_reads_who_was_first(
    referral: Referral, receiver_worker: Staff, now: datetime, terms: Terms
) -> None:
    referrals.accept(referral, by=receiver_worker, at=now + HOUR, terms=terms)
    with pytest.raises(IllegalStep) as refused:
        referrals.give_back(
            referral, by=receiver_worker, at=now + 2 * HOUR, reason="area", note="地区がちがう"
        )
    assert refused.value.code == "referral-already-answered"
    assert "ふみ出 すすむさんがもう返事をしています（受けた）" in refused.value.message


def test_only_the_receiver_answers(
    referral: Referral, owner_worker: Staff, outsider: Staff, now: datetime, terms: Terms
) -> None:
    for stranger in (owner_worker, outsider):
        with pytest.raises(NotAllowed):
            referrals.accept(referral, by=stranger, at=now, terms=terms)
    referral.refresh_from_db()
    assert referral.status == "sent"


def test_returning_needs_a_reason_and_a_word(
    referral: Referral, receiver_worker: Staff, now: datetime
) -> None:
    for reason, note, field in (("", "ひとこと", "reason"), ("area", "", "note")):
        with pytest.raises(ValidationError) as refused:
            referrals.give_back(referral, by=receiver_worker, at=now, reason=reason, note=note)
        assert list(refused.value.message_dict) == [field]


def test_a_returned_case_is_todays_work_of_the_sender(
    referral: Referral, receiver_worker: Staff, owner_worker: Staff, ikiiki: Agency, now: datetime
) -> None:
    referrals.give_back(
        referral,
        by=receiver_worker,
        at=now,
        reason="other_agency_first",
        note="介護が先と思います",
        suggestion=ikiiki,
    )
    waiting = FollowUp.objects.open().get()
    assert (waiting.purpose, waiting.assignee, waiting.due_on) == (
        Purpose.RETURNED,
        owner_worker,
        now.date(),
    )
    told = Reminder.objects.filter(recipient=owner_worker).values_list("kind", flat=True)
    assert list(told) == ["answered"]
    assert not Case.objects.visible_to(receiver_worker, level=Level.SHEET, at=now).exists()


def test_two_returns_put_the_case_before_the_coordinators(
    referral: Referral,
    receiver_worker: Staff,
    joiner_worker: Staff,
    owner_worker: Staff,
    coordinator: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    case = referral.case
    referrals.give_back(referral, by=receiver_worker, at=now, reason="area", note="ちがう")
    second = referrals.send(
        case, by=owner_worker, at=now + HOUR, to=transfer(joiner_worker.agency), terms=terms
    )
    assert not Case.objects.visible_to(coordinator, at=now + HOUR).exists()
    at = now + 2 * HOUR
    referrals.give_back(second, by=joiner_worker, at=at, reason="duplicate", note="重なる")
    case.refresh_from_db()
    assert case.coordinators_since == at
    assert Case.objects.visible_to(coordinator, level=Level.WRITE, at=at).get() == case
    assert Reminder.objects.filter(recipient=coordinator, kind="coordination").count() == 1


def test_the_third_handing_over_does_too(
    referral: Referral,
    receiver_worker: Staff,
    joiner_worker: Staff,
    outsider: Staff,
    coordinator: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    referrals.accept(referral, by=receiver_worker, at=now, terms=terms)
    case = referral.case
    second = referrals.send(
        case, by=receiver_worker, at=now + HOUR, to=transfer(joiner_worker.agency), terms=terms
    )
    referrals.accept(second, by=joiner_worker, at=now + HOUR, terms=terms)
    case.refresh_from_db()
    assert case.coordinators_since is None
    at = now + 2 * HOUR
    referrals.send(case, by=joiner_worker, at=at, to=transfer(outsider.agency), terms=terms)
    case.refresh_from_db()
    assert case.coordinators_since == at


def test_joining_keeps_the_owner_and_opens_the_case_to_the_team(
    receive: Receive,
    ikiiki: Agency,
    joiner_worker: Staff,
    desk: Agency,
    now: datetime,
    terms: Terms,
) -> None:
    case = receive(outcome=Outcome.REFER, refer_to=(join(ikiiki),))
    referrals.accept(case.referrals.get(), by=joiner_worker, at=now + HOUR, terms=terms)
    case.refresh_from_db()
    assert case.owner == desk
    assert Case.objects.visible_to(joiner_worker, level=Level.WRITE, at=now + HOUR).exists()
    waiting = {(one.agency, one.purpose) for one in FollowUp.objects.open()}
    assert waiting == {(desk, Purpose.NEXT), (ikiiki, Purpose.FIRST_CONTACT)}


def test_of_two_asked_to_take_over_the_second_joins(
    receive: Receive,
    council: Agency,
    ikiiki: Agency,
    receiver_worker: Staff,
    joiner_worker: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    case = receive(outcome=Outcome.REFER, refer_to=(transfer(council), transfer(ikiiki)))
    first, second = case.referrals.order_by("pk")
    referrals.accept(first, by=receiver_worker, at=now + HOUR, terms=terms)
    answered = referrals.accept(second, by=joiner_worker, at=now + HOUR, terms=terms)
    case.refresh_from_db()
    assert (case.owner, answered.accepted_as) == (council, "join")


def test_withdrawing_leaves_a_next_step(
    referral: Referral, owner_worker: Staff, now: datetime
) -> None:
    referrals.withdraw(referral, by=owner_worker, at=now)
    assert FollowUp.objects.open().get().assignee == owner_worker


def test_one_question_at_a_time(
    referral: Referral, owner_worker: Staff, council: Agency, now: datetime, terms: Terms
) -> None:
    with pytest.raises(ValidationError, match="もうつないでいます"):
        referrals.send(referral.case, by=owner_worker, at=now, to=transfer(council), terms=terms)


@pytest.mark.parametrize("gone", [{"is_active": False}, {"agency": "moved"}])
def test_an_answer_finds_the_house_when_the_sender_is_there_no_more(
    referral: Referral,
    receiver_worker: Staff,
    owner_worker: Staff,
    desk: Agency,
    ikiiki: Agency,
    now: datetime,
    gone: dict[str, object],
) -> None:
    colleague = Staff.objects.create_user("colleague", name="隣田", role="counter", agency=desk)
    portions = [Portion(case=referral.case, to=colleague)]
    successions.hand_on(owner_worker, by=owner_worker, at=now, portions=portions)
    moved = {"agency": ikiiki} if "agency" in gone else gone
    Staff.objects.filter(pk=owner_worker.pk).update(**moved)
    referrals.give_back(referral, by=receiver_worker, at=now, reason="area", note="ちがう")
    told = Reminder.objects.filter(kind="answered").values_list("recipient", flat=True)
    assert list(told) == [colleague.pk]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_referral SET status='accepted' WHERE status='sent'",
        "DELETE FROM cases_referral",
        "UPDATE cases_ownership SET until=now()",
        "DELETE FROM cases_ownership",
        "UPDATE cases_event SET note='x'",
        "DELETE FROM cases_event",
        "UPDATE cases_consultation SET story='x'",
    ],
)
def test_raw_sql_cannot_break_it(referral: Referral, statement: str) -> None:
    with (
        pytest.raises((IntegrityError, DatabaseError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
