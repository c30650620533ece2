"""A yes, or a no with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from fujisawa_care.foundation.problems import IllegalStep, NotAllowed


@dataclass(frozen=True, slots=True)
class Verdict:
    """Answers "may this person do this?"; false carries words a tired worker can read."""

    allowed: bool
    reason: str = ""
    code: str = "not-allowed"
    later: bool = False  # not this person's lack, but the state of the thing

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(allowed=True)


def no(reason: str, *, code: str = "not-allowed") -> Verdict:
    return Verdict(allowed=False, reason=reason, code=code)


def not_now(reason: str, *, code: str) -> Verdict:
    """A no to everybody, as long as the thing is in this state."""
    return Verdict(allowed=False, reason=reason, code=code, later=True)


def require(verdict: Verdict) -> None:
    """Pass on a yes; refuse in the verdict's own words: NotAllowed, or IllegalStep where it is the state."""
    if not verdict:
        refusal = IllegalStep if verdict.later else NotAllowed
        raise refusal(verdict.reason, code=verdict.code)
