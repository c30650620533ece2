"""次第: what is to be decided stands on the sitting's page and on its paper, for whoever may read it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.actions import protections
from cases.actions.people import Known
from cases.actions.protections import Shield
from cases.models import AccessLog, Case
from districts.models import Staff
from meetings.actions import secrecy
from meetings.models import AgendaItem, Meeting, Member
from meetings.sheets import orders, sittings
from tests.cast import Receive
from tests.meetings.cast import Join, Table
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
QUESTION = "例田さんのことを、だれが中心になって見るか"


@pytest.fixture
def case(receive: Receive) -> Case:
    return receive(person=Known(name="例田 花子", birth_text="50代"))


@pytest.fixture
def member(shien: Meeting, join: Join, outsider: Staff) -> Member:
    return join(shien, outsider)


@pytest.fixture
def item(member: Member, shien: Meeting, case: Case, table: Table) -> AgendaItem:
    return table(shien, case, question=QUESTION)


@pytest.fixture
def reader(sign_in: SignIn, outsider: Staff) -> Client:
    return sign_in(outsider)


def test_the_sworn_see_what_is_to_be_decided_and_nobody_else(
    item: AgendaItem, shien: Meeting, member: Member, outsider: Staff, reader: Client, now: datetime
) -> None:
    here = f"/meetings/{shien.pk}/"
    assert "だれが中心" not in reader.get(here).content.decode()
    assert not AccessLog.objects.filter(staff=outsider).exists()
    secrecy.swear(member, by=outsider, at=now)
    shown = reader.get(here).content.decode()
    assert ("●●さんのことを、だれが中心" in shown, "例田" in shown) == (True, False)
    assert AccessLog.objects.get(staff=outsider).door == "web"
    printed = reader.get(f"{here}order/")
    assert printed.content.startswith(b"%PDF-")
    assert AccessLog.objects.filter(staff=outsider, door="print").count() == 1


def test_under_protection_nothing_of_it_is_said(
    item: AgendaItem, case: Case, shien: Meeting, manager: Staff, owner_worker: Staff, now: datetime
) -> None:
    shield = Shield(starts_on=now.date(), other_parties=("例田 太郎",))
    protections.begin(case, by=owner_worker, at=now, shield=shield)
    fresh = AgendaItem.objects.select_related("case__person").get(pk=item.pk)
    told = orders.asked([fresh], viewer=manager)
    assert told == {item.pk: ("支援措置のため、ふせています",)}
    paper = orders.of(sittings.of(shien, viewer=manager, asked=told))
    assert "中心" not in str(paper)


@pytest.mark.parametrize("many", [1, 3])
def test_the_paper_asks_the_same_number_of_questions(
    many: int, shien: Meeting, join: Join, table: Table, receive: Receive, manager: Staff,
    sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries, now: datetime,
) -> None:  # fmt: skip
    mine = join(shien, manager)
    for number in range(many):
        table(shien, receive(person=Known(name=f"例田 {number}")), question=QUESTION)
    secrecy.swear(mine, by=manager, at=now)
    client = sign_in(manager)
    client.get(f"/meetings/{shien.pk}/order/")
    with django_assert_num_queries(14):
        client.get(f"/meetings/{shien.pk}/order/")
