"""`make schema`: the OpenAPI document as it is served, kept in docs/openapi.yaml."""

from __future__ import annotations

import os
import subprocess
import sys

from fujisawa_care.local.crew import ROOT
from fujisawa_care.local.said import say

FILE = ROOT / "docs" / "openapi.yaml"
COMMAND = ("manage.py", "spectacular", "--validate", "--fail-on-warn")


def main(*arguments: str) -> int:
    """Write the file or, with --check, say whether it still is what the code serves."""
    env = {**os.environ, "SECRET_KEY": "schema only", "LOG_LEVEL": "ERROR"}
    done = subprocess.run(
        [sys.executable, *COMMAND], cwd=ROOT, env=env, capture_output=True, check=False
    )
    if done.returncode:
        say(done.stderr.decode())
        return done.returncode
    if "--check" not in arguments:
        FILE.write_bytes(done.stdout)
        say(f"{FILE.relative_to(ROOT)} を書きました")
    elif done.stdout != FILE.read_bytes():
        say(f"{FILE.relative_to(ROOT)} が古くなっています。make schema で書きなおしてください")
        return 1
    return 0
