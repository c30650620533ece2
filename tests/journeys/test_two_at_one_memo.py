"""二人で書く議事メモ: both type at the table at once, no word is lost, and Ctrl+Enter decides."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from cases.actions.people import Known
from cases.models import FollowUp
from districts.models import Staff
from meetings.actions import agenda, secrecy
from meetings.models import AgendaItem, Meeting
from tests.cast import Receive
from tests.meetings.cast import Join

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def now() -> datetime:
    return timezone.now() - timedelta(minutes=1)


@pytest.fixture
def item(
    receive: Receive,
    shien: Meeting,
    join: Join,
    hold: Callable[[Meeting], Meeting],
    outsider: Staff,
    manager: Staff,
    now: datetime,
) -> AgendaItem:
    case = receive(person=Known(name="例田 花子", birth_text="50代"))
    for one in (manager, outsider):
        secrecy.swear(join(shien, one), by=one, at=now)
    question = (
        "母の通院の付きそいを、どこが、いつから支えるか\n本人への最初の関わりを、だれが始めるか"
    )
    told = {"by": manager, "at": now, "reason": "shien1"}
    item = agenda.table(shien, case, **told, question=question)  # type: ignore[arg-type]
    agenda.table(shien, receive(), **told, question="")  # type: ignore[arg-type]
    hold(shien)
    return agenda.open_item(item, by=manager, at=now)


def _calm(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0


def _fill(hers: Page, outsider: Staff) -> None:
    """A role, a row more, and what the table said."""
    hers.get_by_label("1行目 だれが").select_option(f"a:{outsider.agency_id}")
    hers.get_by_label("1行目 なにを").fill("母の介護認定の申請を支える")
    hers.get_by_label("1行目 いつまで").fill("R9.12.4")
    hers.get_by_role("button", name="行を足す").click()
    expect(hers.get_by_label("2行目 なにを")).to_be_visible()
    hers.get_by_text("この方針で進める").click()
    hers.get_by_label("決定の文").fill("まず母の支えから入る。")
    _calm(hers, "item")


def test_no_word_is_lost_and_the_decision_is_one_key(
    browser: Browser,
    live_server: LiveServer,
    enter: Callable[[Page, Staff], None],
    item: AgendaItem,
    manager: Staff,
    outsider: Staff,
) -> None:
    where = f"{live_server.url}/meetings/{item.meeting_id}/items/{item.pk}/"
    pages = []
    for width, height, staff in ((1366, 768, manager), (390, 844, outsider)):
        page = browser.new_context(
            locale="ja-JP", viewport={"width": width, "height": height}
        ).new_page()
        enter(page, staff)
        page.goto(where)
        pages.append(page)
    hers, his = pages
    pad = "議事メモ"
    hers.get_by_role("textbox", name=pad).press_sequentially("・母の膝の痛みが強い")
    his.get_by_role("textbox", name=pad).press_sequentially("・本人は夜に台所へ")
    for words in ("・母の膝の痛みが強い", "・本人は夜に台所へ"):
        for page in pages:
            held = re.compile(words)
            expect(page.get_by_role("textbox", name=pad)).to_have_value(held, timeout=30_000)
    _calm(his, "item-390")
    _fill(hers, outsider)
    hers.keyboard.press("Control+Enter")
    expect(hers.get_by_text("議題1の決定を残しました")).to_be_visible()
    _calm(hers, "item-next")
    item.refresh_from_db()
    assert item.state == "decided"
    assert {"・母の膝の痛みが強い", "・本人は夜に台所へ"} == set(item.memo.split("\n"))
    assert FollowUp.objects.get(purpose="role").agency == outsider.agency
