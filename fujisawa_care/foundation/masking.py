"""少ない数をふせる: which numbers stay in the house, so that no sum gives a small group away (R13)."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar

HIDDEN = "＊"
Key = TypeVar("Key", bound=Hashable)


def hidden(
    numbers: Mapping[Key, int], sums: Iterable[tuple[Key, Collection[Key]]] = (), *, below: int
) -> frozenset[Key]:
    """What is not to be shown: small groups, and beside each what one could reckon it from.

    `sums` names each total with its parts. A nought says nothing of anybody and hides nothing.
    """
    away = {key for key, number in numbers.items() if 0 < number < below}
    lines = [
        (total, [one for one in parts if one in numbers])
        for total, parts in sums
        if total in numbers
    ]
    while any(_closed(numbers, total, parts, away, below) for total, parts in lines):
        pass
    return frozenset(away)


def _closed(
    numbers: Mapping[Key, int], total: Key, parts: Collection[Key], away: set[Key], below: int
) -> bool:
    """Hide one more of a sum that would tell; False where it tells nothing, or all is hidden."""
    covered = [one for one in (total, *parts) if one in away]
    told = len(covered) == 1 or all(numbers[one] < below for one in covered)
    if not covered or not told:
        return False
    left = [one for one in parts if one not in away and numbers[one]]
    more = min(left, key=lambda one: numbers[one], default=total)
    if more in away:
        return False
    away.add(more)
    return True
