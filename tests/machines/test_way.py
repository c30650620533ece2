"""参加支援の機械: steps, words and consents in any order; no place reads a name without a standing word (R6, R12)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any, ClassVar

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

from cases.actions import cases, consents, consultations
from cases.actions.consents import Told
from cases.actions.consultations import Intake
from cases.actions.follow_ups import Next
from cases.actions.people import Known
from cases.dues import Terms
from cases.models import FollowUp
from engawa.actions import participations, place_words, staying, tray, visits
from engawa.actions.participations import Wishes
from engawa.actions.visits import Wanted
from engawa.models import CheckIn, Participation, Rhythm, Site, VisitAsked
from engawa.sheets import visits as sheets
from engawa.states import PARTICIPATION_STEPS, ParticipationState
from fujisawa_care.foundation.problems import Problem
from fujisawa_care.foundation.workdays import TOKYO
from tests.machines.cast import Cast
from tests.machines.stage import APRIL, pick

ANY, PAUSE = st.integers(0, 99), st.integers(0, 3)


class WayMachine(RuleBasedStateMachine):
    cast: ClassVar[Cast]

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.at = APRIL
        # what the person has said last about each place; a no to all takes every one of them back
        self.words: dict[int, bool] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @initialize()
    def received(self) -> None:
        self.owner = next(one for one in self.cast.staff if one.username == "owner_worker")
        intake = Intake(
            channel="counter",
            story="話したい",
            district=self.cast.district,
            person=Known(name="例田 花子"),
        )
        self.case = consultations.receive(intake, by=self.owner, at=self.at, terms=Terms()).case
        now = {"created_at": self.at, "updated_at": self.at}
        self.sites = [Site.objects.create(name=name, sort="farm", **now) for name in "甲乙"]
        for n, after in enumerate(("visit", "trying", "settled")):
            for whom in ("person", "host"):
                told = {"label": f"{after}{whom}", "after": after, "whom": whom, "days": n + 1}
                Rhythm.objects.create(code=f"{after}_{whom}", position=n, **told)

    def _try(self, act: Callable[[], object], days: int) -> bool:
        self.at += timedelta(days=days, minutes=1)
        try:
            with transaction.atomic():
                act()
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        except (Problem, ValidationError):
            return False
        return True

    def _me(self) -> dict[str, Any]:
        return {"by": self.owner, "at": self.at}

    def _way(self) -> Participation | None:
        return Participation.objects.order_by("-pk").first()

    # ---- what they do ----

    @rule(days=PAUSE)
    def begin(self, days: int) -> None:
        self._try(lambda: participations.begin(self.case, wishes=Wishes(), **self._me()), days)

    @precondition(lambda self: self._way())
    @rule(which=ANY, yes=st.booleans(), days=PAUSE)
    def say_of_a_place(self, which: int, yes: bool, days: int) -> None:
        way, site = self._way(), pick(self.sites, which)
        assert way is not None
        event = "given" if yes else "withdrawn"
        told: dict[str, Any] = {"event": event, "method": "verbal"}
        if self._try(lambda: place_words.hear(way, site, **told, **self._me()), days):
            self.words[site.pk] = yes

    @rule(event=st.sampled_from(["given", "refused", "withdrawn"]), days=PAUSE)
    def say_of_all(self, event: str, days: int) -> None:
        told = Told(event=event, method="verbal" if event == "given" else "")
        heard = self._try(lambda: consents.record(self.case, told=told, **self._me()), days)
        if heard and event != "given":
            self.words.clear()

    @precondition(lambda self: self._way())
    @rule(which=ANY, named=st.booleans(), days=PAUSE)
    def ask(self, which: int, named: bool, days: int) -> None:
        way, site = self._way(), pick(self.sites, which)
        assert way is not None

        def asked() -> None:
            tray.put(way, site, **self._me())
            on = self.at.astimezone(TOKYO).date()
            visits.ask(way, site, wanted=Wanted(on=on, named=named), **self._me())

        went_through = self._try(asked, days)
        assert not (went_through and named) or self.words.get(site.pk), "a name without a word"

    @precondition(lambda self: VisitAsked.objects.exists())
    @rule(which=ANY, verb=ANY, days=PAUSE)
    def go_on_with_a_visit(self, which: int, verb: int, days: int) -> None:
        visit: VisitAsked = pick([*VisitAsked.objects.order_by("-pk")[:2]], which)
        acts: list[Callable[[], object]] = [
            lambda: visits.answer(visit, welcome=True, **self._me()),
            lambda: visits.answer(visit, welcome=verb % 3 > 0, **self._me()),
            lambda: visits.went(visit, **self._me()),
            lambda: visits.missed(visit, **self._me()),
            lambda: visits.withdraw(visit, **self._me()),
            lambda: staying.try_out(visit.participation, visit.site, **self._me()),
        ]
        self._try(pick(acts, verb), days)

    @precondition(lambda self: self._way())
    @rule(verb=ANY, days=PAUSE)
    def step(self, verb: int, days: int) -> None:
        way = self._way()
        assert way is not None
        acts: list[Callable[[], object]] = [
            lambda: staying.settle(way, **self._me()),
            lambda: staying.seek(way, because="合わない", **self._me()),
            lambda: participations.end(way, because="通えた", **self._me()),
        ]
        self._try(pick(acts, verb if verb % 4 else 0), days)

    @rule(days=PAUSE, again=st.booleans())
    def close_or_reopen(self, days: int, again: bool) -> None:
        then = Next(what="電話する", due_on=self.at.date() + timedelta(days=9))
        if again:
            self._try(lambda: cases.reopen(self.case, reason="また", then=then, **self._me()), days)
        elif days == 0:
            told: dict[str, Any] = {"outcome": "linked", "reason": "通えた"}
            self._try(lambda: cases.close(self.case, **told, **self._me()), days)

    # ---- what always holds ----

    @invariant()
    def a_place_reads_a_name_only_on_a_standing_word(self) -> None:
        if not hasattr(self, "sites"):
            return
        for site in self.sites:
            read = [one.name for one in sheets.of_us(site, today=self.at.date()) if one.name]
            assert not read or self.words.get(site.pk), (site, self.words)

    @invariant()
    def nobody_is_forgotten_and_the_end_is_whole(self) -> None:
        if not hasattr(self, "case"):
            return
        self.case.refresh_from_db()
        going = Participation.objects.going()
        if self.case.stage == "closed":
            assert not going.exists()
        else:
            assert FollowUp.objects.open().filter(case=self.case).exists()
        asking = CheckIn.objects.filter(follow_up__state="open")
        assert not asking.exclude(participation__in=going).exists()
        waiting = VisitAsked.objects.filter(state__in=["asked", "welcome"])
        assert not waiting.exclude(participation__in=going).exists()
        for one in going:
            steps = [ParticipationState(each.state) for each in one.steps.all()]
            pairs = pairwise(steps)
            assert all(after in PARTICIPATION_STEPS[before] for before, after in pairs), steps
            assert steps[-1] == one.state


def test_no_name_without_a_word_and_no_way_without_a_next(cast: Cast) -> None:
    WayMachine.cast = cast
    run_state_machine_as_test(
        WayMachine,
        settings=settings(settings.get_profile("machines"), max_examples=8, stateful_step_count=30),
    )
    assert not Participation.objects.exists()
