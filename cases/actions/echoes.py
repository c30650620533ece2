"""こだま: what a room above does in the transaction in which the ground of sharing a case has changed.

Rooms above sign up when they are loaded; this room asks nobody who they are.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from cases.models import Case
from districts.models import Staff


class Echo(Protocol):
    def __call__(self, case: Case, *, by: Staff, at: datetime) -> object: ...


_signed_up: dict[str, Echo] = {}


def sign_up(echo: Echo, *, of: str) -> None:
    """One for each room: loaded twice, it still answers once."""
    _signed_up[of] = echo


def ring(case: Case, *, by: Staff, at: datetime) -> None:
    """Consent, owner or stage of this case have changed; called under its row lock."""
    for echo in _signed_up.values():
        echo(case, by=by, at=at)
