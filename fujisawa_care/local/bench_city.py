"""One measurement: fill a city, start the servers, ask every page, write the figures down."""

from __future__ import annotations

import json
import os
import socket
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import django
import psutil

from fujisawa_care.local import bench_data
from fujisawa_care.local.crew import Crew, failure
from fujisawa_care.local.said import say
from fujisawa_care.local.services import free_port

SERVE = ("gunicorn", "fujisawa_care.local.bench_wsgi", "--workers=2", "--threads=4", "--preload")
CELERY = ("celery", "-A", "fujisawa_care")


def main(size: str, answer: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fujisawa_care.settings")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    django.setup()
    say(f"{int(size):,}件の街を書いています")
    began = time.monotonic()
    _fill(int(size))
    filled = time.monotonic() - began
    home = Path(tempfile.mkdtemp(prefix="fujisawa-care-"))
    with Crew(home) as crew:
        crew.remove_at_end(home)
        port = _serve(crew)
        from fujisawa_care.local import bench_visit

        rows = bench_visit.everything(port)
        memory = _resident()
    found: dict[str, Any] = {"cases": int(size), "filled": filled, "rows": rows}
    found |= {"memory": memory, "times": bench_visit.TIMES}
    Path(answer).write_text(json.dumps(found), encoding="utf-8")
    return 0


def _fill(size: int) -> None:
    from django.core.management import call_command
    from django.utils import timezone

    from fujisawa_care.home.demo import cast

    call_command("load_places", verbosity=0)
    cast.gather(at=timezone.now())
    bench_data.fill(os.environ["DATABASE_OWNER_URL"], cases=size, now=timezone.now())


def _serve(crew: Crew) -> int:
    """Everything the demonstration runs, so that its memory can be weighed too."""
    port = free_port()
    env = dict(os.environ)
    commands = {
        "web": (*SERVE, f"--bind=127.0.0.1:{port}"),
        "worker": (*CELERY, "worker", "--concurrency=2", "--without-gossip", "--without-mingle"),
        "beat": (*CELERY, "beat", "--pidfile="),
    }
    for name, command in commands.items():
        crew.start(name, [sys.executable, "-m", *command], env)
    while not _listening(port):
        for member in crew.members.values():
            if not member.alive():
                raise failure(member)
        time.sleep(0.1)
    return port


def _listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _resident() -> float:
    """MB of web, worker, beat, PostgreSQL and Valkey; shared pages counted once (PSS)."""
    everybody = psutil.Process(os.getppid()).children(recursive=True)
    own = {os.getpid()}
    total = 0
    for process in everybody:
        if process.pid not in own:
            try:
                total += process.memory_full_info().pss
            except psutil.Error:
                continue
    return total / 1e6
