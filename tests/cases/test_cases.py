"""ケース: put right, given to a colleague, closed with everything settled, opened again (R3, R12)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model

from cases.actions import cases, follow_ups, referrals
from cases.actions.follow_ups import Next
from cases.dues import Terms
from cases.models import (
    AccessGround,
    Case,
    ClosingOutcome,
    FollowUp,
    Level,
    Outcome,
    Referral,
    Reminder,
    ReminderKind,
)
from districts.models import Agency, District, Staff, Topic
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from tests.cases.people import A_YEAR_AGO, join, transfer
from tests.cast import Receive

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


@pytest.fixture
def colleague(desk: Agency) -> Staff:
    return Staff.objects.create_user(
        "colleague", email="c@example.test", name="隣田 となり", role="counter", agency=desk
    )


def _close(case: Case, by: Staff, at: datetime) -> Case:
    return cases.close(case, by=by, at=at, outcome=ClosingOutcome.SOLVED, reason="落ちついた")


def _next(at: datetime) -> Next:
    return Next(what="電話する", due_on=at.date() + timedelta(days=3))


def test_closing_is_complete(case: Case, owner_worker: Staff, now: datetime) -> None:
    at = now + HOUR
    _close(case, owner_worker, at)
    case.refresh_from_db()
    assert (case.stage, case.closed_at, case.outcome, case.closing_reason) == (
        "closed",
        at,
        "solved",
        "落ちついた",
    )
    assert case.ownerships.get().until == at
    assert [one.state for one in case.follow_ups.all()] == ["dropped"]


@pytest.mark.parametrize(
    ("outcome", "reason", "field"),
    [("", "落ちついた", "outcome"), ("gone", "落ちついた", "outcome"), ("solved", "", "reason")],
)
def test_closing_needs_an_outcome_and_a_reason(
    case: Case, owner_worker: Staff, now: datetime, outcome: str, reason: str, field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        cases.close(case, by=owner_worker, at=now, outcome=outcome, reason=reason)
    assert list(refused.value.message_dict) == [field]
    case.refresh_from_db()
    assert case.stage == "open"


def test_nothing_is_closed_over_a_question_without_an_answer(
    referral: Referral, owner_worker: Staff, now: datetime
) -> None:
    with pytest.raises(IllegalStep, match="返事を待っているつなぎがあります"):
        _close(referral.case, owner_worker, now)
    assert Case.objects.get().stage == "open"
    assert FollowUp.objects.open().count() == 1


def test_closing_ends_the_roles_and_tells_the_team(
    receive: Receive,
    ikiiki: Agency,
    owner_worker: Staff,
    joiner_worker: Staff,
    outsider: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    case = receive(outcome=Outcome.REFER, refer_to=(join(ikiiki),))
    referrals.accept(case.referrals.get(), by=joiner_worker, at=now, terms=terms)
    assert Case.objects.visible_to(joiner_worker).exists()
    _close(case, owner_worker, now + HOUR)
    told = Reminder.objects.filter(kind=ReminderKind.CLOSED).values_list("recipient", flat=True)
    assert list(told) == [joiner_worker.pk]
    assert not Case.objects.visible_to(joiner_worker, level=Level.SHEET).exists()
    assert Case.objects.visible_to(owner_worker).exists()


def test_closed_twice_is_said(case: Case, owner_worker: Staff, now: datetime) -> None:
    _close(case, owner_worker, now)
    with pytest.raises(IllegalStep, match="もう終わりになっています"):
        _close(case, owner_worker, now)


def test_what_is_closed_stays_closed_for_an_old_screen(
    case: Case, owner_worker: Staff, now: datetime
) -> None:
    """The page still shows an open case; what it sends must not wake the case up."""
    _close(Case.objects.get(), owner_worker, now)
    with pytest.raises(IllegalStep, match="終わっています"):
        follow_ups.plan(case, by=owner_worker, at=now, then=_next(now))
    with pytest.raises(IllegalStep, match="終わっています"):
        cases.assign(case, by=owner_worker, at=now, to=owner_worker)
    assert not FollowUp.objects.open().exists()


def test_reopening_names_an_owner_and_the_next_step(
    case: Case, owner_worker: Staff, colleague: Staff, desk: Agency, now: datetime
) -> None:
    _close(case, owner_worker, now + HOUR)
    at = now + 2 * HOUR
    reopened = cases.reopen(case, by=colleague, at=at, reason="また困っている", then=_next(at))
    assert (reopened.stage, reopened.owner, reopened.owner_staff) == ("open", desk, colleague)
    periods = case.ownerships.order_by("since").values_list("staff", "since", "until", "because")
    assert list(periods) == [
        (owner_worker.pk, now, now + HOUR, "received"),
        (colleague.pk, at, None, "reopened"),
    ]
    assert FollowUp.objects.open().get().assignee == colleague


def test_reopening_needs_a_reason_and_a_closed_case(
    case: Case, owner_worker: Staff, now: datetime
) -> None:
    with pytest.raises(IllegalStep, match="いま支援中です"):
        cases.reopen(case, by=owner_worker, at=now, reason="また", then=_next(now))
    _close(case, owner_worker, now)
    with pytest.raises(ValidationError) as refused:
        cases.reopen(case, by=owner_worker, at=now, reason="", then=_next(now))
    assert list(refused.value.message_dict) == ["reason"]


def test_a_case_sent_round_is_again_before_the_coordinators_when_reopened(
    referral: Referral,
    owner_worker: Staff,
    receiver_worker: Staff,
    coordinator: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    case = referral.case
    referrals.give_back(referral, by=receiver_worker, at=now, reason="area", note="ちがう")
    again = referrals.send(
        case, by=owner_worker, at=now, to=transfer(receiver_worker.agency), terms=terms
    )
    referrals.give_back(again, by=receiver_worker, at=now, reason="area", note="ちがう")
    assert Case.objects.visible_to(coordinator).exists()
    _close(case, owner_worker, now + HOUR)
    assert not Case.objects.visible_to(coordinator).exists()
    at = now + 2 * HOUR
    reopened = cases.reopen(case, by=owner_worker, at=at, reason="また", then=_next(at))
    assert reopened.coordinators_since == at
    assert Case.objects.visible_to(coordinator, level=Level.WRITE).exists()


def test_a_colleague_is_named(
    case: Case, owner_worker: Staff, colleague: Staff, desk: Agency, now: datetime
) -> None:
    at = now + HOUR
    assigned = cases.assign(case, by=owner_worker, at=at, to=colleague)
    assert (assigned.owner, assigned.owner_staff, assigned.hops) == (desk, colleague, 0)
    assert case.ownerships.get(until=None).since == at


def test_only_somebody_else_of_the_same_house_is_named(
    case: Case, owner_worker: Staff, outsider: Staff, now: datetime
) -> None:
    with pytest.raises(ValidationError, match="もう担当者です"):
        cases.assign(case, by=owner_worker, at=now + HOUR, to=owner_worker)
    with pytest.raises(NotAllowed, match="このケースを見られません"):
        cases.assign(case, by=owner_worker, at=now + HOUR, to=outsider)
    case.refresh_from_db()
    assert (case.owner_staff, case.owner_since) == (owner_worker, now)


def test_a_team_worker_is_no_owner(
    receive: Receive,
    ikiiki: Agency,
    owner_worker: Staff,
    joiner_worker: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    case = receive(outcome=Outcome.REFER, refer_to=(join(ikiiki),))
    referrals.accept(case.referrals.get(), by=joiner_worker, at=now, terms=terms)
    with pytest.raises(ValidationError, match="同じ機関の方"):
        cases.assign(case, by=owner_worker, at=now, to=joiner_worker)


def test_what_the_counter_guessed_is_put_right(
    case: Case, owner_worker: Staff, care: Topic, now: datetime
) -> None:
    katase = District.objects.create(
        code="01", name="片瀬", kana="かたせ", tile_row=1, tile_column=1
    )
    changed = cases.update(
        case, by=owner_worker, at=now + HOUR, district=katase, person=None, topics=[care]
    )
    assert (changed.district, list(changed.topics.all())) == (katase, [care])
    assert changed.version > case.version
    assert case.events.get(kind="updated").data == {
        "district": "片瀬",
        "topics": "care",
        "what": "地区・困りごと",
    }


def test_a_case_is_never_deleted(case: Case) -> None:
    for statement in ("DELETE FROM cases_case", "DELETE FROM cases_accessground"):
        with (
            pytest.raises(Exception, match="Cannot delete"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert AccessGround.objects.filter(case=case).exists()


CLOSE = (
    "UPDATE cases_case SET stage='closed', closed_at=now(), outcome='solved', closing_reason='x'"
)
DROP = (
    "UPDATE cases_followup SET state='dropped', ended_at=now(), ended_by_id=planned_by_id"
    " WHERE state='open'"
)


def _commit(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in (*statements, "SET CONSTRAINTS ALL IMMEDIATE"):
            cursor.execute(statement)


def _commit_new(row: Model) -> None:
    with transaction.atomic():
        row.save(force_insert=True)
        _commit()


def test_the_database_too_closes_only_what_waits_for_nothing(
    referral: Referral, owner_worker: Staff, now: datetime
) -> None:
    for statements in ((CLOSE,), (CLOSE, DROP)):
        with pytest.raises(IntegrityError, match="終わったケースには"):
            _commit(*statements)
    referrals.withdraw(referral, by=owner_worker, at=now)
    with pytest.raises(IntegrityError, match="次の一手がいつも要ります"):
        _commit(DROP)
    _commit(CLOSE, DROP)


def test_the_database_keeps_a_closed_case_from_waiting(
    referral: Referral, council: Agency, receive: Receive, owner_worker: Staff, now: datetime
) -> None:
    case, other = referral.case, receive()
    referrals.withdraw(referral, by=owner_worker, at=now)
    _close(case, owner_worker, now + HOUR)
    for waiting in (other.follow_ups.get(), referral):
        waiting.pk, waiting.case = None, case
        with pytest.raises(IntegrityError, match="終わったケースには"):
            _commit_new(waiting)
    with pytest.raises(DatabaseError, match="Cannot update"):
        FollowUp.objects.open().update(case=case)


@pytest.mark.parametrize(
    "assignment",
    [
        "stage = 'closed'",
        "stage = 'closed', closed_at = now()",
        "stage = 'closed', outcome = 'solved', closing_reason = 'x'",
        "stage = 'closed', closed_at = now(), outcome = 'solved'",
        "owner_id = NULL",
        "closed_at = now()",
    ],
)
def test_half_a_closing_cannot_be_written(case: Case, assignment: str) -> None:
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE cases_case SET {assignment}")
