"""だれが何を: whose eyes the numbers of the 13 districts are for, and for whom they are whole (R13).

Everybody who works on cases reads the numbers: a number is no case, and the list behind it shows only
what its reader may see anyway. What is small is shown as it is to managers and 多機関協働, who answer for
the whole city. Nothing small leaves the office.
"""

from __future__ import annotations

from districts.models import Staff
from fujisawa_care.foundation.verdict import YES, Verdict, no
from fujisawa_care.home.figures.sight import WHOLE


def look(by: Staff) -> Verdict:
    if by.is_active and by.sees_cases:
        return YES
    return no("地区の数を見られるのは、相談や支援の職員です", code="not-at-work")


def whole(by: Staff) -> bool:
    """Whether small numbers are shown as they are."""
    return by.is_active and by.role in WHOLE
