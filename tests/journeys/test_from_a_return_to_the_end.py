"""戻ったつなぎから終結まで: two returns, a candidate, Tuesday's table, a plan, a month, and who stays (R5, R6, R11)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from cases.actions.people import Known
from cases.models import Case, ChangeSeen, ConsentState, FollowUp, Outcome, Plan, Referral
from cases.tasks import lapse
from districts.models import Agency, Staff, Topic
from fujisawa_care.foundation import wareki
from meetings.models import AgendaItem, Meeting, MeetingBody
from tests.cases.people import transfer
from tests.cast import Receive
from tests.journeys.desks import PHONE, Desks, calm, press, said
from tests.meetings.cast import Call, Join

if TYPE_CHECKING:
    from time_machine import TimeMachineFixture

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)
AIM, WHAT = "例田さんが、体を休める日をもてる", "介護認定の申請に同行する"


@pytest.fixture
def now(tuesday: datetime) -> datetime:
    """The Wednesday before, in the morning."""
    return tuesday - 6 * DAY - timedelta(hours=4)


@pytest.fixture
def case(receive: Receive, council: Agency, shogai: Agency, hikikomori: Topic, care: Topic) -> Case:
    return receive(
        outcome=Outcome.REFER,
        refer_to=(transfer(council), transfer(shogai)),
        topics=(hikikomori, care),
        person=Known(name="例田 花子", kana="れいだ はなこ", birth_text="50代"),
        consent=ConsentState.GIVEN,
        consent_method="verbal",
    )


@pytest.fixture
def sitting(
    juso_body: MeetingBody,
    call: Call,
    join: Join,
    tuesday: datetime,
    coordinator: Staff,
    manager: Staff,
    joiner_worker: Staff,
) -> Meeting:
    juso_body.sight_days = 90  # the papers may be read until today
    juso_body.save(update_fields=["sight_days"])
    meeting = call(juso_body, at=tuesday)
    join(meeting, manager, chairs=True)
    for one in (coordinator, joiner_worker):
        join(meeting, one)
    return meeting


def test_from_a_return_to_the_end(
    desks: Desks, time_machine: TimeMachineFixture, case: Case, sitting: Meeting,
    receiver_worker: Staff, outsider: Staff, coordinator: Staff, joiner_worker: Staff,
    manager: Staff, tuesday: datetime,
) -> None:  # fmt: skip
    ChangeSeen.objects.create(code="relief", label="安心感が高まった", position=1)
    for one in (receiver_worker, outsider):
        _give_back(desks, one)
    _find_the_candidate(desks.of(coordinator, "/meetings/candidates/"), case)
    _write_the_plan(desks.of(coordinator, f"/cases/{case.number}/plan/"), joiner_worker, tuesday)
    plan = Plan.objects.get()
    _take_it_on(desks.of(joiner_worker, f"/plans/{plan.pk}/asked/", size=PHONE))
    _table_it(desks.of(coordinator, f"/plans/{plan.pk}/table/"), sitting)

    time_machine.move_to(tuesday)
    item = AgendaItem.objects.get()
    here = f"/meetings/{sitting.pk}/items/{item.pk}/"
    _swear_and_read(desks.of(joiner_worker, here))
    desks.of(coordinator, here)
    press(desks.pages[coordinator.pk], "守秘を確かめて、議題を開く")
    chair = desks.of(manager, here)
    press(chair, "守秘を確かめて、議題を開く")
    _decide(desks.of(manager, f"/meetings/{sitting.pk}/"), here, receiver_worker, tuesday)
    _each_has_its_step(desks, case, joiner_worker, receiver_worker)

    time_machine.move_to(tuesday + DAY)
    lapse()  # the round of the morning
    time_machine.move_to(tuesday + 30 * DAY)
    _do_the_part(desks.of(joiner_worker, "/today/"), case)
    _look_back(desks.of(coordinator, f"/cases/{case.number}/plan/{plan.pk}/evaluate/"))
    _end(desks.pages[coordinator.pk], case)
    plan.refresh_from_db()
    assert (plan.state, plan.stays_with) == ("closed", case.owner)
    for gone in (joiner_worker, coordinator):
        desks.of(gone, f"/cases/{case.number}/")
        expect(desks.pages[gone.pk].locator("h1")).to_contain_text("見つかりません")
    assert set(FollowUp.objects.open().values_list("agency", flat=True)) <= {
        case.owner_id,
        receiver_worker.agency_id,
    }


def _give_back(desks: Desks, staff: Staff) -> None:
    referral = Referral.objects.get(to_agency=staff.agency)
    page = desks.of(staff, f"/inbox/{referral.pk}/")
    page.locator("#return summary").click()
    page.locator("#return [name=reason]").first.check(force=True)
    page.locator("#return [name=note]").fill("ひとつの機関では足りません")
    press(page, "理由をつけて戻す")
    said(page, "戻しました")


def _find_the_candidate(page: Page, case: Case) -> None:
    """With every reason, and nothing done by itself."""
    for words in (
        "困りごとの分野が2つあります（ひきこもり・介護）",
        "2つの機関がかかわっています",
        "つなぎが2回もどっています",
        "重層的支援会議に出せます",
    ):
        expect(page.get_by_text(words).first).to_be_visible()
    calm(page)
    assert not AgendaItem.objects.exists()
    page.get_by_role("row", name=case.number).get_by_role("link", name="会議に出す").click()
    expect(page.get_by_role("heading", name="重層的支援会議が合います")).to_be_visible()


def _write_the_plan(page: Page, joiner: Staff, tuesday: datetime) -> None:
    press(page, "多機関協働のプランの案を作る")
    page.get_by_label("本人の望み").fill("「少し休みたい」")
    page.locator("[name=goals-0-text]").fill(AIM)
    row = "goals-0-tasks-0-"
    page.locator(f"[name={row}what]").fill(WHAT)
    page.locator(f"[name={row}agency]").select_option(label=joiner.agency.name)
    page.locator(f"[name={row}standing]").select_option("lead")
    begins = tuesday.date() + DAY
    page.locator(f"[name={row}until]").fill(wareki.short(begins + 20 * DAY))
    for name, day in (
        ("starts_on", begins),
        ("ends_on", begins + 180 * DAY),
        ("evaluate_on", begins + 29 * DAY),
    ):
        page.locator(f"[name={name}]").fill(wareki.short(day))
    press(page, "保存して、機関にたずねる")
    expect(page.get_by_text("返事待ち").first).to_be_visible()


def _take_it_on(page: Page) -> None:
    page.get_by_label("引き受ける", exact=True).check(force=True)
    press(page, "返事をする")
    expect(page.get_by_text("引き受けた").first).to_be_visible()
    calm(page)


def _table_it(page: Page, sitting: Meeting) -> None:
    page.get_by_label("今日きめること").fill("だれが中心になるか")
    press(page, "会議に出す")
    said(page, f"プランを{sitting.called}に出しました")


def _swear_and_read(page: Page) -> None:
    """First the oath; then the plan, and no name on it."""
    expect(page.get_by_text(WHAT)).to_have_count(0)
    press(page, "守秘を確かめて、議題を開く")
    expect(page.get_by_text(WHAT).first).to_be_visible()
    expect(page.get_by_text("●●さんが、体を休める日をもてる").first).to_be_visible()
    assert "例田" not in page.content()
    calm(page)


def _decide(page: Page, here: str, receiver: Staff, tuesday: datetime) -> None:
    press(page, "会議を始める")
    page.goto(page.url.partition("/meetings/")[0] + here)
    press(page, "この議題を始める")
    page.get_by_role("textbox", name="議事メモ").fill("・休める日がほしい")
    press(page, "行を足す")
    page.wait_for_load_state("networkidle")  # the rows are drawn again
    page.get_by_label("1行目 だれが").select_option(f"a:{receiver.agency_id}")
    page.get_by_label("1行目 なにを").fill("月に1度、家に寄る")
    page.get_by_label("1行目 いつまで").fill(wareki.short(tuesday.date() + 40 * DAY))
    page.get_by_text("この方針で進める").click()
    page.get_by_label("決定の文").fill("母を支えるところから始める。")
    page.get_by_label("次に確かめる日").fill(wareki.short(tuesday.date() + 30 * DAY))
    page.keyboard.press("Control+Enter")
    said(page, "議題1の決定を残しました")


def _each_has_its_step(desks: Desks, case: Case, joiner: Staff, receiver: Staff) -> None:
    for staff, what in ((joiner, WHAT), (receiver, "月に1度、家に寄る")):
        page = desks.of(staff, f"/cases/{case.number}/")
        expect(page.get_by_text(what).first).to_be_visible()
    assert Plan.objects.get().state == "decided"
    assert set(FollowUp.objects.open().values_list("purpose", flat=True)) >= {"role", "evaluation"}


def _do_the_part(page: Page, case: Case) -> None:
    step = FollowUp.objects.open().get(what=WHAT)
    page.goto(page.url.partition("/today")[0] + f"/follow-ups/{step.pk}/done/")
    page.get_by_label("済んだ").check(force=True)
    press(page, "結果を残す")
    expect(page.get_by_role("status").first).to_contain_text("結果")


def _look_back(page: Page) -> None:
    page.get_by_label("できた", exact=True).check(force=True)
    page.get_by_label("安心感が高まった").check(force=True)
    page.get_by_label("本人のことば").fill("「眠れるようになった」")
    page.get_by_label("終結", exact=True).check(force=True)
    press(page, "評価を残す")
    said(page, "評価を残しました")


def _end(page: Page, case: Case) -> None:
    """多機関協働 steps back only to somebody accountable, whose name stands there."""
    expect(page.get_by_label("このあとの主担当")).to_have_value(str(case.owner_id))
    page.get_by_label("わけ").fill("休める日ができた")
    press(page, "終える")
    said(page, "プランを終結にしました")
    expect(page.locator("h1")).to_have_text("プラン")  # what was closed is out of sight from here
