"""Lends PostgreSQL and Valkey to a test run that was given none, before Django reads its settings."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from fujisawa_care.local import given
from fujisawa_care.local.crew import Crew, Sorry

_open = contextlib.ExitStack()


def pytest_unconfigure() -> None:
    _open.close()


def _lay() -> None:
    """Put the addresses into the environment; a worker of xdist finds them there already."""
    home = Path(tempfile.mkdtemp(prefix="fujisawa-care-"))
    crew = _open.enter_context(Crew(home))
    crew.remove_at_end(home)
    static = home / "static"  # of its own: whitenoise reads everything below it
    static.mkdir()
    os.environ |= {
        "SECRET_KEY": "tests only",
        "STATIC_MANIFEST": "false",
        "STATIC_ROOT": str(static),
        "FILES_ROOT": str(home / "files"),
        "EMAIL_URL": "memory:",
        "LOG_LEVEL": "CRITICAL",
        "TESTS_ON_GROUND": "true",
        **given.environment(crew, home, os.environ, durable=False),
    }


def _take_a_corner(worker: str) -> None:
    """Workers share the servers but not their queues and counters: each has a number of its own."""
    parts = urlsplit(os.environ["REDIS_URL"])
    number = (int(parts.path.strip("/") or 0) + int(worker)) % 16
    os.environ["REDIS_URL"] = urlunsplit(parts._replace(path=f"/{number}"))


if "PYTEST_XDIST_WORKER" in os.environ:
    _take_a_corner(os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw"))
elif "TESTS_ON_GROUND" not in os.environ:
    try:
        _lay()
    except Sorry as sorry:
        _open.close()
        sys.exit(str(sorry))
