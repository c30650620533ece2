"""下書き of 要点, of a result, of another day and of a new step: kept and opened again, with their base."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from cases.actions import follow_ups, summaries
from cases.models import Case, CaseSummary, Draft, FollowUp, FollowUpOutcome, SupportRecord
from cases.sheets import summaries as sheets
from districts.models import Staff
from tests.cases.pages.test_drafts import form_of, hidden, keep

pytestmark = pytest.mark.django_db
BLANK = dict.fromkeys(("situation", "wishes", "strengths", "cautions"), "")
HX = {"HX-Request": "true"}


@pytest.fixture
def summary(case: Case) -> str:
    return reverse("case-summary", args=[case.number])


@pytest.fixture
def follow_up(case: Case) -> FollowUp:
    return case.follow_ups.get()


@pytest.fixture
def done(follow_up: FollowUp) -> str:
    return reverse("follow-up-done", args=[follow_up.pk])


def _typed(client: Client, address: str, **words: str) -> dict[str, str]:
    version = hidden(client.get(address).content, "version")
    return BLANK | form_of(client, address) | {"version": version} | words


def test_points_wait_until_they_are_saved(owner: Client, case: Case, summary: str) -> None:
    typed = _typed(owner, summary, wishes="静かに暮らしたい")
    place = keep(owner, typed)
    page = owner.get(place, follow=True).content.decode()
    assert ("静かに暮らしたい" in page, "まだ保存していません" in page) == (True, True)
    assert "続きを書く" in owner.get(summary).content.decode()
    for _ in range(2):
        answer = owner.post(summary, typed, follow=True)
    assert answer.status_code == 200
    assert (CaseSummary.objects.count(), Draft.objects.count()) == (1, 0)
    assert sheets.newest(case).wishes == "静かに暮らしたい"


def test_points_left_open_meet_what_was_written_meanwhile(
    owner: Client, beside: Staff, case: Case, summary: str, now: datetime
) -> None:
    """The draft was begun on the empty page: on coming back both words stand side by side."""
    typed = _typed(owner, summary, wishes="静かに", strengths="将棋")
    place = keep(owner, typed)
    summaries.write(case, by=beside, at=now, said={"wishes": "にぎやかに"}, seen=0)
    page = owner.get(place, follow=True).content.decode()
    assert "ほかの人が先に保存しました" in page
    assert re.search(r"<mark>\s*静かに\s*</mark>", page)
    assert re.search(r">\s*将棋\s*</textarea>", page)
    again = typed | {"version": "1", "asked": "wishes"}
    assert owner.post(summary, again).status_code == 409
    owner.post(summary, again | {"pick-wishes": "mine"})
    newest = sheets.newest(case)
    assert (newest.wishes, newest.strengths) == ("静かに", "将棋")


def test_a_choice_left_open_is_still_open_in_the_draft(
    owner: Client, owner_worker: Staff, case: Case, summary: str, now: datetime
) -> None:
    """The page of a conflict was kept: its version is the other's, and yet nothing was decided."""
    typed = _typed(owner, summary, wishes="静かに")
    summaries.write(case, by=owner_worker, at=now, said={"wishes": "にぎやかに"}, seen=0)
    place = keep(owner, typed | {"version": "1", "asked": "wishes"})
    page = owner.get(place, follow=True).content.decode()
    assert "あなたがべつの画面で先に保存しました" in page
    assert "べつの画面（あなた）" in page
    assert hidden(page.encode(), "version") == "1"


def test_a_result_waits_until_it_is_saved(owner: Client, follow_up: FollowUp, done: str) -> None:
    FollowUp.objects.filter(pk=follow_up.pk).update(kind="visit")
    told = {
        "result": "absent",
        "outcome": "absent",
        "note": "灯りはついていた",
        "next_what": "昼に訪ねる",
        "next_kind": "visit",
        "next_on": "R20.4.1",
        "left": ["card"],
    }
    typed: dict[str, Any] = form_of(owner, done) | told
    page = owner.get(keep(owner, typed), follow=True).content.decode()
    words = ("灯りはついていた", "昼に訪ねる", 'value="R20.4.1"', "不在・1回目")
    assert [each for each in words if each not in page] == []
    assert re.search(r'name="left"\s+value="card"[^>]*checked', page)
    assert hidden(page.encode(), "once") == typed["once"]
    owner.post(done, typed)
    follow_up.refresh_from_db()
    assert (follow_up.outcome, Draft.objects.count()) == (FollowUpOutcome.ABSENT, 0)
    assert SupportRecord.objects.get().text == "灯りはついていた"


def test_a_form_inside_a_page_says_what_waits(owner: Client, case: Case, done: str) -> None:
    keep(owner, form_of(owner, done) | {"note": "灯りはついていた"})
    inside = owner.get(done, headers=HX).content.decode()
    assert ("<html" in inside, "続きを書く" in inside) == (False, True)
    other = reverse("case", args=[case.number])
    assert "続きを書く" not in owner.get(other).content.decode()


@pytest.mark.parametrize("fragment", [True, False], ids=["inside a page", "plain"])
def test_an_ended_session_costs_no_word_of_a_result(
    owner: Client, owner_worker: Staff, done: str, fragment: bool
) -> None:
    typed = form_of(owner, done) | {"outcome": "met", "note": "母とゆっくり話せた"}
    Session.objects.all().delete()
    owner.post(done, typed, headers=HX if fragment else {})
    assert not SupportRecord.objects.exists()
    owner.force_login(owner_worker)
    place = reverse("draft", args=[typed["once"]])
    assert "母とゆっくり話せた" in owner.get(place, follow=True).content.decode()


def test_one_s_own_words_are_covered_with_the_rest(
    owner: Client, begin: Any, known_case: Case, now: datetime
) -> None:
    """What was typed while all was open may say what is covered by now; a reason comes first."""
    summary = reverse("case-summary", args=[known_case.number])
    done = reverse("follow-up-done", args=[known_case.follow_ups.get().pk])
    case = reverse("case", args=[known_case.number])
    kept = {
        summary: keep(owner, _typed(owner, summary, wishes="秘の言葉")),
        done: keep(owner, form_of(owner, done) | {"note": "秘の言葉", "next_place": "秘喫茶"}),
        case: keep(owner, form_of(owner, case) | {"text": "秘の言葉"}),
    }
    begin()
    for address, place in kept.items():
        key = place.split("/")[-2]
        page = owner.get(f"{address}?draft={key}", follow=True).content.decode()
        assert ("秘の言葉" in page, "秘喫茶" in page) == (False, False)


@pytest.mark.parametrize(("form", "words"), [("move", "reason"), ("step", "next_what")])
def test_a_session_that_ends_costs_no_word_of_another_day_or_a_new_step(
    owner: Client, owner_worker: Staff, case: Case, follow_up: FollowUp, form: str, words: str
) -> None:
    step = reverse("case-next", args=[case.number])
    address = step if form == "step" else reverse("follow-up-move", args=[follow_up.pk])
    typed = form_of(owner, address) | {words: "通院と重なったそうです"}
    Session.objects.all().delete()
    login = owner.post(address, typed).headers["Location"]
    assert "入力は下書きに残しました" in owner.get(login).content.decode()
    owner.force_login(owner_worker)
    beside = owner.get(address).content.decode()
    assert ("書きかけの下書きがあります" in beside, "別のタブで編集中" in beside) == (True, False)
    page = owner.get(reverse("draft", args=[typed["once"]]), follow=True).content.decode()
    assert ("通院と重なったそうです" in page, "まだ保存していません" in page) == (True, True)
    owner.post(address, typed | {"due_on": "R30.4.1", "next_on": "R30.4.1", "next_kind": "phone"})
    assert not Draft.objects.exists()
    assert FollowUp.objects.filter(due_on="2048-04-01").count() == 1


def test_another_day_for_what_somebody_has_finished_is_said_and_kept(
    owner: Client, owner_worker: Staff, follow_up: FollowUp, now: datetime
) -> None:
    address = reverse("follow-up-move", args=[follow_up.pk])
    typed = form_of(owner, address) | {"reason": "通院と重なった", "due_on": "R30.4.1"}
    then = follow_ups.Next(what="電話する", due_on=date(2048, 4, 1), kind="phone")
    follow_ups.finish(
        follow_up, by=owner_worker, at=now, outcome=FollowUpOutcome.NONE, note="", then=then
    )
    answer = owner.post(address, typed)
    assert (answer.status_code, "通院と重なった" in answer.content.decode()) == (409, True)
    assert Draft.objects.get().follow_up == follow_up
