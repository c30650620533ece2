"""留守番: ends what was started when the one who started it dies without a word.

Runs as a bare script with nothing but the standard library. Its standard input stays open as long as
the starter lives; lines on it say which process groups to end (`+pid signal`, `-pid`) and which
folders to remove (`remove folder`) once it closes.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time

PATIENCE = 6.0  # seconds between asking and insisting


def tell(group: int, number: int) -> bool:
    """Signal a process group; false when nothing of it is left."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def end(groups: dict[int, int]) -> None:
    for group, number in groups.items():
        tell(group, number)
    until = time.monotonic() + PATIENCE
    while groups and time.monotonic() < until:
        time.sleep(0.05)
        groups = {group: number for group, number in groups.items() if tell(group, 0)}
    for group in groups:
        tell(group, signal.SIGKILL)


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups: dict[int, int] = {}
    folders: list[str] = []
    for line in sys.stdin:
        word, _, rest = line.rstrip("\n").partition(" ")
        if word == "remove":
            folders.append(rest)
        elif word.startswith("+"):
            groups[int(word[1:])] = int(rest)
        else:
            groups.pop(int(word[1:]), None)
    end(groups)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
