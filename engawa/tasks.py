"""縁側の係: doors for the scheduler."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from engawa.actions import reminding


@shared_task(name="engawa.remind", ignore_result=True)
def remind() -> None:
    """A month's report is missing, or nobody has looked in on a place for half a year."""
    reminding.raise_due(at=timezone.now())
