"""会議に出す: the page says which table fits and why, and offers no other (R5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from cases.models import Case
from meetings.models import AgendaItem, Meeting, MeetingBody
from tests.meetings.cast import Agree, Call

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)


@pytest.fixture
def coming(
    call: Call, juso_body: MeetingBody, shien_body: MeetingBody, now: datetime
) -> tuple[Meeting, Meeting]:
    return call(juso_body, at=now + MONTH), call(shien_body, at=now + MONTH)


def _said(sitting: Meeting, **more: str) -> dict[str, str]:
    told = {"meeting": str(sitting.pk), "reason": "shien1", "question": "だれが先に会うか"}
    return told | {"once": str(uuid4())} | more


def test_without_consent_only_the_table_that_needs_none_is_offered(
    case: Case, coming: tuple[Meeting, Meeting], owner: Client
) -> None:
    juso, shien = coming
    where = f"/cases/{case.number}/table/"
    page = owner.get(where).content.decode()
    assert "支援会議が合います" in page
    assert ("支援①" in page, "支援②" in page, 'value="juso' in page) == (True, True, False)
    assert page.count(f'value="{shien.pk}"') == page.count(" checked") - 1 == 1
    assert "本人の同意を、まだ聞いていません。支援会議なら出せます" in page
    refused = owner.post(where, _said(juso, reason="juso1"))
    assert (refused.status_code, AgendaItem.objects.count()) == (422, 0)
    assert "だれが先に会うか" in refused.content.decode()
    told = _said(shien)
    for _ in range(2):  # a double click
        assert owner.post(where, told).headers["Location"] == f"/cases/{case.number}/"
    item = AgendaItem.objects.get()
    assert (item.meeting, item.reason, item.question) == (shien, "shien1", "だれが先に会うか")


def test_with_consent_the_table_of_plans_is_proposed(
    case: Case, coming: tuple[Meeting, Meeting], owner: Client, agree: Agree
) -> None:
    juso, _ = coming
    agree(case)
    where = f"/cases/{case.number}/table/"
    assert "重層的支援会議が合います" in owner.get(where).content.decode()
    wrong = owner.post(where, _said(juso, reason="shien2"))
    assert (wrong.status_code, AgendaItem.objects.count()) == (422, 0)
    assert "この会議の理由をえらんでください" in wrong.content.decode()
    owner.post(where, _said(juso, reason="juso1"))
    assert AgendaItem.objects.get().meeting == juso


@pytest.mark.parametrize(
    "wrong",
    [{"meeting": "x"}, {"meeting": "999999"}, {"question": ""}, {"question": "あ" * 20_001},
     {"question": "\0"}, {"reason": "other"}, {"reason": ""}],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(
    wrong: dict[str, str], case: Case, coming: tuple[Meeting, Meeting], owner: Client
) -> None:
    told = _said(coming[1], **wrong)
    answer = owner.post(f"/cases/{case.number}/table/", told)
    assert (answer.status_code, AgendaItem.objects.count()) == (422, 0)
    assert told["question"].replace("\0", "") in answer.content.decode()


def test_where_no_sitting_fits_it_is_said_what_to_do(
    case: Case, call: Call, juso_body: MeetingBody, now: datetime, owner: Client
) -> None:
    call(juso_body, at=now + MONTH)
    page = owner.get(f"/cases/{case.number}/table/").content.decode()
    assert "事務局（多機関協働）に、会議の日を相談してください" in page


def test_a_stranger_finds_nothing_there(case: Case, stranger: Client) -> None:
    assert stranger.get(f"/cases/{case.number}/table/").status_code == 404
