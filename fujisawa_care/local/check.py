"""`make check`: everything that can be said about the code without running it."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from fujisawa_care.local.crew import ROOT
from fujisawa_care.local.said import say

PY = sys.executable
STEPS: dict[str, tuple[str, ...]] = {
    "ruff format": ("-m", "ruff", "format", "--check", "--quiet", "."),
    "ruff check": ("-m", "ruff", "check", "--quiet", "."),
    "mypy": ("-m", "mypy"),
    "import-linter": ("-c", "from importlinter.cli import lint_imports_command as run; run()"),
    "djlint": ("-m", "djlint", "--check", "--lint", "--quiet", "templates"),
    "django": ("manage.py", "check", "--fail-level=WARNING"),
    "migrations": ("-W", "ignore", "manage.py", "makemigrations", "--check", "--dry-run", "-v1"),
    "schema": ("-m", "fujisawa_care.local", "schema", "--check"),
}


def main() -> int:
    """Run all of them, show what the failing ones said, and count."""
    env = {**os.environ, "SECRET_KEY": "checks only", "LOG_LEVEL": "ERROR"}
    failed = []
    for name, arguments in STEPS.items():
        began = time.monotonic()
        done = subprocess.run(
            [PY, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
        took = time.monotonic() - began
        say(f"  {name:<14}{'よい' if done.returncode == 0 else 'だめ'}  {took:4.1f} 秒")
        if done.returncode:
            failed.append(name)
            say(done.stdout + done.stderr)
    if failed:
        say(f"直すところがあります: {', '.join(failed)}")
    return len(failed) > 0
