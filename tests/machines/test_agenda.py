"""議題の機械: consent, tables, oaths and days in any order; no way to table or see what must not be (R5, R6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import ClassVar, TypeVar

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
from cases.dues import Terms
from cases.models import AccessGround, Case
from districts.models import Role, Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from fujisawa_care.foundation.workdays import TOKYO
from meetings.actions import agenda, following, items, meetings, secrecy
from meetings.models import AgendaItem, Meeting, MeetingBody, Member, Seat
from tests.machines.cast import Cast
from tests.machines.stage import APRIL, pick
from tests.machines.tables import DAY, Item, Sitting, Tables, Yes

ANY = st.integers(0, 999)
SOME = st.lists(ANY, max_size=3)
MINUTE = timedelta(minutes=1)
PAUSE = st.sampled_from([MINUTE, 9 * MINUTE, timedelta(hours=7), DAY])
KIND = st.sampled_from(["juso", "juso", "shien"])
Done = TypeVar("Done")


class AgendaMachine(RuleBasedStateMachine):
    cast: ClassVar[Cast]
    bodies: ClassVar[dict[str, MeetingBody]]
    happened: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.at = APRIL
        self.seen_then: dict[datetime, set[tuple[int, int]]] = {}

    def teardown(self) -> None:
        try:
            for at, seen in list(self.seen_then.items())[::4]:
                assert self._seen(at) == seen, at
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    @initialize()
    def received(self) -> None:
        who = {one.username: one for one in self.cast.staff}
        self.owner, self.manager = who["owner_worker"], who["manager"]
        self.coordinator, self.outsider = who["coordinator"], who["outsider"]
        intake = Intake(channel="counter", story="眠れない", district=self.cast.district)
        heard = consultations.receive(intake, by=self.owner, at=self.at, terms=Terms())
        self.case = heard.case
        # a manager prepares, and an administrator is called by mistake
        called = [one for one in self.cast.at_work if one.role != Role.MANAGER]
        self.called = called
        self.book = Tables({one.pk: one for one in called}, self.owner.agency_id)
        for kind, days in (("juso", 2), ("shien", 5)):
            self._call(kind, days, called[:5])
        self.agree(who=[], days=9, pause=MINUTE)
        for which in (0, 1):
            self.swear(which=which, who=0, right=True, pause=MINUTE)
            self.table(which=which, who=[], how="right", pause=MINUTE)

    # ---- what they do ----

    @precondition(lambda self: self.book.open)
    @rule(who=SOME, days=st.integers(0, 9), pause=PAUSE)
    def agree(self, who: list[int], days: int, pause: timedelta) -> None:
        self.at += pause
        named = {one.pk: one for one in (pick(self.cast.agencies, each) for each in who)}
        if days % 2:
            named = {}
        last = self._day() + days * DAY if days else None
        told = Told(
            event="given", method="verbal", agencies=tuple(named.values()), valid_until=last
        )
        consents.record(self.case, by=self.owner, at=self.at, told=told)
        self.book.yes = Yes(frozenset(named), last)
        self._followed()

    @rule(pause=PAUSE)
    def say_no(self, pause: timedelta) -> None:
        self.at += pause
        kind = "withdrawn" if self.book.stands(self.at) else "refused"
        consents.record(self.case, by=self.owner, at=self.at, told=Told(event=kind))
        self.book.yes = None
        self._followed()

    @rule(
        kind=KIND, days=st.integers(0, 12), who=st.lists(ANY, min_size=1, max_size=3), pause=PAUSE
    )
    def call(self, kind: str, days: int, who: list[int], pause: timedelta) -> None:
        self.at += pause
        staff = {one.pk: one for one in (pick(self.called, n) for n in who)}
        self._call(kind, days, list(staff.values()))

    @precondition(lambda self: self.book.sittings)
    @rule(which=ANY, who=ANY, right=st.booleans(), pause=PAUSE)
    def swear(self, which: int, who: int, right: bool, pause: timedelta) -> None:
        self.at += pause
        sitting = pick(self.book.sittings, which)
        for each in list(sitting.members) if right else [pick(list(sitting.members), who)]:
            self._swear(sitting, self.book.staff[each], right=right)

    def _swear(self, sitting: Sitting, staff: Staff, *, right: bool) -> None:
        member = Member.objects.get(meeting=sitting.pk, staff=staff)
        by = staff if right else self.outsider
        may = by == staff and staff.role != Role.ADMINISTRATOR
        if self._try(lambda: secrecy.swear(member, by=by, at=self.at), may=may):
            sitting.members[staff.pk] = True

    @precondition(lambda self: self.book.sittings)
    @rule(which=ANY, who=SOME, how=st.sampled_from(["right", "right", "any", "all"]), pause=PAUSE)
    def table(self, which: int, who: list[int], how: str, pause: timedelta) -> None:
        self.at += pause
        free = [one for one in self.book.sittings if not self.book.lies_on(one)]
        sitting = pick(free if how == "right" and free else self.book.sittings, which)
        everybody = how == "all"
        seats = set(sitting.members if everybody else (pick(list(sitting.members), n) for n in who))
        if how == "right":
            seats = {
                one
                for one in sitting.members
                if not self._blind(one) and self.book.may_lie(sitting, {one}, self.at)
            }
        may = (
            self.book.open
            and not self.book.lies_on(sitting)
            and not any(self._blind(one) for one in seats)
            and self.book.may_lie(sitting, seats, self.at)
        )
        meeting = Meeting.objects.get(pk=sitting.pk)
        picked = None if everybody else Member.objects.filter(meeting=meeting, staff__in=seats)
        item = self._try(
            lambda: agenda.table(
                meeting,
                self.case,
                by=self.manager,
                at=self.at,
                reason="none",
                question="",
                seats=picked,
            ),
            may=may,
        )
        if item is not None:
            self.book.items.append(Item(item.pk, sitting, seats))

    @precondition(lambda self: self.book.items)
    @rule(which=ANY, who=ANY, rise=st.booleans(), pause=PAUSE)
    def sit_or_rise(self, which: int, who: int, rise: bool, pause: timedelta) -> None:
        self.at += pause
        item = pick(self.book.items, which)
        staff = pick(list(item.sitting.members), who)
        member = Member.objects.get(meeting=item.sitting.pk, staff=staff)
        row = AgendaItem.objects.get(pk=item.pk)
        if rise:
            if self._try(
                lambda: agenda.unseat(row, member, by=self.manager, at=self.at), may=item.waits
            ):
                item.seats.discard(staff)
            return
        may = (
            item.waits
            and staff not in item.seats
            and not self._blind(staff)
            and self.book.may_lie(item.sitting, {staff}, self.at)
        )
        if self._try(lambda: agenda.seat(row, member, by=self.manager, at=self.at), may=may):
            item.seats.add(staff)

    @precondition(lambda self: self.book.sittings)
    @rule(which=ANY, pause=PAUSE)
    def hold(self, which: int, pause: timedelta) -> None:
        self.at += pause
        sitting = pick(self.book.sittings, which)
        begun = self._day() >= sitting.starts_at.astimezone(TOKYO).date()
        row = Meeting.objects.get(pk=sitting.pk)
        if self._try(
            lambda: meetings.begin(row, by=self.manager, at=self.at),
            may=begun and not sitting.held,
        ):
            sitting.held = True

    @precondition(lambda self: self.book.items)
    @rule(which=ANY, pause=PAUSE)
    def open_it(self, which: int, pause: timedelta) -> None:
        self.at += pause
        item = pick(self.book.items, which)
        there = item.sitting
        may = (
            item.state == "tabled"
            and there.held
            and bool(item.seats)
            and all(there.members[who] for who in item.seats)
            and self.book.may_lie(there, item.seats, self.at)
        )
        row = AgendaItem.objects.get(pk=item.pk)
        if opened := self._try(lambda: agenda.open_item(row, by=self.manager, at=self.at), may=may):
            item.state, item.frozen = "open", opened.consent_state
            assert (there.kind, item.frozen == "given") != ("juso", False)

    @precondition(lambda self: any(item.waits for item in self.book.items))
    @rule(which=ANY, off=st.sampled_from([False, False, False, True]), pause=PAUSE)
    def end_it(self, which: int, off: bool, pause: timedelta) -> None:
        """Another time, or not at all."""
        self.at += pause
        item = pick([one for one in self.book.items if one.waits], which)
        row = AgendaItem.objects.get(pk=item.pk)
        if off:
            agenda.remove(row, by=self.manager, at=self.at, because="次にする")
            item.state, item.seats = "removed", set()
        elif self._try(
            lambda: items.decide(row, by=self.manager, at=self.at, decision="again", wording=""),
            may=item.state == "open" and self.book.open,
        ):
            item.state = "continued"

    @rule(pause=PAUSE, again=st.integers(0, 4))
    def close_or_reopen(self, pause: timedelta, again: int) -> None:
        self.at += pause
        if self.book.open and again:
            return
        if self.book.open:
            cases.close(self.case, by=self.owner, at=self.at, outcome="solved", reason="落ちた")
        else:
            then = Next(what="電話する", due_on=self._day() + DAY)
            cases.reopen(self.case, by=self.owner, at=self.at, reason="また", then=then)
        self.book.open = not self.book.open
        self._followed()

    @rule(pause=PAUSE)
    def the_round_goes(self, pause: timedelta) -> None:
        self.at += pause
        following.lapse(at=self.at)
        self._followed()

    @precondition(lambda self: self.book.items)
    @rule(which=ANY, pause=PAUSE)
    def a_stranger_tries(self, which: int, pause: timedelta) -> None:
        self.at += pause
        item = pick(self.book.items, which)
        row = AgendaItem.objects.get(pk=item.pk)
        own = Member.objects.filter(meeting=row.meeting).first()
        assert own is not None
        by, at = self.outsider, self.at
        acts: tuple[Callable[[], object], ...] = (
            lambda: agenda.table(row.meeting, self.case, by=by, at=at, reason="none", question=""),
            lambda: agenda.seat(row, own, by=by, at=at),
            lambda: agenda.open_item(row, by=by, at=at),
            lambda: agenda.remove(row, by=by, at=at, because="じゃま"),
            lambda: items.decide(row, by=by, at=at, decision="again", wording=""),
        )
        for act in acts:
            self._try(act, may=False)

    # ---- what always holds ----

    @invariant()
    def what_lies_there_may_lie_there(self) -> None:
        if not hasattr(self, "book"):
            return
        rows = {one.pk: one for one in AgendaItem.objects.all()}
        assert {pk: (one.state, one.consent_state) for pk, one in rows.items()} == {
            item.pk: (item.state, item.frozen) for item in self.book.items
        }
        here = Seat.objects.filter(left_at__isnull=True).values_list("item", "member__staff")
        seats = {(item.pk, who) for item in self.book.items for who in item.seats}
        assert set(here) == seats
        for item in self.book.items:
            # a day that went by is followed by the round; a no, in the same breath
            if item.waits and item.sitting.kind == "juso":
                assert self.book.yes is not None
                assert self.book.open

    @invariant()
    def whoever_sees_may_see(self) -> None:
        if hasattr(self, "book"):
            expected = self.book.sight(self.at)
            assert self._seen(self.at) == expected
            self.seen_then[self.at] = expected
            self.happened["seen"] += bool(expected)
            for item in self.book.items:
                self.happened[f"{item.sitting.kind} {item.state}"] += 1

    def _seen(self, at: datetime) -> set[tuple[int, int]]:
        rows = AccessGround.objects.filter(ground="meeting", case=self.case).lasting(at)
        found = rows.filter(since__lte=at).values_list("staff", "occasion")
        return {(who, int(occasion.rpartition(":")[2])) for who, occasion in found}

    def _call(self, kind: str, days: int, who: list[Staff]) -> None:
        begins = self.at + days * DAY + timedelta(hours=1)
        body = self.bodies[kind]
        row = Meeting.objects.create(
            body=body,
            kind=kind,
            fiscal_year=2025,
            ordinal=len(self.book.sittings) + 1,
            starts_at=begins,
            ends_at=begins + timedelta(hours=1),
            state="invited",
            called_by=self.coordinator,
            created_at=self.at,
            updated_at=self.at,
        )
        sitting = Sitting(row.pk, kind, row.starts_at, row.ends_at)
        for staff in who:
            Member.objects.create(
                meeting=row, staff=staff, agency=staff.agency, name=staff.name, answer="coming"
            )
            sitting.members[staff.pk] = False
        self.book.sittings.append(sitting)

    def _followed(self) -> None:
        """The book does what an answer does; what moved is found where it ought to be."""
        taken_up = self.book.follow(self.at)
        if taken_up is not None:
            row = AgendaItem.objects.get(meeting=taken_up.pk, state="tabled")
            assert not row.seats.exists()
            self.book.items.append(Item(row.pk, taken_up, set()))

    def _try(self, act: Callable[[], Done], *, may: bool) -> Done | None:
        why = "it was let through"
        try:
            with transaction.atomic():
                done: Done | None = act()
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        except (NotAllowed, IllegalStep, ValidationError) as refused:
            done, why = None, str(refused)
        assert may == (done is not None), why
        return done

    def _blind(self, who: int) -> bool:
        return self.book.staff[who].role == Role.ADMINISTRATOR

    def _day(self) -> date:
        return self.at.astimezone(TOKYO).date()


def test_no_way_to_table_or_see_what_must_not_be(cast: Cast) -> None:
    AgendaMachine.cast, AgendaMachine.happened = cast, Counter()
    AgendaMachine.bodies = {
        kind: MeetingBody.objects.create(code=kind, name=name, kind=kind, position=number)
        for number, (kind, name) in enumerate(
            {"juso": "重層的支援会議", "shien": "支援会議"}.items(), start=1
        )
    }
    run_state_machine_as_test(
        AgendaMachine,
        settings=settings(
            settings.get_profile("machines"), max_examples=15, stateful_step_count=50
        ),
    )
    assert not Case.objects.exists()
    # none of it was idle: what is guarded against has had its chance
    for each in ("seen", "juso tabled", "juso rerouted", "shien tabled"):
        assert AgendaMachine.happened[each], AgendaMachine.happened
