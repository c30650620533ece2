"""見ることの画面: broken glass, a request and its answer, the sheet, and who could see on a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.actions import consents, emergencies, records, referrals, sightings
from cases.actions.consents import Told
from cases.dues import Terms
from cases.models import AccessLog, Case, Door, Emergency, Referral, Reminder, ViewRequest
from districts.models import Staff
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def boss(sign_in: SignIn, manager: Staff) -> Client:
    return sign_in(manager)


def page(client: Client, address: str, *, status: int = 200, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_glass_is_broken_with_a_reason_and_looked_into(
    case: Case, stranger: Client, boss: Client, owner: Client
) -> None:
    here = f"/cases/{case.number}/"
    page(stranger, here, status=404)
    assert "24時間" in page(stranger, f"{here}emergency/")
    assert stranger.post(f"{here}emergency/", {"reason": "  "}).status_code == 422
    answer = stranger.post(f"{here}emergency/", {"reason": "本人が倒れていると電話"})
    assert (answer.status_code, answer.headers["Location"]) == (302, here)
    shown = page(stranger, here)
    assert ("見えるわけ：緊急" in shown, "管理職に知らせました" in shown) == (True, True)
    again = stranger.post(f"{here}emergency/", {"reason": "もう一度"})
    assert (again.status_code, Emergency.objects.count()) == (302, 1)
    told = page(boss, "/emergencies/")
    assert ("本人が倒れていると電話" in told, "ケースを開いた回数 1" in told) == (True, True)
    opened = Emergency.objects.get()
    assert boss.post(f"/emergencies/{opened.pk}/see/", {"note": "あ" * 501}).status_code == 422
    assert boss.post(f"/emergencies/{opened.pk}/see/", {"note": "妥当"}).status_code == 302
    assert boss.post(f"/emergencies/{opened.pk}/see/", {}).status_code == 409
    assert "確かめることは残っていません" in page(boss, "/emergencies/")
    assert "妥当" in page(boss, "/emergencies/?all")
    assert stranger.get("/emergencies/").status_code == 403
    assert stranger.post(f"/emergencies/{opened.pk}/see/", {}).status_code == 403


def test_an_administrator_breaks_no_glass_and_asks_for_nothing(case: Case, keeper: Client) -> None:
    for address in (f"/cases/{case.number}/emergency/", "/view-requests/new/", "/emergencies/"):
        assert keeper.get(address).status_code == 403
        assert keeper.post(address, {"reason": "見たい"}).status_code in (403, 405)


def test_asked_by_number_and_granted(
    case: Case, stranger: Client, owner: Client, outsider: Staff
) -> None:
    told = {"case": case.number.lower(), "reason": "転入の相談を受けている"}
    assert stranger.post("/view-requests/new/", told).status_code == 302
    asked = ViewRequest.objects.get()
    assert case.number in page(stranger, "/view-requests/asked/")
    assert "転入の相談を受けている" in page(owner, "/view-requests/")
    here = f"/view-requests/{asked.pk}/"
    assert "さんに見せる" in page(owner, here)
    assert "さんに見せる" not in page(stranger, here)
    assert stranger.post(f"{here}grant/", {"level": "2", "until": "R30.1.1"}).status_code == 403
    late = owner.post(f"{here}grant/", {"level": "2", "until": "R30.1.1", "note": "気をつけて"})
    assert (late.status_code, "気をつけて" in late.content.decode()) == (422, True)
    until = timezone.localdate() + DAY
    assert owner.post(f"{here}grant/", {"level": "2", "until": f"{until}"}).status_code == 302
    assert "見えるわけ：閲覧のおねがい" in page(stranger, f"/cases/{case.number}/")
    note = Reminder.objects.get(kind="view_answered")
    assert stranger.post(f"/reminders/{note.pk}/").headers["Location"] == "/view-requests/asked/"
    assert owner.post(f"{here}decline/", {"reason": "やはり"}).status_code == 409


def test_a_no_reaches_the_asker_with_its_reason(
    case: Case, stranger: Client, owner: Client
) -> None:
    stranger.post("/view-requests/new/", {"case": case.number, "reason": "転入の相談"})
    here = f"/view-requests/{ViewRequest.objects.get().pk}/"
    assert owner.post(f"{here}decline/", {"reason": ""}).status_code == 422
    assert owner.post(f"{here}decline/", {"reason": "本人が望んでいません"}).status_code == 302
    assert "本人が望んでいません" in page(stranger, here)
    page(stranger, f"/cases/{case.number}/", status=404)


def test_searching_a_whole_name_leads_to_a_request_and_to_no_name(
    agreed_referral: Referral, stranger: Client, owner: Client
) -> None:
    number = agreed_referral.case.number
    stranger.post("/search/", {"q": "例田 一郎"})
    shown = page(stranger, "/search/")
    assert ("ほかの機関に、似た方がいます" in shown, number in shown) == (True, False)
    [word] = [part.partition('"')[0] for part in shown.split('name="found" value="')[1:]]
    form = stranger.post("/view-requests/new/", {"found": word, "begin": "1"}).content.decode()
    assert word in form
    told = {"found": word, "reason": "同じ方かもしれない"}
    assert stranger.post("/view-requests/new/", told).status_code == 302
    mine = page(stranger, "/view-requests/asked/")
    assert ("総合相談窓口の機関" in mine, number in mine, "例田" in mine) == (True, False, False)
    assert number in page(owner, "/view-requests/")
    stranger.post("/search/", {"q": "例田"})
    assert "似た方がいます" not in page(stranger, "/search/")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"case": "R8-999999", "reason": "見たい"}, "受付番号を「R8-000142」のように"),
        ({"case": "\0", "reason": "見たい"}, "読めない文字"),
        ({"found": "x", "reason": "見たい"}, "もう一度さがしてください"),
        ({"case": "R8-000001", "reason": ""}, "見せてほしい理由を入れてください"),
        ({"case": "R8-000001", "reason": "あ" * 501}, "500字までです"),
    ],
)
def test_a_request_is_refused_in_words(
    case: Case, stranger: Client, told: dict[str, str], words: str
) -> None:
    answer = stranger.post("/view-requests/new/", told)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not ViewRequest.objects.exists()


def test_after_handing_over_ones_own_words_stay_readable(
    agreed_referral: Referral, owner: Client, owner_worker: Staff, receiver_worker: Staff,
    now: datetime, terms: Terms,
) -> None:  # fmt: skip
    case = agreed_referral.case
    records.write(case, by=owner_worker, at=now, happened_at=now, method="phone", text="母の声")
    referrals.accept(agreed_referral, by=receiver_worker, at=now, terms=terms)
    here = f"/cases/{case.number}/sheet/"
    page(owner, f"/cases/{case.number}/", status=404)
    shown = page(owner, here)
    assert ("母の声" in shown, "見えるのは要点だけです" in shown) == (True, True)
    assert AccessLog.objects.get().ground == "own_record"
    assert f'href="{here}"' in page(owner, f"/inbox/{agreed_referral.pk}/")


def test_who_could_see_on_a_day(
    case: Case, owner: Client, owner_worker: Staff, outsider: Staff, now: datetime
) -> None:
    emergencies.begin(case, by=outsider, at=now, reason="倒れた", lasts=DAY)
    here = f"/cases/{case.number}/access/"
    shown = page(owner, here)
    assert ("倒れた" in shown, "管理職の職員" in shown) == (True, True)
    for _ in range(3):
        sightings.look(case, by=owner_worker, at=now, door=Door.WEB, address=None)
    told = page(owner, here).partition("今日見た人")[2]
    assert (told.count(owner_worker.name), "5回" in told) == (1, True)
    before = page(owner, here, on="R1.5.1")
    assert "この日に見られた人はいません" in before
    assert "いま見られる人" in page(owner, here, on="\0")


@pytest.mark.parametrize("times", [1, 3])
def test_the_pages_ask_the_same_number_of_questions(
    case: Case, owner: Client, boss: Client, owner_worker: Staff, outsider: Staff,
    joiner_worker: Staff, receiver_worker: Staff, now: datetime, times: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for who in (outsider, joiner_worker, receiver_worker)[:times]:
        emergencies.begin(case, by=who, at=now, reason="倒れた", lasts=DAY)
    with django_assert_num_queries(9):
        boss.get("/emergencies/")
    with django_assert_num_queries(20):
        owner.get(f"/cases/{case.number}/access/")


def test_agreed_items_are_what_the_named_agency_finds(
    case: Case, joiner: Client, owner_worker: Staff, joiner_worker: Staff, now: datetime
) -> None:
    told = Told(event="given", method="verbal", agencies=(joiner_worker.agency,), items=("story",))
    consents.record(case, by=owner_worker, at=now, told=told)
    note: Any = Reminder.objects.get(kind="consented")
    place = joiner.post(f"/reminders/{note.pk}/").headers["Location"]
    assert place == f"/cases/{case.number}/sheet/"
    assert "もう20年近く家から出ていない" in page(joiner, place)
