"""ふせた情報を開く: with a reason, for a short time, and never without a trace (R7)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.actions import events
from cases.models import Case, EventKind, ProtectionOpening
from districts.models import Staff
from fujisawa_care.foundation.verdict import require


@transaction.atomic
def begin(
    case: Case, *, by: Staff, at: datetime, reason: str, lasts: timedelta
) -> ProtectionOpening:
    """Read what is covered for a short time; who, when and why stands in the case's history."""
    if not reason:
        raise ValidationError({"reason": "開く理由を入れてください"})
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    require(rules.uncover(by, case))
    opening = ProtectionOpening.objects.create(
        case=case, staff=by, agency_id=by.agency_id, reason=reason, at=at, until=at + lasts
    )
    events.add(case, EventKind.PROTECTION_OPENED, by=by, at=at, note=reason)
    return opening
