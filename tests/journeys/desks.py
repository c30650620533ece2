"""Everybody at a desk of their own: one browser, a page for each, signed in once."""

from __future__ import annotations

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from districts.models import Staff

PATIENCE = 15_000
WIDE, PHONE = (1366, 768), (390, 844)
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


@dataclass
class Desks:
    browser: Browser
    home: str
    pages: dict[int, Page] = field(default_factory=dict)

    def of(self, staff: Staff, address: str, *, size: tuple[int, int] = WIDE) -> Page:
        """Their page, at this address."""
        page = self.pages.get(staff.pk) or self._sit(staff, size)
        page.goto(self.home + address)
        return page

    def _sit(self, staff: Staff, size: tuple[int, int]) -> Page:
        client = Client()
        client.force_login(staff)
        context = self.browser.new_context(
            locale="ja-JP", timezone_id="Asia/Tokyo", viewport={"width": size[0], "height": size[1]}
        )
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.home}])
        context.set_default_timeout(PATIENCE)
        self.pages[staff.pk] = context.new_page()
        return self.pages[staff.pk]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def said(page: Page, words: str) -> None:
    expect(page.get_by_role("status").first).to_contain_text(words)


def calm(page: Page) -> None:
    """Nothing axe objects to, and nothing wider than the screen."""
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []
    assert not page.evaluate(TOO_WIDE)
