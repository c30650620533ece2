"""ぐあい: what is up says so, what is away is named, and nothing else is told."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from cases.models import Round
from tests.house import tree


def _ready(client: Client) -> tuple[int, dict[str, Any]]:
    answer = client.get("/health/ready/")
    return answer.status_code, answer.json()


@pytest.fixture
def worker(transactional_db: None) -> Iterator[None]:
    """A real worker on the broker of these tests."""
    server, _, _ = settings.DATABASE_URL.partition("?")
    url = f"{server.rpartition('/')[0]}/{connection.settings_dict['NAME']}{settings.DATABASE_URL[len(server) :]}"
    command = ["-m", "celery", "-A", "fujisawa_care", "worker", "--pool=solo", "--without-mingle"]
    process = subprocess.Popen(
        [sys.executable, *command], cwd=tree.ROOT, env=os.environ | {"DATABASE_URL": url}
    )
    until = time.monotonic() + 30
    while not current_app.control.ping(timeout=0.5) and time.monotonic() < until:
        assert process.poll() is None
    yield
    process.terminate()
    process.wait(timeout=20)


def test_a_live_process_asks_nobody(client: Client) -> None:
    """No database is allowed to this test."""
    answer = client.get("/health/live/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    ("ago", "code"), [(timedelta(seconds=30), 200), (timedelta(minutes=4), 503)]
)
def test_ready_when_all_answer_and_the_scheduler_goes_round(
    client: Client, worker: None, ago: timedelta, code: int
) -> None:
    moment = timezone.now() - ago
    Round.objects.create(name="remind", started_at=moment, finished_at=moment)
    assert _ready(client) == (
        code,
        {
            "status": "ok" if code == 200 else "waiting",
            "database": True,
            "broker": True,
            "worker": True,
            "scheduler": code == 200,
            "last_round_at": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        },
    )


@pytest.mark.django_db
def test_a_broker_that_is_away_is_named_within_seconds(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    began = time.monotonic()
    code, found = _ready(client)
    assert (code, found["database"], found["broker"], found["worker"]) == (503, True, False, False)
    assert time.monotonic() - began < 3
