"""同意・共有の画面: what stands, what was said before, and what is said now."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.models import AccessGround, AccessLog, Case, ConsentEvent, FollowUp
from districts.models import Agency, Staff

pytestmark = pytest.mark.django_db
KEY = "5f3b8c1e-8a6e-4f6e-9d59-0a1f5a2f9c11"


@pytest.fixture
def address(case: Case) -> str:
    return f"/cases/{case.number}/consents/"


@pytest.fixture
def yes(ikiiki: Agency) -> dict[str, Any]:
    """As the page sends it: the list beside the chips is empty."""
    return {
        "event": "given",
        "method": "verbal",
        "given_by": "self",
        "agencies": [str(ikiiki.pk), ""],
        "items": ["name", "story"],
        "valid_until": "R30.3.31",
        "note": "母にも聞いた",
    }


def test_a_yes_is_taken_down_once_and_shown(
    owner: Client, case: Case, address: str, yes: dict[str, Any], joiner_worker: Staff
) -> None:
    for _ in range(2):
        assert owner.post(address, yes | {"once": KEY}).status_code == 302
    consent = ConsentEvent.objects.get()
    assert (consent.items, f"{consent.valid_until}") == (["name", "story"], "2048-03-31")
    shown = owner.get(address).content.decode()
    for words in ("同意・口頭", "いきいきサポート善行（架空）", "令和30年3月31日", "母にも聞いた"):
        assert words in shown
    assert AccessGround.objects.get(ground="consent").agency == joiner_worker.agency
    assert AccessLog.objects.filter(case=case, staff__username="owner").count() == 1


def test_taking_back_shows_a_band_until_it_is_settled(
    owner: Client, case: Case, address: str, yes: dict[str, Any]
) -> None:
    owner.post(address, yes)
    owner.post(address, {"event": "withdrawn", "method": "verbal"})
    band = "本人の同意がなくなりました"
    assert band in owner.get(f"/cases/{case.number}/").content.decode()
    done = FollowUp.objects.open().get(purpose="withdrawal")
    owner.post(f"/follow-ups/{done.pk}/done/", {"outcome": "none", "next_kind": "phone"})
    assert band not in owner.get(f"/cases/{case.number}/").content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"event": ""}, "「どの答えでしたか」をえらんでください"),
        ({"event": "perhaps"}, "「どの答えでしたか」をえらんでください"),
        ({"items": []}, "見せてよい項目を、1つはえらんでください"),
        ({"items": ["soul"]}, "「見せてよい項目」をえらびなおしてください"),
        ({"agencies": ["0"]}, "「見せてよい機関」をえらびなおしてください"),
        ({"agencies": ["\0"]}, "「見せてよい機関」をえらびなおしてください"),
        ({"given_by": "other"}, "どなたが答えたかを入れてください"),
        ({"giver": "あ" * 41}, "40字までです"),
        ({"note": "\0"}, "読めない文字（制御文字）が入っています"),
        ({"note": "あ" * 20_001}, "ひとことは500字までです（いま 20,001字）"),
        ({"valid_until": "R1.5.1"}, "今日より後の日にしてください"),
        ({"valid_until": "いつか"}, "「S49.4.5」のように"),
        ({"on": "S64.1.8"}, "昭和は64年1月7日まで"),
        ({"on": "50代"}, "聞いた日を「R8.4.1」のように日まで入れてください"),
    ],
)
def test_what_does_not_fit_is_said_beside_it_and_nothing_is_lost(
    owner: Client, address: str, yes: dict[str, Any], change: dict[str, Any], words: str
) -> None:
    answer = owner.post(address, yes | {"note": "聞いたまま"} | change)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert words in shown
    assert "note" in change or "聞いたまま" in shown
    assert not ConsentEvent.objects.exists()


def test_nothing_is_ticked_before_it_was_said(owner: Client, address: str) -> None:
    """What is agreed to is the person's to name, item by item; the paper takes over what is ticked."""
    shown = owner.get(address).content.decode()
    ticks = re.findall(r'<input type="checkbox" name="(?:items|agencies)"[^>]*>', shown)
    assert ticks
    assert not [one for one in ticks if "checked" in one]


def test_nothing_given_is_nothing_to_take_back(owner: Client, address: str) -> None:
    answer = owner.post(address, {"event": "withdrawn", "method": "verbal", "note": "やめたい"})
    shown = answer.content.decode()
    assert (answer.status_code, "いま取り下げる同意がありません" in shown) == (409, True)
    assert "やめたい" in shown


def test_a_past_day_can_be_looked_at(owner: Client, address: str, yes: dict[str, Any]) -> None:
    owner.post(address, yes)
    today = timezone.localdate()
    before = owner.get(address, {"on": "R1.5.1"}).content.decode()
    assert "2019年5月1日（水）の同意" in before
    assert "聞いた記録は、まだありません" in before
    assert "いまの同意" in owner.get(address, {"on": f"{today:%Y-%m-%d}"}).content.decode()
    assert "聞いた記録" in owner.get(address, {"on": "R1.5.1"}).content.decode()
    odd = owner.get(address, {"on": "\0"})
    assert (odd.status_code, "いまの同意" in odd.content.decode()) == (200, True)


def test_who_only_reads_is_told_why_there_is_no_form(
    case: Case, address: str, sign_in: Any, manager: Staff
) -> None:
    boss = sign_in(manager)
    shown = boss.get(address).content.decode()
    assert ("このケースに書けるのは" in shown, 'name="method"' in shown) == (True, False)
    assert boss.post(address, {"event": "asked", "method": "verbal"}).status_code == 403
    assert not ConsentEvent.objects.exists()


@pytest.mark.parametrize("times", [1, 3])
def test_the_page_asks_the_same_number_of_questions(
    owner: Client,
    address: str,
    yes: dict[str, Any],
    times: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(times):
        owner.post(address, yes)
    with django_assert_num_queries(28):
        owner.get(address)
