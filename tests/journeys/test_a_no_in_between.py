"""同意のないうちから、取り下げをはさんで: which table a case may lie on follows what the person says (R5, R6)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from cases.actions.people import Known
from cases.models import Case, FollowUp, Reminder
from districts.models import Staff
from fujisawa_care.foundation import wareki
from meetings.models import AgendaItem, Meeting, MeetingBody
from tests.cast import Receive
from tests.journeys.desks import PHONE, Desks, calm, press, said
from tests.meetings.cast import Call, Join

if TYPE_CHECKING:
    from time_machine import TimeMachineFixture

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)
QUESTION = "本人への最初の関わりを、だれが始めるか"
GATE, GONE = "守秘を確かめて、議題を開く", "見つかりません"


@pytest.fixture
def now(tuesday: datetime) -> datetime:
    return tuesday - 6 * DAY - timedelta(hours=4)


@pytest.fixture
def case(receive: Receive) -> Case:
    return receive(person=Known(name="例田 花子", kana="れいだ はなこ", birth_text="50代"))


@pytest.fixture
def sittings(
    juso_body: MeetingBody,
    shien_body: MeetingBody,
    call: Call,
    join: Join,
    tuesday: datetime,
    manager: Staff,
    joiner_worker: Staff,
) -> list[Meeting]:
    """支援会議 on Tuesday, 重層的支援会議 a week later, and another 支援会議 after that."""
    made = []
    for week, body in enumerate((shien_body, juso_body, shien_body)):
        body.sight_days = 90  # the papers may be read until today
        body.save(update_fields=["sight_days"])
        meeting = call(body, at=tuesday + 7 * week * DAY)
        join(meeting, manager, chairs=True)
        join(meeting, joiner_worker)
        made.append(meeting)
    return made


def test_a_no_in_between(
    desks: Desks, time_machine: TimeMachineFixture, case: Case, sittings: list[Meeting],
    owner_worker: Staff, coordinator: Staff, joiner_worker: Staff, manager: Staff,
    tuesday: datetime,
) -> None:  # fmt: skip
    shien, juso, later = sittings
    table, consents = f"/cases/{case.number}/table/", f"/cases/{case.number}/consents/"
    first = _bring(desks.of(owner_worker, table), shien, "本人の同意を、まだ聞いていません")
    _seat(desks, coordinator, first)
    desks.of(joiner_worker, _of(first), size=PHONE)
    time_machine.move_to(tuesday)
    _swear(desks.of(joiner_worker, _of(first)))
    calm(desks.pages[joiner_worker.pk])
    _decide(desks, manager, first, owner_worker)

    time_machine.move_to(tuesday + DAY)
    _hear(desks.of(owner_worker, consents), "同意した", joiner_worker)
    second = _bring(desks.of(owner_worker, table), juso, "本人の同意があります")
    _seat(desks, coordinator, second)
    _swear(desks.of(joiner_worker, _of(second)))

    time_machine.move_to(tuesday + 2 * DAY)
    _hear(desks.of(owner_worker, consents), "取り下げた")
    third = _moved(second, later)
    for item in (second, third):
        expect(desks.of(joiner_worker, _of(item)).locator("h1")).to_contain_text(GONE)
    told = Reminder.objects.filter(kind="off_table", recipient=coordinator)
    assert told.exists()
    expect(desks.of(coordinator, f"/meetings/{later.pk}/").get_by_text(case.number)).to_be_visible()

    time_machine.move_to(tuesday + 3 * DAY)
    _hear(desks.of(owner_worker, consents), "同意した", joiner_worker)
    fourth = _bring(desks.of(owner_worker, table), juso, "本人の同意があります")
    _seat(desks, coordinator, fourth)
    time_machine.move_to(juso.starts_at)
    expect(desks.of(joiner_worker, _of(fourth)).get_by_text(QUESTION)).to_be_visible()
    _decide(desks, manager, fourth, owner_worker)
    _counted(desks, manager, shien, "支援①")
    _counted(desks, manager, juso, "重層①")


def _of(item: AgendaItem) -> str:
    return f"/meetings/{item.meeting_id}/items/{item.pk}/"


def _bring(page: Page, sitting: Meeting, because: str) -> AgendaItem:
    """From the page of the case: the table that fits, and why."""
    name = sitting.body.name
    expect(page.get_by_role("heading", name=f"{name}が合います")).to_be_visible()
    expect(page.get_by_text(because).first).to_be_visible()
    chosen = page.locator(f'[name=meeting][value="{sitting.pk}"]')
    expect(chosen).to_be_checked()
    page.get_by_label("今日きめること").fill(QUESTION)
    press(page, "議題に入れる")
    said(page, f"{sitting.called}の議題に入れました")
    return AgendaItem.objects.get(meeting=sitting, state="tabled")


def _seat(desks: Desks, coordinator: Staff, item: AgendaItem) -> None:
    """Whom the consent reaches; of the others it says why not, and the secretary needs no seat."""
    page = desks.of(coordinator, f"{_of(item)}seats/")
    barred = page.get_by_text("本人の同意に、この機関が入っていません")
    expect(barred).to_have_count(1 if item.meeting.kind == "juso" else 0)
    for box in page.locator("[name=member]:enabled").all():
        box.check(force=True)
    press(page, "席を残す")
    said(page, "席を残しました")


def _swear(page: Page) -> None:
    press(page, GATE)
    expect(page.get_by_text(QUESTION)).to_be_visible()
    assert "例田" not in page.content()


def _decide(desks: Desks, manager: Staff, item: AgendaItem, owner: Staff) -> None:
    page = desks.of(manager, f"/meetings/{item.meeting_id}/")
    press(page, "会議を始める")
    page.goto(desks.home + _of(item))
    press(page, GATE)
    press(page, "この議題を始める")
    press(page, "行を足す")
    page.wait_for_load_state("networkidle")  # the rows are drawn again
    page.get_by_label("1行目 だれが").select_option(f"a:{owner.agency_id}")
    page.get_by_label("1行目 なにを").fill("母と会い、気もちを聞く")
    due = item.meeting.starts_at.date() + 10 * DAY
    page.get_by_label("1行目 いつまで").fill(wareki.short(due))
    page.get_by_text("この方針で進める").click()
    page.get_by_label("決定の文").fill("母と話すところから始める。")
    page.keyboard.press("Control+Enter")
    said(page, "の決定を残しました")
    assert FollowUp.objects.open().filter(purpose="role", agency=owner.agency, due_on=due).exists()


def _hear(page: Page, answer: str, named: Staff | None = None) -> None:
    page.get_by_label(answer, exact=True).check(force=True)
    if named is not None:
        page.locator(f'[name=agencies][value="{named.agency_id}"]').check(force=True)
        for item in page.locator("[name=items]").all():
            item.check(force=True)
    page.locator("#hear").get_by_role("button", name="残す").click()
    expect(page.get_by_role("status").first).to_be_visible()


def _moved(item: AgendaItem, to: Meeting) -> AgendaItem:
    """In the same breath: with its question, and nobody's seat."""
    item.refresh_from_db()
    taken_up = AgendaItem.objects.get(meeting=to)
    assert (item.state, taken_up.question, taken_up.seats.count()) == ("rerouted", QUESTION, 0)
    return taken_up


def _counted(desks: Desks, manager: Staff, sitting: Meeting, reason: str) -> None:
    page = desks.of(manager, f"/meetings/counts/?year={sitting.fiscal_year}")
    expect(page.get_by_role("row", name=reason)).to_contain_text("1件")
