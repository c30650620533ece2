"""閲覧の根拠の機械: consent, broken glass and requests come and go in any order, and the rows follow the facts (R6)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
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

from cases.actions import cases, consents, consultations, emergencies, grounds, view_requests
from cases.actions.consents import Told
from cases.actions.consultations import Intake
from cases.actions.follow_ups import Next
from cases.dues import Terms
from cases.models import GRANTED, Case, ConsentItem, Level
from districts.models import Role, Staff
from fujisawa_care.foundation.workdays import TOKYO
from tests.machines import books
from tests.machines.cast import Cast
from tests.machines.stage import APRIL, pick

ANY = st.integers(0, 999)
DAYS = st.integers(0, 9)
DAY = timedelta(days=1)
PAUSE = st.sampled_from([timedelta(minutes=1), timedelta(hours=7), DAY, 4 * DAY])


class AccessMachine(RuleBasedStateMachine):
    cast: ClassVar[Cast]

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.at = APRIL
        self.open = True
        # the last yes: whom it names, how far it reaches, its last day
        self.yes: tuple[set[int], int, date | None] | None = None
        self.broken: list[tuple[int, datetime]] = []
        self.granted: dict[int, tuple[int, date]] = {}
        self.seen_then: dict[datetime, set[tuple[str, int, int]]] = {}

    def teardown(self) -> None:
        try:
            for at, seen in list(self.seen_then.items())[::4]:
                assert books.sight(self.cast, at=at) == seen, at
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    # ---- what they do ----

    @initialize()
    def received(self) -> None:
        self.owner = next(one for one in self.cast.staff if one.username == "owner_worker")
        intake = Intake(channel="counter", story="眠れない", district=self.cast.district)
        heard = consultations.receive(intake, by=self.owner, at=self.at, terms=Terms())
        self.case = heard.case

    @precondition(lambda self: self.open)
    @rule(who=st.lists(ANY, min_size=1, max_size=3), part=st.booleans(), days=DAYS, pause=PAUSE)
    def agree(self, who: list[int], part: bool, days: int, pause: timedelta) -> None:
        self.at += pause
        named = {one.pk: one for one in (pick(self.cast.agencies, each) for each in who)}
        last = self._day() + days * DAY if days else None
        items = (ConsentItem.NAME.value,) if part else ()
        told = Told(
            event="given",
            method="verbal",
            agencies=tuple(named.values()),
            items=items,
            valid_until=last,
        )
        consents.record(self.case, by=self.owner, at=self.at, told=told)
        self.yes = (set(named), Level.SHEET if part else Level.READ, last)

    @rule(event=st.sampled_from(["withdrawn", "refused"]), pause=PAUSE)
    def say_no(self, event: str, pause: timedelta) -> None:
        self.at += pause
        stands = self.yes is not None and (self.yes[2] is None or self._day() <= self.yes[2])
        kind = event if stands else "refused"
        consents.record(self.case, by=self.owner, at=self.at, told=Told(event=kind))
        self.yes = None

    @rule(who=ANY, pause=PAUSE)
    def break_the_glass(self, who: int, pause: timedelta) -> None:
        self.at += pause
        if blind := self._blind():
            by = pick(blind, who)
            emergencies.begin(self.case, by=by, at=self.at, reason="倒れた", lasts=DAY)
            self.broken.append((by.pk, self.at + DAY))

    @precondition(lambda self: self.open)
    @rule(who=ANY, level=st.sampled_from(GRANTED), days=DAYS, pause=PAUSE)
    def ask_and_grant(self, who: int, level: Level, days: int, pause: timedelta) -> None:
        self.at += pause
        if blind := self._blind():
            by, until = pick(blind, who), self._day() + days * DAY
            asked = view_requests.ask(self.case, by=by, at=self.at, reason="転入", by_number=True)
            view_requests.grant(asked, by=self.owner, at=self.at, level=level, until=until)
            self.granted[by.pk] = (level, until)

    @rule(pause=PAUSE)
    def close_or_reopen(self, pause: timedelta) -> None:
        self.at += pause
        if self.open:
            cases.close(self.case, by=self.owner, at=self.at, outcome="solved", reason="落ちた")
            self.granted.clear()
        else:
            then = Next(what="電話する", due_on=self._day() + DAY)
            cases.reopen(self.case, by=self.owner, at=self.at, reason="また", then=then)
        self.open = not self.open

    @rule(pause=PAUSE)
    def the_round_goes(self, pause: timedelta) -> None:
        """Whether it goes or not changes nobody's sight."""
        self.at += pause
        grounds.lapse(at=self.at)

    # ---- what always holds ----

    @invariant()
    def rows_follow_facts(self) -> None:
        expected = {
            (one.username, self.case.pk, level)
            for one in self.cast.staff
            if (level := self._sight(one))
        }
        assert books.sight(self.cast, at=self.at) == expected
        self.seen_then[self.at] = expected

    def _sight(self, who: Staff) -> int:
        if not who.is_active or who.role == Role.ADMINISTRATOR:
            return 0
        levels = [0]
        if who.agency_id == self.owner.agency_id:
            levels.append(Level.WRITE)
        if who.role == Role.MANAGER:
            levels.append(Level.READ)
        if self.yes and self.open and who.agency_id in self.yes[0]:
            levels.append(self.yes[1] if self._lasts(self.yes[2]) else 0)
        levels += [Level.READ for pk, until in self.broken if pk == who.pk and self.at < until]
        level, until = self.granted.get(who.pk, (0, None))
        return max(*levels, level if self._lasts(until) else 0)

    def _lasts(self, last: date | None) -> bool:
        return last is None or self._day() <= last

    def _blind(self) -> list[Staff]:
        return [
            one
            for one in self.cast.at_work
            if one.role != Role.ADMINISTRATOR and self._sight(one) < Level.READ
        ]

    def _day(self) -> date:
        return self.at.astimezone(TOKYO).date()


def test_the_rows_follow_the_facts(cast: Cast) -> None:
    AccessMachine.cast = cast
    run_state_machine_as_test(
        AccessMachine,
        settings=settings(settings.get_profile("machines"), max_examples=6, stateful_step_count=20),
    )
    assert not Case.objects.exists()
