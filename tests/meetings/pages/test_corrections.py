"""議題を直す画面: put right by the secretaries, taken off by whoever brought it, and no word for who may not read."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from cases.models import Case
from districts.models import Staff
from meetings.actions import agenda
from meetings.models import AgendaItem, Meeting, MeetingBody, Reason
from meetings.states import ItemState
from tests.meetings.cast import Agree, Call, Join, Table
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
SECRET = "母の通帳をだれが持つか"


@pytest.fixture
def leader(sign_in: SignIn, manager: Staff) -> Client:
    return sign_in(manager)


def here(item: AgendaItem, way: str = "edit/") -> str:
    return f"/meetings/{item.meeting_id}/items/{item.pk}/{way}"


def said(item: AgendaItem, **more: Any) -> dict[str, Any]:
    told = {"question": "主たる支援機関", "reason": "shien2", "minutes": "25", "position": "1"}
    return told | {"version": str(item.version)} | more


def test_a_secretary_puts_an_item_right_and_two_at_once_see_each_other(
    shien: Meeting, case: Case, receive: Any, table: Table, leader: Client
) -> None:
    table(shien, receive())
    item = table(shien, case)
    assert here(item) in leader.get(f"/meetings/{shien.pk}/").content.decode()
    assert here(item) in leader.get(here(item, "")).content.decode()
    page = leader.get(here(item)).content.decode()
    assert "重層①" not in page
    assert re.search(r'<label class="ck">\s*<input type="radio" name="reason"', page)
    for wrong in ({"reason": "juso1"}, {"minutes": "0"}, {"question": ""}):
        assert leader.post(here(item), said(item, **wrong)).status_code == 422
    answer = leader.post(here(item), said(item))
    assert (answer.status_code, answer["Location"]) == (302, f"/meetings/{shien.pk}/")
    stale, item = item, AgendaItem.objects.get(pk=item.pk)
    assert (item.question, item.reason, item.minutes, item.position) == (
        *("主たる支援機関", Reason.SHIEN2, 25),
        1,
    )
    late = leader.post(here(item), said(stale, question="あとから"))
    assert late.status_code == 409
    assert "あとから" in late.content.decode()
    assert AgendaItem.objects.get(pk=item.pk).question == "主たる支援機関"


def test_what_cannot_be_settled_can_be_taken_off_with_a_reason(
    shien: Meeting, case: Case, table: Table, hold: Any, leader: Client
) -> None:
    item = table(hold(shien), case)
    refused = leader.post(f"/meetings/{shien.pk}/settle").content.decode()
    assert "「直す」から外してください" in refused
    assert here(item) in refused
    assert leader.post(here(item, "remove"), {"why": ""}).status_code == 422
    assert leader.post(here(item, "remove"), {"why": "重なったため"}).status_code == 302
    item.refresh_from_db()
    assert (item.state, item.removed_because) == (ItemState.REMOVED, "重なったため")
    assert leader.get(here(item)).status_code == 409
    assert leader.post(here(item), said(item)).status_code == 409


def test_whoever_brought_it_takes_it_off_and_puts_nothing_right(
    call: Call, shien_body: MeetingBody, case: Case, owner_worker: Staff, owner: Client,
    now: datetime,
) -> None:  # fmt: skip
    shien = call(shien_body)
    told = {"by": owner_worker, "at": now, "reason": "shien1", "question": SECRET}
    item = agenda.table(shien, case, **told)  # type: ignore[arg-type]
    assert here(item) in owner.get(here(item, "")).content.decode()
    assert "話し合いが始まるまで外せます" in owner.get(here(item)).content.decode()
    assert owner.post(here(item), said(item)).status_code == 403
    answer = owner.post(here(item, "remove"), {"why": "本人と話しなおす"})
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{case.number}/")
    item.refresh_from_db()
    assert item.state == ItemState.REMOVED


def test_a_secretary_without_a_ground_moves_it_unread_and_strangers_find_nothing(
    shien: Meeting, case: Case, table: Table, join: Join, coordinator: Staff, outsider: Staff,
    sign_in: SignIn,
) -> None:  # fmt: skip
    item = table(shien, case, question=SECRET)
    keeper = sign_in(coordinator)
    gate = keeper.get(here(item, ""))
    assert gate.status_code == 403
    for words in ("席をえらぶ", here(item, "seats/"), here(item)):
        assert words in gate.content.decode()
    assert "事務局に伝えてください" not in gate.content.decode()
    assert SECRET not in keeper.get(here(item)).content.decode()
    sent = said(item, question="書きかえ", name_shown="on")
    assert keeper.post(here(item), sent).status_code == 302
    item.refresh_from_db()
    assert (item.question, item.name_shown, item.minutes) == (SECRET, False, 25)
    assert sign_in(outsider).get(here(item)).status_code == 404


def test_the_page_of_consent_says_where_the_item_will_go_and_where_it_went(
    juso: Meeting, shien_body: MeetingBody, call: Call, case: Case, table: Table, agree: Agree,
    owner: Client, now: datetime,
) -> None:  # fmt: skip
    page = f"/cases/{case.number}/consents/"
    agree(case)
    table(juso, case)
    assert "事務局が行き先を決めるまで待ちます" in owner.get(page).content.decode()
    call(shien_body, at=now + timedelta(days=3))
    assert "の議題は、すぐに支援会議 第1回へ移ります" in owner.get(page).content.decode()
    assert owner.post(page, {"event": "withdrawn", "method": "verbal"}).status_code == 302
    assert "の議題は支援会議 第1回へ移りました" in owner.get(page).content.decode()
