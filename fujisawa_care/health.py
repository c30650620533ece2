"""ぐあい: is the process up, and do those it depends on answer; no secret and no person in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import KombuError

from cases.models import Round
from fujisawa_care.celery import app

WITHIN = 1.0  # seconds each of them has to answer
SILENT = timedelta(minutes=3)  # the scheduler goes round every minute
FAULTS = (DatabaseError, KombuError, redis.RedisError, OSError)


@login_not_required
@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """503 as soon as one of them is away: no new visitors, please."""
    found: dict[str, Any] = {"database": _asked(_database), "broker": _asked(_broker)}
    found["worker"] = _asked(_worker) if found["broker"] else False
    found["last_round_at"] = _last_round() if found["database"] else None
    found["scheduler"] = _is_recent(found["last_round_at"])
    well = all(found[name] for name in ("database", "broker", "worker", "scheduler"))
    return JsonResponse(
        {"status": "ok" if well else "waiting", **found}, status=200 if well else 503
    )


def _asked(question: Callable[[], object]) -> bool:
    try:
        return bool(question())
    except FAULTS:
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() is not None


def _broker() -> bool:
    limits = {"socket_timeout": WITHIN, "socket_connect_timeout": WITHIN}
    with redis.Redis.from_url(settings.REDIS_URL, **limits) as client:
        return bool(client.ping())


def _worker() -> bool:
    return bool(app.control.ping(timeout=WITHIN, limit=1))


def _last_round() -> Any:
    return Round.objects.order_by("-finished_at").values_list("finished_at", flat=True).first()


def _is_recent(moment: Any) -> bool:
    return moment is not None and timezone.now() - moment < SILENT
