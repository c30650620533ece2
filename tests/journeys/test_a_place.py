"""場の窓口: a place hands over what it noticed and sends its month from a phone; a resident sees it open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cases.models import Case
from districts.models import Staff
from engawa.actions import desks
from engawa.models import ActivityReport, Site
from engawa.sheets.reports import first_of
from fujisawa_care.foundation.workdays import months_later

pytestmark = pytest.mark.django_db(transaction=True)
Enter = Callable[[Page, Staff], None]


def test_from_what_was_noticed_to_an_open_door(
    page: Page, live_server: LiveServer, enter: Enter, place: Site, receiver_worker: Staff
) -> None:
    desk = desks.give(place, by=None, at=timezone.now(), username="tei", name="亭野 ひとり")
    page.set_viewport_size({"width": 390, "height": 844})
    enter(page, desk.staff)
    expect(page.get_by_role("heading", level=1)).to_contain_text("みほん亭")
    _notice(page)
    case = Case.objects.get()
    assert case.owner_staff == receiver_worker
    assert case.number not in page.content()
    _report(page)
    month = months_later(first_of(timezone.localdate()), -1)
    report = ActivityReport.objects.get()
    assert (report.month, report.older, report.sent_at is not None) == (month, 40, True)
    page.get_by_label("いつ").fill(f"{timezone.localdate() + timedelta(days=1):%Y-%m-%d}")
    page.get_by_label("ひとこと").fill("お祭りのため")
    page.get_by_role("button", name="この日だけ変える").click()
    expect(page.get_by_role("status").first).to_contain_text("お休みです、と残しました")
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/places/")
    page.get_by_role("link", name="みほん亭").first.click()
    expect(page.get_by_text("お祭りのため")).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def _notice(page: Page) -> None:
    page.get_by_label("気づいたこと").fill("杖をつくようになった")
    page.get_by_text("してよい", exact=True).click()
    page.get_by_role("button", name="気づきを伝える").click()
    expect(page.get_by_role("status").first).to_contain_text("受け取りました")


def _report(page: Page) -> None:
    """Four numbers and one press."""
    page.get_by_role("link", name="書く").click()
    assert int(page.get_by_label("開いた日数").input_value()) >= 28
    for label, number in (("18歳まで", "0"), ("19歳から64歳", "12"), ("65歳から", "40")):
        page.get_by_label(label).fill(number)
    page.get_by_role("button", name="届ける").click()
    expect(page.get_by_role("status").first).to_contain_text("報告を届けました")
