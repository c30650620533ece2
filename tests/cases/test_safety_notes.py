"""訪問の注意と連絡の間かく: written, seen by who goes there, ended once, never rewritten."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from cases import dues
from cases.actions import cases, follow_ups, safety_notes
from cases.actions.follow_ups import Next
from cases.dues import Terms
from cases.models import Case, Event, SafetyNote, SupportRecord
from cases.sheets import safety_notes as sheets
from cases.sheets import timeline
from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed

pytestmark = pytest.mark.django_db


def test_a_note_stands_until_it_is_ended(case: Case, owner_worker: Staff, now: datetime) -> None:
    dog = safety_notes.write(case, by=owner_worker, at=now, kind="dog", words="玄関の右")
    two = safety_notes.write(case, by=owner_worker, at=now, kind="two_people")
    assert [one.id for one in sheets.running([case])[case.pk]] == [dog.pk, two.pk]
    safety_notes.end(dog, by=owner_worker, at=now, because="転居先にはいない")
    assert [one.short for one in sheets.running([case])[case.pk]] == ["2人で訪問"]
    lines = Event.objects.filter(kind__in=("warned", "cleared")).order_by("pk")
    assert [one.note for one in lines] == [
        "犬がいる：玄関の右",
        "2人で訪問",
        "犬がいる：玄関の右。転居先にはいない",
    ]
    with pytest.raises(IllegalStep, match="もう終わっています"):
        safety_notes.end(dog, by=owner_worker, at=now)


@pytest.mark.parametrize(
    ("kind", "words", "said"),
    [("cat", "", "えらんで"), ("other", "", "くわしく書いて"), ("dog", "小さい犬", "もうあります")],
)
def test_what_says_nothing_or_is_there_is_refused(
    case: Case, owner_worker: Staff, now: datetime, kind: str, words: str, said: str
) -> None:
    safety_notes.write(case, by=owner_worker, at=now, kind="dog")
    with pytest.raises(ValidationError, match=said):
        safety_notes.write(case, by=owner_worker, at=now, kind=kind, words=words)
    assert SafetyNote.objects.count() == 1


def test_only_who_may_write_warns_or_paces(
    case: Case, owner_worker: Staff, outsider: Staff, manager: Staff, now: datetime
) -> None:
    note = safety_notes.write(case, by=owner_worker, at=now, kind="no_ring")
    for who in (outsider, manager):
        with pytest.raises(NotAllowed):
            safety_notes.write(case, by=who, at=now, kind="dog")
        with pytest.raises(NotAllowed):
            safety_notes.end(note, by=who, at=now)
        with pytest.raises(NotAllowed):
            cases.pace(case, by=who, at=now, days=14)
    assert SafetyNote.objects.running().visible_to(manager).count() == 1
    assert not SafetyNote.objects.visible_to(outsider).exists()


@pytest.mark.parametrize(
    "change",
    [{"words": "猫"}, {"kind": "no_ring"}, {"ended_at": None, "ended_by": None}, None],
)
def test_the_database_keeps_what_was_written(
    case: Case, owner_worker: Staff, now: datetime, change: dict[str, object] | None
) -> None:
    note = safety_notes.write(case, by=owner_worker, at=now, kind="dog")
    safety_notes.end(note, by=owner_worker, at=now)
    kept = SafetyNote.objects.filter(pk=note.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        kept.delete() if change is None else kept.update(**change)
    assert kept.values_list("kind", "words", "ended_at").get() == ("dog", "", now)


def test_the_rhythm_is_told_in_the_history(case: Case, owner_worker: Staff, now: datetime) -> None:
    for days in (14, 14, None):
        cases.pace(case, by=owner_worker, at=now, days=days)
    paced = Event.objects.filter(kind="paced").order_by("pk")
    assert [(one.note, one.data) for one in paced] == [
        ("14日ごと", {"from": "", "to": "14"}),
        ("決めない", {"from": "14", "to": ""}),
    ]
    for days in (0, 366, -1):
        with pytest.raises(ValidationError, match="1日から365日まで"):
            cases.pace(case, by=owner_worker, at=now, days=days)


@pytest.mark.parametrize(
    ("outcome", "rhythm", "expected"),
    [
        ("absent", None, date(2026, 12, 1)),
        ("absent", 3, date(2026, 11, 27)),
        ("absent", 30, date(2026, 12, 1)),
        ("message_left", None, date(2026, 12, 1)),
        ("met", None, date(2026, 12, 8)),
        ("met", 30, date(2026, 12, 24)),
        ("declined", 35, date(2027, 1, 4)),  # the year's end is no working day
    ],
)
def test_the_next_contact_follows_the_result_and_the_rhythm(
    outcome: str, rhythm: int | None, expected: date
) -> None:
    today = date(2026, 11, 24)
    assert dues.next_contact(outcome, today=today, terms=Terms(), rhythm=rhythm) == expected


def test_what_was_left_at_the_door_is_in_the_record(
    case: Case, owner_worker: Staff, now: datetime
) -> None:
    step = case.follow_ups.get()
    then = Next(what="訪ねる", due_on=now.date() + timedelta(days=7), place="市民センター")
    with pytest.raises(ValidationError, match="結果といっしょに"):
        follow_ups.finish(step, by=owner_worker, at=now, outcome="none", left=("card",), then=then)
    follow_ups.finish(
        step, by=owner_worker, at=now, outcome="absent", left=("things", "card"), then=then
    )
    assert SupportRecord.objects.get().left == ["card", "things"]
    done = timeline.of(timeline.loaded(case).get(kind="done"))
    assert "置いてきたもの：連絡カード・品物" in done.note
    assert case.follow_ups.open().get().place == "市民センター"
