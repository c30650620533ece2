"""The Celery application."""

from __future__ import annotations

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, celeryd_init, setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fujisawa_care.settings")

app = Celery("fujisawa_care")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def use_the_house_logs(**_: Any) -> None:
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)


@celeryd_init.connect
@beat_init.connect
def refuse_an_unfit_database(**_: Any) -> None:
    from fujisawa_care.foundation import database

    database.require_fit()


@beat_init.connect
def go_round_at_once(**_: Any) -> None:
    """After a restart nobody waits for the first full minute."""
    for name in app.conf.beat_schedule:
        app.send_task(name, expires=60)


@app.task(name="house.sweep")
def sweep() -> None:
    """Forget sessions, API tokens, drafts and answers kept against sending twice, once their time is over;
    erase papers without a row; let agencies bear the name of the day; divide what was to be from today on."""
    from django.core.management import call_command
    from django.utils import timezone
    from knox.models import AuthToken

    from cases.actions import attachments, divisions, drafts
    from districts.actions import agencies, once
    from engawa.actions import pictures
    from meetings.actions import handouts

    now = timezone.now()
    call_command("clearsessions")
    AuthToken.objects.filter(expiry__lt=now).delete()
    once.forget(at=now)
    drafts.forget(at=now)
    attachments.clear(at=now)
    handouts.clear(at=now)
    pictures.clear(at=now)
    agencies.bear_names(at=now)
    divisions.carry_out_due(at=now)
