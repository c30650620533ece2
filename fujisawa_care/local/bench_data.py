"""測るための街: 10,000 or 100,000 fictional cases, written by COPY in less than a minute or two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import psycopg
from psycopg import sql

from fujisawa_care.local.bench_filling import Filling, Worker
from fujisawa_care.local.bench_rows import BASE, tables

DESKS, STAFF_PER_DESK = 40, 5


def fill(url: str, *, cases: int, now: datetime) -> None:
    """Into a migrated database with its places and accounts; triggers rest while it is written."""
    with psycopg.connect(url, autocommit=True) as connection:
        workers = _enlist(connection)
        filling = Filling(
            cases,
            now,
            workers,
            [code for (code,) in connection.execute("SELECT code FROM districts_district")],
            [code for (code,) in connection.execute("SELECT code FROM districts_topic")],
        )
        for table, columns, rows in tables(filling):
            _copy(connection, table, columns, rows)
        connection.execute("VACUUM ANALYZE")


def _enlist(connection: psycopg.Connection) -> list[Worker]:
    """Two hundred more colleagues at forty more desks, beside the accounts of the demonstration."""
    columns = (
        "id name short_name type kind operator programmes citywide tel fax address hours note"
        " accepts_referrals fictional source"
    )
    _copy(connection, "districts_agency", columns, map(_desk, range(DESKS)))
    columns = (
        "id password is_superuser username email is_staff is_active date_joined name kana role"
        " agency_id"
    )
    colleagues = map(_colleague, range(DESKS * STAFF_PER_DESK))
    _copy(connection, "districts_staff", columns, colleagues)
    rows = connection.execute(
        "SELECT id, agency_id FROM districts_staff WHERE role NOT IN ('manager', 'administrator')"
    )
    return [Worker(*row) for row in rows]


def _desk(n: int) -> Sequence[object]:
    name = f"見本の窓口{n}（架空）"
    return (BASE + n, name, "", "counter", "", "", [], True, "", "", "", "", "", True, True, "")


def _colleague(n: int) -> Sequence[object]:
    desk, joined = BASE + n // STAFF_PER_DESK, datetime.now().astimezone()
    account = ("!", False, f"bench-{n}", "", False, True, joined)
    return (BASE + n, *account, f"試田 {n}", "", "counter", desk)


def _copy(
    connection: psycopg.Connection, table: str, columns: str, rows: Iterable[Sequence[object]]
) -> None:
    name = sql.Identifier(table)
    names = sql.SQL(", ").join(map(sql.Identifier, columns.split()))
    _let_be_empty(connection, table, columns)
    connection.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(name))
    with connection.transaction(), connection.cursor() as cursor:
        query = sql.SQL("COPY {} ({}) FROM STDIN").format(name, names)
        with cursor.copy(query) as copy:
            for row in rows:
                copy.write_row(row)
    connection.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(name))
    if columns.startswith("id "):
        serial = "SELECT setval(pg_get_serial_sequence({}, 'id'), (SELECT max(id) FROM {}))"
        connection.execute(sql.SQL(serial).format(sql.Literal(table), name))


EMPTY = {"boolean": "false", "ARRAY": "'{}'", "jsonb": "'{}'", "smallint": "0", "integer": "0"}


def _let_be_empty(connection: psycopg.Connection, table: str, columns: str) -> None:
    """What no line here speaks of is empty, as the application would have left it."""
    left_out = connection.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s"
        " AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'"
        " AND is_generated = 'NEVER' AND NOT column_name = ANY(%s)",
        [table, columns.split()],
    ).fetchall()
    for column, kind in left_out:
        connection.execute(
            sql.SQL("ALTER TABLE {} ALTER {} SET DEFAULT {}").format(
                *(sql.Identifier(table), sql.Identifier(column), sql.SQL(EMPTY.get(kind, "''")))
            )
        )
