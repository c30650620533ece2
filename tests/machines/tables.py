"""卓の控え: what ought to lie on which table and who ought to see it, kept beside the rows in plain Python."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from districts.models import Staff
from fujisawa_care.foundation.workdays import TOKYO

DAY = timedelta(days=1)
ON_THE_TABLE, READABLE = ("tabled", "open"), ("tabled", "open", "continued")


@dataclass
class Yes:
    """The last answer that was a yes: whom it names (nobody: everybody), and its last day."""

    named: frozenset[int]
    last: date | None


@dataclass
class Sitting:
    pk: int
    kind: str
    starts_at: datetime
    ends_at: datetime
    held: bool = False
    # who is called: by staff, whether they have sworn
    members: dict[int, bool] = field(default_factory=dict)

    @property
    def over(self) -> datetime:
        """The moment at which nobody may read its papers any more."""
        day = self.ends_at.astimezone(TOKYO).date() + 8 * DAY
        return datetime.combine(day, datetime.min.time(), tzinfo=TOKYO)


@dataclass
class Item:
    pk: int
    sitting: Sitting
    seats: set[int]
    state: str = "tabled"
    frozen: str = ""

    @property
    def waits(self) -> bool:
        return self.state in ON_THE_TABLE


@dataclass
class Tables:
    staff: dict[int, Staff]
    owner: int
    sittings: list[Sitting] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    yes: Yes | None = None
    open: bool = True

    def stands(self, at: datetime) -> bool:
        yes = self.yes
        return yes is not None and (yes.last is None or at.astimezone(TOKYO).date() <= yes.last)

    def covers(self, who: int, at: datetime) -> bool:
        if not self.stands(at) or self.yes is None:
            return False
        agency = self.staff[who].agency_id
        return not self.yes.named or agency in self.yes.named or agency == self.owner

    def may_lie(self, sitting: Sitting, seats: set[int], at: datetime) -> bool:
        """R5 in one line."""
        return sitting.kind == "shien" or (self.stands(at) and all(
            self.covers(who, at) for who in seats
        ))  # fmt: skip

    def sight(self, at: datetime) -> set[tuple[int, int]]:
        """R6: (who, item)."""
        return {
            (who, item.pk)
            for item in self.items
            if item.state in READABLE and at < item.sitting.over
            for who in item.seats
            if item.sitting.members[who]
            if item.sitting.kind == "shien" or self.covers(who, at)
        }

    def lies_on(self, sitting: Sitting) -> bool:
        return any(item.waits and item.sitting is sitting for item in self.items)

    def follow(self, at: datetime) -> Sitting | None:
        """What an answer does to what waits; the 支援会議 that takes up what had to move."""
        moved = False
        for item in self.items:
            if not item.waits:
                continue
            if not self.open:
                item.state, item.seats = "removed", set()
            elif item.sitting.kind == "juso" and not self.stands(at):
                item.state, item.seats, moved = "rerouted", set(), True
            elif item.sitting.kind == "juso":
                item.seats = {who for who in item.seats if self.covers(who, at)}
        if not moved:
            return None
        coming = [s for s in self.sittings if s.kind == "shien" and not s.held and s.ends_at >= at]
        first = min(coming, key=lambda s: (s.starts_at, s.pk), default=None)
        return None if first is None or self.lies_on(first) else first
