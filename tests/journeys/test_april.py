"""四月の人事異動 on a PC: a leaver hands on, the manager looks, the successor takes, the account is stopped."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cases.actions.people import Known
from cases.models import Case, FollowUp
from districts.models import Agency, Staff
from tests.cast import Receive

pytestmark = pytest.mark.django_db(transaction=True)
Enter = Callable[[Page, Staff], None]


@pytest.fixture
def heir(desk: Agency) -> Staff:
    return Staff.objects.create_user("heir", name="継田 つぐ", role="counter", agency=desk)


@pytest.fixture
def other(desk: Agency) -> Staff:
    return Staff.objects.create_user("other", name="向田 むかい", role="counter", agency=desk)


def _no_violations(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["target"]) for each in found] == []


def test_april(
    page: Page,
    live_server: LiveServer,
    enter: Enter,
    receive: Receive,
    owner_worker: Staff,
    heir: Staff,
    other: Staff,
    administrator: Staff,
) -> None:
    cases = [receive(person=Known(name=f"例田 {name}")) for name in ("一郎", "二郎", "三郎")]

    enter(page, administrator)
    page.goto(f"{live_server.url}/staff/{owner_worker.pk}/")
    page.get_by_role("button", name="止める").click()
    expect(page.get_by_role("alert").filter(has_text="まだ引き継がれていないもの")).to_be_visible()
    _no_violations(page)

    enter(page, owner_worker)
    page.goto(f"{live_server.url}/handovers/")
    _hand_on(page, owner_worker, heir, other=other, number=cases[1].number)
    assert set(Case.objects.values_list("owner_staff__username", flat=True)) == {"heir", "other"}

    enter(page, other)
    page.goto(f"{live_server.url}/reminders/")
    page.get_by_text("引き継ぎが届きました").first.click()
    page.get_by_role("link", name="の引き継ぎ", exact=False).first.click()
    expect(page.get_by_text("母へは午前に電話を")).to_be_visible()
    page.get_by_role("button", name="受けとりました").click()
    expect(page.get_by_text("に受けとった")).to_be_visible()

    enter(page, administrator)
    page.goto(f"{live_server.url}/staff/{owner_worker.pk}/")
    expect(page.get_by_text("引き継ぐものはありません")).to_be_visible()
    page.get_by_role("button", name="止める").click()
    expect(page.get_by_text("アカウントを止めました")).to_be_visible()
    owner_worker.refresh_from_db()
    assert not owner_worker.is_active
    assert FollowUp.objects.open().filter(assignee=owner_worker).count() == 0


def _hand_on(page: Page, leaver: Staff, heir: Staff, *, other: Staff, number: str) -> None:
    """All to the heir, but for one case; looked at before it is done."""
    page.get_by_role("link", name="引き継ぎを始める").click()
    page.get_by_label("だれの分を引き継ぎますか").select_option(label=leaver.name)
    page.get_by_role("button", name="残っているものを見る").click()
    expect(page.get_by_text("主担当 3件・次の一手 3件")).to_be_visible()
    _no_violations(page)
    page.get_by_label("だれへ", exact=False).first.select_option(label=heir.name)
    page.get_by_label(f"だれへ（{number}）").select_option(label=other.name)
    page.get_by_label(f"ひとこと（{number}）").fill("母へは午前に電話を")
    page.get_by_role("button", name="引き継ぐ前にたしかめる").click()
    expect(page.get_by_text("まだ渡していません")).to_be_visible()
    expect(page.get_by_text("さんへ 2件（次の一手 2件）")).to_be_visible()
    _no_violations(page)
    page.get_by_role("button", name="このとおり引き継ぐ").click()
    expect(page.get_by_role("status").filter(has_text="3件を引き継ぎました")).to_be_visible()
    _no_violations(page)
