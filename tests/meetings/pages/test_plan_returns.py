"""案にもどす: a refusal after tabling is no dead end; who writes the plan and the secretaries find the way (R11)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from cases.actions import plans
from cases.models import Case, Plan, TaskAnswer
from districts.models import Staff
from meetings.actions import agenda
from meetings.models import AgendaItem, ItemRole, Meeting, Member
from tests.meetings.cast import Table

pytestmark = pytest.mark.django_db
DAY, TICK = timedelta(days=1), timedelta(seconds=1)


def _in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def item(
    case: Case,
    asked_plan: Plan,
    juso: Meeting,
    seat: Member,
    table: Table,
    joiner_worker: Staff,
    now: datetime,
) -> AgendaItem:
    """Tabled while the other agency had not answered; then it said no."""
    item = table(juso, case, plan=asked_plan, reason="juso2")
    connection.check_constraints()  # whole when it was tabled, as at that commit
    asked = asked_plan.tasks.get(answer=TaskAnswer.ASKED)
    plans.answer(asked, by=joiner_worker, at=now, agreed=False, note="人手が足りません")
    return item


@pytest.fixture
def opened(
    item: AgendaItem, manager: Staff, hold: Callable[[Meeting], Meeting], now: datetime
) -> AgendaItem:
    hold(item.meeting)
    item.refresh_from_db()
    return agenda.open_item(item, by=manager, at=now)


def where(item: AgendaItem, way: str = "") -> str:
    return f"/meetings/{item.meeting_id}/items/{item.pk}/{way}"


def plan_at(item: AgendaItem) -> str:
    assert item.case
    return f"/cases/{item.case.number}/plan/{item.plan_id}/"


def test_the_plan_says_where_it_lies_and_leads_back_to_the_draft(
    item: AgendaItem, owner_worker: Staff, table: Table, juso: Meeting
) -> None:
    client = _in(owner_worker)
    page = client.get(plan_at(item)).content.decode()
    assert "重層的支援会議 第1回" in page
    assert where(item, "take-back/") in page
    assert f'href="/meetings/{juso.pk}/"' not in page  # not called to it
    told = {"because": "", "once": str(uuid4())}
    answer = client.post(where(item, "take-back/"), told)
    assert (answer.status_code, Plan.objects.get().state) == (422, "tabled")
    told["because"] = "担い手をさがします"
    for _ in range(2):  # a double click
        answer = client.post(where(item, "take-back/"), told)
        assert answer["Location"] == plan_at(item)
    item.refresh_from_db()
    assert (Plan.objects.get().state, item.state) == ("draft", "removed")
    page = client.get(plan_at(item)).content.decode()
    assert "担い手をさがします" in page
    assert "案にもどりました" in page
    assert where(item, "take-back/") not in page


def test_secretaries_find_it_on_the_item_and_come_to_the_sitting(
    item: AgendaItem, manager: Staff, coordinator: Staff, juso: Meeting
) -> None:
    assert where(item, "take-back/") in _in(manager).get(where(item)).content.decode()
    assert f'href="/meetings/{juso.pk}/"' in _in(manager).get(plan_at(item)).content.decode()
    answer = _in(coordinator).post(where(item, "take-back/"), {"because": "次の回に"})
    assert answer["Location"] == f"/meetings/{juso.pk}/"  # this coordinator may not open the case
    assert Plan.objects.get().state == "draft"


def test_nobody_else_takes_it_back(item: AgendaItem, joiner_worker: Staff, outsider: Staff) -> None:
    assert _in(outsider).get(where(item, "take-back/")).status_code == 404
    assert where(item, "take-back/") not in _in(joiner_worker).get(where(item)).content.decode()
    answer = _in(joiner_worker).post(where(item, "take-back/"), {"because": "よその者"})
    assert (answer.status_code, Plan.objects.get().state) == (403, "tabled")


def test_while_it_is_talked_about_the_decision_gives_it_back_and_no_row_is_lost(
    opened: AgendaItem, manager: Staff, owner_worker: Staff
) -> None:
    """What the sentence names can be pressed on the same page."""
    answer = _in(owner_worker).post(where(opened, "take-back/"), {"because": "いま"})
    assert answer.status_code == 409
    assert "次回も話し合う" in answer.content.decode()
    client = _in(manager)
    row = {"whom": f"a:{owner_worker.agency_id}", "what": "担い手をさがす", "due_on": "", "id": ""}
    row |= {"standing": "lead", "was": ""}
    told: dict[str, Any] = {f"roles-0-{name}": words for name, words in row.items()}
    told |= {"memo": "・断り", "base": "", "roles-count": "1", "wording": "進める"}
    told |= {"next_check_on": "", "roles-0-due_on": "2099-01-01", "decision": "go"}
    answer = client.post(where(opened), told)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "「次回も話し合う」をえらぶと、プランは案にもどり" in page
    for words in ("担い手をさがす", "・断り", 'data-guard="typed"', "途中を残す"):
        assert words in page
    assert not ItemRole.objects.exists()
    assert client.post(where(opened), told | {"do": "keep"}).status_code == 302
    assert ItemRole.objects.get().what == "担い手をさがす"
    answer = client.post(where(opened), told | {"decision": "again", "roles-count": "0"})
    assert (answer.status_code, Plan.objects.get().state) == (302, "draft")
