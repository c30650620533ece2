"""参加支援: from what a person likes to a place where they stay, and no name goes there on the way (R6)."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.actions.people import Known
from cases.models import Case
from districts.models import Staff
from engawa.actions import desks as accounts
from engawa.models import (
    After,
    CheckIn,
    Interest,
    Participation,
    Pastime,
    Rhythm,
    Site,
    VisitAsked,
)
from engawa.states import ParticipationState
from tests.cast import Receive
from tests.journeys.desks import PHONE, Desks, calm, press

pytestmark = pytest.mark.django_db(transaction=True)
NAME, OWN_WORDS = "例田 花子", "将棋がさしたい"


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def case(receive: Receive, receiver_worker: Staff) -> Case:
    return receive(by=receiver_worker, person=Known(name=NAME, kana="れいだ はなこ"))


def test_from_a_wish_to_staying(
    desks: Desks, case: Case, place: Site, receiver_worker: Staff
) -> None:
    shogi = Interest.objects.create(code="shogi", label="将棋", position=1)
    for whom in ("person", "host"):
        Rhythm.objects.create(
            code=whom, label=f"{whom}に聞く", after=After.SETTLED, whom=whom, days=30, position=1
        )
    Pastime.objects.create(site=place, interest=shogi)
    of_place = accounts.give(place, by=None, at=timezone.now(), username="tei", name="亭野 ひとり")
    walker = desks.of(receiver_worker, f"/cases/{case.number}/participations/new/")
    _find_a_place(walker, place)
    _ask_without_a_name(walker)
    host = desks.of(of_place.staff, "/engawa/desk/", size=PHONE)
    assert NAME not in host.content()
    assert case.number not in host.content()
    expect(host.get_by_text("人が少ない時間に")).to_be_visible()
    press(host, "来てよい")
    calm(host)
    way = Participation.objects.get()
    here = f"/cases/{case.number}/participations/{way.pk}/"
    _go_and_stay(desks.of(receiver_worker, here))
    way.refresh_from_db()
    assert (way.state, way.site, VisitAsked.objects.get().name) == (
        ParticipationState.SETTLED,
        place,
        "",
    )
    asked = CheckIn.objects.filter(participation=way, follow_up__ended_at=None)
    assert {one.whom for one in asked} == {"person", "host"}


def _find_a_place(page: Page, place: Site) -> None:
    page.get_by_label("本人のことば").fill(OWN_WORDS)
    page.get_by_text("将棋", exact=True).click()
    press(page, "場をさがす")
    fits = page.get_by_role("listitem").filter(has_text=place.name).first
    expect(fits).to_contain_text("将棋")
    calm(page)
    press(page, f"に入れる（{place.name}）")
    page.get_by_role("link", name="候補を決めて進む").click()


def _ask_without_a_name(page: Page) -> None:
    page.get_by_role("link", name="見学をたのむ").first.click()
    expect(page.get_by_text("名前は伝わりません")).to_be_visible()
    page.get_by_label("行きたい日").fill(f"{timezone.localdate():%Y-%m-%d}")
    page.get_by_label("伝えること").fill("人が少ない時間に、例田 花子さんが行きます")
    press(page, "見学をたのむ")
    expect(page.get_by_label("伝えること")).to_have_value(
        "人が少ない時間に、例田 花子さんが行きます"
    )
    page.get_by_label("伝えること").fill("人が少ない時間に行きます")
    press(page, "見学をたのむ")
    expect(page.get_by_text("返事待ち").first).to_be_visible()


def _go_and_stay(page: Page) -> None:
    page.get_by_text("行った", exact=True).click()
    press(page, "見学のことを残す")
    press(page, "ここでお試しを始める")
    press(page, "定着にする")
    expect(page.get_by_role("heading", name="参加支援")).to_be_visible()
    expect(page.locator("[aria-current=step]")).to_contain_text("定着")
    calm(page)
