"""R5 and R6 in the database itself: whatever comes past the actions is refused there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from cases.models import Case
from districts.models import Staff
from meetings.models import AgendaItem, Meeting, MeetingBody, Seat
from tests.meetings.cast import Agree, Call, Join, Table

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
Write = Callable[[str], None]


@pytest.fixture
def write() -> Write:
    def write(statement: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    return write


def put(meeting: Meeting, case: Case, by: Staff, at: datetime) -> AgendaItem:
    """Past every rule."""
    with transaction.atomic():
        return AgendaItem.objects.create(
            meeting=meeting,
            case=case,
            position=1,
            reason="none",
            minutes=20,
            state="tabled",
            tabled_by=by,
            tabled_at=at,
            updated_at=at,
        )


def test_no_case_lies_on_a_table_of_plans_without_a_yes(
    case: Case, juso: Meeting, agree: Agree, manager: Staff, now: datetime
) -> None:
    with pytest.raises(DatabaseError, match="同意がない"):
        put(juso, case, manager, now)
    agree(case, at=now - DAY)
    agree(case, event="withdrawn", at=now)
    with pytest.raises(DatabaseError, match="同意がない"):
        put(juso, case, manager, now - DAY / 2)  # an earlier hour does not help
    assert not AgendaItem.objects.exists()


def test_no_case_lies_on_a_table_above_the_case(
    case: Case, call: Call, council_body: MeetingBody, manager: Staff, now: datetime
) -> None:
    with pytest.raises(DatabaseError, match="ケースを話し合えるのは"):
        put(call(council_body), case, manager, now)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meetings_agendaitem SET state = 'decided', closed_at = tabled_at",
        "UPDATE meetings_agendaitem SET state = 'open', opened_at = tabled_at",
        "UPDATE meetings_agendaitem SET meeting_id = meeting_id + 1",
        "UPDATE meetings_agendaitem SET case_id = NULL, title = 'だれかのこと'",
        "DELETE FROM meetings_agendaitem",
        "DELETE FROM meetings_seat",
    ],
)
def test_what_lies_there_moves_only_by_its_steps(
    statement: str,
    write: Write,
    case: Case,
    shien: Meeting,
    table: Table,
    join: Join,
    outsider: Staff,
) -> None:
    join(shien, outsider)
    item = table(shien, case)
    with pytest.raises(DatabaseError):
        write(statement)
    assert AgendaItem.objects.get(pk=item.pk).state == "tabled"
    assert Seat.objects.count() == 1


def test_a_seat_is_no_way_past_consent_or_oath(
    case: Case,
    juso: Meeting,
    table: Table,
    join: Join,
    agree: Agree,
    owner_worker: Staff,
    outsider: Staff,
    write: Write,
    now: datetime,
) -> None:
    agree(case, owner_worker.agency)
    item = table(juso, case)
    stranger = join(juso, outsider)
    with pytest.raises(DatabaseError, match="同意がない"):
        write(
            "INSERT INTO meetings_seat (item_id, member_id, seated_at, seated_by_id)"
            f" VALUES ({item.pk}, {stranger.pk}, now(), {outsider.pk})"
        )
    own = join(juso, owner_worker)
    ground = case.grounds.filter(ground="owner").get()
    with pytest.raises(DatabaseError, match="守秘の確認がまだ"):
        write(
            "INSERT INTO meetings_seat (item_id, member_id, seated_at, seated_by_id, ground_id)"
            f" VALUES ({item.pk}, {own.pk}, now(), {outsider.pk}, {ground.pk})"
        )
    assert not Seat.objects.exists()
