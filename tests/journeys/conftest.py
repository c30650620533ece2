"""Journeys run in the machine's own Chromium; where there is none they say so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from districts.models import District, Staff
from engawa.actions import sites
from engawa.actions.sites import Line, Place
from engawa.models import Site
from fujisawa_care.foundation.workdays import TOKYO
from tests.journeys.desks import Desks

if TYPE_CHECKING:
    from time_machine import TimeMachineFixture

PASSWORD = "journeys-only-2026"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
YEAR = 60 * 60 * 24 * 365
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
MISSING = "Chromium がないので、画面の試験はしていません"
QUIET = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip

# Playwright's own loop runs in this thread; Django would take every query for a slip.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(autouse=True)
def chromium_is_here() -> None:
    """`REQUIRE_CHROMIUM=1` (CI) takes a missing browser for a failure."""
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("REQUIRE_CHROMIUM") else pytest.skip)(MISSING)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    if CHROMIUM is None:
        pytest.skip(MISSING)
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": CHROMIUM, "headless": True, "args": [*QUIET, *root]}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {
        "locale": "ja-JP",
        "timezone_id": "Asia/Tokyo",
        "viewport": {"width": 1366, "height": 768},
    }


@pytest.fixture
def enter(live_server: LiveServer) -> Callable[[Page, Staff], None]:
    """Sign in as somebody, through the sign-in page; whoever was there before has left."""

    def enter(page: Page, staff: Staff) -> None:
        staff.set_password(PASSWORD)
        staff.save(update_fields=["password"])
        page.context.clear_cookies()
        page.goto(f"{live_server.url}/accounts/login/")
        page.get_by_label("ログイン名").fill(staff.username)
        page.get_by_label("パスワード").fill(PASSWORD)
        page.get_by_role("button", name="ログインする").click()
        page.wait_for_url(lambda url: "/accounts/login/" not in url)

    return enter


@pytest.fixture(autouse=True)
def _nobody_stays(request: pytest.FixtureRequest) -> Iterator[None]:
    """A page left open goes on asking for its numbers, for the rest of the run."""
    browser: Browser | None = None
    if "browser" in request.fixturenames:
        browser = request.getfixturevalue("browser")
    yield
    for context in browser.contexts if browser else ():
        context.close()


@pytest.fixture
def tuesday() -> datetime:
    """At two, eight weeks ago: whoever may look is asked of the database, whose clock nobody moves."""
    today = timezone.localdate()
    day = today - timedelta(days=today.weekday() - 1, weeks=8)
    return datetime(day.year, day.month, day.day, 14, tzinfo=TOKYO)


@pytest.fixture
def desks(
    browser: Browser,
    live_server: LiveServer,
    settings: Settings,
    time_machine: TimeMachineFixture,
    now: datetime,
) -> Desks:
    """Everybody at work at the hour the story begins; nor does anybody move the browsers' clocks."""
    settings.SESSION_COOKIE_AGE = YEAR
    time_machine.move_to(now)
    return Desks(browser, live_server.url)


@pytest.fixture
def place(zengyo: District, receiver_worker: Staff) -> Site:
    """Open every day, for two months now."""
    at: datetime = timezone.now() - timedelta(days=62)
    site = sites.add(
        Place(name="縁側 みほん亭（架空）", district=zengyo, closed_on_holidays=False),
        by=receiver_worker,
        at=at,
        fictional=True,
    )
    week = [Line(weekday=day, starts=time(10), ends=time(15)) for day in range(7)]
    return sites.set_week(site, by=receiver_worker, at=at, lines=week)
