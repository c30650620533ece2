"""受け止めから次の一手まで: a counter hands over, the CSW takes it and does what comes next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from cases.models import Case, FollowUp, Referral
from districts.models import Agency, District, Staff, Topic
from tests.journeys.hands import Hands

pytestmark = pytest.mark.django_db(transaction=True)
STORY = "もう20年近く家から出ていない"
TYPED = "mou 20nenntikaku ie kara deteinai"
NEXT_WEEK = timezone.localdate() + timedelta(days=7)
Enter = Callable[[Page, Staff], None]


@pytest.fixture
def city(
    hikikomori: Topic, care: Topic, council: Agency, receiver_worker: Staff, owner_worker: Staff
) -> Agency:
    """The council works on ひきこもり in 善行."""
    council.topics.add(hikikomori)
    return council


def test_by_keyboard_only(
    page: Page,
    live_server: LiveServer,
    enter: Enter,
    city: Agency,
    zengyo: District,
    owner_worker: Staff,
    receiver_worker: Staff,
) -> None:
    hands = Hands(page)
    enter(page, owner_worker)
    hands.press("n")
    expect(page).to_have_title("受け止めを記録｜つなぐ台帳")
    _write_the_intake(hands)
    assert hands.strokes <= 160
    page.wait_for_url("**/saved")
    expect(page.get_by_role("status")).to_contain_text("1か所につなぎました")
    case = Case.objects.get()
    assert (case.owner, case.person and case.person.name) == (owner_worker.agency, "例田 一郎")

    enter(page, receiver_worker)
    page.goto(f"{live_server.url}/inbox/")
    page.keyboard.press("j")
    expect(page.locator("#detail").get_by_text(STORY)).to_be_visible()
    page.keyboard.press("1")
    expect(page.get_by_role("status")).to_contain_text("受けました")
    case.refresh_from_db()
    assert (case.owner, case.owner_staff) == (city, receiver_worker)

    page.goto(f"{live_server.url}/cases/{case.number}/")
    page.keyboard.press("d")
    expect(page.get_by_label("次にすること").last).to_be_visible()
    _finish_the_first_contact(Hands(page))
    expect(page.get_by_text("電話で近況を聞く").first).to_be_visible()
    assert FollowUp.objects.open().get().what == "電話で近況を聞く"


def _write_the_intake(hands: Hands) -> None:
    hands.tab_to("consulter")
    hands.press("ArrowDown", "ArrowDown")
    hands.tab_to("name")
    hands.say("例田 一郎", as_typed="reida itirou")
    hands.tab_to("kana")
    hands.say("れいだ いちろう", as_typed="")  # the IME's own reading fills it
    hands.tab_to("birth")
    hands.type("s49.4.5")
    hands.tab_to("phone")
    hands.type("0466000142")
    hands.tab_to("story")
    hands.say(STORY, as_typed=TYPED)
    hands.tab_to("topics")
    hands.press("Space")
    hands.press("Alt+7")
    hands.press("ArrowRight")
    expect(hands.page.get_by_role("checkbox", name="バックアップふじさわ社協")).to_be_visible()
    hands.press("Alt+1")
    hands.press("Control+Enter")


def _finish_the_first_contact(hands: Hands) -> None:
    hands.tab_to("outcome")
    hands.press("Space")
    hands.tab_to("next_what")
    hands.press("Control+a")
    hands.say("電話で近況を聞く", as_typed="denwa de kinnkyou wo kiku")
    hands.tab_to("next_on")
    hands.type(f"{NEXT_WEEK:%-m/%-d}")
    hands.press("Control+Enter")


def test_without_javascript(
    browser: Browser,
    live_server: LiveServer,
    enter: Enter,
    city: Agency,
    zengyo: District,
    owner_worker: Staff,
    receiver_worker: Staff,
) -> None:
    page = browser.new_context(java_script_enabled=False, locale="ja-JP").new_page()
    enter(page, owner_worker)
    page.goto(f"{live_server.url}/intake/new")
    page.get_by_label("お話の内容").fill(STORY)
    page.get_by_label("ひきこもり", exact=True).check(force=True)
    page.get_by_label("地区").fill("07")
    page.get_by_role("button", name="候補と同じ方を出しなおす").click()
    expect(page.get_by_label("お話の内容")).to_have_value(STORY)
    page.get_by_label("つなぐ", exact=True).check(force=True)
    page.get_by_label("バックアップふじさわ社協").first.check(force=True)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("1か所につなぎました")).to_be_visible()

    referral = Referral.objects.get()
    enter(page, receiver_worker)
    page.goto(f"{live_server.url}/inbox/")
    page.get_by_role("link", name=referral.case.number).first.click()
    page.get_by_role("button", name="受ける", exact=False).first.click()
    expect(page.get_by_text("受けました").first).to_be_visible()

    page.goto(f"{live_server.url}/cases/{referral.case.number}/")
    page.get_by_role("link", name="できた").click()
    page.get_by_label("会えた").first.check(force=True)
    page.get_by_label("次にすること").fill("電話で近況を聞く")
    page.get_by_label("いつまで").fill(f"{NEXT_WEEK:%Y-%m-%d}")
    page.get_by_role("button", name="残す").first.click()
    expect(page.get_by_text("電話で近況を聞く").first).to_be_visible()
