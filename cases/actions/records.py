"""支援経過記録: written once; a correction stands beside the original (R8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.actions import entries, follow_ups
from cases.actions.follow_ups import Next
from cases.models import Case, Counterpart, RecordOutcome, SupportRecord
from districts.models import Staff
from fujisawa_care.foundation.verdict import require


@transaction.atomic
def write(
    case: Case,
    *,
    by: Staff,
    at: datetime,
    happened_at: datetime,
    method: str,
    counterpart: str = Counterpart.SELF,
    outcome: str = RecordOutcome.NONE,
    minutes: int | None = None,
    text: str = "",
    third_party_text: str = "",
    left: Sequence[str] = (),
    then: Next | None = None,
) -> SupportRecord:
    """What happened, and in the same step what comes next where that was decided."""
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(rules.write(by, case))
    if then is not None:
        follow_ups.plan(case, by=by, at=at, then=then)
    return entries.put(
        case,
        by=by,
        at=at,
        happened_at=happened_at,
        method=method,
        counterpart=counterpart,
        outcome=outcome,
        minutes=minutes,
        text=text,
        third_party_text=third_party_text,
        left=left,
    )


@transaction.atomic
def correct(
    record: SupportRecord,
    *,
    by: Staff,
    at: datetime,
    text: str,
    third_party_text: str | None = None,
) -> SupportRecord:
    """A new entry that shows the earlier one; a record is corrected once, then the correction is.

    What others said stays as it was unless something else is said about it.
    """
    case = Case.objects.select_for_update(no_key=True).get(pk=record.case_id)
    require(rules.correct(by, record, case))
    if not text:
        raise ValidationError({"text": "直した記録を書いてください"})
    return entries.put(
        case,
        by=by,
        at=at,
        happened_at=record.happened_at,
        method=record.method,
        counterpart=record.counterpart,
        outcome=record.outcome,
        minutes=record.minutes,
        text=text,
        third_party_text=record.third_party_text if third_party_text is None else third_party_text,
        left=record.left,
        corrects=record,
    )
