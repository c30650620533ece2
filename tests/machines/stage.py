"""舞台: one story in one transaction that is undone, told by objects fresh or old, with a ledger beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from datetime import datetime, timedelta
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from hypothesis.stateful import RuleBasedStateMachine

from cases.actions.follow_ups import Next
from cases.dues import Terms
from cases.models import Case, FollowUp, Referral
from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from fujisawa_care.foundation.workdays import TOKYO
from tests.machines import books
from tests.machines.cast import Cast
from tests.machines.ledger import INVALID, Asked, Ledger, Thread

Done = TypeVar("Done")
Thing = TypeVar("Thing")
# Long ago: nothing that has ended may seem to be running because the wall clock is behind.
APRIL = datetime(2025, 4, 1, 10, 0, tzinfo=TOKYO)


def pick(things: Sequence[Thing], number: int) -> Thing:
    return things[number % len(things)]


class Stage(RuleBasedStateMachine):
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
