"""下書き: kept while writing, gone when the form is saved, forgotten after two weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.models import Case, Draft, DraftKind, FollowUp, Plan, SupportRecord
from districts.actions import once
from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.sealing import seal
from fujisawa_care.foundation.verdict import require

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
    follow_up: FollowUp | None = None,
    plan: Plan | None = None,
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
    about = {"kind": kind, "case": case, "record": record, "follow_up": follow_up, "plan": plan}
    draft = kept or Draft(owner=by, key=key, started_at=at, **about)
    draft.sealed, draft.saved_at = seal(fields), at
    draft.validate_constraints()
    draft.save()
    return draft


@transaction.atomic
def turn(draft: Draft, *, by: Staff, at: datetime, fields: Mapping[str, Sequence[str]]) -> Draft:
    """What came too late for what it was begun as, as a record of the same case still to be saved.

    It gets a key of its own: the page it came from may be open, and writes under the old one.
    """
    if draft.case is None:
        raise IllegalStep("受け止めの下書きは、記録にできません", code="draft-of-no-case")
    case = Case.objects.select_for_update(no_key=True).get(pk=draft.case.pk)
    require(rules.write(by, case))
    if not Draft.objects.filter(pk=draft.pk, owner=by).delete()[0]:
        raise IllegalStep("その下書きは、もうありません", code="draft-gone")
    turned = Draft(owner=by, key=uuid4(), kind=DraftKind.RECORD, case=case)
    turned.sealed, turned.started_at, turned.saved_at = seal(fields), draft.started_at, at
    turned.validate_constraints()
    turned.save()
    return turned


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
