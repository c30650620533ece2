"""ふせた情報を開く: whoever opens says why, and no statement gets round what stands there (R7)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from cases.actions import openings
from cases.dues import Terms
from cases.models import Case, EventKind, Person, ProtectionMember, ProtectionOpening
from districts.models import Staff
from fujisawa_care.foundation.problems import NotAllowed
from tests.cast import Begin


def test_whoever_opens_says_why(
    begin: Begin, known_case: Case, manager: Staff, outsider: Staff, now: datetime
) -> None:
    begin()
    with pytest.raises(ValidationError):
        openings.begin(known_case, by=manager, at=now, reason="", lasts=Terms().opened)
    with pytest.raises(NotAllowed):
        openings.begin(known_case, by=outsider, at=now, reason="x", lasts=Terms().opened)
    opening = openings.begin(
        known_case, by=manager, at=now, reason="医療機関への付き添い", lasts=Terms().opened
    )
    assert opening.until == now + timedelta(minutes=30)
    event = known_case.events.get(kind=EventKind.PROTECTION_OPENED)
    assert (event.by, event.note) == (manager, "医療機関への付き添い")


def test_where_nothing_is_covered_there_is_nothing_to_open(
    known_case: Case, owner_worker: Staff, now: datetime
) -> None:
    with pytest.raises(NotAllowed):
        openings.begin(known_case, by=owner_worker, at=now, reason="x", lasts=Terms().opened)
    assert not ProtectionOpening.objects.exists()


# ---- what no code of ours can get round ----


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_person SET protected = false",
        "UPDATE cases_addressprotection SET ends_on = ends_on + 2",
        "DELETE FROM cases_addressprotection",
        "DELETE FROM cases_protectionmember",
        "UPDATE cases_protectionmember SET side = 'other'",
        "UPDATE cases_protectionopening SET reason = 'x'",
        "DELETE FROM cases_protectionopening",
    ],
)
def test_the_database_refuses(
    statement: str, begin: Begin, known_case: Case, owner_worker: Staff, now: datetime
) -> None:
    begin()
    openings.begin(known_case, by=owner_worker, at=now, reason="x", lasts=Terms().opened)
    with (
        pytest.raises(DatabaseError, match=r"cases_|支援措置"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Person.objects.get().protected
    assert ProtectionMember.objects.count() == 1
