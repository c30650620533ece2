"""お知らせは一度だけ: rounds doubled, late, broken off; carriers that die; and nothing twice, nothing lost (R10)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from typing import ClassVar

from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cases.actions import cases, consultations, follow_ups, referrals, reminders
from cases.actions.consultations import Intake
from cases.actions.follow_ups import Next
from cases.actions.referrals import HandOver
from cases.dues import Terms
from cases.models import Case, FollowUp, Referral, Reminder
from cases.states import MailState
from districts.models import Staff
from fujisawa_care.foundation.workdays import TOKYO
from tests.machines.cast import Cast
from tests.machines.owed import Key, owed

ROUNDS = ("unanswered", "due", "overdue", "quiet")
APRIL = datetime(2025, 4, 1, 10, 0, tzinfo=TOKYO)
ANY = st.integers(0, 999)
URGENCY = st.sampled_from(["normal", "now"])
HOUR = st.sampled_from([None, None, time(0, 0), time(13, 30)])
MINUTE, HOURS, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PAUSE = st.sampled_from([4 * MINUTE, 2 * HOURS, 5 * HOURS, DAY, DAY + 5 * HOURS, 15 * DAY])
HOLDS = 5 * MINUTE


class Broken(Exception):
    """The power went."""


class ReminderMachine(RuleBasedStateMachine):
    cast: ClassVar[Cast]
    terms: ClassVar[Terms]

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.at = APRIL
        self.told: dict[Key, frozenset[str]] = {}
        self.mails: dict[int, str] = {}
        self.held_since: dict[int, datetime] = {}
        self.letters: Counter[int] = Counter()

    def teardown(self) -> None:
        try:
            self.round(pause=timedelta(0), lag=timedelta(0), times=1)
            for pk in list(self._new_mails()):
                self.carry(which=0, fate=MailState.SENT, only=pk)
            assert not Reminder.objects.filter(mail=MailState.PENDING).exists()
            self.it_holds()
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    # ---- what people do ----

    @initialize(days=st.integers(0, 5), hour=HOUR, urgency=URGENCY)
    def somebody_comes(self, days: int, hour: time | None, urgency: str) -> None:
        self._receive(days, hour)
        self.hand_over(which=0, urgency=urgency)

    @precondition(lambda _: Case.objects.count() < 4)
    @rule(days=st.integers(0, 5), hour=HOUR)
    def somebody_else_comes(self, days: int, hour: time | None) -> None:
        self._receive(days, hour)

    @precondition(lambda _: Case.objects.filter(stage="open").exists())
    @rule(which=ANY, urgency=URGENCY)
    def hand_over(self, which: int, urgency: str) -> None:
        case = self._open(which)
        if not case.referrals.filter(status="sent").exists():
            to = HandOver(agency=self._staff("receiver_worker").agency)
            referrals.send(
                case, by=self._owner, at=self.at, to=to, urgency=urgency, terms=self.terms
            )

    @precondition(lambda _: Referral.objects.filter(status="sent").exists())
    @rule(which=ANY, back=st.booleans())
    def end_the_question(self, which: int, *, back: bool) -> None:
        waiting = list(Referral.objects.filter(status="sent").order_by("pk"))
        one = waiting[which % len(waiting)]
        if back:
            by = self._staff("receiver_worker")
            referrals.give_back(one, by=by, at=self.at, reason="area", note="ちがう")
        else:
            referrals.withdraw(one, by=self._owner, at=self.at)

    @precondition(lambda _: FollowUp.objects.filter(state="open").exists())
    @rule(which=ANY, days=st.integers(0, 5), hour=HOUR, met=st.booleans(), move=st.booleans())
    def work(self, which: int, days: int, hour: time | None, *, met: bool, move: bool) -> None:
        steps = list(FollowUp.objects.filter(state="open").order_by("pk"))
        one, then = steps[which % len(steps)], self._next(days, hour)
        if move:
            follow_ups.move(
                one, by=self._owner, at=self.at, due_on=then.due_on, due_time=hour, reason="不在"
            )
        else:
            outcome = "met" if met else "none"
            follow_ups.finish(one, by=self._owner, at=self.at, outcome=outcome, then=then)

    @precondition(lambda _: Case.objects.filter(stage="open").exists())
    @rule(which=ANY)
    def close(self, which: int) -> None:
        case = self._open(which)
        if not case.referrals.filter(status="sent").exists():
            cases.close(case, by=self._owner, at=self.at, outcome="solved", reason="落ちついた")

    @rule(pause=PAUSE, times=st.integers(2, 4))
    def days_pass(self, pause: timedelta, times: int) -> None:
        """And somebody looks on each of them."""
        for _ in range(times):
            self.round(pause=pause, lag=timedelta(0), times=1)

    # ---- what the schedulers and carriers do ----

    @rule(
        pause=PAUSE,
        lag=st.sampled_from([timedelta(0), timedelta(minutes=3)]),
        times=st.integers(1, 2),
    )
    def round(self, pause: timedelta, lag: timedelta, times: int) -> None:
        """After a while a round, or two; by a clock that is right or slow."""
        self.at += pause
        at = self.at - lag
        for key, people in owed(at):
            self.told.setdefault(key, people)
        for _ in range(times):
            reminders.raise_due(at=at, terms=self.terms)
            reminders.give_up_stuck(at=at)
        for pk, state in self.mails.items():
            if state == MailState.SENDING and at - self.held_since[pk] > HOLDS:
                self.mails[pk] = MailState.UNCERTAIN

    @rule(pause=PAUSE)
    def round_that_breaks_off(self, pause: timedelta) -> None:
        self.at += pause
        try:
            with transaction.atomic():
                reminders.raise_due(at=self.at, terms=self.terms)
                raise Broken
        except Broken:
            pass

    @precondition(lambda _: Reminder.objects.exists())
    @rule(
        which=ANY,
        fate=st.sampled_from(
            [MailState.SENT, MailState.PENDING, MailState.UNCERTAIN, MailState.SENDING]
        ),
    )
    def carry(self, which: int, fate: MailState, only: int | None = None) -> None:
        """Somebody takes the hint, once more or for the first time; `sending` is to die with it."""
        pks = sorted(self._new_mails())
        pk = only or pks[which % len(pks)]
        claimed = reminders.claim(pk, at=self.at)
        assert (claimed is not None) == (self.mails[pk] == MailState.PENDING)
        if claimed is None:
            return
        self.mails[pk], self.held_since[pk] = fate, self.at
        self.letters[pk] += fate != MailState.PENDING
        if fate != MailState.SENDING:
            reminders.settle(claimed, to=fate, at=self.at)

    # ---- what always holds ----

    @invariant()
    def it_holds(self) -> None:
        rows = Reminder.objects.filter(kind__in=ROUNDS).values_list(
            *("kind", "stage", "referral", "follow_up", "case", "occasion", "recipient__username")
        )
        raised = Counter(
            ((kind, stage, referral or follow_up or case, occasion), who)
            for kind, stage, referral, follow_up, case, occasion, who in rows
        )
        assert raised == Counter((key, who) for key, people in self.told.items() for who in people)
        assert dict(Reminder.objects.values_list("pk", "mail")) == self._new_mails()
        assert all(number == 1 for number in self.letters.values() if number)

    # ---- how ----

    def _new_mails(self) -> dict[int, str]:
        """What has been raised since we looked waits for a carrier."""
        for pk in Reminder.objects.exclude(pk__in=self.mails).values_list("pk", flat=True):
            self.mails[pk] = MailState.PENDING
        return self.mails

    def _receive(self, days: int, hour: time | None) -> None:
        intake = Intake(channel="counter", story="眠れない", then=self._next(days, hour))
        consultations.receive(intake, by=self._owner, at=self.at, terms=self.terms)

    def _next(self, days: int, hour: time | None) -> Next:
        return Next(what="電話する", due_on=(self.at + timedelta(days=days)).date(), due_time=hour)

    def _open(self, which: int) -> Case:
        found = list(Case.objects.filter(stage="open").order_by("pk"))
        return found[which % len(found)]

    @property
    def _owner(self) -> Staff:
        return self._staff("owner_worker")

    def _staff(self, name: str) -> Staff:
        return next(one for one in self.cast.staff if one.username == name)


def test_it_arrives_once(cast: Cast, terms: Terms) -> None:
    ReminderMachine.cast, ReminderMachine.terms = cast, terms
    run_state_machine_as_test(
        ReminderMachine,
        settings=settings(settings.get_profile("machines"), max_examples=8, stateful_step_count=28),
    )
