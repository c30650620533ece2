"""Several people at once, on real connections: the same line for all of them, or no line at all."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection, connections, transaction

from cases.models import Case

PATIENCE = 20.0
WAITING = """
SELECT pg_stat_clear_snapshot(),
       (SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
         WHERE NOT granted AND datname = current_database())
"""


def in_line(case: Case, *acts: Callable[[], object]) -> list[Any]:
    """Everybody has begun before anybody has finished; they get the case in the order given.

    What each got back, or was refused with, in that order.
    """
    futures: list[Future[Any]] = []
    with ThreadPoolExecutor(len(acts)) as pool:
        with transaction.atomic():
            Case.objects.select_for_update().get(pk=case.pk)
            for act in acts:
                futures.append(pool.submit(_alone, act))
                _until_waiting(len(futures))
        return [future.result(PATIENCE) for future in futures]


def at_once(*acts: Callable[[], object]) -> list[Any]:
    """All at the same moment, in whatever order the database lets them."""
    gate = Barrier(len(acts))

    def act_with_the_rest(act: Callable[[], object]) -> object:
        connection.ensure_connection()
        gate.wait(PATIENCE)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        futures = [pool.submit(_alone, act_with_the_rest, act) for act in acts]
        return [future.result(PATIENCE) for future in futures]


def _alone(act: Callable[..., object], *given: object) -> object:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '15s'")
        return act(*given)
    except Exception as refused:  # noqa: BLE001  (handed to whoever waits)
        return refused
    finally:
        connections.close_all()


def _until_waiting(number: int) -> None:
    until = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute(WAITING)
            if cursor.fetchone()[1] >= number:
                return
            time.sleep(0.01)
    raise AssertionError(f"{number} should be waiting for the case by now")
