"""数からケースへ、そして紙へ: a manager sees a number, reads whose it is, and takes along what may leave."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cases.actions.people import Known
from districts.models import District, Staff
from tests.cast import Receive

pytestmark = pytest.mark.django_db(transaction=True)
Enter = Callable[[Page, Staff], None]
PAGES, WIDE = re.compile(rb"/Type\s*/Page\b(?!s)"), re.compile(rb"/MediaBox\s*\[0 0 841\.\d+ 59\d")


def test_from_a_number_to_a_case_and_to_one_sheet(
    page: Page, live_server: LiveServer, enter: Enter, manager: Staff, receive: Receive,
    zengyo: District,
) -> None:  # fmt: skip
    case = receive(person=Known(name="例田 一郎"))
    receive()
    enter(page, manager)
    page.get_by_role("link", name="13地区のようす").click()
    row = page.get_by_role("region", name="地区ごとの数の表").get_by_role("row", name="善行")
    assert "2" in row.inner_text()
    page.emulate_media(media="print")
    assert "＊" in row.inner_text()
    assert not re.search(r"\b2\b", row.inner_text())
    printed = page.pdf(prefer_css_page_size=True)
    assert len(PAGES.findall(printed)) == 1
    assert WIDE.search(printed)
    page.emulate_media(media="screen")
    row.get_by_role("link", name="2").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("善行地区の受け止め")
    expect(page.get_by_text("2件のうち、あなたが見られるもの 2件")).to_be_visible()
    page.get_by_role("link", name="例田 一郎").click()
    page.wait_for_url(f"**/cases/{case.number}/")
    page.go_back()
    page.get_by_role("link", name="13地区のようすへもどる").click()
    row.get_by_role("link", name="善行").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("善行地区")
    page.emulate_media(media="print")
    assert len(PAGES.findall(page.pdf(prefer_css_page_size=True))) == 1
