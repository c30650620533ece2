"""主担当・つなぎ・次の一手・閲覧の根拠: everybody does anything in any order, and it always holds (R1–R4, R6, R8)."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cases.actions import cases, consultations, follow_ups, referrals
from cases.actions.consultations import Intake
from cases.actions.referrals import HandOver
from cases.dues import Terms
from cases.models import Referral
from districts.models import Agency
from tests.machines import books
from tests.machines.cast import Cast
from tests.machines.ledger import INVALID
from tests.machines.stage import Stage, pick

ANY = st.integers(0, 999)
SELDOM = st.sampled_from([False, False, True])
# Mostly somebody who may, often enough somebody who may not.
RIGHT = st.sampled_from([True, True, True, False])
PAUSE = st.sampled_from([timedelta(0), timedelta(minutes=1), timedelta(hours=7), timedelta(days=3)])
KIND = st.sampled_from(["transfer", "transfer", "join"])


class OwnershipMachine(Stage):
    # ---- what they do ----

    @initialize(who=ANY, to=st.lists(ANY, min_size=1, max_size=4), kind=KIND)
    def the_first_word(self, who: int, to: list[int], kind: str) -> None:
        at_once = timedelta(0)
        self.receive(who=who, right=True, outcome="refer", to=to, kind=kind, pause=at_once)
        if not self.ledger.threads:
            self.receive(who=who, right=True, outcome="continue", to=[], kind=kind, pause=at_once)

    @precondition(lambda self: len(self.ledger.threads) < 2)
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

    @rule(which=ANY, who=ANY, to=ANY, right=RIGHT, fit=RIGHT, stale=st.booleans(), pause=PAUSE)
    def assign(
        self,
        which: int,
        who: int,
        to: int,
        *,
        right: bool,
        fit: bool,
        stale: bool,
        pause: timedelta,
    ) -> None:
        thread = pick(self.ledger.threads, which)
        colleague = self._somebody(to, fit, lambda one: self.ledger.no_taking(one, thread))
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

    @rule(which=ANY, who=ANY, to=ANY, right=RIGHT, fit=RIGHT, stale=st.booleans(), pause=PAUSE)
    def plan(
        self,
        which: int,
        who: int,
        to: int,
        *,
        right: bool,
        fit: bool,
        stale: bool,
        pause: timedelta,
    ) -> None:
        thread = pick(self.ledger.threads, which)
        by = self._somebody(who, right, lambda one: self.ledger.no_writing(one, thread))
        whom = self._somebody(to, fit, lambda one: self.ledger.no_taking(one, thread))
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
        if self._try(
            no,
            lambda: follow_ups.finish(
                one, by=by, at=self.at, outcome="met", then=self._next(by) if then else None
            ),
            pause,
        ):
            thread.own_record.add(by.pk)  # what was met is a record of theirs

    @rule(which=ANY, who=ANY, to=ANY, right=RIGHT, fit=RIGHT, stale=st.booleans(), pause=PAUSE)
    def move_or_hand_over(
        self,
        which: int,
        who: int,
        to: int,
        *,
        right: bool,
        fit: bool,
        stale: bool,
        pause: timedelta,
    ) -> None:
        found = self._follow_up(which, right=right, stale=stale)
        if found is None:
            return
        thread, one = found
        by = self._somebody(who, right, lambda one: self.ledger.no_writing(one, thread))
        whom = self._somebody(to, fit, lambda one: self.ledger.no_taking(one, thread))
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


def test_it_always_holds(cast: Cast, terms: Terms) -> None:
    OwnershipMachine.cast, OwnershipMachine.terms = cast, terms
    run_state_machine_as_test(
        OwnershipMachine,
        settings=settings(
            settings.get_profile("machines"), max_examples=14, stateful_step_count=36
        ),
    )
