"""会議の係: doors for the scheduler."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from meetings.actions import following


@shared_task(name="meetings.follow", ignore_result=True)
def follow() -> None:
    """A consent that has run out moves what waits on a table of plans (R5)."""
    following.lapse(at=timezone.now())
