"""var/ のしたく: the folder a demonstration lives in, and one demonstration in it at a time."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import secrets
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from fujisawa_care.local.crew import DISK_FULL, ROOT, Sorry

HOME = ROOT / "var"
ROOMS = ("fujisawa_care", "districts", "cases", "meetings", "engawa")
MADE_FROM = ("migrations", "data", "management", "static")
HIGHEST_PORT = 65535
ROOM_NEEDED = 400_000_000  # bytes for a new city
ROOM_TO_MOVE = 50_000_000
CLEARING_UP = 20.0  # seconds that the watch of a killed demonstration may take


@contextlib.contextmanager
def alone(address: str) -> Iterator[int]:
    """Hold the folder; while another one holds it say where that one answers."""
    HOME.mkdir(mode=0o700, exist_ok=True)
    with (HOME / "lock").open("a+") as lock:
        until = time.monotonic() + CLEARING_UP
        while not _lock(lock.fileno()):
            lock.seek(0)
            pid, _, where = lock.read().partition(" ")
            if time.monotonic() > until or _is_running(pid):
                raise Sorry(f"このフォルダでは、もう見本の街が動いています（{where}）。")
            time.sleep(0.1)
        lock.truncate(0)
        lock.write(f"{os.getpid()} {address}")
        lock.flush()
        try:
            yield lock.fileno()
        finally:
            lock.truncate(0)


def port(text: str) -> int:
    """The port to answer on, if it is a number and free."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= HIGHEST_PORT:
        raise Sorry(f"PORT には 1 から 65535 までの数を入れてください（いま「{text}」）。")
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", int(text)))
    except PermissionError as error:
        raise Sorry(
            f"ポート {text} は使えません。PORT=8000 のように 1024 以上にしてください。"
        ) from error
    except OSError as error:
        raise Sorry(
            f"ポート {text} はほかで使われています。make demo PORT=8001 のように変えてください。"
        ) from error
    return int(text)


def make_room(*, afresh: bool) -> None:
    """Remove what is not wanted, and refuse before a full disk does."""
    if afresh or _mark().exists():
        for name in ("postgres", "mail"):
            shutil.rmtree(HOME / name, ignore_errors=True)
        for mark in (HOME / "prepared", _mark()):
            mark.unlink(missing_ok=True)
    needed = ROOM_TO_MOVE if (HOME / "postgres").exists() else ROOM_NEEDED
    if shutil.disk_usage(HOME).free < needed:
        raise Sorry(DISK_FULL)


def fingerprint() -> str:
    """What tables, city and static files are made from; equal means there is nothing to do again."""
    made_from = hashlib.sha256()
    patterns = [f"{room}/**/{kind}/**/*.*" for room in ROOMS for kind in MADE_FROM]
    for path in sorted(found for pattern in ["*.txt", *patterns] for found in ROOT.glob(pattern)):
        if path.suffix != ".pyc":
            made_from.update(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}".encode())
    return made_from.hexdigest()


def is_prepared(wanted: str) -> bool:
    with contextlib.suppress(OSError):
        return (HOME / "prepared").read_text() == wanted and (HOME / "postgres").exists()
    return False


def remember(made_from: str) -> None:
    (HOME / "prepared").write_text(made_from)


@contextlib.contextmanager
def unfinished() -> Iterator[None]:
    """A city whose telling was broken off is begun afresh next time."""
    _mark().touch()
    yield
    _mark().unlink()


def secret_key() -> str:
    file = HOME / "secret-key"
    if not file.exists():
        file.touch(0o600)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text()


def in_words(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return DISK_FULL
    if isinstance(error, PermissionError):
        return f"{error.filename} に書けません。ほかの利用者が作ったものなら、消すか持ち主を変えてください。"
    return f"動かせません（{error}）。"


def _mark() -> Path:
    return HOME / "city-unfinished"


def _lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_running(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
