"""支援経過記録: written once; a correction stands beside the original (R8)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from cases.actions import records
from cases.models import TEXT_LIMIT, Case, Event, Outcome, SupportRecord
from cases.sheets import timeline
from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from tests.cases.people import A_YEAR_AGO
from tests.cast import Receive

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=1)


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


@pytest.fixture
def record(case: Case, owner_worker: Staff, now: datetime) -> SupportRecord:
    return records.write(
        case,
        by=owner_worker,
        at=now,
        happened_at=now - LATER,
        method="visit",
        counterpart="family",
        outcome="met",
        minutes=40,
        text="弟さんと話した",
        third_party_text="家賃が二か月遅れているとのこと",
    )


def test_a_record_says_when_how_with_whom_and_what(
    record: SupportRecord, case: Case, owner_worker: Staff, now: datetime
) -> None:
    row = SupportRecord.objects.values(
        *("happened_at", "method", "counterpart", "outcome", "minutes", "text"),
        *("third_party_text", "written_by", "agency", "written_at", "corrects"),
    ).get()
    assert row == {
        "happened_at": now - LATER,
        "method": "visit",
        "counterpart": "family",
        "outcome": "met",
        "minutes": 40,
        "text": "弟さんと話した",
        "third_party_text": "家賃が二か月遅れているとのこと",
        "written_by": owner_worker.pk,
        "agency": owner_worker.agency_id,
        "written_at": now,
        "corrects": None,
    }
    assert Event.objects.get(kind="recorded").record == record


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"text": ""}, "__all__"),
        ({"minutes": 1441}, "__all__"),
        ({"happened_at": A_YEAR_AGO + timedelta(seconds=1)}, "happened_at"),
    ],
)
def test_what_says_nothing_or_is_yet_to_come_is_no_record(
    case: Case, owner_worker: Staff, now: datetime, told: dict[str, object], field: str
) -> None:
    given: dict[str, object] = {"happened_at": now, "method": "phone", "text": "話した"}
    with pytest.raises(ValidationError) as refused:
        records.write(case, by=owner_worker, at=now, **(given | told))  # type: ignore[arg-type]
    assert list(refused.value.message_dict) == [field]
    assert not SupportRecord.objects.exists()
    assert not Event.objects.filter(kind="recorded").exists()


@pytest.mark.parametrize(
    "told",
    [
        {"outcome": "absent"},
        {"third_party_text": "民生委員から"},
        {"text": "あ" * TEXT_LIMIT},
        {"text": "x", "minutes": 0},
        {"text": "x", "minutes": 1440},
    ],
)
def test_little_is_enough_and_much_is_kept(
    case: Case, owner_worker: Staff, now: datetime, told: dict[str, object]
) -> None:
    record = records.write(
        case,
        by=owner_worker,
        at=now,
        happened_at=now,
        method="visit",
        **told,  # type: ignore[arg-type]
    )
    assert {name: getattr(record, name) for name in told} == told


def test_a_correction_stands_beside_the_original(
    record: SupportRecord, case: Case, owner_worker: Staff, now: datetime
) -> None:
    at = now + LATER
    better = records.correct(record, by=owner_worker, at=at, text="妹さんと話した")
    record.refresh_from_db()
    assert record.text == "弟さんと話した"
    assert (better.corrects, better.text, better.third_party_text) == (
        record,
        "妹さんと話した",
        "家賃が二か月遅れているとのこと",
    )
    kept = ("happened_at", "method", "counterpart", "outcome", "minutes")
    assert [getattr(better, name) for name in kept] == [getattr(record, name) for name in kept]
    told = [timeline.of(one) for one in timeline.loaded(case).filter(record__isnull=False)]
    assert {one.text: one.superseded for one in told} == {
        "弟さんと話した": True,
        "妹さんと話した": False,
    }


def test_what_others_said_is_taken_out_only_by_saying_so(
    record: SupportRecord, owner_worker: Staff, now: datetime
) -> None:
    better = records.correct(
        record, by=owner_worker, at=now, text="弟さんと話した", third_party_text=""
    )
    assert better.third_party_text == ""


def test_corrected_once_then_the_correction_is(
    record: SupportRecord, owner_worker: Staff, now: datetime
) -> None:
    better = records.correct(record, by=owner_worker, at=now, text="妹さんと話した")
    with pytest.raises(IllegalStep, match="もう直されています"):
        records.correct(record, by=owner_worker, at=now, text="姉さんと話した")
    best = records.correct(better, by=owner_worker, at=now, text="姉さんと話した")
    assert best.corrects == better
    assert SupportRecord.objects.count() == 3


def test_a_correction_has_words_and_ground(
    record: SupportRecord, owner_worker: Staff, outsider: Staff, manager: Staff, now: datetime
) -> None:
    with pytest.raises(ValidationError) as refused:
        records.correct(record, by=owner_worker, at=now, text="")
    assert list(refused.value.message_dict) == ["text"]
    for stranger in (outsider, manager):
        with pytest.raises(NotAllowed):
            records.correct(record, by=stranger, at=now, text="ちがう")
    assert SupportRecord.objects.count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_supportrecord SET text = 'x'",
        "UPDATE cases_supportrecord SET written_by_id = written_by_id",
        "DELETE FROM cases_supportrecord",
        "UPDATE cases_supportrecord SET corrects_id = id",
    ],
)
def test_what_is_written_stays(record: SupportRecord, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert SupportRecord.objects.get().text == "弟さんと話した"


def test_the_last_word_moves_forward_only(case: Case, owner_worker: Staff, now: datetime) -> None:
    """A visit written down late does not make the case look quiet, nor one of long ago young."""

    def write(happened_at: datetime) -> datetime:
        at = now + timedelta(days=9)
        records.write(
            case, by=owner_worker, at=at, happened_at=happened_at, method="phone", text="話した"
        )
        return Case.objects.get().last_record_at

    assert write(now + timedelta(days=3)) == now + timedelta(days=3)
    assert write(now + timedelta(days=1)) == now + timedelta(days=3)
    assert write(now + timedelta(days=9)) == now + timedelta(days=9)


def test_nothing_is_written_on_what_is_over(
    receive: Receive, owner_worker: Staff, now: datetime
) -> None:
    case = receive(outcome=Outcome.INFORMATION)
    with pytest.raises(IllegalStep, match="先に再開してください"):
        records.write(case, by=owner_worker, at=now, happened_at=now, method="phone", text="話した")
    assert not SupportRecord.objects.exists()
