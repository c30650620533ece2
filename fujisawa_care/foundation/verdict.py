"""A yes, or a no with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from fujisawa_care.foundation.problems import NotAllowed


@dataclass(frozen=True, slots=True)
class Verdict:
    """Answers "may this person do this?"; false carries words a tired worker can read."""

    allowed: bool
    reason: str = ""
    code: str = "not-allowed"

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(allowed=True)


def no(reason: str, *, code: str = "not-allowed") -> Verdict:
    return Verdict(allowed=False, reason=reason, code=code)


def require(verdict: Verdict) -> None:
    """Pass on a yes; raise NotAllowed with the verdict's own words on a no."""
    if not verdict:
        raise NotAllowed(verdict.reason, code=verdict.code)
