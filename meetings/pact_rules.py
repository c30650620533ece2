"""協定のきまり: who writes down what was agreed with a partner, and what may still be changed."""

from __future__ import annotations

from districts.models import Staff
from fujisawa_care.foundation.verdict import YES, Verdict, no, not_now
from meetings.models import LOOK_AFTER, Pact


def keep(by: Staff) -> Verdict:
    if by.is_active and by.role in LOOK_AFTER:
        return YES
    return no("協定と取組を書くのは、多機関協働と管理職の方です", code="not-a-secretary")


def change(by: Staff, pact: Pact) -> Verdict:
    if pact.ended_on is not None:
        return not_now("この協定は、終えたものです", code="pact-ended")
    return keep(by)
