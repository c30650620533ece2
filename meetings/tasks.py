"""会議の係: doors for the scheduler."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from meetings.actions import following, reminding, series


@shared_task(name="meetings.follow", ignore_result=True)
def follow() -> None:
    """A consent that has run out moves what waits on a table of plans (R5)."""
    following.lapse(at=timezone.now())


@shared_task(name="meetings.remind", ignore_result=True)
def remind() -> None:
    """The day of a sitting comes near, or its papers are due."""
    reminding.raise_due(at=timezone.now())


@shared_task(name="meetings.make_ahead", ignore_result=True)
def make_ahead() -> None:
    """Sittings of a rhythm stand in the list three months before."""
    series.make_ahead(at=timezone.now())
