"""決定のあと: the day to look again is somebody's, the plan keeps the answer, and who brought it is told (R10, R11)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from cases.models import Case, FollowUp, Plan, Reminder, ReminderKind
from districts.models import Staff
from fujisawa_care.foundation.workdays import TOKYO
from meetings.actions import agenda, items
from meetings.models import AgendaItem, Meeting, Member
from tests.meetings.cast import Table

pytestmark = pytest.mark.django_db
DAY, TICK = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def item(
    case: Case,
    asked_plan: Plan,
    juso: Meeting,
    seat: Member,
    table: Table,
    hold: Callable[[Meeting], Meeting],
    owner_worker: Staff,
    manager: Staff,
    now: datetime,
) -> AgendaItem:
    """A plan that is being talked about; the other agency has not answered yet."""
    item = table(juso, case, plan=asked_plan, reason="juso2", by=owner_worker)
    agenda.seat(item, seat, by=manager, at=now)
    hold(juso)
    return agenda.open_item(item, by=manager, at=now)


def plan_page(staff: Staff, plan: Plan) -> str:
    client = Client()
    client.force_login(staff)
    answer = client.get(f"/cases/{plan.case.number}/plan/{plan.pk}/", follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("decision", ["go", "again"])
def test_the_day_to_look_again_is_a_step_of_the_owner(
    decision: str, item: AgendaItem, case: Case, manager: Staff, now: datetime
) -> None:
    day = (now + 30 * DAY).astimezone(TOKYO).date()
    said = {"decision": decision, "wording": "秘密の文", "next_check_on": day}
    items.decide(item, by=manager, at=now + TICK, **said)  # type: ignore[arg-type]
    check = FollowUp.objects.open().get(purpose="next", due_on=day)
    assert (check.agency, check.assignee) == (case.owner, case.owner_staff)
    assert check.what == "会議で決めたことを確かめる（重層的支援会議 第1回）"


def test_no_day_asks_for_no_step(item: AgendaItem, manager: Staff, now: datetime) -> None:
    items.decide(item, by=manager, at=now + TICK, decision="go", wording="進める")
    assert not FollowUp.objects.filter(what__startswith="会議で決めた").exists()


def test_the_plan_keeps_on_what_conditions_it_may_go_on(
    item: AgendaItem, manager: Staff, owner_worker: Staff, now: datetime
) -> None:
    said = {"decision": "conditions", "wording": "月に一度は会うこと。"}
    items.decide(item, by=manager, at=now + TICK, **said)  # type: ignore[arg-type]
    assert item.plan
    page = plan_page(owner_worker, item.plan)
    for words in ("条件をつけて進める", "月に一度は会うこと。"):
        assert words in page
    assert "進めてよい" not in page


def test_what_is_talked_about_again_is_told_to_who_brought_it_and_said_on_the_plan(
    item: AgendaItem, manager: Staff, owner_worker: Staff, now: datetime
) -> None:
    said = {"decision": "again", "wording": "兄の考えを聞いてから"}
    items.decide(item, by=manager, at=now + TICK, **said)  # type: ignore[arg-type]
    told = Reminder.objects.get(kind=ReminderKind.CONTINUED)
    assert (told.recipient, told.about, told.page) == (owner_worker, "", "")
    assert item.plan
    page = plan_page(owner_worker, item.plan)
    assert "案にもどりました" in page
    assert "兄の考えを聞いてから" in page
