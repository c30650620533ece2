"""議題を足す: from the sitting to a case one may see, and back to who sits there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.actions.people import Known
from cases.models import Case
from districts.models import Staff
from meetings.models import AgendaItem, Meeting, MeetingBody
from tests.cast import Receive
from tests.meetings.cast import Agree, Call, Join
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
QUERIES = 13


@pytest.fixture
def case(receive: Receive) -> Case:
    return receive(person=Known(name="例田 花子", kana="れいだ はなこ", birth_text="50代"))


@pytest.fixture
def juso(call: Call, juso_body: MeetingBody, now: datetime) -> Meeting:
    return call(juso_body, at=now + timedelta(days=30))


def found(client: Client, meeting: Meeting, words: str) -> str:
    where = f"/meetings/{meeting.pk}/bring/"
    sent = client.post(where, {"q": words})
    assert sent.headers["Location"] == where  # nothing of it in the address
    return client.get(where).content.decode()


def test_a_case_is_found_by_name_or_number_and_comes_to_this_sitting(
    case: Case, juso: Meeting, join: Join, agree: Agree, outsider: Staff, joiner_worker: Staff,
    leader: Client, now: datetime,
) -> None:  # fmt: skip
    agree(case, joiner_worker.agency, at=now - timedelta(days=1))
    reached, _beyond = join(juso, joiner_worker), join(juso, outsider)
    assert f"/meetings/{juso.pk}/bring/" in leader.get(f"/meetings/{juso.pk}/").content.decode()
    way = f"/cases/{case.number}/table/?meeting={juso.pk}"
    for words in ("れいだ", case.number):
        assert way in found(leader, juso, words)
    page = leader.get(way).content.decode()
    assert f'value="{juso.pk}"' in page
    told = {"meeting": juso.pk, "reason": "juso1", "question": "だれが", "once": str(uuid4())}
    answer = leader.post(way, told)
    item = AgendaItem.objects.get()
    assert answer.headers["Location"] == f"/meetings/{juso.pk}/items/{item.pk}/seats/"
    assert [one.member for one in item.seats.all()] == [reached]  # whom the consent reaches
    assert "もうこの会議の議題です" in found(leader, juso, "れいだ")


@pytest.mark.parametrize("words", ["", "だれでもない", "\0", "あ" * 20_001])
def test_what_finds_nothing_is_said(words: str, case: Case, juso: Meeting, leader: Client) -> None:
    page = found(leader, juso, words)
    assert case.number not in page


def test_nobody_finds_more_than_they_may_see_and_a_stranger_no_sitting(
    case: Case, juso: Meeting, join: Join, outsider: Staff, sign_in: SignIn, stranger: Client,
    hold: Callable[[Meeting], Meeting],
) -> None:  # fmt: skip
    assert stranger.get(f"/meetings/{juso.pk}/bring/").status_code == 404
    join(juso, outsider)
    assert case.number not in found(sign_in(outsider), juso, "れいだ")
    hold(juso)
    assert stranger.get(f"/meetings/{juso.pk}/bring/").status_code == 403


def test_the_questions_do_not_grow(juso: Meeting, receive: Receive, leader: Client) -> None:
    receive(person=Known(name="例田 一", kana="れいだ はじめ"))
    found(leader, juso, "れいだ")
    asked = []
    for more in (0, 2):
        for number in range(more):
            receive(person=Known(name=f"例田 {number}", kana="れいだ つぎ"))
        with CaptureQueriesContext(connection) as queries:
            page = leader.get(f"/meetings/{juso.pk}/bring/").content.decode()
        assert page.count("?meeting=") == 1 + more
        asked.append(len(queries))
    assert asked == [QUERIES, QUERIES]
