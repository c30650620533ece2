"""長い記録の途中でログインが終わる: not a word is lost, and nobody else finds one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cases.models import Case, Draft, SupportRecord
from districts.models import Staff
from tests.journeys.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
Enter = Callable[[Page, Staff], None]
FIRST = "玄関先で母と15分話した。息子さんは二階にいて、返事はなかった。"
THEN = "夕方にもう一度、手紙を置いてくる約束をした。"
LAST = "次は来週の火曜日。"


@pytest.fixture
def at_the_case(
    page: Page, live_server: LiveServer, enter: Enter, owner_worker: Staff, case: Case
) -> str:
    enter(page, owner_worker)
    page.goto(f"{live_server.url}{reverse('case', args=[case.number])}")
    return page.url


def test_an_ended_session_in_the_middle_of_a_long_record(
    page: Page, at_the_case: str, owner_worker: Staff
) -> None:
    words = page.get_by_label("記録を書く")
    words.fill(FIRST)
    expect(page.get_by_text("下書きを保存しました").first).to_be_visible(timeout=10_000)
    assert Draft.objects.get().owner == owner_worker

    Session.objects.all().delete()
    words.press("End")
    page.keyboard.insert_text(THEN)
    page.get_by_role("button", name="残す", exact=True).click()
    notice = page.locator("#relogin")
    expect(notice).to_contain_text("入力は下書きに残しました")
    expect(words).to_have_value(FIRST + THEN)
    assert not SupportRecord.objects.exists()

    notice.get_by_role("link", name="もう一度ログイン").click()
    expect(page.get_by_text("ログインすると、続きから書けます")).to_be_visible()
    page.get_by_label("ログイン名").fill(owner_worker.username)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログインする").click()
    expect(page.get_by_text("下書きの続きです")).to_be_visible()
    expect(page.locator("#id_text")).to_be_focused()
    page.keyboard.insert_text(LAST)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("記録を残しました")).to_be_visible()
    assert SupportRecord.objects.get().text == FIRST + THEN + LAST
    assert not Draft.objects.exists()


def test_a_result_inside_the_page_waits_like_a_record(
    page: Page, at_the_case: str, owner_worker: Staff
) -> None:
    page.get_by_role("link", name="できた").click()
    words = page.get_by_label("したこと")
    words.fill(FIRST)
    expect(page.get_by_text("下書きを保存しました").first).to_be_visible(timeout=10_000)
    Session.objects.all().delete()
    words.press("End")
    page.keyboard.insert_text(THEN)
    page.get_by_role("button", name="結果を残す").click()
    notice = page.locator("#relogin")
    expect(notice).to_contain_text("入力は下書きに残しました")
    notice.get_by_role("link", name="もう一度ログイン").click()
    page.get_by_label("ログイン名").fill(owner_worker.username)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログインする").click()
    expect(page.get_by_text("下書きの続きです")).to_be_visible()
    expect(words).to_have_value(FIRST + THEN)
    expect(words).to_be_focused()
    page.get_by_label("次にすること").fill("電話する")
    page.get_by_label("いつまで").fill("R30.4.1")
    page.get_by_role("button", name="結果を残す").click()
    expect(page.get_by_text("結果（済んだ）を残しました")).to_be_visible()
    assert not Draft.objects.exists()


def test_a_lost_line_keeps_the_page_and_comes_back_by_itself(page: Page, at_the_case: str) -> None:
    page.context.set_offline(True)
    page.get_by_label("記録を書く").fill(FIRST)
    page.get_by_role("button", name="残す", exact=True).click()
    expect(page.locator("#net")).to_be_visible()
    expect(page.locator("[data-draft-status]")).to_have_text("保存していません")
    expect(page.get_by_label("記録を書く")).to_have_value(FIRST)
    page.context.set_offline(False)
    expect(page.get_by_text("下書きを保存しました").first).to_be_visible(timeout=10_000)
    expect(page.locator("#net")).to_be_hidden()
    page.get_by_role("button", name="残す", exact=True).click()
    expect(page.get_by_text("記録を残しました")).to_be_visible()
    assert SupportRecord.objects.get().text == FIRST


def test_five_minutes_before_the_end_it_is_said(page: Page, at_the_case: str) -> None:
    page.clock.install()
    page.goto(at_the_case)
    page.get_by_label("記録を書く").fill(FIRST)
    page.clock.run_for(3_000)
    expect(page.get_by_text("下書きを保存しました").first).to_be_visible()
    page.clock.fast_forward("25:30")
    page.clock.run_for(6_000)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("あと 5分で自動的に終わります")
    expect(page.get_by_role("button", name="続ける")).to_be_focused()
    page.get_by_role("button", name="続ける").click()
    expect(dialog).to_be_hidden()
