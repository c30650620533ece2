"""照らしあわせ: the tables, read by plain SQL, against the ledger."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import IntegerField, TextField, Value

from cases.models import Case, FollowUp, Level
from tests.machines.cast import Cast
from tests.machines.ledger import Ledger


def compare_owners(ledger: Ledger) -> None:
    """R1: the case says who, its periods say since when, and they fill its time without gap or overlap."""
    cases = {row[0]: row[1:] for row in _rows(
        ledger,
        "SELECT id, owner_id, owner_staff_id, owner_since, stage, opened_at, closed_at, hops"
        " FROM cases_case WHERE id = ANY(%s)",
    )}  # fmt: skip
    periods = defaultdict(list)
    for case, *period in _rows(
        ledger,
        "SELECT case_id, agency_id, staff_id, since, until FROM cases_ownership"
        " WHERE case_id = ANY(%s) ORDER BY id",
    ):
        periods[case].append(tuple(period))
    assert cases.keys() == {thread.pk for thread in ledger.threads}
    for thread in ledger.threads:
        expected = [(p.agency, p.staff, p.since, p.until) for p in thread.periods]
        assert periods[thread.pk] == expected
        assert cases[thread.pk] == (
            thread.owner,
            thread.owner_staff,
            thread.periods[-1].since,
            "open" if thread.open else "closed",
            thread.opened_at,
            thread.closed_at,
            thread.hops,
        )
        running = [p for p in periods[thread.pk] if p[3] is None]
        assert len(running) == thread.open


def compare_next_steps(ledger: Ledger) -> None:
    """R4: with a day and somebody responsible; a case that is over keeps nobody waiting."""
    waiting = dict(
        _rows(
            ledger,
            "SELECT case_id, count(*) FROM cases_followup WHERE state = 'open'"
            " AND due_on IS NOT NULL AND agency_id IS NOT NULL AND case_id = ANY(%s) GROUP BY 1",
        )
    )
    assert waiting.keys() == {thread.pk for thread in ledger.threads if thread.open}


def compare_answers(ledger: Ledger) -> None:
    rows = _rows(
        ledger,
        "SELECT id, kind, status, (answered_at IS NULL) = (status = 'sent') FROM cases_referral"
        " WHERE case_id = ANY(%s)",
    )
    assert set(rows) == {(one.pk, one.kind, one.status, True) for one in ledger.asked}


def compare_grounds(ledger: Ledger) -> None:
    running = defaultdict(list)
    for case, *row in _rows(
        ledger,
        "SELECT case_id, holder, ground, level, referral_id FROM cases_accessground"
        " WHERE until IS NULL AND case_id = ANY(%s)",
    ):
        running[case].append(tuple(row))
    for thread in ledger.threads:
        assert sorted(running[thread.pk], key=repr) == sorted(ledger.grounds(thread), key=repr)


def sight(cast: Cast, *, at: datetime | None = None) -> set[tuple[str, int, int]]:
    """Who sees which case, at most at which level, as `visible_to` has it."""
    query, values = _asked_now(cast) if at is None else _asked(cast, at)
    highest: dict[tuple[str, int], int] = {}
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        for who, case, level in cursor:
            highest[who, case] = max(level, highest.get((who, case), 0))
    return {(who, case, level) for (who, case), level in highest.items()}


@lru_cache(maxsize=1)
def _asked_now(cast: Cast) -> tuple[str, tuple[Any, ...]]:
    return _asked(cast, None)


def _asked(cast: Cast, at: datetime | None) -> tuple[str, tuple[Any, ...]]:
    """One question for everybody at every level, put into SQL."""
    first, *others = (
        Case.objects.visible_to(who, level=level, at=at)
        .annotate(who=Value(who.username, TextField()), up_to=Value(int(level), IntegerField()))
        .values_list("who", "pk", "up_to")
        for who in cast.staff
        for level in Level
    )
    query, values = first.union(*others, all=True).query.sql_with_params()
    return query, values


def events(ledger: Ledger) -> list[tuple[int, str]]:
    """Every line of every history, as it reads."""
    return _rows(
        ledger,
        "SELECT id, md5(e::text) FROM cases_event AS e WHERE case_id = ANY(%s) ORDER BY id",
    )


def follow_ups(ledger: Ledger, *, only_open: bool) -> list[tuple[int, int]]:
    found = FollowUp.objects.filter(case__in=[thread.pk for thread in ledger.threads])
    if only_open:
        found = found.open()
    return list(found.order_by("pk").values_list("pk", "case"))


def open_follow_ups(case: int) -> int:
    return FollowUp.objects.filter(case=case, state="open").count()


def ended(follow_up: FollowUp) -> set[str]:
    """Read afresh: the screen may not know yet."""
    over = FollowUp.objects.filter(pk=follow_up.pk).exclude(state="open").exists()
    return {"follow-up-ended"} if over else set()


def _rows(ledger: Ledger, query: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, [[thread.pk for thread in ledger.threads]])
        return list(cursor.fetchall())
