"""Lends PostgreSQL and Valkey to a test run that was given none, before Django reads its settings."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path

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
    os.environ |= {
        "SECRET_KEY": "tests only",
        "STATIC_MANIFEST": "false",
        "STATIC_ROOT": str(home),
        "EMAIL_URL": "memory:",
        "LOG_LEVEL": "CRITICAL",
        "TESTS_ON_GROUND": "true",
        **given.environment(crew, home, os.environ, durable=False),
    }


if "TESTS_ON_GROUND" not in os.environ:
    try:
        _lay()
    except Sorry as sorry:
        _open.close()
        sys.exit(str(sorry))
