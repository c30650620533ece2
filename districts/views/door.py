"""この部屋の扉: who asks, and what is sent twice happens once."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from districts.actions import once
from districts.models import Staff
from fujisawa_care.foundation.doors import leave


class StaffRequest(HttpRequest):
    """LoginRequiredMiddleware lets nobody else in."""

    user: Staff


def only_once(
    request: StaffRequest, work: Callable[[], str], *, done: Callable[[UUID], object] | None = None
) -> HttpResponse:
    """Do `work` and go where it says; the same form sent again only goes there.

    `done` is told the key of the form in the same transaction.
    """
    key = _key(request.POST.get("once", ""))
    if not key:
        return leave(request, work())
    with transaction.atomic():
        kept = once.claim(
            f"web:{key}",
            door=request.path[:300],
            fingerprint="",
            by=request.user,
            at=timezone.now(),
        )
        if kept.status is None:
            kept = once.answer(kept, status=303, location=work())
            if done is not None:
                done(key)
    return leave(request, kept.location)


def _key(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None
