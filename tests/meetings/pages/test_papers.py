"""資料を読む: the sworn read what they sit at until some days after; each case is a look (R6, R7, R9)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.actions import protections
from cases.actions.people import Known
from cases.actions.protections import Shield
from cases.models import AccessGround, AccessLog, Case, Reminder
from districts.models import Staff
from fujisawa_care.foundation.workdays import TOKYO
from meetings import table_rules
from meetings.actions import packets, secrecy
from meetings.models import AgendaItem, Meeting, Member
from tests.cast import Receive
from tests.meetings.cast import Join, Table
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
QUERIES = 14
QUESTION = "だれが中心になるか"


@pytest.fixture
def case(receive: Receive) -> Case:
    return receive(person=Known(name="例田 花子", birth_text="50代"))


@pytest.fixture
def member(shien: Meeting, join: Join, outsider: Staff) -> Member:
    return join(shien, outsider)


@pytest.fixture
def item(member: Member, shien: Meeting, case: Case, table: Table) -> AgendaItem:
    return table(shien, case)


@pytest.fixture
def reader(sign_in: SignIn, outsider: Staff) -> Client:
    return sign_in(outsider)


def words(client: Client, meeting: Meeting) -> str:
    answer = client.get(f"/meetings/{meeting.pk}/papers/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_they_are_told_swear_and_read_and_each_look_is_written_down(
    item: AgendaItem, shien: Meeting, manager: Staff, outsider: Staff, reader: Client, case: Case,
    now: datetime,
) -> None:  # fmt: skip
    assert "資料はまだありません" in words(reader, shien) or "守秘を確かめる" in words(
        reader, shien
    )
    packets.lock(shien, by=manager, at=now)
    told = Reminder.objects.get(kind="papers")
    assert (told.recipient, told.subject) == (outsider, "支援会議 第1回")
    page = reader.post(f"/reminders/{told.pk}/", follow=True).content.decode()
    assert "守秘を確かめる" in page
    assert QUESTION not in page
    assert not AccessLog.objects.filter(staff=outsider).exists()
    me = Member.objects.get(staff=outsider)
    reader.post(f"/meetings/{shien.pk}/members/{me.pk}/swear")
    page = words(reader, shien)
    for said in (QUESTION, case.number, "世帯と状況", "議題1"):
        assert said in page
    look = AccessLog.objects.get(staff=outsider)
    assert (look.case, look.ground) == (case, "meeting")
    assert f"/meetings/{shien.pk}/papers/" in reader.get("/meetings/").content.decode()


def test_what_one_does_not_sit_at_is_a_number_and_an_hour(
    item: AgendaItem, shien: Meeting, member: Member, receive: Receive, table: Table, case: Case,
    manager: Staff, outsider: Staff, reader: Client, now: datetime,
) -> None:  # fmt: skip
    other = table(shien, receive(), seats=[], question="ほかの秘密")
    secrecy.swear(member, by=outsider, at=now)
    packets.lock(shien, by=manager, at=now)
    page = words(reader, shien)
    assert QUESTION in page
    assert "ほかの議題" in page
    assert "ほかの秘密" not in page
    assert other.case is not None
    assert other.case.number not in page
    assert AccessLog.objects.filter(staff=outsider).count() == 1


def test_some_days_after_the_sitting_nothing_is_left_to_read(
    item: AgendaItem, shien: Meeting, member: Member, manager: Staff, outsider: Staff,
    reader: Client, now: datetime,
) -> None:  # fmt: skip
    secrecy.swear(member, by=outsider, at=now)
    packets.lock(shien, by=manager, at=now)
    assert QUESTION in words(reader, shien)
    ground = AccessGround.objects.get(staff=outsider)
    last = table_rules.last_day(shien)
    assert ground.expires_at is not None
    assert (ground.expires_at - timedelta(seconds=1)).astimezone(TOKYO).date() == last
    AccessGround.objects.filter(pk=ground.pk).update(until=now + timedelta(microseconds=1))
    assert QUESTION not in words(reader, shien)


def test_under_protection_the_seat_reads_nothing_also_of_what_was_locked_before(
    item: AgendaItem, shien: Meeting, member: Member, manager: Staff, outsider: Staff,
    owner_worker: Staff, reader: Client, case: Case, now: datetime,
) -> None:  # fmt: skip
    secrecy.swear(member, by=outsider, at=now)
    packets.lock(shien, by=manager, at=now)
    shield = Shield(starts_on=now.astimezone(TOKYO).date(), other_parties=("例田 太郎",))
    protections.begin(case, by=owner_worker, at=now, shield=shield)
    page = words(reader, shien)
    assert QUESTION not in page
    assert "事務局から口頭で聞いてください" in page
    table_page = reader.get(f"/meetings/{shien.pk}/items/{item.pk}/").content.decode()
    assert "事務局から口頭で聞いてください" in table_page
    assert "わけを入れて開く" not in table_page


def test_the_set_of_what_is_read_is_what_each_item_answers(
    item: AgendaItem, shien: Meeting, member: Member, receive: Receive, table: Table, join: Join,
    manager: Staff, coordinator: Staff, owner_worker: Staff, outsider: Staff, now: datetime,
) -> None:  # fmt: skip
    table(shien, receive(), seats=[])
    table(shien, None, title="年のまとめ")
    join(shien, coordinator)
    people = (manager, coordinator, owner_worker, outsider)
    for sworn in (False, True):
        if sworn:
            secrecy.swear(member, by=outsider, at=now)
        for one in people:
            each = {row.pk for row in shien.items.all() if table_rules.read(one, row)}
            known = set(AgendaItem.objects.known_to(one).values_list("pk", flat=True))
            whole = {row.pk for row in table_rules.readable(one, shien)}
            assert whole == each & known, (one, sworn)


def test_the_questions_do_not_grow_with_the_items(
    item: AgendaItem, shien: Meeting, member: Member, receive: Receive, table: Table,
    manager: Staff, outsider: Staff, reader: Client, now: datetime,
) -> None:  # fmt: skip
    secrecy.swear(member, by=outsider, at=now)
    packets.lock(shien, by=manager, at=now)
    words(reader, shien)  # what is asked once a day
    asked = []
    for more in (0, 2):
        for _ in range(more):
            table(shien, receive())
        packets.lock(shien, by=manager, at=now, because="足した")
        with CaptureQueriesContext(connection) as queries:
            assert words(reader, shien).count(QUESTION) == 1 + more
        asked.append(len(queries))
    assert asked == [QUERIES, QUERIES]
