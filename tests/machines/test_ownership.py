"""主担当・つなぎ・次の一手・閲覧の根拠: everybody does anything in any order, and it always holds (R1–R4, R6, R8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from datetime import datetime, timedelta
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import ValidationError
from django.db import connection, transaction
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

from cases.actions import cases, consultations, follow_ups, referrals
from cases.actions.consultations import Intake
from cases.actions.follow_ups import Next
from cases.actions.referrals import HandOver
from cases.dues import Terms
from cases.models import Case, FollowUp, Referral
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from fujisawa_care.foundation.workdays import TOKYO
from tests.machines import books
from tests.machines.cast import Cast
from tests.machines.ledger import INVALID, Asked, Ledger, Thread

Done = TypeVar("Done")
ANY = st.integers(0, 999)
SELDOM = st.sampled_from([False, False, True])
# Mostly somebody who may, often enough somebody who may not.
RIGHT = st.sampled_from([True, True, True, False])
PAUSE = st.sampled_from([timedelta(0), timedelta(minutes=1), timedelta(hours=7), timedelta(days=3)])
KIND = st.sampled_from(["transfer", "transfer", "join"])
# Long ago: nothing that has ended may seem to be running because the wall clock is behind.
APRIL = datetime(2025, 4, 1, 10, 0, tzinfo=TOKYO)


class OwnershipMachine(RuleBasedStateMachine):
    cast: ClassVar[Cast]
    terms: ClassVar[Terms]

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.at = APRIL
        self.ledger = Ledger(self.cast)
        # objects as somebody's screen first showed them
        self.old: dict[tuple[type, int], Any] = {}
        self.seen_then: dict[datetime, set[tuple[str, int, int]]] = {}
        self.written: list[tuple[int, str]] = []

    def teardown(self) -> None:
        try:
            if self.ledger.threads:
                self._sight_of_past_days_is_still_known()
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    # ---- what they do ----

    @initialize(who=ANY)
    def the_first_word(self, who: int) -> None:
        self.receive(
            who=who, right=True, outcome="continue", to=[], kind="join", pause=timedelta(0)
        )

    @precondition(lambda self: len(self.ledger.threads) < 3)
    @rule(
        who=ANY,
        right=RIGHT,
        outcome=st.sampled_from(["information", "continue", "refer", "refer"]),
        to=st.lists(ANY, max_size=4),
        kind=KIND,
        pause=PAUSE,
    )
    def receive(
        self, *, who: int, right: bool, outcome: str, to: list[int], kind: str, pause: timedelta
    ) -> None:
        by = self._somebody(who, right, lambda one: one.role == "administrator")
        asked = {pick(self.cast.agencies, one) for one in to} if outcome == "refer" else set()
        if right:
            asked = {one for one in asked if one.accepts_referrals and one != by.agency}
        no = {"administrator-sees-no-case"} if by.role == "administrator" else set()
        no |= {INVALID} if outcome == "refer" and not asked else set()
        no |= {INVALID} if by.agency in asked else set()
        no |= {"no-referrals-here"} if any(not one.accepts_referrals for one in asked) else set()
        hand_overs = tuple(HandOver(agency=one, kind=kind) for one in asked)
        intake = Intake(
            channel="counter", story="眠れない", outcome=outcome, refer_to=hand_overs,
            district=self.cast.district,
        )  # fmt: skip
        done = self._try(
            no,
            lambda: consultations.receive(intake, by=by, at=self.at, terms=self.terms),
            pause,
        )
        if done is None:
            return
        thread = self.ledger.received(done.case_id, by, self.at, closed=outcome == "information")
        for one in Referral.objects.filter(case=done.case_id).order_by("pk"):
            self.ledger.sent(one.pk, thread, kind, by, one.to_agency_id, self.at)
            self._keep(one)
        self._keep(done.case)

    @rule(which=ANY, who=ANY, right=RIGHT, to=ANY, kind=KIND, stale=st.booleans(), pause=PAUSE)
    def send(
        self,
        which: int,
        who: int,
        to: int,
        kind: str,
        *,
        right: bool,
        stale: bool,
        pause: timedelta,
    ) -> None:
        thread = pick(self.ledger.threads, which)
        agency: Agency = pick(self.cast.agencies, to)
        by = self._somebody(
            who, right, lambda one: self.ledger.no_sending(one, thread, kind, agency)
        )
        done = self._try(
            self.ledger.no_sending(by, thread, kind, agency),
            lambda: referrals.send(
                self._case(thread, stale=stale),
                by=by,
                at=self.at,
                to=HandOver(agency=agency, kind=kind),
                terms=self.terms,
            ),
            pause,
        )
        if done:
            self.ledger.sent(done.pk, thread, kind, by, agency.pk, self.at)
            self._keep(done)

    @precondition(lambda self: self.ledger.asked)
    @rule(which=ANY, who=ANY, right=RIGHT, together=SELDOM, stale=st.booleans(), pause=PAUSE)
    def accept(
        self, which: int, who: int, *, right: bool, together: bool, stale: bool, pause: timedelta
    ) -> None:
        asked = self._question(which, right=right)
        by = self._somebody(who, right, lambda one: self.ledger.no_answering(one, asked))
        done = self._try(
            self.ledger.no_answering(by, asked),
            lambda: referrals.accept(
                self._referral(asked, stale=stale),
                by=by,
                at=self.at,
                together=together,
                terms=self.terms,
            ),
            pause,
        )
        if done:
            self.ledger.accepted(asked, by, self.at, together=together)

    @precondition(lambda self: self.ledger.asked)
    @rule(which=ANY, who=ANY, right=RIGHT, stale=st.booleans(), pause=PAUSE)
    def give_back(
        self, which: int, who: int, *, right: bool, stale: bool, pause: timedelta
    ) -> None:
        asked = self._question(which, right=right)
        by = self._somebody(who, right, lambda one: self.ledger.no_answering(one, asked))
        done = self._try(
            self.ledger.no_answering(by, asked),
            lambda: referrals.give_back(
                self._referral(asked, stale=stale), by=by, at=self.at, reason="area", note="地区"
            ),
            pause,
        )
        if done:
            self.ledger.returned(asked)

    @precondition(lambda self: self.ledger.asked)
    @rule(which=ANY, who=ANY, right=RIGHT, stale=st.booleans(), pause=PAUSE)
    def withdraw(self, which: int, who: int, *, right: bool, stale: bool, pause: timedelta) -> None:
        asked = self._question(which, right=right)
        by = self._somebody(who, right, lambda one: self.ledger.no_withdrawing(one, asked))
        done = self._try(
            self.ledger.no_withdrawing(by, asked),
            lambda: referrals.withdraw(self._referral(asked, stale=stale), by=by, at=self.at),
            pause,
        )
        if done:
            asked.status = "withdrawn"

    @rule(which=ANY, who=ANY, right=RIGHT, stale=st.booleans(), pause=PAUSE)
    def close(self, which: int, who: int, *, right: bool, stale: bool, pause: timedelta) -> None:
        thread = pick(self.ledger.threads, which)
        by = self._somebody(who, right, lambda one: self.ledger.no_closing(one, thread))
        done = self._try(
            self.ledger.no_closing(by, thread),
            lambda: cases.close(
                self._case(thread, stale=stale),
                by=by,
                at=self.at,
                outcome="solved",
                reason="落ちついた",
            ),
            pause,
        )
        if done:
            self.ledger.closed(thread, self.at)

    @precondition(lambda self: any(not one.open for one in self.ledger.threads))
    @rule(which=ANY, who=ANY, right=RIGHT, stale=st.booleans(), pause=PAUSE)
    def reopen(self, which: int, who: int, *, right: bool, stale: bool, pause: timedelta) -> None:
        closed = [one for one in self.ledger.threads if not one.open]
        thread = pick(closed if right else self.ledger.threads, which)
        by = self._somebody(who, right, lambda one: self.ledger.no_reopening(one, thread))
        done = self._try(
            self.ledger.no_reopening(by, thread),
            lambda: cases.reopen(
                self._case(thread, stale=stale),
                by=by,
                at=self.at,
                reason="また",
                then=self._next(by),
            ),
            pause,
        )
        if done:
            self.ledger.reopened(thread, by, self.at)

    @rule(which=ANY, who=ANY, to=ANY, right=RIGHT, stale=st.booleans(), pause=PAUSE)
    def assign(
        self, which: int, who: int, to: int, *, right: bool, stale: bool, pause: timedelta
    ) -> None:
        thread = pick(self.ledger.threads, which)
        colleague = self._somebody(to, right, lambda one: self.ledger.no_taking(one, thread))
        by = self._somebody(
            who, right, lambda one: self.ledger.no_assigning(one, thread, colleague)
        )
        done = self._try(
            self.ledger.no_assigning(by, thread, colleague),
            lambda: cases.assign(self._case(thread, stale=stale), by=by, at=self.at, to=colleague),
            pause,
        )
        if done:
            thread.pass_to(thread.owner, colleague.pk, self.at)

    @rule(which=ANY, who=ANY, to=ANY, right=RIGHT, stale=st.booleans(), pause=PAUSE)
    def plan(
        self, which: int, who: int, to: int, *, right: bool, stale: bool, pause: timedelta
    ) -> None:
        thread = pick(self.ledger.threads, which)
        by = self._somebody(who, right, lambda one: self.ledger.no_writing(one, thread))
        whom = self._somebody(to, right, lambda one: self.ledger.no_taking(one, thread))
        done = self._try(
            self.ledger.no_writing(by, thread) | self.ledger.no_taking(whom, thread),
            lambda: follow_ups.plan(
                self._case(thread, stale=stale), by=by, at=self.at, then=self._next(whom)
            ),
            pause,
        )
        if done:
            self._keep(done)

    @rule(which=ANY, who=ANY, right=RIGHT, stale=st.booleans(), then=st.booleans(), pause=PAUSE)
    def finish(
        self, which: int, who: int, *, right: bool, stale: bool, then: bool, pause: timedelta
    ) -> None:
        found = self._follow_up(which, right=right, stale=stale)
        if found is None:
            return
        thread, one = found
        by = self._somebody(who, right, lambda one: self.ledger.no_writing(one, thread))
        no = self.ledger.no_writing(by, thread) | books.ended(one)
        if not then and books.open_follow_ups(thread.pk) == 1:
            no |= {INVALID}
        self._try(
            no,
            lambda: follow_ups.finish(
                one, by=by, at=self.at, outcome="met", then=self._next(by) if then else None
            ),
            pause,
        )

    @rule(which=ANY, who=ANY, to=ANY, right=RIGHT, stale=st.booleans(), pause=PAUSE)
    def move_or_hand_over(
        self, which: int, who: int, to: int, *, right: bool, stale: bool, pause: timedelta
    ) -> None:
        found = self._follow_up(which, right=right, stale=stale)
        if found is None:
            return
        thread, one = found
        by = self._somebody(who, right, lambda one: self.ledger.no_writing(one, thread))
        whom = self._somebody(to, right, lambda one: self.ledger.no_taking(one, thread))
        no = self.ledger.no_writing(by, thread) | books.ended(one)
        later = timedelta(days=to % 9)
        self._try(
            no,
            lambda: follow_ups.move(
                one, by=by, at=self.at, due_on=self.at.date() + later, reason="都合"
            ),
            pause,
        )
        self._try(
            no | self.ledger.no_taking(whom, thread),
            lambda: follow_ups.hand_over(one, by=by, at=self.at, to=whom),
            timedelta(0),
        )

    # ---- what always holds ----

    @invariant()
    def it_holds(self) -> None:
        books.compare_owners(self.ledger)
        books.compare_next_steps(self.ledger)
        books.compare_answers(self.ledger)
        books.compare_grounds(self.ledger)
        seen = set(self.ledger.all_sight())
        assert books.sight(self.cast) == seen
        self.seen_then[self.at] = seen
        events = books.events(self.ledger)
        assert events[: len(self.written)] == self.written
        self.written = events

    # ---- how they do it ----

    def _try(self, no: set[str], act: Callable[[], Done], pause: timedelta) -> Done | None:
        """Do it at once or read why not; the deferred constraints are asked as a commit would."""
        self.at, why = self.at + pause, ""
        try:
            with transaction.atomic():
                done: Done | None = act()
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        except (NotAllowed, IllegalStep) as refused:
            done, why = None, refused.code if refused.message else "without a word"
        except ValidationError:
            done, why = None, INVALID
        assert why in no if why else not no, (why, no)
        return done

    def _sight_of_past_days_is_still_known(self) -> None:
        for at, seen in list(self.seen_then.items())[-2::-6][:2]:
            assert books.sight(self.cast, at=at) == seen, at

    def _somebody(self, who: int, right: bool, no: Callable[[Staff], object]) -> Staff:
        may = [one for one in self.cast.at_work if not no(one)] if right else []
        return pick(may or self.cast.at_work, who)

    def _question(self, which: int, *, right: bool) -> Asked:
        waiting = [one for one in self.ledger.asked if one.status == "sent"]
        return pick(waiting if right and waiting else self.ledger.asked, which)

    def _follow_up(self, which: int, *, right: bool, stale: bool) -> tuple[Thread, FollowUp] | None:
        pks = books.follow_ups(self.ledger, only_open=right)
        if not pks:
            return None
        pk, case = pick(pks, which)
        one = FollowUp.objects.get(pk=pk)
        thread = next(thread for thread in self.ledger.threads if thread.pk == case)
        return thread, copy(self.old.setdefault((FollowUp, pk), one)) if stale else one

    def _next(self, who: Staff) -> Next:
        return Next(what="電話する", due_on=self.at.date() + timedelta(days=2), assignee=who)

    def _case(self, thread: Thread, *, stale: bool) -> Case:
        return copy(self.old[Case, thread.pk]) if stale else Case.objects.get(pk=thread.pk)

    def _referral(self, asked: Asked, *, stale: bool) -> Referral:
        return copy(self.old[Referral, asked.pk]) if stale else Referral.objects.get(pk=asked.pk)

    def _keep(self, row: Any) -> None:
        self.old[type(row), row.pk] = type(row).objects.get(pk=row.pk)


Thing = TypeVar("Thing")


def pick(things: Sequence[Thing], number: int) -> Thing:
    return things[number % len(things)]


def test_it_always_holds(cast: Cast, terms: Terms) -> None:
    OwnershipMachine.cast, OwnershipMachine.terms = cast, terms
    run_state_machine_as_test(
        OwnershipMachine,
        settings=settings(
            settings.get_profile("machines"), max_examples=25, stateful_step_count=30
        ),
    )
