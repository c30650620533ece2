"""会議に出ているプラン: who decides it reads it at the table, on paper and next time, without a name (R6, R7, R11)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases.actions import plans, protections
from cases.actions.people import Known
from cases.actions.protections import Shield
from cases.models import FollowUp
from districts.models import Staff
from meetings.actions import agenda, items, packets, secrecy
from meetings.models import AgendaItem, Meeting
from tests.cases.tables import words
from tests.cast import Receive
from tests.meetings.cast import Agree, Call, Join, Table

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SAID = ("例田さんは将棋がさしたい", "例田 花子さんが自分で通う", "花子さんの見学に同行する")


@pytest.fixture
def item(
    receive: Receive,
    juso: Meeting,
    agree: Agree,
    join: Join,
    table: Table,
    owner_worker: Staff,
    joiner_worker: Staff,
    now: datetime,
) -> AgendaItem:
    """A plan full of names; whoever sits there has nothing but the seat."""
    case = receive(person=Known(name="例田 花子", kana="れいだ はなこ", birth_text="50代"))
    wish, aim, what = SAID
    said = words(timezone.localdate(now), joiner_worker.agency, wishes=wish, aim=aim)
    goal = said.goals[0]
    goal = replace(goal, tasks=(replace(goal.tasks[0], what=what),))
    said = replace(said, goals=(goal,))
    told = {"by": owner_worker, "at": now - DAY}
    plan = plans.draft(case, kind="participation", words=said, **told)  # type: ignore[arg-type]
    plans.ask(plan, **told)  # type: ignore[arg-type]
    agree(case, at=now)
    secrecy.swear(join(juso, joiner_worker), by=joiner_worker, at=now)
    return table(juso, case, plan=plan, reason="juso2")


def _page(staff: Staff, item: AgendaItem) -> str:
    client = Client()
    client.force_login(staff)
    answer = client.get(f"/meetings/{item.meeting_id}/items/{item.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_whoever_sits_there_reads_it_without_a_name(item: AgendaItem, joiner_worker: Staff) -> None:
    page = _page(joiner_worker, item)
    for kept in (
        "●●さんは将棋がさしたい",
        "本人が自分で通う",
        "本人の見学に同行する",
        "返事待ち",
    ):
        assert kept in page
    for name in ("例田", "花子", "れいだ"):
        assert name not in page
    assert "プランを開く" not in page
    AgendaItem.objects.filter(pk=item.pk).update(name_shown=True)
    assert SAID[2] in _page(joiner_worker, item)


def test_the_papers_hold_what_is_to_be_decided(
    item: AgendaItem, juso: Meeting, manager: Staff, ikiiki: object, now: datetime
) -> None:
    content = packets.lock(juso, by=manager, at=now).content
    (told,) = content["items"]
    assert told["plan"]["called"] == "参加支援 第1版"
    (row,) = told["plan"]["goals"][0]["rows"]
    assert row[:2] == [str(ikiiki), "本人の見学に同行する"]
    assert "花子" not in json.dumps(content, ensure_ascii=False)


def test_under_protection_nothing_of_it_stands_there(
    item: AgendaItem, juso: Meeting, owner_worker: Staff, joiner_worker: Staff, manager: Staff
) -> None:
    assert item.case
    at = timezone.now()
    shield = Shield(starts_on=timezone.localdate(), other_parties=("例田 太郎",))
    protections.begin(item.case, by=owner_worker, at=at, shield=shield)
    assert "将棋" not in _page(joiner_worker, item)
    assert packets.lock(juso, by=manager, at=at).content["items"][0]["plan"] is None


def test_the_next_sitting_shows_what_became_of_its_roles(
    item: AgendaItem,
    juso: Meeting,
    hold: Callable[[Meeting], Meeting],
    call: Call,
    table: Table,
    manager: Staff,
    now: datetime,
) -> None:
    hold(juso)
    agenda.open_item(item, by=manager, at=now)
    items.decide(item, by=manager, at=now, decision="go", wording="進める")
    step = FollowUp.objects.get(purpose="role")
    assert item.case
    later = table(call(juso.body), item.case, reason="juso1")
    page = _page(manager, later)
    assert f"期限 {step.due_on.month}/{step.due_on.day}" in page
    assert "本人の見学に同行する" in page
