"""見た人の記録: every look is logged with its ground before anything is shown, and the log stays (R6, R9)."""

from __future__ import annotations

from datetime import datetime, timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from cases.actions import referrals, sightings
from cases.dues import Terms
from cases.models import AccessGround, AccessLog, Case, Level, Outcome, Referral
from districts.models import Agency, Staff
from fujisawa_care.foundation import database
from fujisawa_care.foundation.problems import NotAllowed
from tests.cases.people import A_YEAR_AGO, join
from tests.cast import Receive

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=5)
APPEND_ONLY = [
    *("accesslog", "event", "consentevent", "supportrecord", "consultation", "referralmessage"),
]


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


def _look(case: Case, by: Staff, at: datetime, level: Level = Level.READ) -> str:
    ground = sightings.look(case, by=by, at=at, door="web", address="192.0.2.7", level=level)
    return ground.ground


def test_a_look_leaves_who_when_why_and_from_where(
    case: Case, owner_worker: Staff, desk: Agency, now: datetime
) -> None:
    assert _look(case, owner_worker, now + LATER) == "owner"
    row = AccessLog.objects.values(
        *("case", "staff", "agency", "at", "ground", "level", "door", "address")
    ).get()
    assert row == {
        "case": case.pk,
        "staff": owner_worker.pk,
        "agency": desk.pk,
        "at": now + LATER,
        "ground": "owner",
        "level": Level.WRITE,
        "door": "web",
        "address": "192.0.2.7",
    }


def test_no_ground_no_look_and_no_trace_of_one(
    case: Case, outsider: Staff, administrator: Staff, receiver_worker: Staff, now: datetime
) -> None:
    for stranger in (outsider, administrator, receiver_worker):
        with pytest.raises(NotAllowed, match="根拠がありません"):
            _look(case, stranger, now)
    assert not AccessLog.objects.exists()


def test_who_is_only_asked_sees_the_sheet_and_not_the_case(
    referral: Referral, receiver_worker: Staff, now: datetime
) -> None:
    assert _look(referral.case, receiver_worker, now, Level.SHEET) == "referral"
    with pytest.raises(NotAllowed):
        _look(referral.case, receiver_worker, now)
    assert [one.level for one in AccessLog.objects.all()] == [Level.SHEET]


def test_of_several_grounds_the_strongest_is_logged(
    case: Case, owner_worker: Staff, now: datetime
) -> None:
    held = AccessGround.objects.of(owner_worker).values_list("ground", flat=True)
    assert set(held) == {"owner", "own_record"}
    assert _look(case, owner_worker, now, Level.SHEET) == "owner"


def test_the_ground_of_the_moment_is_the_one_logged(
    referral: Referral,
    owner_worker: Staff,
    receiver_worker: Staff,
    manager: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    case = referral.case
    looks = [_look(case, owner_worker, now), _look(case, manager, now)]
    referrals.accept(referral, by=receiver_worker, at=now + LATER, terms=terms)
    looks.append(_look(case, receiver_worker, now + LATER))
    looks.append(_look(case, owner_worker, now + LATER, Level.SHEET))
    assert looks == ["owner", "manager", "owner", "own_record"]
    assert [one.ground for one in AccessLog.objects.order_by("pk")] == looks


def test_the_team_reads_who_looked_and_nobody_else(
    receive: Receive,
    ikiiki: Agency,
    owner_worker: Staff,
    joiner_worker: Staff,
    outsider: Staff,
    administrator: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    case = receive(outcome=Outcome.REFER, refer_to=(join(ikiiki),))
    _look(case, owner_worker, now)
    everybody = (owner_worker, joiner_worker, outsider, administrator)
    reads = [AccessLog.objects.visible_to(one).exists() for one in everybody]
    assert reads == [True, False, False, False]
    referrals.accept(case.referrals.get(), by=joiner_worker, at=now, terms=terms)
    assert AccessLog.objects.visible_to(joiner_worker).exists()


@pytest.mark.parametrize("verb", ["UPDATE {} SET case_id = case_id", "DELETE FROM {}"])
def test_the_log_cannot_be_changed(
    case: Case, owner_worker: Staff, now: datetime, verb: str
) -> None:
    _look(case, owner_worker, now)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format("cases_accesslog"))
    assert AccessLog.objects.count() == 1


def test_a_look_is_not_forged_through_the_model_either(
    case: Case, owner_worker: Staff, outsider: Staff, now: datetime
) -> None:
    _look(case, owner_worker, now)
    row = AccessLog.objects.get()
    row.staff = outsider
    for forge in (row.save, row.delete, AccessLog.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            forge()
    assert AccessLog.objects.get().staff == owner_worker


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_what_is_written_once_is_guarded_by_a_trigger(table: str, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_or(tgtype & 8 > 0), bool_or(tgtype & 16 > 0) FROM pg_trigger"
            " WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgtype & 2 > 0",
            [f"cases_{table}"],
        )
        assert cursor.fetchone() == (True, True)  # before DELETE, before UPDATE


@pytest.mark.django_db(transaction=True)
def test_the_application_can_neither_empty_nor_alter_a_table() -> None:
    """As a migration leaves it: the tests' own leave to empty tables is taken back first."""
    name = connection.settings_dict["NAME"]
    role = settings.DATABASE_APP_ROLE
    with psycopg.connect(settings.DATABASE_OWNER_URL, dbname=name) as owner:
        quoted = connection.ops.quote_name(role)
        owner.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {quoted}")
        owner.execute(database._GRANTS.format(role=quoted))
        held = owner.execute(
            "SELECT privilege, bool_or(has_table_privilege(%s, c.oid, privilege)) FROM pg_class AS c,"
            " unnest(ARRAY['SELECT', 'INSERT', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) AS privilege"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY 1",
            [role],
        ).fetchall()
        owner.rollback()
    assert {privilege for privilege, yes in held if yes} == {"SELECT", "INSERT"}
