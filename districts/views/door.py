"""この部屋の扉: who asks."""

from __future__ import annotations

from django.http import HttpRequest

from districts.models import Staff


class StaffRequest(HttpRequest):
    """LoginRequiredMiddleware lets nobody else in."""

    user: Staff
