"""The visitor: one signed-in person after another page, then four at once, with a stop-watch."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from cases.models import Case, Level
from cases.states import CaseStage
from districts.models import Staff

TIMES, CROWD, CROWD_SECONDS = 100, 4, 5.0
VISITOR = "csw-zengyo"
STORY = "「このごろ外へ出る気がしない」と本人。家族も心配しているとのこと。"


@dataclass(frozen=True)
class Visit:
    """One question to the server; `body` is made anew each time."""

    name: str
    path: str
    body: Callable[[], dict[str, Any]] | None = None


@dataclass
class Visitor:
    """A connection that stays open, and the cookies of somebody signed in."""

    port: int
    cookies: str
    token: str
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, path: str, body: dict[str, Any] | None = None) -> tuple[float, int]:
        """Seconds until the last byte, and how many bytes there were."""
        headers = {"Cookie": self.cookies}
        data = None
        if body is not None:
            data = urlencode(body | {"csrfmiddlewaretoken": self.token}, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.connection.request("GET" if data is None else "POST", path, data, headers)
        answer = self.connection.getresponse()
        size = len(answer.read())
        took = time.perf_counter() - began
        if answer.status not in {200, 303, 302}:
            raise SystemExit(f"{path}: {answer.status}")
        return took, size


def everything(port: int) -> list[dict[str, Any]]:
    staff = Staff.objects.get(username=VISITOR)
    cookies, token = _signed_in(staff)
    newcomer = partial(Visitor, port, cookies, token)
    return [_measure(visit, newcomer, staff) for visit in _visits(staff)]


def _visits(staff: Staff) -> Iterator[Visit]:
    mine = Case.objects.visible_to(staff, level=Level.WRITE).filter(stage=CaseStage.OPEN)
    case = mine.order_by("-opened_at")[0]
    yield Visit("受信箱", "/inbox/")
    yield Visit("今日の動き", "/today/")
    yield Visit("ケース", f"/cases/{case.number}/")
    yield Visit("ケースの一覧", "/cases/")
    yield Visit("さがす（氏名）", "/search/?" + urlencode({"q": "例田 一郎"}))
    yield Visit("さがす（姓だけ）", "/search/?" + urlencode({"q": "例田"}))
    yield Visit("13地区のようす", "/districts/")
    yield Visit("受け止めの保存", "/intake/new", _intake)
    yield Visit("API cases 50件", "/api/v1/cases/?page_size=50")


def _intake() -> dict[str, Any]:
    return {
        "once": uuid4(),
        "channel": "counter",
        "name": "例田 一郎",
        "kana": "れいだ いちろう",
        "birth": "S49.4.5",
        "place": "07",
        "phone": "0466-00-0142",
        "story": STORY,
        "topics": ["hikikomori", "income"],
        "outcome": "continue",
        "urgency": "normal",
        "consent": "verbal",
    }


def _measure(visit: Visit, newcomer: Callable[[], Visitor], staff: Staff) -> dict[str, Any]:
    queries = _queries(visit, staff)
    visitor = newcomer()
    for _ in range(5):
        visitor.ask(visit.path, visit.body and visit.body())
    taken = [visitor.ask(visit.path, visit.body and visit.body()) for _ in range(TIMES)]
    seconds, size = [one for one, _ in taken], taken[-1][1]
    floor = median(visitor.ask(f"/floor/{size}/")[0] for _ in range(TIMES))
    rate, crowd = _crowd(visit, newcomer)
    return {
        "name": visit.name,
        "queries": queries,
        "bytes": size,
        "p50": median(seconds) * 1000,
        "p95": quantiles(seconds, n=20)[-1] * 1000,
        "floor": floor * 1000,
        "rate": rate,
        "crowd": crowd * 1000,
    }


def _crowd(visit: Visit, newcomer: Callable[[], Visitor]) -> tuple[float, float]:
    """Answers per second, and the middle one's seconds, with four people asking without a pause."""
    taken: list[float] = []
    until = time.perf_counter() + CROWD_SECONDS

    def ask() -> None:
        visitor = newcomer()
        while time.perf_counter() < until:
            taken.append(visitor.ask(visit.path, visit.body and visit.body())[0])

    people = [threading.Thread(target=ask) for _ in range(CROWD)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return len(taken) / CROWD_SECONDS, median(taken)


def _queries(visit: Visit, staff: Staff) -> int:
    """Counted in this process; the server's are the same code."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(staff)

    def ask() -> None:
        if visit.body:
            client.post(visit.path, visit.body())
        else:
            client.get(visit.path)

    ask()
    with CaptureQueriesContext(connection) as seen:
        ask()
    return len(seen)


def _signed_in(staff: Staff) -> tuple[str, str]:
    engine = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
    session: SessionBase = engine()
    session[SESSION_KEY] = str(staff.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = staff.get_session_auth_hash()
    session.save()
    token = _get_new_csrf_string()
    names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
    cookies = f"{names[0]}={session.session_key}; {names[1]}={token}"
    return cookies, token
