"""Lend a throw-away PostgreSQL and Valkey, migrated, to any command: `... lend manage.py shell`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from fujisawa_care.local import given
from fujisawa_care.local.crew import ROOT, Crew, Sorry


def main(*arguments: str) -> int:
    """Run Python with these arguments as the application's role; return what it returned."""
    home = Path(tempfile.mkdtemp(prefix="fujisawa-care-"))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        with Crew(home) as crew:
            crew.remove_at_end(home)
            servers = given.environment(crew, home, os.environ, durable=False)
            quiet = {"STATIC_MANIFEST": "false", "STATIC_ROOT": str(_empty(home / "static"))}
            quiet["FILES_ROOT"] = str(home / "files")
            env = {"SECRET_KEY": "lent", **quiet, **os.environ, **servers}
            owner = env | {"DATABASE_URL": servers["DATABASE_OWNER_URL"]}
            migrate = [sys.executable, "manage.py", "migrate", "--noinput", "-v0"]
            subprocess.run(migrate, cwd=ROOT, env=owner, check=True)
            return subprocess.call([sys.executable, *arguments], cwd=ROOT, env=env)
    except Sorry as sorry:
        sys.exit(str(sorry))


def _empty(folder: Path) -> Path:
    folder.mkdir()
    return folder
