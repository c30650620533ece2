"""二人でひとつの要点: both have the page open, both write, and no word of either is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from cases.actions import referrals
from cases.dues import Terms
from cases.models import Case, CaseSummary, Outcome
from districts.models import Agency, Staff
from tests.cases.people import join
from tests.cast import Receive

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def now() -> datetime:
    return timezone.now() - timedelta(minutes=1)


@pytest.fixture
def shared(receive: Receive, ikiiki: Agency, joiner_worker: Staff, terms: Terms) -> Case:
    case = receive(outcome=Outcome.REFER, refer_to=(join(ikiiki),))
    referrals.accept(case.referrals.get(), by=joiner_worker, at=case.opened_at, terms=terms)
    return case


def _calm(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []


@pytest.fixture
def both(
    browser: Browser,
    live_server: LiveServer,
    enter: Callable[[Page, Staff], None],
    shared: Case,
    owner_worker: Staff,
    joiner_worker: Staff,
) -> tuple[Page, Page]:
    """Hers at the desk, his on a phone, both with the points before them."""
    pages = [
        browser.new_context(locale="ja-JP", viewport={"width": width, "height": 844}).new_page()
        for width in (1366, 390)
    ]
    for page, staff in zip(pages, (owner_worker, joiner_worker), strict=True):
        enter(page, staff)
        page.goto(f"{live_server.url}/cases/{shared.number}/")
        page.keyboard.press("e")
        expect(page.get_by_role("heading", name="要点を直す")).to_be_visible()
    return pages[0], pages[1]


def _conflicts(his: Page) -> None:
    """The panel has the focus, says who, and nothing typed is gone."""
    panel = his.locator("#conflict")
    expect(panel).to_be_focused()
    expect(panel).to_contain_text("窓口田 しるべ")
    expect(panel).to_contain_text("急な訪問はしない。")
    expect(his.get_by_label("つよみ")).to_have_value("将棋のアプリを毎日つづけている。")
    expect(his.get_by_label("いまの状況")).to_have_value("自室中心の生活。")
    expect(his.get_by_role("button", name="要点を残す")).to_have_attribute("aria-disabled", "true")
    _calm(his)


def test_two_people_edit_one_summary(
    both: tuple[Page, Page], live_server: LiveServer, shared: Case
) -> None:
    hers, his = both
    hers.get_by_label("いまの状況").fill("自室中心の生活。")
    hers.get_by_label("気をつけること").fill("急な訪問はしない。")
    hers.keyboard.press("Control+Enter")
    expect(hers.get_by_text("要点を残しました")).to_be_visible()
    his.get_by_label("つよみ").fill("将棋のアプリを毎日つづけている。")
    his.get_by_label("気をつけること").fill("電話は午前に。")
    his.get_by_role("button", name="要点を残す").click()
    _conflicts(his)
    his.locator("#id_cautions").fill("急な訪問はしない。電話は午前に。")
    his.get_by_label("自分の入力で保存").check(force=True)
    his.get_by_role("button", name="要点を残す").click()
    expect(his.get_by_text("要点を残しました")).to_be_visible()
    hers.reload()
    for words in ("自室中心の生活。", "将棋のアプリを毎日", "急な訪問はしない。電話は午前に。"):
        expect(hers.locator(".four")).to_contain_text(words)
    assert CaseSummary.objects.count() == 2
    assert len(re.findall(rb"/Type\s*/Page\b", hers.pdf(prefer_css_page_size=True))) == 1
    for path in ("", "summary/versions/", "household/", "assessment/", "person/", "details/"):
        hers.goto(f"{live_server.url}/cases/{shared.number}/{path}")
        _calm(hers)
