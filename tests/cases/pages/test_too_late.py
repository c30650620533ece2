"""おそかった入力: corrected, ended or closed meanwhile, and still not a word is lost (ui.md 11.3)."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.actions import cases, drafts, follow_ups, records
from cases.actions.follow_ups import Next
from cases.forms import drafts as papers
from cases.models import Case, Draft, DraftKind, FollowUp, SupportRecord
from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep
from tests.cases.pages.test_drafts import form_of, hidden, keep

pytestmark = pytest.mark.django_db
HX = {"HX-Request": "true"}
WORDS = "姉とも話せた。来月また来てよいと言われた"
BUTTON = "新しい記録として書く"


@pytest.fixture
def record(case: Case, owner_worker: Staff, now: datetime) -> SupportRecord:
    told: dict[str, Any] = {"happened_at": now, "method": "visit", "outcome": "met"}
    return records.write(case, by=owner_worker, at=now, **told, minutes=15, text="母と話せた")


@pytest.fixture
def correction(owner: Client, case: Case, record: SupportRecord) -> dict[str, str]:
    """On the owner's screen while a colleague corrects the same record."""
    way = reverse("record-correct", args=[case.number, record.pk])
    said = {"text": WORDS, "third_party_text": "民生委員から"}
    return {"way": way} | form_of(owner, way) | said


def _close(case: Case, by: Staff) -> None:
    cases.close(case, by=by, at=timezone.now(), outcome="solved", reason="落ちついた")


def _reopen(case: Case, by: Staff) -> None:
    then = Next(what="電話する", due_on=timezone.localdate())
    cases.reopen(case, by=by, at=timezone.now(), reason="また来られた", then=then)


def _turned(client: Client, page: str) -> str:
    assert BUTTON in page
    key = page.split("/turn", maxsplit=1)[0].rpartition("/")[2]
    return client.post(reverse("draft-turn", args=[key]), follow=True).content.decode()


@pytest.mark.parametrize("kept", [True, False], ids=["from the draft", "from the form"])
def test_a_correction_overtaken_becomes_a_record(
    owner: Client,
    owner_worker: Staff,
    case: Case,
    record: SupportRecord,
    correction: dict[str, str],
    now: datetime,
    kept: bool,
) -> None:
    way = correction.pop("way")
    place = keep(owner, correction) if kept else ""
    records.correct(record, by=owner_worker, at=now, text="母と話せた。15分")
    answer = owner.get(place) if kept else owner.post(way, correction)
    assert answer.status_code == (HTTPStatus.OK if kept else HTTPStatus.CONFLICT)
    page = answer.content.decode()
    words = ("もう直されています", "入力は消えていません", WORDS, "民生委員から")
    assert [each for each in words if each not in page] == []
    page = _turned(owner, page)
    assert ("まだ保存していません" in page, WORDS in page, "民生委員から" in page) == (
        *(True, True, True),
    )
    day = f"{timezone.localdate(record.happened_at)}"
    sent = {"once": hidden(page.encode(), "once"), "method": "visit", "text": WORDS, "on": day}
    assert f'value="{day}"' in page
    owner.post(reverse("case-record", args=[case.number]), sent | {"clock": "00:00"})
    newest = SupportRecord.objects.order_by("pk").last()
    assert newest is not None
    assert (newest.text, newest.corrects) == (WORDS, None)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("fragment", [True, False], ids=["inside a page", "plain"])
def test_a_result_somebody_else_has_left_becomes_a_record(
    owner: Client, owner_worker: Staff, case: Case, now: datetime, fragment: bool
) -> None:
    follow_up = case.follow_ups.get()
    FollowUp.objects.filter(pk=follow_up.pk).update(kind="visit")
    way = reverse("follow-up-done", args=[follow_up.pk])
    told = {"outcome": "absent", "note": WORDS, "left": ["card"], "next_kind": "visit"}
    typed: dict[str, Any] = form_of(owner, way) | told | {"next_what": "昼に訪ねる"}
    typed["next_on"] = "R30.4.1"
    then = Next(what="次", due_on=timezone.localdate())
    follow_ups.finish(follow_up, by=owner_worker, at=now, outcome="none", then=then)
    answer = owner.post(way, typed, headers=HX if fragment else {})
    page = answer.content.decode()
    assert (answer.status_code, "<html" in page) == (HTTPStatus.CONFLICT, not fragment)
    words = ("もう終わっています", WORDS, "連絡カード", "昼に訪ねる", "R30.4.1")
    assert [each for each in words if each not in page] == []
    page = _turned(owner, page)
    lines = (WORDS, "置いてきたもの：連絡カード", "次にすること：昼に訪ねる", "いつまで：R30.4.1")
    assert [each for each in lines if each not in page] == []
    assert 'value="absent" selected' in page
    assert not SupportRecord.objects.exists()


@pytest.mark.parametrize(
    ("door", "posted_to", "said"),
    [
        ("case", "case-record", {"method": "phone", "text": WORDS}),
        ("case-summary", "case-summary", {"wishes": WORDS, "version": "0"}),
    ],
)
def test_on_a_case_closed_meanwhile_the_words_wait_for_it_to_open_again(
    owner: Client,
    owner_worker: Staff,
    case: Case,
    door: str,
    posted_to: str,
    said: dict[str, str],
) -> None:
    typed = form_of(owner, reverse(door, args=[case.number])) | said
    _close(case, owner_worker)
    answer = owner.post(reverse(posted_to, args=[case.number]), typed)
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.CONFLICT
    words = ("先に再開してください", WORDS, reverse("case-reopen", args=[case.number]))
    assert [each for each in words if each not in page] == []
    assert BUTTON not in page
    place = reverse("draft", args=[typed["once"]])
    assert WORDS in owner.get(place).content.decode()
    _reopen(case, owner_worker)
    opened = owner.get(place, follow=True)
    assert opened.redirect_chain[-1][0].startswith(reverse(door, args=[case.number]))
    assert WORDS in opened.content.decode()


def test_words_without_a_paper_are_still_shown(
    owner: Client, owner_worker: Staff, case: Case
) -> None:
    _close(case, owner_worker)
    way = reverse("case-record", args=[case.number])
    page = owner.post(way, {"method": "phone", "text": WORDS}).content.decode()
    assert (WORDS in page, "写して使えます" in page) == (True, True)
    assert not Draft.objects.exists()


def test_a_page_left_open_does_not_write_over_what_was_turned(
    owner: Client,
    owner_worker: Staff,
    record: SupportRecord,
    correction: dict[str, str],
    now: datetime,
) -> None:
    del correction["way"]
    place = keep(owner, correction)
    records.correct(record, by=owner_worker, at=now, text="母と話せた。15分")
    _turned(owner, owner.get(place).content.decode())
    keep(owner, correction | {"text": "古い画面"})
    turned = Draft.objects.get(kind=DraftKind.RECORD)
    assert papers.read(turned)["text"] == [WORDS]


def test_it_is_turned_by_its_writer_only_and_while_one_may_write(
    owner: Client,
    joiner: Client,
    owner_worker: Staff,
    case: Case,
    correction: dict[str, str],
    now: datetime,
) -> None:
    del correction["way"]
    place = keep(owner, correction)
    draft = Draft.objects.get()
    assert joiner.post(f"{place}turn").status_code == HTTPStatus.NOT_FOUND
    _close(case, owner_worker)
    assert owner.post(f"{place}turn")["Location"] == place
    with pytest.raises(IllegalStep, match="先に再開してください"):
        drafts.turn(draft, by=owner_worker, at=now, fields={"text": [WORDS]})
    assert Draft.objects.get() == draft


def test_what_is_covered_by_now_is_shown_for_a_reason_only(
    owner: Client, owner_worker: Staff, begin: Any, known_case: Case, now: datetime
) -> None:
    said: dict[str, Any] = {"happened_at": now, "method": "visit", "text": "秘の言葉"}
    record = records.write(known_case, by=owner_worker, at=now, **said)
    way = reverse("record-correct", args=[known_case.number, record.pk])
    typed = form_of(owner, way) | {"text": "秘の言葉"}
    place = keep(owner, typed)
    records.correct(record, by=owner_worker, at=now, text="直した")
    begin()
    assert "秘の言葉" not in owner.get(place, follow=True).content.decode()
    assert "秘の言葉" not in owner.post(f"{place}turn", follow=True).content.decode()
    assert Draft.objects.get().kind == DraftKind.CORRECTION
