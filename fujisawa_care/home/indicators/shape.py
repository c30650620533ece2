"""指標のかたち: what a number counts, in which words, and by what it may be cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from django.db.models import Aggregate, Count, Expression, F, Q, QuerySet

from fujisawa_care.foundation.workdays import TOKYO, months_later

MONTH = "month"
UNKNOWN = ""  # the key of what nobody knows: a case without a district, a person without a birthday
Value = int | Decimal
Cuts = Mapping[str, str | Expression | F]


@dataclass(frozen=True)
class Period:
    """Both days are counted; a day is one in Tokyo."""

    since: date
    until: date

    @classmethod
    def of_month(cls, month: str) -> Period:
        """2026-11."""
        since = date.fromisoformat(f"{month}-01")
        return cls(since, months_later(since, 1) - timedelta(days=1))

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.since, time(), tzinfo=TOKYO)

    @property
    def ends(self) -> datetime:
        """The first moment that no longer belongs to it."""
        return datetime.combine(self.until + timedelta(days=1), time(), tzinfo=TOKYO)

    def months(self) -> Iterator[Period]:
        """Month by month, the first and the last perhaps in part."""
        since = self.since
        while since <= self.until:
            following = months_later(since.replace(day=1), 1)
            yield Period(since, min(following - timedelta(days=1), self.until))
            since = following

    @property
    def month(self) -> str:
        """2026-11, the key of the month in which it begins."""
        return f"{self.since:%Y-%m}"


def last_day(moment: datetime) -> date:
    """The day that a moment closes: at midnight, the one before."""
    return (moment.astimezone(TOKYO) - timedelta(microseconds=1)).date()


class Kind(Enum):
    """Whether a number gathers what happened in a period, or says how it stood at its end."""

    FLOW = "flow"
    STOCK = "stock"


@dataclass(frozen=True)
class Indicator:
    """One number of the city; the only place that says what it means (R13).

    `source` gives the rows of a period and `value` the aggregate over them. A stock is asked for a moment:
    `standing` says which rows stood then. `spread` gives keys that are columns and not rows.
    `additive` is false where parts do not sum up to the whole: medians and shares. `people` is false where
    a small number tells of nobody: a sitting, a day a place was open.
    """

    code: str
    label: str
    definition: str
    unit: str
    source: Callable[[Period], QuerySet[Any]]
    cuts: Cuts
    kind: Kind = Kind.FLOW
    when: str | F = ""  # a moment by its name, a day by itself
    value: Callable[[Period, Q], Aggregate | Expression] = lambda period, only: Count(
        "pk", filter=only
    )
    standing: Callable[[datetime], Q] = lambda moment: Q()
    spread: Mapping[str, Mapping[str, Aggregate | Expression]] = field(default_factory=dict)
    additive: bool = True
    digits: int = 0
    people: bool = True

    @property
    def by(self) -> tuple[str, ...]:
        """Everything it may be cut by."""
        return (MONTH, *self.cuts, *self.spread)


@dataclass(frozen=True)
class Row:
    """`keys` in the order of the table's `by`; UNKNOWN where nobody knows.

    `of` is how many rows a median or a share was taken of.
    """

    keys: tuple[str, ...]
    value: Value
    of: int


@dataclass(frozen=True)
class Table:
    indicator: Indicator
    period: Period
    by: tuple[str, ...]
    rows: tuple[Row, ...]
    counted_at: datetime
    found: Mapping[tuple[str, ...], Row] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "found", {row.keys: row for row in self.rows})

    def of(self, *keys: str) -> Value | None:
        """Nothing where a median or a share has nothing to be taken of."""
        row = self.found.get(keys)
        nothing = 0 if self.indicator.additive else None
        return row.value if row else nothing

    def base(self, *keys: str) -> int:
        """How many stand behind it."""
        row = self.found.get(keys)
        return row.of if row else 0

    def keys(self, place: int = 0) -> list[str]:
        return sorted({row.keys[place] for row in self.rows})
