"""番人: what the database itself refuses, tried in raw SQL as the application's own role (R8, R9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from cases.actions import openings, records, sightings
from cases.actions.people import Known
from cases.models import Case, ConsentState, Door
from districts.models import Staff
from fujisawa_care.foundation import database
from tests.cast import Begin, Receive

STAYS = (
    *("cases_event", "cases_accesslog", "cases_consentevent", "cases_supportrecord"),
    *("cases_protectionmember", "cases_protectionopening"),
    *("cases_personversion", "cases_householdversion", "cases_householdmemberversion"),
    *("cases_addressprotectionversion", "districts_agencyversion"),
)


@pytest.fixture
def a_row_of_each(receive: Receive, begin: Begin, owner_worker: Staff, now: datetime) -> Case:
    case = receive(
        person=Known(name="例田 花子"), consent=ConsentState.GIVEN, consent_method="verbal"
    )
    begin(case)
    records.write(
        case, by=owner_worker, at=now, happened_at=now, method="phone", text="電話で話した"
    )
    sightings.look(case, by=owner_worker, at=now, door=Door.WEB, address=None)
    openings.begin(case, by=owner_worker, at=now, reason="通院", lasts=timedelta(minutes=30))
    return case


def _rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def _column(table: str) -> str:
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    return str(next(each.name for each in described if each.name not in ("id", "pgh_id")))


@pytest.mark.parametrize("table", STAYS)
@pytest.mark.parametrize("statement", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_what_is_written_stays(table: str, statement: str, a_row_of_each: Case) -> None:
    before = _rows(table)
    assert before > 0
    with (
        pytest.raises(DatabaseError, match="pgtrigger: Cannot update or delete rows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table, _column(table)))
    assert _rows(table) == before


@pytest.fixture
def as_granted(db: None) -> Iterator[None]:
    """Without the one right that only tests have: to empty a table."""
    name = connection.ops.quote_name(settings.DATABASE_APP_ROLE)
    test_database = str(connection.settings_dict["NAME"])
    with psycopg.connect(
        settings.DATABASE_OWNER_URL, dbname=test_database, autocommit=True
    ) as owner:
        owner.execute(f"REVOKE TRUNCATE ON ALL TABLES IN SCHEMA public FROM {name}")
        yield
        owner.execute(f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {name}")


@pytest.mark.parametrize("table", STAYS)
def test_nor_is_the_whole_table_emptied(table: str, as_granted: None) -> None:
    assert "TRUNCATE" not in database._GRANTS
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_nor_is_a_guard_taken_down(db: None) -> None:
    for statement in (
        "ALTER TABLE cases_event DISABLE TRIGGER ALL",
        "DROP TABLE cases_personversion",
        "SET session_replication_role = 'replica'",
    ):
        with (
            pytest.raises(DatabaseError, match=r"must be owner|permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


LOOKS_FOR_ANOTHER_BY_NAME = """
    SELECT p.proname FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
     WHERE p.pronamespace = 'public'::regnamespace AND l.lanname = 'sql' AND p.prosqlbody IS NULL
       AND EXISTS (SELECT 1 FROM pg_proc q WHERE q.pronamespace = p.pronamespace
                      AND q.oid <> p.oid AND p.prosrc ~ ('\\m' || q.proname || '\\('))
"""


def test_a_backup_can_be_brought_back(db: None) -> None:
    """pg_restore has no search path: what a column is made with has to be found all the same."""
    key = "SELECT {0}care_person_key('髙橋 花子', 'たかはし', ARRAY['0466-00-0142'])"
    with connection.cursor() as cursor:
        cursor.execute(LOOKS_FOR_ANOTHER_BY_NAME)
        assert cursor.fetchall() == []
        cursor.execute(key.format(""))
        before = cursor.fetchone()
        cursor.execute("SET LOCAL search_path = ''")
        cursor.execute(key.format("public."))
        assert cursor.fetchone() == before
