"""次の一手: what, who, by when; done with an outcome, moved with a reason, passed on, never simply gone (R4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from cases.actions import follow_ups, referrals
from cases.actions.follow_ups import Next
from cases.dues import Terms
from cases.models import (
    Case,
    Event,
    FollowUp,
    Outcome,
    Purpose,
    Referral,
    Reminder,
    ReminderKind,
    SupportRecord,
)
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from tests.cases.people import A_YEAR_AGO, join
from tests.cast import Receive

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=1)


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


@pytest.fixture
def step(case: Case) -> FollowUp:
    return case.follow_ups.get()


def _next(at: datetime, what: str = "電話する") -> Next:
    return Next(what=what, due_on=at.date() + timedelta(days=3))


def _state() -> list[tuple[str, str, str]]:
    rows = FollowUp.objects.order_by("pk")
    return [(one.what, one.state, str(one.due_on)) for one in rows]


def test_the_plan_says_what_who_and_by_when(
    case: Case, owner_worker: Staff, desk: Agency, now: datetime
) -> None:
    then = Next(what="訪問する", due_on=date(2025, 12, 1), due_time=time(13, 30), kind="visit")
    one = follow_ups.plan(case, by=owner_worker, at=now, then=then)
    told = (one.what, one.kind, one.due_on, one.due_time, one.assignee, one.agency, one.purpose)
    assert told == (
        *("訪問する", "visit", date(2025, 12, 1), time(13, 30)),
        *(owner_worker, desk, Purpose.NEXT),
    )
    assert not Reminder.objects.filter(kind=ReminderKind.PASSED).exists()


@pytest.mark.parametrize(
    ("then", "field"),
    [
        (Next(what="", due_on=A_YEAR_AGO.date()), "__all__"),
        (Next(what="電話する", due_on=A_YEAR_AGO.date() - timedelta(days=1)), "due_on"),
    ],
)
def test_a_plan_without_words_or_in_the_past_is_none(
    case: Case, owner_worker: Staff, now: datetime, then: Next, field: str
) -> None:
    before = _state()
    with pytest.raises(ValidationError) as refused:
        follow_ups.plan(case, by=owner_worker, at=now, then=then)
    assert list(refused.value.message_dict) == [field]
    assert _state() == before


def test_today_is_the_day_in_fujisawa(case: Case, owner_worker: Staff) -> None:
    """23:30 in Greenwich is tomorrow morning here."""
    at = datetime(2025, 11, 25, 23, 30, tzinfo=UTC)
    today = Next(what="電話する", due_on=date(2025, 11, 26))
    assert follow_ups.plan(case, by=owner_worker, at=at, then=today).pk
    yesterday = Next(what="電話する", due_on=date(2025, 11, 25))
    with pytest.raises(ValidationError, match="今日か、今日より後"):
        follow_ups.plan(case, by=owner_worker, at=at, then=yesterday)


@pytest.mark.parametrize(
    ("kind", "outcome", "method"),
    [
        ("visit", "met", "visit"),
        ("visit", "absent", "visit"),
        ("phone", "message_left", "phone"),
        ("meeting", "met", "conference"),
        ("task", "declined", "other"),
        ("task", "none", None),
        ("visit", "none", None),
    ],
)
def test_a_contact_made_or_missed_is_a_record_in_the_same_step(
    step: FollowUp, owner_worker: Staff, now: datetime, kind: str, outcome: str, method: str | None
) -> None:
    FollowUp.objects.filter(pk=step.pk).update(kind=kind)
    at = now + LATER
    done = follow_ups.finish(
        step, by=owner_worker, at=at, outcome=outcome, note="ひとこと", then=_next(at)
    )
    assert (done.state, done.outcome, done.outcome_note) == ("done", outcome, "ひとこと")
    assert (done.ended_at, done.ended_by) == (at, owner_worker)
    written = SupportRecord.objects.values_list("method", "outcome", "text", "happened_at")
    assert list(written) == ([(method, outcome, "ひとこと", at)] if method else [])
    assert Event.objects.filter(kind="done").count() == 1


@pytest.mark.parametrize("outcome", ["", "gone", "met "])
def test_an_outcome_nobody_knows_is_asked_for_again(
    step: FollowUp, owner_worker: Staff, now: datetime, outcome: str
) -> None:
    before = _state()
    with pytest.raises(ValidationError) as refused:
        follow_ups.finish(step, by=owner_worker, at=now, outcome=outcome, then=_next(now))
    assert list(refused.value.message_dict) == ["outcome"]
    assert _state() == before


def test_the_last_one_asks_for_the_next(step: FollowUp, owner_worker: Staff, now: datetime) -> None:
    before = _state()
    with pytest.raises(ValidationError) as refused:
        follow_ups.finish(step, by=owner_worker, at=now, outcome="met", note="会えた")
    assert list(refused.value.message_dict) == ["next"]
    assert _state() == before
    assert not SupportRecord.objects.exists()
    follow_ups.plan(step.case, by=owner_worker, at=now, then=_next(now))
    assert follow_ups.finish(step, by=owner_worker, at=now, outcome="met").state == "done"


def test_a_next_one_that_is_refused_undoes_the_whole(
    step: FollowUp, owner_worker: Staff, outsider: Staff, now: datetime
) -> None:
    before = _state()
    for then in (_next(now, what=""), Next(what="x", due_on=now.date(), assignee=outsider)):
        with pytest.raises((ValidationError, NotAllowed)):
            follow_ups.finish(step, by=owner_worker, at=now, outcome="met", then=then)
    assert _state() == before
    assert not SupportRecord.objects.exists()


def test_what_has_ended_stays_ended(step: FollowUp, owner_worker: Staff, now: datetime) -> None:
    follow_ups.finish(step, by=owner_worker, at=now, outcome="none", then=_next(now))
    before = _state()
    acts: list[Callable[[], object]] = [
        lambda: follow_ups.finish(step, by=owner_worker, at=now, outcome="met", then=_next(now)),
        lambda: follow_ups.move(step, by=owner_worker, at=now, due_on=now.date(), reason="x"),
        lambda: follow_ups.hand_over(step, by=owner_worker, at=now, to=owner_worker),
    ]
    for act in acts:
        with pytest.raises(IllegalStep, match="もう終わっています"):
            act()
    assert _state() == before


def test_moved_with_a_reason(step: FollowUp, owner_worker: Staff, now: datetime) -> None:
    day = now.date() + timedelta(days=7)
    moved = follow_ups.move(
        step, by=owner_worker, at=now, due_on=day, due_time=time(9), reason="入院された"
    )
    assert (moved.due_on, moved.due_time) == (day, time(9))
    event = Event.objects.get(kind="moved")
    assert (event.note, event.data) == ("入院された", {"from": "2025-11-28", "to": "2025-12-02"})


@pytest.mark.parametrize(("days", "reason", "field"), [(1, "", "reason"), (-1, "入院", "due_on")])
def test_not_moved_without_one_or_into_the_past(
    step: FollowUp, owner_worker: Staff, now: datetime, days: int, reason: str, field: str
) -> None:
    before = _state()
    with pytest.raises(ValidationError) as refused:
        follow_ups.move(
            step,
            by=owner_worker,
            at=now,
            due_on=now.date() + timedelta(days=days),
            reason=reason,
        )
    assert list(refused.value.message_dict) == [field]
    assert _state() == before


def test_passed_on_within_the_team_and_they_are_told(
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
    step = FollowUp.objects.open().get(agency=case.owner)
    with pytest.raises(NotAllowed, match="このケースを見られません"):
        follow_ups.hand_over(step, by=owner_worker, at=now, to=outsider)
    passed = follow_ups.hand_over(step, by=owner_worker, at=now, to=joiner_worker)
    assert (passed.assignee, passed.agency) == (joiner_worker, ikiiki)
    told = Reminder.objects.get(kind=ReminderKind.PASSED)
    assert (told.recipient, told.follow_up) == (joiner_worker, step)
    event = Event.objects.get(kind="passed")
    assert event.data == {"from": owner_worker.name, "to": joiner_worker.name}


@pytest.mark.parametrize("how", ["accept", "give_back", "withdraw"])
def test_waiting_for_an_answer_ends_with_it(
    referral: Referral, owner_worker: Staff, receiver_worker: Staff, now: datetime, how: str
) -> None:
    waiting = FollowUp.objects.get(purpose=Purpose.REPLY)
    assert (waiting.assignee, waiting.due_on) == (owner_worker, date(2025, 11, 28))
    if how == "accept":
        referrals.accept(referral, by=receiver_worker, at=now, terms=Terms())
    elif how == "give_back":
        referrals.give_back(referral, by=receiver_worker, at=now, reason="area", note="ちがう")
    else:
        referrals.withdraw(referral, by=owner_worker, at=now)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.outcome) == ("done", "none")
    assert FollowUp.objects.open().count() == 1


def test_mine_are_those_i_have_and_those_nobody_of_us_has_taken(
    case: Case, owner_worker: Staff, desk: Agency, council: Agency, now: datetime
) -> None:
    mine = case.follow_ups.get()
    untaken, theirs = (
        follow_ups.put(
            case,
            by=owner_worker,
            at=now,
            what="決める",
            due_on=now.date(),
            agency=agency,
            assignee=None,
        )
        for agency in (desk, council)
    )
    assert set(FollowUp.objects.of_staff(owner_worker)) == {mine, untaken}
    assert set(FollowUp.objects.due_by(now.date())) == {untaken, theirs}
