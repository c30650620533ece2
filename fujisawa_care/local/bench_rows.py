"""測るための街の行: one line for each thing of each fictional case."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from fujisawa_care.local.bench_filling import GIVEN, SURNAMES, Filling, name

BASE = 1_000_000
RECORDS = 5
STORY = "「このごろ外へ出る気がしない」と本人。家族も心配しているとのこと。" * 3


def tables(f: Filling) -> Iterator[tuple[str, str, Iterable[Sequence[object]]]]:
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
    (surname, read), (given, called) = name(chance, SURNAMES), name(chance, GIVEN)
    phone = f"0466-{chance.randrange(100):02}-{chance.randrange(10000):04}"
    born = date(1930 + n % 80, 1 + n % 12, 1 + n % 28)
    at = f.opened(n)
    district = f.districts[n % len(f.districts)]
    return (
        *(BASE + n, f"{surname} {given}", f"{read} {called}", born, born.isoformat(), [phone]),
        *("架空台1-1", 1, at, at, f.worker(n).staff, district),
    )


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
