"""帳面: what must be true of a few cases after what was done to them, told without the code under test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from districts.models import Agency, Role, Staff
from tests.machines.cast import Cast

SHEET, READ, WRITE = 1, 2, 3
INVALID = "invalid"
# holder, ground, level, referral
Row = tuple[str, str, int, int | None]


@dataclass
class Period:
    agency: int
    staff: int
    since: datetime
    until: datetime | None = None


@dataclass
class Thread:
    """One case."""

    pk: int
    periods: list[Period]
    opened_at: datetime
    closed_at: datetime | None = None
    team: set[int] = field(default_factory=set)
    own_record: set[int] = field(default_factory=set)
    returns: int = 0
    hops: int = 0
    coordinated: bool = False

    @property
    def open(self) -> bool:
        return self.closed_at is None

    @property
    def owner(self) -> int:
        return self.periods[-1].agency

    @property
    def owner_staff(self) -> int:
        return self.periods[-1].staff

    def pass_to(self, agency: int, staff: int, at: datetime) -> None:
        if self.open:
            self.periods[-1].until = at
        self.hops += agency != self.owner
        self.periods.append(Period(agency, staff, at))


@dataclass
class Asked:
    """One referral."""

    pk: int
    thread: Thread
    kind: str
    sender: Staff
    to: int
    sent_at: datetime
    status: str = "sent"


class Ledger:
    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.threads: list[Thread] = []
        self.asked: list[Asked] = []

    # ---- what follows from what was done ----

    def received(self, pk: int, by: Staff, at: datetime, *, closed: bool) -> Thread:
        thread = Thread(pk, [Period(by.agency_id, by.pk, at)], at, own_record={by.pk})
        if closed:
            thread.closed_at = thread.periods[0].until = at
        self.threads.append(thread)
        return thread

    def sent(self, pk: int, thread: Thread, kind: str, by: Staff, to: int, at: datetime) -> None:
        self.asked.append(Asked(pk, thread, kind, by, to, at))
        self._sent_round(thread)

    def accepted(self, asked: Asked, by: Staff, at: datetime, *, together: bool) -> None:
        asked.status, thread = "accepted", asked.thread
        if together or asked.kind == "join":
            thread.team.add(asked.to)
            return
        thread.pass_to(asked.to, by.pk, at)
        thread.team.discard(asked.to)
        thread.own_record.add(asked.sender.pk)
        for other in self.waiting(thread):
            other.kind = "join"

    def returned(self, asked: Asked) -> None:
        asked.status = "returned"
        asked.thread.returns += 1
        self._sent_round(asked.thread)

    def closed(self, thread: Thread, at: datetime) -> None:
        thread.closed_at = thread.periods[-1].until = at
        thread.team.clear()
        thread.coordinated = False

    def reopened(self, thread: Thread, by: Staff, at: datetime) -> None:
        thread.pass_to(thread.owner, by.pk, at)
        thread.closed_at = None
        self._sent_round(thread)

    def waiting(self, thread: Thread) -> list[Asked]:
        return [one for one in self.asked if one.thread is thread and one.status == "sent"]

    def _sent_round(self, thread: Thread) -> None:
        """R3: two returns, or a third time of handing over, is one too many."""
        times = {
            one.sent_at
            for one in self.asked
            if one.thread is thread and one.kind == "transfer" and one.status != "withdrawn"
        }
        thread.coordinated |= thread.returns >= 2 or len(times) >= 3

    # ---- who sees ----

    def grounds(self, thread: Thread) -> set[Row]:
        """R6: each ground a fact, each fact a ground."""
        rows: set[Row] = {
            (f"agency:{thread.owner}", "owner", WRITE, None),
            ("role:manager", "manager", READ, None),
        }
        rows |= {(f"agency:{pk}", "team", WRITE, None) for pk in thread.team}
        rows |= {(f"staff:{pk}", "own_record", SHEET, None) for pk in thread.own_record}
        rows |= {(f"agency:{o.to}", "referral", SHEET, o.pk) for o in self.waiting(thread)}
        if thread.coordinated:
            rows |= {(f"agency:{pk}", "coordination", WRITE, None) for pk in self.cast.coordinators}
        return rows

    def sight(self, who: Staff, thread: Thread) -> int:
        """The highest level; 0 is blind. An administrator, or whoever has left, sees none."""
        if not who.is_active or who.role == Role.ADMINISTRATOR:
            return 0
        mine = {f"agency:{who.agency_id}", f"staff:{who.pk}", f"role:{who.role}"}
        return max((row[2] for row in self.grounds(thread) if row[0] in mine), default=0)

    def all_sight(self) -> Iterator[tuple[str, int, int]]:
        """Who, which case, at most which level: for everybody and everything seen."""
        for who in self.cast.staff:
            for thread in self.threads:
                if level := self.sight(who, thread):
                    yield who.username, thread.pk, level

    # ---- who may do what, and why not: every reason that applies ----

    def no_writing(self, by: Staff, thread: Thread) -> set[str]:
        reasons = set() if self.sight(by, thread) == WRITE else {"no-ground-to-write"}
        return reasons if thread.open else reasons | {"case-closed"}

    def no_taking(self, who: Staff, thread: Thread) -> set[str]:
        if not who.is_active:
            return {"staff-inactive"}
        return set() if self.sight(who, thread) == WRITE else {"assignee-has-no-ground"}

    def no_sending(self, by: Staff, thread: Thread, kind: str, to: Agency) -> set[str]:
        reasons = self.no_writing(by, thread)
        if kind == "transfer" and by.agency_id != thread.owner and by.role != Role.COORDINATOR:
            reasons |= {"only-the-owner-hands-over"}
        if not to.accepts_referrals:
            reasons |= {"no-referrals-here"}
        if to.pk == thread.owner != by.agency_id:
            reasons |= {"already-the-owner"}
        if to.pk == by.agency_id or to.pk in {one.to for one in self.waiting(thread)}:
            reasons |= {INVALID}
        return reasons

    def no_answering(self, by: Staff, asked: Asked) -> set[str]:
        stranger = by.agency_id != asked.to or by.role == Role.ADMINISTRATOR
        reasons = {"not-the-receiver"} if stranger else set()
        return reasons if asked.status == "sent" else reasons | {"referral-already-answered"}

    def no_withdrawing(self, by: Staff, asked: Asked) -> set[str]:
        mine = by.agency_id in (asked.sender.agency_id, asked.thread.owner)
        reasons = set() if mine and by.role != Role.ADMINISTRATOR else {"not-the-sender"}
        return reasons if asked.status == "sent" else reasons | {"referral-already-answered"}

    def no_closing(self, by: Staff, thread: Thread) -> set[str]:
        mine = by.agency_id == thread.owner and by.role != Role.ADMINISTRATOR
        reasons = set() if mine else {"only-the-owner-closes"}
        if not thread.open:
            reasons |= {"case-closed"}
        return reasons | {"referral-unanswered"} if self.waiting(thread) else reasons

    def no_reopening(self, by: Staff, thread: Thread) -> set[str]:
        mine = by.agency_id == thread.owner and by.role != Role.ADMINISTRATOR
        reasons = set() if mine else {"only-the-owner-reopens"}
        return reasons | {"case-open"} if thread.open else reasons

    def no_assigning(self, by: Staff, thread: Thread, to: Staff) -> set[str]:
        mine = by.agency_id == thread.owner and by.role != Role.ADMINISTRATOR
        reasons = set() if mine else {"only-the-owner-assigns"}
        reasons |= self.no_taking(to, thread) | (set() if thread.open else {"case-closed"})
        same = to.pk == thread.owner_staff or to.agency_id != thread.owner
        return reasons | {INVALID} if same else reasons
