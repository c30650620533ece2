"""ケースの画面: opened on a ground and logged, added to in one line, ended and begun again."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.actions import cases, records
from cases.actions.people import Known
from cases.models import AccessLog, Case, Referral, SupportRecord
from districts.models import Agency, Staff
from tests.cases.people import A_YEAR_AGO
from tests.cases.tables import running
from tests.cast import Receive
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
KEY = "5f3b8c1e-8a6e-4f6e-9d59-0a1f5a2f9c11"


@pytest.fixture
def address(case: Case) -> str:
    return f"/cases/{case.number}/"


def page(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_opening_shows_and_is_written_down(
    owner: Client, owner_worker: Staff, case: Case, address: str
) -> None:
    shown = page(owner, address)
    assert "もう20年近く家から出ていない" in shown
    assert ("次の連絡をする" in shown, "見えるわけ：主担当" in shown) == (True, True)
    look = AccessLog.objects.get()
    assert (look.staff, look.case, look.ground) == (owner_worker, case, "owner")
    seen = page(owner, f"{address}views/")
    assert (owner_worker.name in seen, "管理職（市全体）" in seen) == (True, True)
    assert AccessLog.objects.count() == 2


def test_who_has_a_role_stands_beside_the_case_once(
    owner: Client, owner_worker: Staff, joiner_worker: Staff, receive: Receive
) -> None:
    """Also the house accountable has a role in the plan: it is already named."""
    plan_case = receive(at=A_YEAR_AGO)
    houses = (owner_worker.agency, joiner_worker.agency)
    running(plan_case, *houses, by=owner_worker, at=A_YEAR_AGO)
    beside = page(owner, f"/cases/{plan_case.number}/").partition("かかわる機関と役割")[2]
    names = beside.partition("</section>")[0]
    assert [names.count(f"<b>{one.name}</b>") for one in houses] == [1, 1]
    assert "プラン・会議の役割" in names
    drawn = page(owner, f"/cases/{plan_case.number}/household/").partition("<svg")[2]
    assert joiner_worker.agency.name[:6] in drawn


def test_a_title_names_the_case_and_not_the_person(owner: Client, receive: Receive) -> None:
    """A title stays in the history of a shared terminal (ui.md 16.1)."""
    case = receive(person=Known(name="例田 一郎", kana="れいだ いちろう"))
    there = f"/cases/{case.number}/"
    for address in (there, *(f"{there}{way}/" for way in ("views", "close", "plan", "refer"))):
        title = page(owner, address).partition("<title>")[2].partition("</title>")[0]
        assert (case.number in title, "例田" in title, "れいだ" in title) == (True, False, False)


def test_to_a_stranger_the_case_is_not_there(
    stranger: Client, keeper: Client, receiver: Client, referral: Referral
) -> None:
    there, nowhere = f"/cases/{referral.case.number}/", "/cases/R99-999999/"
    for client in (stranger, keeper, receiver):  # the receiver has only the sheet
        pages = [TOKEN.sub("", page(client, each, status=404)) for each in (there, nowhere)]
        assert pages[0] == pages[1]
        for verb in ("views/", "close/", "reopen/", "plan/", "refer/"):
            page(client, there + verb, status=404)
        assert client.post(there + "record/", {}).status_code == 404
    assert AccessLog.objects.count() == 0


@pytest.mark.parametrize("number", ["%00", "R8-1", "x" * 300, "R8-000001%0a", "../admin"])
def test_what_is_no_number_is_no_page(owner: Client, number: str) -> None:
    assert owner.get(f"/cases/{number}/").status_code == 404


def test_one_line_is_a_record(owner: Client, case: Case, address: str) -> None:
    told = {"method": "phone", "text": "母と話せた", "once": KEY}
    for _ in range(2):
        assert owner.post(f"{address}record/", told).status_code == 302
    record = SupportRecord.objects.get()
    assert (record.text, record.method, record.outcome) == ("母と話せた", "phone", "none")
    assert "母と話せた" in page(owner, address)


def test_a_record_may_say_more(owner: Client, address: str) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    told = {
        "method": "visit",
        "text": "",
        "outcome": "absent",
        "counterpart": "family",
        "minutes": "２０分",
        "on": f"{yesterday:%Y%m%d}",
        "clock": "14:05",
        "third_party_text": "隣の方から聞いた",
    }
    assert owner.post(f"{address}record/", told).status_code == 302
    record = SupportRecord.objects.get()
    assert (record.minutes, record.outcome, record.counterpart) == (20, "absent", "family")
    assert f"{timezone.localtime(record.happened_at):%Y-%m-%d %H:%M}" == f"{yesterday} 14:05"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"text": ""}, "記録を書いてください"),
        ({"text": "あ" * 20_001}, "記録は20,000字までです（いま 20,001字）"),
        ({"text": "\0"}, "読めない文字（制御文字）が入っています"),
        ({"minutes": "1441"}, "時間は1440分（1日）までの数を入れてください"),
        ({"minutes": "半日"}, "時間は1440分（1日）までの数を入れてください"),
        ({"on": "R80.1.1"}, "あった日が今日より後です"),
        ({"on": "50代"}, "あった日を「R8.4.1」のように日まで入れてください"),
        ({"clock": "25:00"}, "時刻を「14:30」のように入れてください"),
        ({"clock": "\0"}, "時刻を「14:30」のように入れてください"),
        ({"method": "owl"}, "「記録の種類」をえらんでください"),
        ({"outcome": "won"}, "「結果」をえらんでください"),
    ],
)
def test_a_record_is_refused_in_words(
    owner: Client, address: str, told: dict[str, str], words: str
) -> None:
    answer = owner.post(f"{address}record/", {"method": "phone", "text": "残る言葉"} | told)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert words in shown
    assert "text" in told or "残る言葉" in shown
    assert SupportRecord.objects.count() == 0


def test_a_correction_stands_beside_the_original(
    owner: Client, owner_worker: Staff, case: Case, address: str, now: datetime
) -> None:
    record = records.write(
        case, by=owner_worker, at=now, happened_at=now, method="phone", text="母と話せた"
    )
    way = f"{address}records/{record.pk}/"
    assert "母と話せた" in page(owner, way)
    assert owner.post(way, {"text": ""}).status_code == 422
    assert owner.post(way, {"text": "姉と話せた"}).status_code == 302
    shown = page(owner, address)
    assert ("母と話せた" in shown, "姉と話せた" in shown, "あとで直しました" in shown) == (
        True,
        True,
        True,
    )
    again = owner.post(way, {"text": "妹と話せた"})
    assert (again.status_code, "もう直されています" in again.content.decode()) == (409, True)


def test_ending_and_beginning_again(owner: Client, case: Case, address: str) -> None:
    refused = owner.post(f"{address}close/", {"outcome": "", "reason": ""})
    assert refused.status_code == 422
    assert "「終わりのかたち」をえらんでください" in refused.content.decode()
    ended = {"outcome": "solved", "reason": "落ちついた"}
    assert "終わりにしました" in owner.post(f"{address}close/", ended, follow=True).content.decode()
    assert "再開する" in page(owner, address)
    told = {"reason": "また困りごと", "next_what": "電話する", "next_kind": "phone"}
    refused = owner.post(f"{address}reopen/", told)
    assert refused.status_code == 422
    begun = owner.post(f"{address}reopen/", told | {"next_on": "R20.4.1"}, follow=True)
    assert "再開しました" in begun.content.decode()
    case.refresh_from_db()
    assert case.stage == "open"


def test_a_case_with_an_open_question_is_not_ended(owner: Client, referral: Referral) -> None:
    way = f"/cases/{referral.case.number}/close/"
    answer = owner.post(way, {"outcome": "solved", "reason": "落ちついた"})
    assert answer.status_code == 422
    assert "返事を待っているつなぎがあります" in answer.content.decode()


def test_handing_over_from_the_page(
    owner: Client, case: Case, address: str, ikiiki: Agency, joiner_worker: Staff
) -> None:
    told: dict[str, Any] = {"kind": "join", "urgency": "normal", "note": "母の介護を"}
    refused = owner.post(f"{address}refer/", told)
    assert refused.status_code == 422
    for _ in range(2):
        owner.post(f"{address}refer/", told | {"agency": ikiiki.pk, "once": KEY})
    sent = Referral.objects.get()
    assert (sent.to_agency, sent.kind, sent.note) == (ikiiki, "join", "母の介護を")
    twice = owner.post(f"{address}refer/", told | {"agency": ikiiki.pk})
    assert (twice.status_code, Referral.objects.count()) == (422, 1)


def test_what_fits_stands_first_among_the_agencies(
    owner: Client, case: Case, address: str, ikiiki: Agency, shogai: Agency
) -> None:
    ikiiki.topics.add(*case.topics.all())
    shown = page(owner, f"{address}refer/")
    fitting, _, others = shown.partition('<optgroup label="ほかの機関">')
    assert f'<option value="{ikiiki.pk}">{ikiiki.name}（ひきこもり／全市を担当）' in fitting
    assert f'<option value="{ikiiki.pk}">' not in others
    told = {"agency": ikiiki.pk, "kind": "join", "urgency": "normal", "once": KEY}
    assert owner.post(f"{address}refer/", told).status_code == 302
    assert Referral.objects.get().to_agency == ikiiki


def test_a_write_on_what_has_ended_says_to_open_it_again(
    owner: Client, owner_worker: Staff, case: Case, address: str
) -> None:
    cases.close(case, by=owner_worker, at=timezone.now(), outcome="solved", reason="落ちついた")
    told = {"method": "phone", "text": "電話で話した", "once": KEY}
    refused = owner.post(f"{address}record/", told)
    assert refused.status_code == 409
    assert "先に再開してください" in refused.content.decode()
    assert not SupportRecord.objects.exists()


def test_the_past_is_read_on_from_where_it_stopped(
    owner: Client, owner_worker: Staff, case: Case, address: str, now: datetime
) -> None:
    for at in range(25):
        records.write(
            case, by=owner_worker, at=now, happened_at=now, method="visit", text=f"記録その{at}番"
        )
    first = page(owner, f"{address}?show=visit")
    assert (first.count("記録その"), "訪問 25" in first) == (20, True)
    cursor = first.split("?cursor=")[1].split("&")[0]
    fragment = owner.get(
        f"{address}?cursor={cursor}&show=visit", headers={"HX-Request": "true"}
    ).content.decode()
    assert (fragment.count("記録その"), "<html" in fragment) == (5, False)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(
    owner: Client,
    owner_worker: Staff,
    case: Case,
    address: str,
    now: datetime,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        records.write(case, by=owner_worker, at=now, happened_at=now, method="visit", text="訪ねた")
    with django_assert_num_queries(27):
        page(owner, address)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    sign_in: SignIn,
    owner_worker: Staff,
    receive: Receive,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        receive()
    client = sign_in(owner_worker)
    with django_assert_num_queries(16):
        page(client, "/cases/?stage=open&mine=true")


@pytest.mark.parametrize(
    "query", ["color=red", "district=99", "stage=x", "q=%00", "q=" + "あ" * 101, "quiet_days=-1"]
)
def test_a_filter_that_means_nothing_is_refused_not_ignored(
    owner: Client, case: Case, query: str
) -> None:
    answer = owner.get(f"/cases/?{query}")
    assert answer.status_code == 400
    assert "か所を直すとしぼりこめます" in answer.content.decode()
    assert case.number not in answer.content.decode()


def test_the_list_is_narrowed(owner: Client, case: Case) -> None:
    assert case.number in page(owner, "/cases/?stage=open&district=07&topic=hikikomori")
    assert "この条件に合うケースはありません" in page(owner, "/cases/?stage=closed")
