"""`make demo`: a whole city on this machine, until somebody says stop."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from http import HTTPStatus

from fujisawa_care.local import given, premises
from fujisawa_care.local.crew import Crew, Member, Sorry, failure
from fujisawa_care.local.premises import HOME
from fujisawa_care.local.said import logins, say
from fujisawa_care.local.services import free_port

PYTHON = sys.executable
TRIES, QUICK = 3, 10.0  # a member that falls this often, this soon, is not picked up again


class Stopped(Exception):
    """Somebody said stop, or whoever started us is gone."""


class Demo:
    def __init__(self, crew: Crew, port: int, stop: threading.Event) -> None:
        self.crew, self.port, self.stop = crew, port, stop
        self.url = f"http://127.0.0.1:{port}"
        self.mail_port = free_port()
        self.parent = os.getppid()
        self.falls: dict[str, int] = {}

    def run(self) -> None:
        made_from = premises.fingerprint()
        prepared = "DATABASE_URL" not in os.environ and premises.is_prepared(made_from)
        with self._step("PostgreSQL と Valkey を起こしています"):
            servers = given.environment(self.crew, HOME, os.environ, durable=True)
        env = self._environment(servers)
        if not prepared:
            self._prepare(env, env | {"DATABASE_URL": servers["DATABASE_OWNER_URL"]})
            premises.remember(made_from)
        with self._step("web・worker・beat を起こしています"):
            self._open(env)
        logins(self.url, HOME)
        while True:
            self._look_after()

    def _prepare(self, env: dict[str, str], owner: dict[str, str]) -> None:
        with self._step("表をととのえています"):
            static = self._manage("collectstatic", env, "--noinput", "-v0")
            self._finish(self._own("tables", owner), aloud=True)
            self._finish(static)
        with self._step("街を用意しています"), premises.unfinished():
            quiet = env | {"LOG_LEVEL": "WARNING"}
            self._finish(self._own("city", quiet), aloud=True)

    def _environment(self, servers: dict[str, str]) -> dict[str, str]:
        return {
            "SECRET_KEY": premises.secret_key(),
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            **os.environ,
            **servers,
            "BASE_URL": self.url,
            "DEMO": "true",
            "PYTHONUNBUFFERED": "1",
            "STATIC_ROOT": str(HOME / "static"),
            "FILES_ROOT": str(HOME / "files"),
        }

    def _manage(self, command: str, env: dict[str, str], *arguments: str) -> Member:
        return self.crew.start(command, [PYTHON, "manage.py", command, *arguments], env)

    def _own(self, name: str, env: dict[str, str]) -> Member:
        return self.crew.start(name, [PYTHON, "-m", f"fujisawa_care.local.{name}"], env)

    def _open(self, env: dict[str, str]) -> None:
        celery = ["celery", "-A", "fujisawa_care"]
        gunicorn = ["gunicorn", "fujisawa_care.wsgi", f"--bind=127.0.0.1:{self.port}", "--preload"]
        commands = {
            "mail": ["fujisawa_care.local.mail", str(self.mail_port), str(HOME / "mail")],
            "worker": [
                *celery,
                "worker",
                "--concurrency=2",
                "--without-gossip",
                "--without-mingle",
            ],
            "beat": [*celery, "beat", "--pidfile="],
            "web": [*gunicorn, "--workers=2", "--threads=4", "--no-control-socket"],
        }
        for name, command in commands.items():
            self.crew.start(name, [PYTHON, "-m", *command], env)
        while not _answers(f"{self.url}/health/ready/"):
            self._look_after()

    def _look_after(self) -> None:
        """Pick up what fell."""
        self._pause(0.2)
        for member in list(self.crew.members.values()):
            if member.alive():
                continue
            quick = time.monotonic() - member.started < QUICK
            self.falls[member.name] = self.falls.get(member.name, 0) + 1 if quick else 1
            if self.falls[member.name] > TRIES:
                raise failure(member)
            say(f"{member.name} が止まったので起こしなおします（記録は {member.log}）")
            self.crew.restart(member)

    def _finish(self, member: Member, *, aloud: bool = False) -> None:
        """Wait for a member that ends by itself; aloud repeats its log on the terminal."""
        with member.log.open("rb") as log:
            log.seek(member.log_begins)
            running = True
            while running:
                running = member.alive()
                for line in log if aloud else ():
                    say(f"    {line.decode('utf-8', 'replace').rstrip()}")
                self._pause(0.1 if running else 0)
        if self.crew.wait(member):
            raise failure(member)

    def _pause(self, seconds: float) -> None:
        if self.stop.wait(seconds) or os.getppid() != self.parent:
            raise Stopped

    @contextlib.contextmanager
    def _step(self, words: str) -> Iterator[None]:
        began = time.monotonic()
        say(f"・{words}")
        yield
        say(f"    {time.monotonic() - began:.1f} 秒")


def _answers(url: str) -> bool:
    with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=3) as answer:  # noqa: S310  (our own address)
        return bool(answer.status == HTTPStatus.OK)
    return False


def _stop_when_told() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda *_: stop.set())
    return stop


def main() -> int:
    stop, afresh = _stop_when_told(), os.environ.get("RESET", "") not in {"", "0"}
    wanted = os.environ.get("PORT") or "8000"
    try:
        with premises.alone(f"http://127.0.0.1:{wanted}") as lock:
            port = premises.port(wanted)
            with Crew(HOME, keep_open=[lock]) as crew:
                premises.make_room(afresh=afresh)
                with contextlib.suppress(Stopped):
                    Demo(crew, port, stop).run()
                say("止めています")
            say("すべて止めました")
    except Sorry as sorry:
        say(str(sorry), to=sys.stderr)
        return 1
    except OSError as error:
        say(premises.in_words(error), to=sys.stderr)
        return 1
    return 0
