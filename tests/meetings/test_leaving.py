"""退席: a sitting called off, or a member who leaves, ends every sight that hung on it (R6)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from cases.models import AccessGround, Case
from districts.models import Staff
from meetings.actions import meetings, members, secrecy
from meetings.actions.members import Called
from meetings.models import Answer, Meeting, Seat
from meetings.states import ItemState
from tests.meetings.cast import Join, Table

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    """The database's own clock ends what has ended."""
    return a_moment_ago


def test_a_sitting_called_off_frees_its_cases_and_closes_every_sight(
    shien: Meeting, case: Case, join: Join, table: Table, coordinator: Staff,
    joiner_worker: Staff, now: datetime,
) -> None:  # fmt: skip
    member = join(shien, joiner_worker)
    item = table(shien, case)
    secrecy.swear(member, by=joiner_worker, at=now)
    assert AccessGround.objects.of(joiner_worker).running().filter(case=case).exists()
    with pytest.raises(ValidationError):
        meetings.cancel(shien, by=coordinator, at=now, because="")
    meetings.cancel(shien, by=coordinator, at=now, because="大雪のため")
    item.refresh_from_db()
    assert (item.state, item.removed_because) == (ItemState.REMOVED, "大雪のため")
    assert not AccessGround.objects.of(joiner_worker).running().filter(case=case).exists()


def test_whoever_leaves_the_sitting_sees_neither_it_nor_its_papers(
    shien: Meeting, case: Case, join: Join, table: Table, coordinator: Staff,
    joiner_worker: Staff, now: datetime,
) -> None:  # fmt: skip
    member = join(shien, joiner_worker, chairs=True)
    table(shien, case)
    secrecy.swear(member, by=joiner_worker, at=now)
    assert Meeting.objects.visible_to(joiner_worker).exists()
    members.remove(member, by=coordinator, at=now)
    member.refresh_from_db()
    assert (member.chairs, member.left_at) == (False, now)
    assert not AccessGround.objects.of(joiner_worker).running().filter(case=case).exists()
    assert not Meeting.objects.visible_to(joiner_worker).exists()
    back = members.add(shien, by=coordinator, at=now, who=Called(staff=joiner_worker))
    assert back.pk == member.pk
    assert (back.answer, back.sworn_at) == (Answer.NOT_ASKED, now)


def test_the_days_in_which_papers_may_be_read_move_with_the_sitting(
    shien: Meeting, case: Case, join: Join, table: Table, coordinator: Staff,
    joiner_worker: Staff, now: datetime,
) -> None:  # fmt: skip
    member = join(shien, joiner_worker)
    table(shien, case)
    secrecy.swear(member, by=joiner_worker, at=now)
    before = Seat.objects.get(member=member).ground
    assert before is not None
    week = timedelta(days=7)
    said = {"starts_at": shien.starts_at + week, "ends_at": shien.ends_at + week}
    meetings.change(shien, by=coordinator, at=now, said=said)
    after = Seat.objects.get(member=member).ground
    assert after is not None
    assert before.expires_at is not None
    assert after.expires_at == before.expires_at + week
    assert AccessGround.objects.of(joiner_worker).running().get(case=case) == after
