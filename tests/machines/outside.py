"""本物の係: schedulers and workers as processes of their own, with a broker that can be taken from them."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

import redis
from django.conf import settings
from django.db import connection

from fujisawa_care.local import services
from fujisawa_care.local.crew import Crew, Member

CELERY = [sys.executable, "-m", "celery", "-A", "fujisawa_care"]
# as the demonstration and docker-compose.yml start them
WORKER = [*CELERY, "worker", "--concurrency=2", "--without-gossip", "--without-mingle"]
BEAT = [*CELERY, "beat", "--pidfile="]


@dataclass
class Outside:
    crew: Crew
    mail_port: int

    def __post_init__(self) -> None:
        self.broker_url = services.valkey(self.crew)
        self.broker = self.crew.members["valkey"]
        self.env = {
            **os.environ,
            "DATABASE_URL": _database_url(),
            "REDIS_URL": self.broker_url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "ROUND_SECONDS": "2",
            "PYTHONPATH": str(settings.BASE_DIR),
        }

    def hire(self, name: str) -> Member:
        command = BEAT if name.startswith("beat") else [*WORKER, f"--hostname={name}@here"]
        return self.crew.start(name, command, self.env)

    def kill(self, member: Member) -> None:
        """SIGKILL to the whole family, as when the power goes."""
        os.killpg(member.process.pid, signal.SIGKILL)
        member.process.wait()

    def empty_the_broker(self) -> None:
        with redis.Redis.from_url(self.broker_url) as client:
            client.flushall()

    def restart_the_broker(self) -> None:
        self.kill(self.broker)
        self.crew.restart(self.broker)

    def last_words(self) -> str:
        return "\n".join(
            f"{one.name}: {one.log.read_text('utf-8', 'replace')[-600:]}"
            for one in self.crew.members.values()
        )


def until(true: Callable[[], bool], what: str, *, seconds: float, outside: Outside) -> None:
    """Look again and again until it is so, and say what was waited for if it never is."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}\n{outside.last_words()}")
        time.sleep(0.1)


def _database_url() -> str:
    """The test database, as the application's role, in the words of a setting."""
    role = connection.settings_dict
    password = f":{quote(role['PASSWORD'], safe='')}" if role["PASSWORD"] else ""
    where = f"{role['HOST']}:{role['PORT']}" if role["PORT"] else role["HOST"]
    extra = role["OPTIONS"].get("options", "")
    query = f"?options={quote(extra)}" if extra else ""
    return f"postgresql://{quote(role['USER'])}{password}@{where}/{role['NAME']}{query}"
