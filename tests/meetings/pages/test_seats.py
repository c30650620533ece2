"""席をえらぶ: secretaries pick who sits at an item, also one that a CSW brought; two at once lose nobody (R6)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from districts.models import Staff
from meetings.actions import agenda, secrecy
from meetings.models import AgendaItem, Meeting, Member
from tests.meetings.cast import Agree, Join, Table
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
QUERIES = 10


@pytest.fixture
def secretary(sign_in: SignIn, coordinator: Staff) -> Client:
    return sign_in(coordinator)


@pytest.fixture
def brought(case: Case, shien: Meeting, owner_worker: Staff, now: datetime) -> AgendaItem:
    """By the one in charge: nobody sits there yet."""
    Meeting.objects.filter(pk=shien.pk).update(ends_at=now + timedelta(days=9))
    shien.refresh_from_db()
    told = {"by": owner_worker, "at": now, "reason": "shien1", "question": "だれが先に会うか"}
    return agenda.table(shien, case, **told)  # type: ignore[arg-type]


def where(item: AgendaItem) -> str:
    return f"/meetings/{item.meeting_id}/items/{item.pk}/seats/"


def seated(item: AgendaItem) -> set[Member]:
    return {one.member for one in item.seats.filter(left_at__isnull=True)}


def sees(staff: Staff, item: AgendaItem) -> bool:
    return AgendaItem.objects.visible_to(staff).filter(pk=item.pk).exists()


def test_a_secretary_seats_members_at_what_somebody_else_brought_and_takes_them_off(
    brought: AgendaItem, join: Join, outsider: Staff, secretary: Client, now: datetime
) -> None:
    member, guest = join(brought.meeting, outsider), join(brought.meeting, name="民生 見本（架空）")
    secrecy.swear(member, by=outsider, at=now)
    listed = secretary.get(f"/meetings/{brought.meeting_id}/").content.decode()
    assert where(brought) in listed
    assert "席をえらぶ" in listed
    page = secretary.get(where(brought)).content.decode()
    assert brought.case is not None
    assert brought.case.number in page
    assert "だれが先に会うか" not in page  # the secretary has no ground on the case
    answer = secretary.post(where(brought), {"member": [member.pk, guest.pk]})
    assert answer.headers["Location"] == f"/meetings/{brought.meeting_id}/"
    assert seated(brought) == {member, guest}
    assert sees(outsider, brought)
    secretary.post(where(brought), {"member": [guest.pk], "known": [member.pk, guest.pk]})
    assert seated(brought) == {guest}
    assert not sees(outsider, brought)


def test_whom_another_secretary_picked_meanwhile_stays(
    brought: AgendaItem, join: Join, outsider: Staff, joiner_worker: Staff, secretary: Client
) -> None:
    mine, theirs = (join(brought.meeting, one) for one in (outsider, joiner_worker))
    secretary.post(where(brought), {"member": [theirs.pk]})
    for _ in range(2):  # a stale tab, and a double click
        assert secretary.post(where(brought), {"member": [mine.pk]}).status_code == 302
    assert seated(brought) == {mine, theirs}


def test_whom_the_consent_does_not_reach_cannot_be_picked_and_it_is_said_why(
    case: Case, juso: Meeting, join: Join, table: Table, agree: Agree, outsider: Staff,
    joiner_worker: Staff, secretary: Client, now: datetime,
) -> None:  # fmt: skip
    agree(case, joiner_worker.agency, at=now - timedelta(days=1))
    reached, beyond = join(juso, joiner_worker), join(juso, outsider)
    item = table(juso, case, seats=[])
    page = secretary.get(where(item)).content.decode()
    assert page.count("本人の同意に、この機関が入っていません") == 1
    told = {"member": [reached.pk, beyond.pk]}
    refused = secretary.post(where(item), told)
    assert (refused.status_code, seated(item)) == (409, set())
    assert f'value="{reached.pk}"' in refused.content.decode()
    assert outsider.agency.name in refused.content.decode()
    secretary.post(where(item), {"member": [reached.pk]})
    assert seated(item) == {reached}


@pytest.mark.parametrize("sent", [["x"], ["\0"], ["9" * 30], ["999999"], ["１"]])
def test_what_is_no_member_of_it_is_passed_over(
    sent: list[str], brought: AgendaItem, secretary: Client
) -> None:
    assert secretary.post(where(brought), {"member": sent, "known": sent}).status_code == 302
    assert seated(brought) == set()


def test_only_secretaries_pick_and_only_while_it_lies_there(
    brought: AgendaItem, join: Join, outsider: Staff, manager: Staff,
    secretary: Client, owner: Client, now: datetime,
) -> None:  # fmt: skip
    member = join(brought.meeting, outsider)
    assert owner.post(where(brought), {"member": [member.pk]}).status_code == 403
    agenda.remove(brought, by=manager, at=now, because="取り下げた")
    late = secretary.post(where(brought), {"member": [member.pk]})
    assert (late.status_code, seated(brought)) == (409, set())


def test_the_questions_do_not_grow_with_the_members(
    case: Case, juso: Meeting, join: Join, table: Table, agree: Agree, outsider: Staff,
    joiner_worker: Staff, receiver_worker: Staff, secretary: Client, now: datetime,
) -> None:  # fmt: skip
    agree(case, at=now - timedelta(days=1))
    join(juso, outsider)
    item = table(juso, case)
    secretary.get(where(item))  # what is asked once a day
    asked = []
    for more in ((), (joiner_worker, receiver_worker)):
        for one in more:
            join(juso, one)
        with CaptureQueriesContext(connection) as queries:
            assert secretary.get(where(item)).status_code == 200
        asked.append(len(queries))
    assert asked == [QUERIES, QUERIES]
