"""出てこない息子と過ごす一年, on a phone: the mother's word, seven absences, a first sight, a yes, a no, a yes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from cases.models import Case, ConsentEvent, FollowUp, SupportRecord
from districts.models import Agency, District, Staff, Topic
from fujisawa_care.foundation.workdays import TOKYO

if TYPE_CHECKING:
    from time_machine import TimeMachineFixture

pytestmark = pytest.mark.django_db(transaction=True)
Enter = Callable[[Page, Staff], None]
WIDE, HIGH = 390, 844
TAB_BAR = 61
TEN = time(10)
WORDS = "息子が10年、部屋から出ていません"


class Thumb:
    """One thumb on a phone: every tap is counted, and nothing else is used."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, name: str, *, role: str = "button") -> None:
        target = self.page.get_by_role(role, name=name, exact=role == "link").first  # type: ignore[arg-type]
        expect(target).to_be_visible()
        target.tap(force=role in ("checkbox", "radio"))
        self.taps += 1

    def sees(self, name: str) -> None:
        """Wholly on the screen and not behind the bar, without scrolling for it."""
        box = self.page.get_by_role("button", name=name).bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= HIGH - TAB_BAR


@pytest.fixture
def phone(browser: Browser) -> Page:
    context = browser.new_context(
        viewport={"width": WIDE, "height": HIGH},
        has_touch=True,
        is_mobile=True,
        locale="ja-JP",
        timezone_id="Asia/Tokyo",
    )
    return context.new_page()


def test_a_year(
    phone: Page,
    live_server: LiveServer,
    enter: Enter,
    settings: Settings,
    time_machine: TimeMachineFixture,
    zengyo: District,
    hikikomori: Topic,
    council: Agency,
    receiver_worker: Staff,
) -> None:
    settings.SESSION_COOKIE_AGE = (
        60 * 60 * 24 * 400
    )  # the silence between two visits is not the subject
    begun = datetime.combine(timezone.localdate() - timedelta(days=360), TEN, tzinfo=TOKYO)
    time_machine.move_to(begun)
    enter(phone, receiver_worker)
    _hear_the_mother(phone, live_server.url)
    case = Case.objects.get()
    _mind_the_dog(phone, f"{live_server.url}/cases/{case.number}/")

    def next_visit() -> None:
        _go(phone, live_server.url, time_machine, case)

    _seven_times(phone, next_visit)
    _answers(phone, next_visit, f"{live_server.url}/cases/{case.number}/consents/")
    for address in ("/today/", "/today/week/", "/today/month/", f"/cases/{case.number}/visits/"):
        phone.goto(live_server.url + address)
        _fits_and_is_read(phone)


def _seven_times(page: Page, next_visit: Callable[[], None]) -> None:
    """Nobody opens, seven times; then somebody does, and the counting begins again."""
    for nth in range(1, 8):
        next_visit()
        expect(page.get_by_text("2人で訪問")).to_be_visible()
        _nobody_there(page, nth)
    assert SupportRecord.objects.filter(outcome="absent", left=["card"]).count() == 7
    next_visit()
    expect(page.get_by_text("不在 7回")).to_be_visible()
    _sighted(page)
    next_visit()
    expect(page.get_by_text(re.compile("不在 [0-9]"))).to_have_count(0)


def _answers(page: Page, next_visit: Callable[[], None], consents: str) -> None:
    """A yes, a no, a yes: each stands on the day of the next visit."""
    for answer, chip in (
        ("同意した", "同意・口頭"),
        ("取り下げた", "同意なし"),
        ("同意した", "同意・口頭"),
    ):
        _hears(page, consents, answer)
        next_visit()
        expect(page.locator(".vis").get_by_text(chip).first).to_be_visible()
        _sighted(page)
    heard = ConsentEvent.objects.order_by("pk").values_list("event", flat=True)
    assert list(heard) == ["given", "withdrawn", "given"]


def _hear_the_mother(page: Page, home: str) -> None:
    """First word from the mother, by telephone; the son has not been asked."""
    page.goto(f"{home}/intake/new")
    page.get_by_label("電話", exact=True).first.check(force=True)
    page.locator("[name=consulter]").select_option("family")
    page.get_by_label("お話の内容").fill(WORDS)
    page.get_by_label("ひきこもり", exact=True).check(force=True)
    page.get_by_label("地区").fill("07")
    page.get_by_role("button", name="保存して続ける").tap()
    page.wait_for_url("**/saved**")
    step = FollowUp.objects.open().get()
    page.goto(f"{home}/follow-ups/{step.pk}/done/")
    page.get_by_label("済んだ").check(force=True)
    page.get_by_label("次にすること").fill("玄関先で声をかける")
    page.get_by_label("いつまで").fill(f"{step.due_on:%Y-%m-%d}")
    page.get_by_label("訪問", exact=True).check(force=True)
    page.get_by_role("button", name="結果を残す").tap()
    expect(page.get_by_role("status").first).to_contain_text("の訪問です")


def _mind_the_dog(page: Page, case: str) -> None:
    page.goto(f"{case}visits/")
    page.get_by_label("2人で訪問").check(force=True)
    page.get_by_label("くわしく").fill("大きい犬がいる")
    page.get_by_role("button", name="注意を残す").tap()
    expect(page.get_by_role("status").first).to_contain_text("訪問の注意を残しました")


def _go(page: Page, home: str, time_machine: TimeMachineFixture, case: Case) -> None:
    """To the day of the next visit, at ten."""
    due_on: date = case.follow_ups.open().filter(kind="visit").get().due_on
    time_machine.move_to(datetime.combine(due_on, TEN, tzinfo=TOKYO))
    page.goto(f"{home}/today/")


def _nobody_there(page: Page, nth: int) -> None:
    thumb = Thumb(page)
    thumb.tap("不在", role="link")
    expect(page.get_by_text(f"不在・{nth}回目")).to_be_visible()
    page.wait_for_timeout(100)
    thumb.sees("結果を残す")
    thumb.tap("連絡カード", role="checkbox")
    thumb.tap("結果を残す")
    again = timezone.localdate() + timedelta(days=7)
    expect(page.get_by_role("status").first).to_contain_text(
        f"訪問の結果（不在・{nth}回目）を残しました"
    )
    assert thumb.taps <= 3
    assert FollowUp.objects.open().get(kind="visit").due_on >= again


def _sighted(page: Page) -> None:
    thumb = Thumb(page)
    thumb.tap("会えた", role="link")
    expect(page.get_by_text("会えた・話せた").first).to_be_visible()
    thumb.tap("結果を残す")
    expect(page.get_by_role("status").first).to_contain_text("会えた・話せた）を残しました。次は")
    assert thumb.taps <= 3


def _hears(page: Page, consents: str, answer: str) -> None:
    page.goto(consents)
    page.get_by_label(answer, exact=True).check(force=True)
    if answer == "同意した":
        page.get_by_label("お話の内容").check()
    page.locator("#hear").get_by_role("button", name="残す").tap()
    expect(page.get_by_role("status").first).to_be_visible()


def _fits_and_is_read(page: Page) -> None:
    """No scrolling sideways, and nothing axe objects to."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_lost_line_keeps_the_form_and_tries_again(
    phone: Page,
    live_server: LiveServer,
    enter: Enter,
    case: Case,
    owner_worker: Staff,
) -> None:
    FollowUp.objects.filter(case=case).update(due_on=timezone.localdate(), kind="visit")
    enter(phone, owner_worker)
    phone.goto(f"{live_server.url}/today/")
    thumb = Thumb(phone)
    thumb.tap("不在", role="link")
    phone.get_by_label("したこと").fill("雨の中、声をかけた")
    phone.context.set_offline(True)
    thumb.tap("結果を残す")
    expect(phone.get_by_text("つながりません。まだ保存していません")).to_be_visible()
    expect(phone.get_by_label("したこと")).to_have_value("雨の中、声をかけた")
    assert not SupportRecord.objects.exists()
    kept = phone.evaluate("JSON.stringify([localStorage, sessionStorage])")
    assert ("雨" in kept, case.number in kept) == (False, False)
    phone.context.set_offline(False)
    expect(phone.get_by_role("status").first).to_contain_text("不在・1回目", timeout=15_000)
    assert SupportRecord.objects.get().text == "雨の中、声をかけた"
