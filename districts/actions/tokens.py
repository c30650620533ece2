"""トークン: a staff member's key to the API, stored hashed, with an end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from knox.models import AuthToken

from districts.models import Staff

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Issued:
    """The only time the token itself is seen."""

    token: str
    expires_at: datetime


@transaction.atomic
def issue(staff: Staff, *, lasts: timedelta, at: datetime) -> Issued:
    kept, token = AuthToken.objects.create(user=staff, expiry=lasts)
    staff.last_login = at
    staff.save(update_fields=["last_login"])
    log.info("token_issued", staff=staff.pk, at=at.isoformat())
    return Issued(token=token, expires_at=kept.expiry)


@transaction.atomic
def revoke(token: AuthToken, *, by: Staff, at: datetime) -> None:
    token.delete()
    log.info("token_revoked", staff=token.user_id, by=by.pk, at=at.isoformat())
