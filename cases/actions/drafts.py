"""下書き: kept while writing, gone when the form is saved, forgotten after two weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.models import Case, Draft, SupportRecord
from districts.actions import once
from districts.models import Staff
from fujisawa_care.foundation.sealing import seal

KEPT_FOR = timedelta(days=14)
LIMIT = 1_000_000


@transaction.atomic
def keep(
    case: Case | None,
    *,
    by: Staff,
    at: datetime,
    key: UUID,
    kind: str,
    record: SupportRecord | None = None,
    fields: Mapping[str, Sequence[str]],
) -> Draft | None:
    """The form as it stands; None where this very form has been saved in the meantime.

    The key is claimed as for saving, so that a late draft waits for the saving and then sees it.
    """
    if sum(len(each) for values in fields.values() for each in values) > LIMIT:
        raise ValidationError(f"{LIMIT:,}字をこえているので、下書きにできません", code="too-long")
    claimed = once.claim(f"web:{key}", door="", fingerprint="", by=by, at=at)
    if claimed.status is not None:
        return None
    kept = Draft.objects.select_for_update().filter(owner=by, key=key).first()
    draft = kept or Draft(owner=by, key=key, kind=kind, case=case, record=record, started_at=at)
    draft.sealed, draft.saved_at = seal(fields), at
    draft.validate_constraints()
    draft.save()
    return draft


@transaction.atomic
def finish(key: UUID, *, by: Staff) -> None:
    """The form is saved: called in the transaction that saves it."""
    Draft.objects.filter(owner=by, key=key).delete()


@transaction.atomic
def discard(draft: Draft, *, by: Staff) -> None:
    Draft.objects.filter(pk=draft.pk, owner=by).delete()


@transaction.atomic
def forget(*, at: datetime) -> int:
    """Drop what nobody has touched for two weeks; returns how many."""
    return Draft.objects.filter(saved_at__lt=at - KEPT_FOR).delete()[0]
