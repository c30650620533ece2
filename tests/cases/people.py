"""Small words the tests of this room share."""

from __future__ import annotations

from datetime import datetime

from cases.actions.referrals import HandOver
from cases.models import ReferralKind
from districts.models import Agency
from fujisawa_care.foundation.workdays import TOKYO

# A Tuesday behind the database's own clock: what ends there is over for every question.
A_YEAR_AGO = datetime(2025, 11, 25, 10, 33, tzinfo=TOKYO)


def transfer(agency: Agency, note: str = "") -> HandOver:
    return HandOver(agency=agency, kind=ReferralKind.TRANSFER, note=note)


def join(agency: Agency) -> HandOver:
    return HandOver(agency=agency, kind=ReferralKind.JOIN)
