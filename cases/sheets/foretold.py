"""同意がなくなると: what rooms above do with a case when its consent ends, said before and after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from cases.models import Case


class Telling(Protocol):
    def __call__(self, case: Case, *, at: datetime) -> Iterable[str]: ...


_signed_up: dict[str, Telling] = {}


def sign_up(telling: Telling, *, of: str) -> None:
    """One for each room above: this room asks nobody who they are."""
    _signed_up[of] = telling


def of(case: Case, *, at: datetime) -> list[str]:
    return [words for telling in _signed_up.values() for words in telling(case, at=at)]
