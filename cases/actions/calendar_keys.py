"""予定表の鍵: made for oneself, shown once, taken back at any time."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.models import MOST_KEYS, CalendarKey, digest
from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed

HOURLY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Made:
    """The only time the secret itself is seen."""

    key: CalendarKey
    secret: str


@transaction.atomic
def make(staff: Staff, *, at: datetime) -> Made:
    if not staff.sees_cases:
        raise NotAllowed(
            "システム管理の方には、ケースの予定がありません", code="administrator-sees-no-case"
        )
    Staff.objects.select_for_update(no_key=True).get(pk=staff.pk)
    if CalendarKey.objects.running().filter(staff=staff).count() >= MOST_KEYS:
        raise ValidationError(f"鍵は{MOST_KEYS}つまでです。使っていない鍵をやめてください")
    secret = secrets.token_urlsafe(32)
    key = CalendarKey.objects.create(
        staff=staff, digest=digest(secret), hint=secret[:6], made_at=at
    )
    return Made(key, secret)


@transaction.atomic
def revoke(key: CalendarKey, *, at: datetime) -> CalendarKey:
    key = CalendarKey.objects.select_for_update().get(pk=key.pk)
    if key.revoked_at is not None:
        raise IllegalStep("この鍵は、もう使えません", code="calendar-key-revoked")
    key.revoked_at = max(at, key.made_at)
    key.save(update_fields=["revoked_at"])
    return key


@transaction.atomic
def read(key: CalendarKey, *, at: datetime) -> None:
    """Remember, to the hour, that somebody still reads with it."""
    lately = CalendarKey.objects.running().filter(pk=key.pk, read_at__gt=at - HOURLY)
    if not lately.exists():
        CalendarKey.objects.running().filter(pk=key.pk).update(read_at=at)
