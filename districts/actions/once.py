"""二重送信よけ: a key is claimed before the work and answered with it, in one transaction."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from districts.models import Once, Staff

KEPT_FOR = timedelta(hours=24)


@transaction.atomic
def claim(key: str, *, door: str, fingerprint: str, by: Staff, at: datetime) -> Once:
    """The row of this key: new, or with the first answer (`status` set).

    Call it inside the transaction of the work: whoever comes second then waits here for its end.
    """
    Once.objects.filter(staff=by, key=key, created_at__lt=at - KEPT_FOR).delete()
    fresh = Once(staff=by, key=key, door=door, fingerprint=fingerprint, created_at=at)
    Once.objects.bulk_create([fresh], ignore_conflicts=True)
    return Once.objects.select_for_update().get(staff=by, key=key)


@transaction.atomic
def answer(kept: Once, *, status: int, body: str = "", location: str = "") -> Once:
    kept.status, kept.body, kept.location = status, body, location
    kept.save(update_fields=["status", "body", "location"])
    return kept


@transaction.atomic
def forget(*, at: datetime) -> int:
    """Drop the keys whose day is over; returns how many."""
    return Once.objects.filter(created_at__lt=at - KEPT_FOR).delete()[0]
