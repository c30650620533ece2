"""測るための街: 10,000 or 100,000 fictional cases, written by COPY in less than a minute or two."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

import psycopg
from psycopg import sql

BASE = 1_000_000
DESKS, STAFF_PER_DESK = 40, 5
RECORDS = 5
YEARS = 5
WAITING_PER_AGENCY = 25
# Fictional, and as many as a city has: 180 surnames and 120 given names, written and read.
SURNAMES = (
    "例れい 見み 試し 仮かり 雛ひな 型かた 架か 模も 写うつし 練ねり 習ならい 描えがき",
    "田だ 本もと 川かわ 山やま 村むら 沢さわ 島しま 原はら 野の 口ぐち 井い 木き 谷たに 森もり 橋はし",
)
GIVEN = (
    "一いち 二じ 三さぶ 正まさ 和かず 幸ゆき 清きよ 光みつ 春はる 秋あき 文ふみ 義よし 智とも 恵けい 美み",
    "郎ろう 子こ 美み 男お 江え 代よ 夫お 枝え",
)
STORY = "「このごろ外へ出る気がしない」と本人。家族も心配しているとのこと。" * 3


@dataclass(frozen=True)
class Worker:
    staff: int
    agency: int


@dataclass
class Filling:
    """Who works in the city, what it is now, and how many cases there shall be."""

    cases: int
    now: datetime
    workers: Sequence[Worker]
    districts: Sequence[str]
    topics: Sequence[str]

    def worker(self, n: int) -> Worker:
        return self.workers[n % len(self.workers)]

    def receiver(self, n: int) -> Worker:
        return self.workers[(n * 7 + 3) % len(self.workers)]

    def opened(self, n: int) -> datetime:
        return self.now - timedelta(days=YEARS * 365 * (self.cases - n) / self.cases)

    def open(self, n: int) -> bool:
        return n % 10 in {0, 1, 2}

    def numbers(self) -> range:
        return range(1, self.cases + 1)

    @cached_property
    def waiting(self) -> dict[int, Worker]:
        """The newest open cases that wait for an answer: some for every agency."""
        agencies = list({one.agency: one for one in self.workers}.values())
        newest = (n for n in range(self.cases, 0, -1) if self.open(n))
        asked = zip(newest, agencies * WAITING_PER_AGENCY, strict=False)
        return {n: to for n, to in asked if self.worker(n).agency != to.agency}


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
        for table, columns, rows in _tables(filling):
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


def _tables(f: Filling) -> Iterator[tuple[str, str, Iterable[Sequence[object]]]]:
    numbers = f.numbers()
    yield "cases_household", "id living_with", ((BASE + n, "") for n in numbers)
    yield (
        "cases_person",
        (
            "id name kana birth_date birth_text phones address version created_at updated_at"
            " created_by_id district_id"
        ),
        (_person(f, n) for n in numbers),
    )
    yield (
        "cases_householdmember",
        "id relation since updated_at name age_text apart note ended version household_id person_id",
        (
            (BASE + n, "self", *(f.opened(n),) * 2, "", "", False, "", "", 1, BASE + n, BASE + n)
            for n in numbers
        ),
    )
    yield from _cases(f)
    yield from _work(f)


def _cases(f: Filling) -> Iterator[tuple[str, str, Iterable[Sequence[object]]]]:
    numbers = f.numbers()
    yield (
        "cases_case",
        (
            "id number owner_since owner_because stage opened_at closed_at outcome closing_reason hops"
            " last_record_at version updated_at district_id owner_id owner_staff_id household_id"
            " person_id"
        ),
        (_case(f, n) for n in numbers),
    )
    yield (
        "cases_case_topics",
        "id case_id topic_id",
        ((BASE + n, BASE + n, f.topics[n % len(f.topics)]) for n in numbers),
    )
    yield (
        "cases_ownership",
        "id since until because agency_id case_id staff_id",
        (_ownership(f, n) for n in numbers),
    )
    yield (
        "cases_consultation",
        (
            "id received_at channel consulter anonymous story urgency outcome consent agency_id case_id"
            " received_by_id"
        ),
        (_consultation(f, n) for n in numbers),
    )


def _work(f: Filling) -> Iterator[tuple[str, str, Iterable[Sequence[object]]]]:
    numbers = f.numbers()
    yield (
        "cases_referral",
        (
            "id kind sent_at reply_due_at urgency reason note shared status accepted_as answered_at"
            " answer_note return_reason answered_by_id case_id consultation_id from_agency_id"
            " sent_by_id to_agency_id"
        ),
        _referrals(f),
    )
    yield (
        "cases_accessground",
        "role level ground since agency_id staff_id case_id referral_id",
        (row for n in numbers for row in _grounds(f, n)),
    )
    yield (
        "cases_followup",
        (
            "id purpose kind what due_on state outcome outcome_note ended_at planned_at agency_id"
            " assignee_id case_id ended_by_id planned_by_id"
        ),
        (_follow_up(f, n) for n in numbers),
    )
    yield (
        "cases_supportrecord",
        (
            "id happened_at method counterpart outcome minutes text third_party_text written_at"
            " agency_id case_id written_by_id"
        ),
        (row for n in numbers for row in _records(f, n)),
    )
    yield (
        "cases_event",
        "kind at note data agency_id by_id case_id consultation_id record_id",
        (row for n in numbers for row in _events(f, n)),
    )


def _person(f: Filling, n: int) -> Sequence[object]:
    chance = random.Random(n)
    (surname, read), (given, called) = _name(chance, SURNAMES), _name(chance, GIVEN)
    phone = f"0466-{chance.randrange(100):02}-{chance.randrange(10000):04}"
    born = date(1930 + n % 80, 1 + n % 12, 1 + n % 28)
    at = f.opened(n)
    district = f.districts[n % len(f.districts)]
    return (
        *(BASE + n, f"{surname} {given}", f"{read} {called}", born, born.isoformat(), [phone]),
        *("架空台1-1", 1, at, at, f.worker(n).staff, district),
    )


def _name(chance: random.Random, parts: Iterable[str]) -> tuple[str, str]:
    """Each part is a letter and how it is read."""
    chosen = [chance.choice(part.split()) for part in parts]
    return "".join(one[0] for one in chosen), "".join(one[1:] for one in chosen)


def _case(f: Filling, n: int) -> Sequence[object]:
    worker, at, is_open = f.worker(n), f.opened(n), f.open(n)
    quiet = f.now - timedelta(days=n % 60)
    return (
        *(BASE + n, f"R0-{n:06}", at, "received", "open" if is_open else "closed", at),
        *(None if is_open else at, "" if is_open else "solved", "" if is_open else "落ちついた"),
        *(0, max(at, quiet) if is_open else at, 1, at, f.districts[n % len(f.districts)]),
        *(worker.agency, worker.staff, BASE + n, BASE + n),
    )


def _ownership(f: Filling, n: int) -> Sequence[object]:
    at = f.opened(n)
    until = None if f.open(n) else at
    return (BASE + n, at, until, "received", f.worker(n).agency, BASE + n, f.worker(n).staff)


def _consultation(f: Filling, n: int) -> Sequence[object]:
    worker = f.worker(n)
    return (
        *(BASE + n, f.opened(n), "counter", "self", False, STORY, "normal", "continue", "given"),
        *(worker.agency, BASE + n, worker.staff),
    )


def _referrals(f: Filling) -> Iterator[Sequence[object]]:
    waiting = f.waiting
    for n in f.numbers():
        to, sender, at = waiting.get(n) or f.receiver(n), f.worker(n), f.opened(n)
        if to.agency == sender.agency or (n not in waiting and n % 5 > 1):
            continue
        sent = n in waiting
        at = f.now - timedelta(hours=n % 40) if sent else at
        yield (
            *(BASE + n, "transfer" if sent else "join", at, at + timedelta(days=3), "normal"),
            *("", "平日の午前に電話可", ["name", "story"], "sent" if sent else "returned", ""),
            *(None if sent else at, "", "" if sent else "area", None if sent else to.staff),
            *(BASE + n, BASE + n, sender.agency, sender.staff, to.agency),
        )


def _grounds(f: Filling, n: int) -> Iterator[Sequence[object]]:
    worker, at = f.worker(n), f.opened(n)
    yield "", 3, "owner", at, worker.agency, None, BASE + n, None
    yield "manager", 2, "manager", at, None, None, BASE + n, None
    yield "", 1, "own_record", at, None, worker.staff, BASE + n, None
    if waiting := f.waiting.get(n):
        yield "", 1, "referral", at, waiting.agency, None, BASE + n, BASE + n


def _follow_up(f: Filling, n: int) -> Sequence[object]:
    worker, at, is_open = f.worker(n), f.opened(n), f.open(n)
    due = (f.now + timedelta(days=n % 90 - 2)).date()
    return (
        *(BASE + n, "next", "visit", "訪問して声をかける", due, "open" if is_open else "done"),
        *("" if is_open else "met", "", None if is_open else at, at),
        *(worker.agency, worker.staff, BASE + n, None if is_open else worker.staff, worker.staff),
    )


def _records(f: Filling, n: int) -> Iterator[Sequence[object]]:
    worker = f.worker(n)
    for k in range(RECORDS):
        at = f.opened(n) + timedelta(hours=k)
        yield (
            *(BASE + n * RECORDS + k, at, "visit", "self", "met", 20, STORY, "", at),
            *(worker.agency, BASE + n, worker.staff),
        )


def _events(f: Filling, n: int) -> Iterator[Sequence[object]]:
    worker, at, nothing = f.worker(n), f.opened(n), json.dumps({})
    yield "received", at, "", nothing, worker.agency, worker.staff, BASE + n, BASE + n, None
    for k in range(RECORDS):
        record = BASE + n * RECORDS + k
        when = at + timedelta(hours=k)
        yield "recorded", when, "", nothing, worker.agency, worker.staff, BASE + n, None, record
