"""手元で動かすもの: the processes one command starts, and ends whatever happens to itself."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

LOG_LIMIT = 5_000_000
NO_ROOM = 10_000_000  # bytes: with less than this left a failure is the disk's
ROOT = Path(__file__).resolve().parents[2]
DISK_FULL = "ディスクの空きがありません。500 MB ほど空けてからもう一度実行してください。"


class Sorry(Exception):
    """The command cannot go on; its text is all that the person needs to read."""


@dataclass
class Member:
    """One process (and whatever it starts itself), with what is needed to start it again."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    log: Path
    stop_signal: int = signal.SIGTERM
    stdin: str = ""
    leaned_on: bool = False
    process: subprocess.Popen[bytes] = field(init=False)
    started: float = 0.0
    log_begins: int = 0

    def alive(self) -> bool:
        return self.process.poll() is None


def failure(member: Member) -> Sorry:
    """Why a member could not do its work, in one sentence: the last thing it said."""
    said = member.log.read_bytes()[member.log_begins :].decode("utf-8", "replace")
    full = shutil.disk_usage(member.log.parent).free < NO_ROOM
    if full or "No space left on device" in said:
        return Sorry(DISK_FULL)
    last = said.strip().splitlines()[-1].strip() if said.strip() else "何も言わずに止まりました"
    return Sorry(f"{member.name} が動きません（{last}）。記録は {member.log} にあります。")


class Crew:
    """Starts members in order and ends them in reverse; a watch ends them if we are killed."""

    def __init__(self, home: Path, *, keep_open: Sequence[int] = ()) -> None:
        self.logs, self.pids = home / "log", home / "run"
        for folder in (self.logs, self.pids):
            folder.mkdir(parents=True, exist_ok=True)
        self.members: dict[str, Member] = {}
        self._end_leftovers()
        self._watch = subprocess.Popen(
            [sys.executable, "-I", "-S", str(Path(__file__).with_name("watch.py"))],
            stdin=subprocess.PIPE,
            start_new_session=True,
            pass_fds=keep_open,
        )

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def start(
        self,
        name: str,
        command: Sequence[str],
        env: Mapping[str, str],
        *,
        stop_signal: int = signal.SIGTERM,
        stdin: str = "",
        leaned_on: bool = False,
    ) -> Member:
        log = self.logs / f"{name}.log"
        member = Member(name, command, env, log, stop_signal, stdin, leaned_on)
        self.restart(member)
        return member

    def restart(self, member: Member) -> None:
        if member.log.exists() and member.log.stat().st_size > LOG_LIMIT:
            member.log.replace(member.log.with_suffix(".log.1"))
        if member.name in self.members:  # what is left of it goes before it comes again
            _end_group(member.process, 0)
            self._forget(member)
        with member.log.open("ab") as log:
            member.log_begins = log.tell()
            member.process = subprocess.Popen(
                member.command,
                cwd=ROOT,
                env=member.env,
                stdin=subprocess.PIPE if member.stdin else subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        pid = member.process.pid
        self._tell_watch(f"+{pid} {int(member.stop_signal)}")
        self.members[member.name] = member
        member.started = time.monotonic()
        if member.process.stdin:
            with contextlib.suppress(BrokenPipeError), member.process.stdin as stdin:
                stdin.write(member.stdin.encode())
        with contextlib.suppress(psutil.NoSuchProcess):
            born = psutil.Process(pid).create_time()
            (self.pids / f"{member.name}.pid").write_text(f"{pid} {born}")

    def wait(self, member: Member) -> int:
        """Wait for a member that ends by itself."""
        code = member.process.wait()
        self._forget(member)
        return code

    def end(self, *, patience: float = 10.0) -> None:
        """End all members, those that others lean on last, and then the watch."""
        for leaned_on in (False, True):
            leaving = [m for m in self.members.values() if m.leaned_on is leaned_on]
            for member in leaving:
                with contextlib.suppress(ProcessLookupError):
                    member.process.send_signal(member.stop_signal)
            for member in leaving:
                _end_group(member.process, patience)
                self._forget(member)
        if self._watch.stdin:
            with contextlib.suppress(BrokenPipeError):
                self._watch.stdin.close()
        self._watch.wait()

    def remove_at_end(self, folder: Path) -> None:
        self._tell_watch(f"remove {folder}")

    def _forget(self, member: Member) -> None:
        self.members.pop(member.name, None)
        self._tell_watch(f"-{member.process.pid}")
        (self.pids / f"{member.name}.pid").unlink(missing_ok=True)

    def _tell_watch(self, line: str) -> None:
        if self._watch.stdin and not self._watch.stdin.closed:
            with contextlib.suppress(BrokenPipeError):
                self._watch.stdin.write(f"{line}\n".encode())
                self._watch.stdin.flush()

    def _end_leftovers(self) -> None:
        """What outlived both an earlier run and its watch."""
        for file in self.pids.glob("*.pid"):
            with contextlib.suppress(psutil.NoSuchProcess, ValueError, OSError):
                pid, born = file.read_text().split()
                process = psutil.Process(int(pid))
                if abs(process.create_time() - float(born)) < 1:
                    _end_process(process)
            file.unlink(missing_ok=True)


def _end_process(process: psutil.Process) -> None:
    family = [process, *process.children(recursive=True)]
    process.send_signal(signal.SIGINT)
    _, rest = psutil.wait_procs(family, timeout=5)
    for survivor in rest:
        with contextlib.suppress(psutil.NoSuchProcess):
            survivor.kill()
    psutil.wait_procs(rest, timeout=5)


def _end_group(process: subprocess.Popen[bytes], patience: float) -> None:
    """Give the leader its time, then take with it whatever it leaves."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(patience)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
