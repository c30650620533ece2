"""どの画面も: every page there is, on a PC, a phone and a narrow one, found from the resolver.

A new page is opened by whoever is in charge of the case; where that is not who may see it, it needs a line below.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from cases.actions import openings
from cases.models import Case
from districts.actions import issues
from districts.models import Staff
from tests.cases.things import made
from tests.house import tree

pytestmark = pytest.mark.django_db(transaction=True)
PC, PHONE, NARROW = (1366, 768), (390, 844), (320, 700)
ROOMS = ("cases.", "districts.", "meetings.", "engawa.", "fujisawa_care.", "allauth.")
TAKES = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
NOBODY = ""
# the doors that are not a room's own and still are pages of this house
OF_OTHERS = {
    "account_change_password", "account_inactive", "account_login", "account_logout", "account_signup",
    "api-docs",
}  # fmt: skip

# who opens, by name of the fixture, what is not for the one in charge of the case
WHO = {
    "account_login": NOBODY,
    "account_signup": NOBODY,
    "agency": "administrator",
    "agency-history": "administrator",
    "agency-list": "administrator",
    "case-emergency": "outsider",
    "desk": "place_account",
    "desk-report": "place_account",
    "desk-week": "place_account",
    "emergencies": "manager",
    "figures": "manager",
    "figures-form": "manager",
    "figures-forms": "manager",
    "figures-month": "manager",
    "figures-months": "manager",
    "figures-year": "manager",
    "meeting": "manager",
    "meeting-adrift": "manager",
    "meeting-bring": "manager",
    "meeting-candidates": "manager",
    "series-list": "manager",
    "site-desks": "administrator",
    "site-edit": "manager",
    "site-new": "manager",
    "site-report": "manager",
    "site-table": "manager",
    "site-week": "manager",
    "meeting-edit": "manager",
    "meeting-item": "manager",
    "meeting-notes": "manager",
    "meeting-turnout": "manager",
    "meeting-item-edit": "manager",
    "meeting-item-seats": "manager",
    "meeting-new": "manager",
    "meeting-packet": "manager",
    "meeting-papers": "manager",
    "plan-asked": "joiner_worker",
    "course": "manager",
    "course-edit": "manager",
    "course-new": "manager",
    "handout-edit": "manager",
    "deed": "manager",
    "initiative": "manager",
    "pact": "manager",
    "pact-edit": "manager",
    "pact-new": "manager",
    "issue-answer": "manager",
    "issue-hand": "manager",
    "place": NOBODY,
    "places": NOBODY,
    "referral": "receiver_worker",
    "scheduler": "administrator",
    "staff-list": "administrator",
    "staff-member": "administrator",
    "topic": "manager",
}
# what answers no page of its own, and why
NO_PAGE = {
    "calendar": "a calendar, for a calendar",
    "calendar-key-revoke": "a verb",
    "case-consent-paper": "a paper",
    "case-file": "a paper, downloaded",
    "case-here": "a line inside a page",
    "case-pace": "a verb",
    "case-warn": "a verb",
    "counts": "the menu's numbers",
    "districts-csv": "a table, downloaded",
    "draft": "leads on to the form it belongs to",
    "figures-csv": "a table, downloaded",
    "figures-xlsx": "a table, downloaded",
    "figures-form-column": "a verb",
    "figures-form-out": "a verb",
    "figures-form-row": "a verb",
    "figures-form-xlsx": "a table, downloaded",
    "figures-month-close": "a verb",
    "figures-year-paper": "a paper",
    "handout": "a paper, downloaded",
    "health-live": "for machines",
    "health-ready": "for machines",
    "home": "leads on to where this role's work begins",
    "meeting-calendar": "a calendar, for a calendar",
    "meeting-minutes": "a paper",
    "meeting-item-take-back": "of a plan on the table, which this city has none of",
    "meeting-order": "a paper",
    "participation-paper": "a paper",
    "plan-own": "a paper",
    "plan-paper": "a paper",
    "referral-paper": "a paper",
    "safety-end": "a verb",
    "place-leaflet": "a paper",
    "place-picture": "a picture",
    "site-picture": "a picture",
    "site-table-csv": "a table, downloaded",
    "theme-report": "a paper",
}
LONG = {"api-docs"}
AXE = """async () => (await axe.run({resultTypes: ["violations"]})).violations.map(
  one => `${one.id} ${one.nodes.map(node => node.target).join(" ")}`)"""
WIDE = "document.documentElement.scrollWidth > innerWidth"


def _patterns(inside: Any, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in inside:
        route = f"{before}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from _patterns(each.url_patterns, route)
        elif each.callback.__module__.startswith(ROOMS):
            yield route.replace("^", "").replace(r"\Z", ""), each


def _verbs() -> set[tuple[str, str]]:
    """What is only posted to, by module and name."""
    return {
        (tree.name(path).removesuffix(".py").replace("/", "."), one.name)
        for path in tree.doors("views")
        for one in tree.functions(path)
        if any("posted_to" in ast.unparse(each) for each in one.decorator_list)
    }


VERBS = _verbs()
ROUTES = {
    str(entry.name): route
    for route, entry in _patterns(get_resolver().url_patterns)
    if (entry.callback.__module__, entry.callback.__name__) not in VERBS
    if not route.startswith(("accounts/", "api/")) or entry.name in OF_OTHERS
}


@dataclass(frozen=True)
class Visit:
    """One page to look at."""

    name: str
    who: str
    address: str
    status: int = 200


class Eye:
    """One browser: who looks is signed in once, and what a page complains of is written down."""

    def __init__(self, browser: Browser, home: str, people: dict[str, Staff]) -> None:
        self.home = home
        self.pages = {name: self._page(browser, one) for name, one in people.items()}
        self.pages[NOBODY] = self._page(browser, None)
        self.titles: Counter[str] = Counter()
        self.wrong: list[str] = []

    def _page(self, browser: Browser, staff: Staff | None) -> Page:
        context = browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo")
        if staff:
            client = Client()
            client.force_login(staff)
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies(
                [{"name": name, "value": client.cookies[name].value, "url": self.home}]
            )
        context.add_init_script(AXE_SCRIPT)  # sent once, and not with every page
        page = context.new_page()
        page.on("console", lambda said: self._heard(said.type, said.text))
        page.on("pageerror", lambda error: self._heard("error", str(error)))
        return page

    def _heard(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and "status of 40" not in text:
            self.wrong.append(f"{self.at}: {text}")

    def look(self, visit: Visit) -> None:
        page, self.at = self.pages[visit.who], f"{visit.name} {visit.address}"
        page.set_viewport_size({"width": PC[0], "height": PC[1]})
        answer = page.goto(self.home + visit.address)
        found: list[str] = []
        if answer is None or answer.status != visit.status:
            found.append(f"answered {answer and answer.status}")
        if page.url != self.home + visit.address:
            found.append(f"led on to {page.url}")
        if (ones := page.locator("h1").count()) != 1:
            found.append(f"{ones} h1")
        self.titles[page.title()] += 1
        for size in (PC, PHONE, NARROW):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            found += [f"{size[0]}: {one}" for one in self._said(page, size, visit)]
        self.wrong += [f"{self.at}: {one}" for one in found]

    def _said(self, page: Page, size: tuple[int, int], visit: Visit) -> list[str]:
        """axe sees the same on a narrow page as on a phone; what is long it reads once."""
        sizes = (PHONE,) if visit.name in LONG else (PC, PHONE)
        said = page.evaluate(AXE) if size in sizes else []
        return [*said, *(["scrolls sideways"] if page.evaluate(WIDE) else [])]


@pytest.fixture
def place_account(visits: list[Visit]) -> Staff:
    """Of the place that was made with everything else."""
    return Staff.objects.get(username="place")


@pytest.fixture
def visits(request: pytest.FixtureRequest) -> list[Visit]:
    get = request.getfixturevalue
    at = timezone.now() - timedelta(minutes=1)
    call_command("load_items", verbosity=0)
    things = made(get, at=at)
    owner, case = get("owner_worker"), Case.objects.get(number=things.number)
    openings.begin(case, by=owner, at=at, reason="訪問の前に", lasts=timedelta(hours=1))
    keys = things.keys | {
        "assessment": "family",
        "agencies": str(owner.agency_id),
        "staff": str(owner.pk),
    }

    def address(route: str) -> str:
        def fill(found: re.Match[str]) -> str:
            if (found[1] or found[2]) == "number":
                return things.number
            return keys[route[: found.start()].rstrip("/").rpartition("/")[2]]

        return "/" + TAKES.sub(fill, route)

    raised = issues.bring_up(by=owner, at=at, topic=case.topics.get(), text="集まる場がない")
    issues.hand(raised, by=get("manager"), at=at, to="協議体（善行）")
    above = f"/meetings/{keys['above']}"
    there = {
        "issue-answer": f"/issues/{raised.pk}/answer",
        "meeting-notes": f"{above}/notes/",
        "meeting-turnout": f"{above}/turnout/",
        "meeting-versions": f"{above}/versions/",
        "course-new": f"/bodies/{keys['teaches']}/courses/",
    }
    return [
        Visit(name, WHO.get(name, "owner_worker"), there.get(name) or address(route))
        for name, route in sorted(ROUTES.items())
        if name not in NO_PAGE
    ]


def test_every_page(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, visits: list[Visit]
) -> None:
    people = {who: request.getfixturevalue(who) for who in {one.who for one in visits} - {NOBODY}}
    for staff in people.values():
        staff.set_password("every-page-2026")
        staff.save(update_fields=["password"])
    eye = Eye(browser, live_server.url, people)
    for visit in [*visits, Visit("404", "owner_worker", "/nowhere/", 404)]:
        eye.look(visit)
    twice = [f"twice: {title}" for title, times in eye.titles.items() if times > 1]
    assert not eye.wrong + twice, "\n".join(eye.wrong + twice)


def test_what_is_said_of_pages_is_of_pages_there_are() -> None:
    assert (WHO.keys() | NO_PAGE.keys()) - ROUTES.keys() == set()
    assert WHO.keys() & NO_PAGE.keys() == set()
