"""手元のサーバー: what is started is ended, and what will not do is refused with a sentence."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql
from pytest_socket import SocketConnectBlockedError

from fujisawa_care.foundation import database
from fujisawa_care.local import given, premises, tables
from fujisawa_care.local.crew import Crew, Sorry
from tests.house import tree

# Starts a sleeper that has a sleeper of its own, tells both numbers, and is killed.
STARTER = """
import sys, time
from pathlib import Path
from fujisawa_care.local.crew import Crew
home = Path(sys.argv[1])
crew = Crew(home)
crew.remove_at_end(home)
member = crew.start("sleeper", ["sh", "-c", "sleep 600 & echo $!; wait"], {"PATH": "/usr/bin:/bin"})
while not member.log.read_text().strip():
    time.sleep(0.05)
print(member.process.pid, member.log.read_text().strip(), flush=True)
time.sleep(600)
"""


def _within(seconds: float, wanted: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if wanted():
            return True
        time.sleep(0.05)
    return False


def test_a_killed_starter_leaves_nothing(tmp_path: Path) -> None:
    home = tmp_path / "とても 長い 場所"
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(home)], cwd=tree.ROOT, stdout=subprocess.PIPE, text=True
    )
    assert starter.stdout
    pids = [int(pid) for pid in starter.stdout.readline().split()]
    assert all(psutil.pid_exists(pid) for pid in pids)
    starter.send_signal(signal.SIGKILL)
    starter.communicate()
    assert _within(10, lambda: not any(psutil.pid_exists(pid) for pid in pids))
    assert _within(5, lambda: not home.exists())


def test_the_next_start_ends_what_outlived_even_the_watch(tmp_path: Path) -> None:
    orphan = subprocess.Popen(["sleep", "600"], start_new_session=True)
    (tmp_path / "run").mkdir()
    born = psutil.Process(orphan.pid).create_time()
    (tmp_path / "run" / "sleeper.pid").write_text(f"{orphan.pid} {born}")
    with Crew(tmp_path):
        assert not psutil.pid_exists(orphan.pid)
    orphan.wait()
    assert not list((tmp_path / "run").iterdir())


def test_a_number_that_was_given_to_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "sleeper.pid").write_text(f"{os.getpid()} 1.0")
    with Crew(tmp_path):
        pass
    assert not list((tmp_path / "run").iterdir())


@pytest.mark.parametrize("text", ["", "eighty", "0", "65536", "８０００", "-1"])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Sorry, match="PORT"):
        premises.port(text)


def test_a_port_that_is_taken_is_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Sorry, match="ほかで使われています"):
            premises.port(str(taken.getsockname()[1]))


def test_a_server_that_does_not_answer_is_said_in_a_sentence(tmp_path: Path) -> None:
    nowhere = {"DATABASE_URL": "postgresql://somebody@127.0.0.1:1/none"}
    with Crew(tmp_path) as crew, pytest.raises(Sorry, match="つながりません"):
        given.environment(crew, tmp_path, nowhere, durable=False)


@pytest.mark.filterwarnings("ignore:A test tried")
def test_no_test_leaves_the_machine() -> None:
    with socket.socket() as outside, pytest.raises(SocketConnectBlockedError):
        outside.connect(("192.0.2.1", 80))


@pytest.mark.django_db
def test_tests_live_as_the_application() -> None:
    assert database.language_fault() == ""
    assert database.role_fault() == ""


def _start(url: str, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", *command],
        cwd=tree.ROOT, env=os.environ | {"DATABASE_URL": url}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def _owner_of(name: str) -> str:
    parts = settings.DATABASE_OWNER_URL.partition("?")
    return f"{parts[0].rpartition('/')[0]}/{name}{parts[1]}{parts[2]}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "command",
    [("-c", "import fujisawa_care.wsgi"), ("-m", "celery", "-A", "fujisawa_care", "worker"),
     ("-m", "celery", "-A", "fujisawa_care", "beat", "--pidfile=")],
    ids=["web", "worker", "beat"],
)  # fmt: skip
def test_the_owner_of_the_tables_may_not_serve(command: tuple[str, ...]) -> None:
    started = _start(_owner_of(str(connection.settings_dict["NAME"])), *command)
    assert started.returncode == 1
    assert "行ごとの閲覧制限がききません" in started.stderr
    assert "Traceback" not in started.stderr


@pytest.fixture
def deaf_database() -> Iterator[str]:
    """A database whose LC_CTYPE is C."""
    name = sql.Identifier(f"deaf_{os.getpid()}")
    with psycopg.connect(settings.DATABASE_OWNER_URL, autocommit=True) as owner:
        owner.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'").format(
                name
            )
        )
        yield _owner_of(f"deaf_{os.getpid()}")
        owner.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


@pytest.mark.parametrize(
    "command",
    [("manage.py", "migrate"), ("-c", "import fujisawa_care.wsgi")],
    ids=["migrate", "web"],
)
def test_a_database_that_cannot_read_japanese_is_refused(
    deaf_database: str, command: tuple[str, ...]
) -> None:
    started = _start(deaf_database, *command)
    assert started.returncode == 1
    assert "LC_CTYPE が「C」" in started.stderr
    assert "Traceback" not in started.stderr


def test_a_first_start_says_which_tables_stand(capsys: pytest.CaptureFixture[str]) -> None:
    """Read from what `migrate` writes: each room once, and nothing that is not for people."""
    aloud = tables.Aloud()
    for words in (
        "Operations to perform:",
        "\n",
        "  Applying auth.0001_initial...",
        " OK\n",
        "  Applying districts.0001_the_city_drawn_together...",
        "  Applying account.0001_initial...",
        "  Applying cases.0001_the_register...",
        "  Applying cases.0029_drafts_of_days...",
    ):
        aloud.write(words)
    assert capsys.readouterr().out.splitlines() == [
        *("ログインと権限の表", "地区・機関・職員の表", "ケースの表")
    ]
