"""期限: who is asked again, when, and to the second (domain.md section 4, R10)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from cases import dues
from cases.actions import follow_ups, referrals, reminders, successions
from cases.actions.follow_ups import Next
from cases.actions.successions import Portion
from cases.dues import Due, Terms
from cases.models import Case, FollowUp, Outcome, Referral, Reminder, Urgency
from districts.models import Agency, Staff
from fujisawa_care.foundation.workdays import TOKYO
from tests.cases.people import A_YEAR_AGO, transfer
from tests.cast import Receive

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)

# 2025-11-21 is a Friday; Monday the 24th is a holiday; 12-29 to 1-4 is closed.
UNANSWERED = [
    ("2025-11-25 10:33", ["2025-11-26 10:33", "2025-11-27 10:33", "2025-11-28 10:33"]),
    ("2025-11-21 16:00", ["2025-11-25 16:00", "2025-11-26 16:00", "2025-11-27 16:00"]),
    ("2025-11-22 12:00", ["2025-11-26 00:00", "2025-11-27 00:00", "2025-11-28 00:00"]),
    ("2025-12-26 09:00", ["2026-01-05 09:00", "2026-01-06 09:00", "2026-01-07 09:00"]),
    ("2025-12-31 23:59", ["2026-01-06 00:00", "2026-01-07 00:00", "2026-01-08 00:00"]),
]
UNANSWERED_NOW = [
    ("2025-11-25 10:33", ["2025-11-25 12:33", "2025-11-25 14:33", "2025-11-25 16:33"]),
    # hours do not ask whether the counters are open
    ("2025-11-22 23:00", ["2025-11-23 01:00", "2025-11-23 03:00", "2025-11-23 05:00"]),
]


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


def _stages(found: Iterable[Due]) -> list[int]:
    return sorted(one.stage for one in found)


@pytest.mark.parametrize(
    ("urgency", "sent", "told"),
    [
        *((urgency, *row) for urgency in (Urgency.NORMAL, Urgency.WEEK) for row in UNANSWERED),
        *((Urgency.NOW, *row) for row in UNANSWERED_NOW),
    ],
)
def test_a_hand_over_without_answer_is_asked_after(
    receive: Receive,
    council: Agency,
    receiver_worker: Staff,
    terms: Terms,
    urgency: str,
    sent: str,
    told: list[str],
) -> None:
    receive(at=_at(sent), outcome=Outcome.REFER, refer_to=(transfer(council),), urgency=urgency)
    for stage, moment in enumerate(map(_at, told), start=1):
        assert _stages(dues.unanswered(moment - SECOND, terms)) == list(range(1, stage))
        assert _stages(dues.unanswered(moment, terms)) == list(range(1, stage + 1))
        assert _stages(dues.unanswered(moment.astimezone(UTC), terms)) == list(range(1, stage + 1))


def test_an_answer_ends_the_asking(
    referral: Referral, receiver_worker: Staff, now: datetime, terms: Terms
) -> None:
    later = now + timedelta(days=9)
    assert _stages(dues.unanswered(later, terms)) == [1, 2, 3]
    referrals.accept(referral, by=receiver_worker, at=now, terms=terms)
    assert not list(dues.unanswered(later, terms))


def test_who_is_asked_after_whom(
    referral: Referral,
    receiver_worker: Staff,
    owner_worker: Staff,
    manager: Staff,
    outsider: Staff,
    administrator: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    """The receiver, then the sender too, then the managers as well."""
    reminders.raise_due(at=now + timedelta(days=9), terms=terms)
    rows = Reminder.objects.filter(kind="unanswered").values_list("stage", "recipient__username")
    assert sorted(rows) == [
        (1, "receiver"),
        (2, "owner"),
        (2, "receiver"),
        (3, "manager"),
        (3, "owner"),
        (3, "receiver"),
    ]


def _only(case: Case, by: Staff, at: datetime, due_on: date, due_time: time | None) -> None:
    """Let this be the one next step."""
    follow_ups.finish(
        FollowUp.objects.open().get(case=case),
        by=by,
        at=at,
        outcome="none",
        then=Next(what="電話する", due_on=due_on, due_time=due_time),
    )


@pytest.mark.parametrize(
    ("hour", "moment"),
    [
        (None, "2025-11-27 00:00"),
        (time(0, 0), "2025-11-27 00:00"),
        (time(13, 30), "2025-11-27 13:30"),
        (time(23, 59), "2025-11-27 23:59"),
    ],
)
def test_a_next_step_is_due_on_its_day_and_at_its_hour(
    case: Case, owner_worker: Staff, now: datetime, terms: Terms, hour: time | None, moment: str
) -> None:
    _only(case, owner_worker, now, date(2025, 11, 27), hour)
    assert not list(dues.due(_at(moment) - SECOND, terms))
    for at in (_at(moment), _at(moment).astimezone(UTC), _at("2025-11-28 00:00")):
        found = [one for one in dues.due(at, terms) if one.kind == "due"]
        assert [(one.stage, one.staff) for one in found] == [(1, (owner_worker.pk,))]


@pytest.mark.parametrize(
    ("due_on", "first", "managers"),
    [
        (date(2025, 11, 25), "2025-11-27 00:00", "2025-11-29 00:00"),  # a Tuesday
        (date(2025, 11, 28), "2025-12-02 00:00", "2025-12-04 00:00"),  # a Friday
        (date(2025, 12, 26), "2026-01-06 00:00", "2026-01-08 00:00"),  # before the new year
        (date(2025, 11, 29), "2025-12-02 00:00", "2025-12-04 00:00"),  # a Saturday
    ],
)
def test_what_is_late_is_said_when_a_working_day_has_passed(
    case: Case,
    owner_worker: Staff,
    now: datetime,
    terms: Terms,
    due_on: date,
    first: str,
    managers: str,
) -> None:
    _only(case, owner_worker, now, due_on, None)

    def late(at: datetime) -> list[tuple[int, bool]]:
        return [(o.stage, o.managers) for o in dues.due(at, terms) if o.kind == "overdue"]

    assert late(_at(first) - SECOND) == []
    assert late(_at(first)) == [(1, False)]
    assert late(_at(managers) - SECOND) == [(1, False)]
    assert late(_at(managers)) == [(1, False), (2, True)]


def test_a_step_that_was_moved_is_due_again(
    case: Case, owner_worker: Staff, now: datetime, terms: Terms
) -> None:
    _only(case, owner_worker, now, date(2025, 11, 26), None)
    step = FollowUp.objects.open().get()
    for day in (date(2025, 11, 26), date(2025, 11, 27)):
        at = datetime.combine(day, time(9), TOKYO)
        reminders.raise_due(at=at, terms=terms)
        reminders.raise_due(at=at + SECOND, terms=terms)
        follow_ups.move(step, by=owner_worker, at=at, due_on=day + timedelta(days=1), reason="不在")
    told = Reminder.objects.filter(kind="due").order_by("occasion").values_list("occasion")
    assert [row[0].strip() for row in told] == ["2025-11-26", "2025-11-27"]


def test_a_case_nobody_writes_about(
    case: Case, owner_worker: Staff, manager: Staff, now: datetime, terms: Terms
) -> None:
    """30 days: the owner; 45: the managers too; to the second, and by the calendar."""
    for days, before, after in ((30, [], [1]), (45, [1], [1, 2])):
        at = now + timedelta(days=days)
        assert _stages(dues.quiet(at - SECOND, terms)) == before
        assert _stages(dues.quiet(at, terms)) == after
    reminders.raise_due(at=now + timedelta(days=45), terms=terms)
    rows = Reminder.objects.filter(kind="quiet").values_list("stage", "recipient__username")
    assert sorted(rows) == [(1, "owner"), (2, "manager"), (2, "owner")]


def test_a_word_breaks_the_silence(
    case: Case, owner_worker: Staff, now: datetime, terms: Terms
) -> None:
    later = now + timedelta(days=20)
    follow_ups.finish(
        FollowUp.objects.open().get(),
        by=owner_worker,
        at=later,
        outcome="met",
        then=Next(what="電話する", due_on=later.date()),
    )
    assert _stages(dues.quiet(now + timedelta(days=45), terms)) == []
    assert _stages(dues.quiet(later + timedelta(days=30), terms)) == [1]


@pytest.mark.parametrize("gone", ["inactive", "moved"])
def test_no_reminder_is_lost_because_somebody_left(
    referral: Referral,
    owner_worker: Staff,
    receiver_worker: Staff,
    desk: Agency,
    ikiiki: Agency,
    now: datetime,
    terms: Terms,
    gone: str,
) -> None:
    """Whoever has gone is stood in for by the house."""
    heir = Staff.objects.create_user(
        "colleague", email="c@example.test", name="隣田", role="counter", agency=desk
    )
    everything = [Portion(case=each, to=heir) for each in dues.cases_of(owner_worker)]
    successions.hand_on(owner_worker, by=owner_worker, at=now, portions=everything)
    if gone == "moved":
        Staff.objects.filter(pk=owner_worker.pk).update(agency=ikiiki)
    else:
        Staff.objects.filter(pk=owner_worker.pk).update(is_active=False)
    reminders.raise_due(at=now + timedelta(days=60), terms=terms)
    told = Reminder.objects.exclude(kind__in=["arrived", "succeeded"])
    assert sorted(told.values_list("kind", "stage", "recipient__username")) == [
        ("due", 1, "colleague"),
        ("overdue", 1, "colleague"),
        ("overdue", 2, "colleague"),
        ("quiet", 1, "colleague"),
        ("quiet", 2, "colleague"),
        ("unanswered", 1, "receiver"),
        ("unanswered", 2, "colleague"),
        ("unanswered", 2, "receiver"),
        ("unanswered", 3, "colleague"),
        ("unanswered", 3, "receiver"),
    ]


@pytest.mark.parametrize(
    ("urgency", "at", "due"),
    [
        ("normal", "2025-11-25 10:33", "2025-11-28 17:00"),
        ("week", "2025-11-21 18:00", "2025-11-27 17:00"),
        ("now", "2025-11-25 10:33", "2025-11-25 17:00"),
        ("now", "2025-11-25 16:59:59", "2025-11-25 17:00"),
        ("now", "2025-11-25 17:00", "2025-11-26 17:00"),
        ("now", "2025-11-22 10:00", "2025-11-25 17:00"),
        ("normal", "2025-12-26 10:00", "2026-01-07 17:00"),
    ],
)
def test_when_an_answer_is_owed(terms: Terms, urgency: str, at: str, due: str) -> None:
    assert dues.reply_due(_at(at), urgency, terms) == _at(due)
    assert dues.reply_due(_at(at).astimezone(UTC), urgency, terms) == _at(due)


def test_thresholds_are_the_citys_own(
    receive: Receive, council: Agency, now: datetime, receiver_worker: Staff
) -> None:
    receive(outcome=Outcome.REFER, refer_to=(transfer(council),))
    later = now + timedelta(hours=3)
    assert not list(dues.unanswered(later, Terms()))
    eager = Terms.of({"unanswered": (0, 0, 5)})
    assert _stages(dues.unanswered(later, eager)) == [1, 2]
