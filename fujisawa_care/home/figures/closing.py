"""閉めた月: every number of a month counted once more, and what differs from what was written down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from districts.actions import figures
from districts.actions.figures import Counted
from districts.models import ClosedMonth, Staff
from fujisawa_care.home.indicators.counting import table
from fujisawa_care.home.indicators.registry import ALL, REGISTRY
from fujisawa_care.home.indicators.shape import MONTH, Indicator, Period
from fujisawa_care.home.indicators.words import CUTS, names

WHOLE = ""


@dataclass(frozen=True)
class Difference:
    """`then` or `now` is nothing where there was no such number."""

    label: str
    cut: str
    key: str
    then: Decimal | None
    now: Decimal | None


def counted(month: str, *, at: datetime) -> Iterator[Counted]:
    """The whole of each indicator, and each of its cuts."""
    period = Period.of_month(month)
    for one in ALL:
        for cut in (WHOLE, *(cut for cut in one.by if cut != MONTH)):
            by = (cut,) if cut else ()
            for row in table(one.code, period.since, period.until, by, at=at).rows:
                yield Counted(one.code, cut, row.keys[0] if cut else WHOLE, Decimal(row.value))


def close(month: str, *, by: Staff, at: datetime) -> ClosedMonth:
    first = Period.of_month(month).since
    return figures.close(
        first, by=by, at=at, counted=counted(month, at=at), definitions=definitions()
    )


def definitions() -> dict[str, dict[str, str]]:
    return {
        one.code: {"label": one.label, "unit": one.unit, "definition": one.definition}
        for one in ALL
    }


def whole(closed: ClosedMonth) -> bool:
    """Whether what is kept is what was closed."""
    rows = figures.kept(closed)
    return figures.digest(closed.month, rows, definitions=closed.definitions) == closed.digest


def compared(closed: ClosedMonth, *, at: datetime) -> list[Difference]:
    """Named one by one: what was added, moved or put right after the month was closed."""
    month = f"{closed.month:%Y-%m}"
    then = {(one.code, one.cut, one.key): one.value for one in figures.kept(closed)}
    now = {(one.code, one.cut, one.key): one.value for one in counted(month, at=at)}
    period, known = Period.of_month(month), {}
    found = []
    for code, cut, key in sorted({*then, *now}):
        place = (code, cut, key)
        if then.get(place) == now.get(place):
            continue
        if cut and cut not in known:
            known[cut] = names(
                cut, period, {key for _, other, key in {*then, *now} if other == cut}
            )
        found.append(
            Difference(
                label=_label(code, closed),
                cut=CUTS[cut].label if cut else "全体",
                key=known[cut].get(key, key) if cut else "",
                then=then.get(place),
                now=now.get(place),
            )
        )
    return found


def _label(code: str, closed: ClosedMonth) -> str:
    one: Indicator | None = REGISTRY.get(code)
    return one.label if one else str(closed.definitions.get(code, {}).get("label", code))
