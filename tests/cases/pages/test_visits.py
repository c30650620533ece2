"""訪ねるときの画面: what to mind at the door stands where whoever goes there looks first."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from cases.actions import safety_notes
from cases.models import AccessLog, Case, FollowUp, SafetyNote, SupportRecord
from districts.models import Staff

pytestmark = pytest.mark.django_db


def test_a_note_is_written_once_and_seen_on_the_case_and_the_day(owner: Client, case: Case) -> None:
    told = {
        "kind": "other",
        "words": "裏口から声をかける",
        "once": "5f3b8c1e-8a6e-4f6e-9d59-0a1f5a2f9c13",
    }
    for _ in range(2):
        answer = owner.post(f"/cases/{case.number}/visits/warn/", told)
        assert (answer.status_code, answer["Location"]) == (302, f"/cases/{case.number}/visits/")
    assert SafetyNote.objects.count() == 1
    day = case.follow_ups.get().due_on
    for address in (
        f"/cases/{case.number}/",
        f"/cases/{case.number}/visits/",
        f"/today/?day={day}",
    ):
        assert "裏口から声をかける" in owner.get(address).content.decode()
    assert AccessLog.objects.filter(case=case).exists()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "「注意」をえらんでください"),
        ({"kind": "other", "words": ""}, "くわしく書いてください"),
        ({"kind": "dog", "words": "犬" * 201}, "くわしくは200字までです（いま 201字）"),
    ],
)
def test_a_note_that_says_nothing_is_asked_for_again(
    owner: Client, case: Case, told: dict[str, str], words: str
) -> None:
    answer = owner.post(f"/cases/{case.number}/visits/warn/", told)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert told.get("words", "") in answer.content.decode()
    assert not SafetyNote.objects.exists()


def test_it_is_ended_once(owner: Client, case: Case, owner_worker: Staff, now: datetime) -> None:
    note = safety_notes.write(case, by=owner_worker, at=now, kind="dog")
    way = f"/safety-notes/{note.pk}/end/"
    assert owner.get(way)["Location"] == f"/cases/{case.number}/visits/"
    assert owner.post(way, {"because": "あ" * 201}).status_code == 422
    assert owner.post(way, {"because": "引きとられた"}).status_code == 302
    shown = owner.post(way)
    assert (shown.status_code, "もう終わっています" in shown.content.decode()) == (409, True)
    assert "引きとられた" in shown.content.decode()


@pytest.mark.parametrize(
    ("typed", "status", "kept"),
    [
        ("14", 302, 14),
        ("２１日ごと", 302, 21),
        ("", 302, None),
        ("0", 422, None),
        ("週1", 422, None),
    ],
)
def test_the_rhythm_is_a_number_or_nothing(
    owner: Client, case: Case, typed: str, status: int, kept: int | None
) -> None:
    answer = owner.post(f"/cases/{case.number}/visits/pace/", {"days": typed})
    assert answer.status_code == status
    case.refresh_from_db()
    assert case.rhythm_days == kept


def test_what_was_left_at_the_door_is_ticked(owner: Client, case: Case) -> None:
    step = case.follow_ups.get()
    FollowUp.objects.filter(pk=step.pk).update(kind="visit", place="裏口")
    way = f"/follow-ups/{step.pk}/done/"
    shown = owner.get(f"{way}?result=absent").content.decode()
    assert ("連絡カード" in shown, "留守番電話" in shown, 'value="裏口"' in shown) == (
        True,
        False,
        True,
    )
    assert "置いてきたもの" not in owner.get(f"{way}?result=met").content.decode()
    told = {"outcome": "absent", "left": ["card"], "next_what": "訪ねる", "next_on": "R20.4.1"}
    assert owner.post(way, told | {"next_kind": "visit", "left": ["x"]}).status_code == 422
    assert owner.post(way, told | {"next_kind": "visit", "next_place": "裏口"}).status_code == 302
    assert SupportRecord.objects.get().left == ["card"]
    assert case.follow_ups.open().get().place == "裏口"


def test_a_stranger_finds_no_such_case(
    stranger: Client, case: Case, owner_worker: Staff, now: datetime
) -> None:
    note = safety_notes.write(case, by=owner_worker, at=now, kind="dog")
    for way in ("visits/", "visits/warn/", "visits/pace/"):
        if way == "visits/":
            assert stranger.get(f"/cases/{case.number}/{way}").status_code == 404
        else:
            assert stranger.post(f"/cases/{case.number}/{way}", {"kind": "dog"}).status_code == 404
    assert stranger.post(f"/safety-notes/{note.pk}/end/").status_code == 404
    assert SafetyNote.objects.running().count() == 1
