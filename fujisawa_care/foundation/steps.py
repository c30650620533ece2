"""Which step may follow which: one table of successors for each kind of state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from django.db.models import TextChoices

from fujisawa_care.foundation.problems import IllegalStep

State = TypeVar("State", bound=TextChoices)


def step(
    successors: Mapping[State, frozenset[State]],
    before: State,
    after: State,
    *,
    words: str,
    code: str,
) -> State:
    """Return `after` if the table lets it follow `before`; otherwise refuse in `words`."""
    if after not in successors[before]:
        raise IllegalStep(words, code=code)
    return after
