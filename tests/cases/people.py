"""Small words the tests of this room share."""

from __future__ import annotations

from cases.actions.referrals import HandOver
from cases.models import ReferralKind
from districts.models import Agency


def transfer(agency: Agency, note: str = "") -> HandOver:
    return HandOver(agency=agency, kind=ReferralKind.TRANSFER, note=note)


def join(agency: Agency) -> HandOver:
    return HandOver(agency=agency, kind=ReferralKind.JOIN)
