"""今日の動き・さがす・お知らせ・見回り: pages that span rooms show each person their own."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from cases.actions import drafts, follow_ups, records, reminders
from cases.actions.people import Known
from cases.dues import Terms
from cases.models import Case, FollowUp, Referral, Reminder
from districts.models import Role, Staff
from tests.cast import Receive
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
KNOWN = Known(name="例田 一郎", kana="れいだ いちろう", phones=("0466-00-0142",))


def page(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def planned(case: Case, *, by: Staff, at: datetime, what: str, days: int = 0) -> FollowUp:
    due_on = timezone.localdate(at) + timedelta(days=days)
    return follow_ups.plan(case, by=by, at=at, then=follow_ups.Next(what=what, due_on=due_on))


@pytest.mark.parametrize(
    ("who", "where"),
    [
        ("owner_worker", "/intake/new"),
        ("receiver_worker", "/today/"),
        ("joiner_worker", "/today/"),
        ("manager", "/cases/"),
        ("administrator", "/scheduler/"),
    ],
)
def test_everybody_begins_where_their_work_is(
    request: pytest.FixtureRequest, sign_in: SignIn, who: str, where: str
) -> None:
    client = sign_in(request.getfixturevalue(who))
    assert client.get("/", follow=True).redirect_chain == [(where, 302)]
    page(client, where)


def test_nobody_reads_a_page_without_signing_in(client: Client, case: Case) -> None:
    for address in ("/", "/today/", "/inbox/", "/cases/", f"/cases/{case.number}/", "/search/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/")
        assert client.get(address, headers={"HX-Request": "true"}).status_code == 401


def test_the_day_shows_what_is_mine_and_what_is_done(
    owner: Client, owner_worker: Staff, receive: Receive, now: datetime
) -> None:
    case = receive(person=KNOWN)
    done = planned(case, by=owner_worker, at=now, what="灯油のことを聞く")
    planned(case, by=owner_worker, at=now, what="母に電話する")
    planned(case, by=owner_worker, at=now, what="来週のこと", days=7)
    follow_ups.finish(done, by=owner_worker, at=timezone.now(), outcome="met", note="足りている")
    shown = page(owner, "/today/")
    assert shown.index("灯油のことを聞く") < shown.index("母に電話する")
    assert ("例田 一郎" in shown, "足りている" in shown, "来週のこと" in shown) == (
        True,
        True,
        False,
    )
    next_week = timezone.localdate() + timedelta(days=7)
    assert "来週のこと" in page(owner, f"/today/?day={next_week}")


@pytest.mark.parametrize("day", ["x", "0001-01-01", "9999-12-31", "2026-02-30", "%00"])
def test_any_day_at_all_is_a_page(owner: Client, day: str) -> None:
    assert "今日の動き" in page(owner, f"/today/?day={day}")


def test_late_and_silent_cases_are_named(
    owner: Client, owner_worker: Staff, receive: Receive, now: datetime
) -> None:
    long_ago = now - timedelta(days=40)
    case = receive(person=KNOWN, at=long_ago)
    planned(case, by=owner_worker, at=long_ago, what="灯油のその後", days=1)
    shown = page(owner, "/today/")
    assert "39日すぎ" in shown
    assert "40日" in shown
    records.write(case, by=owner_worker, at=now, happened_at=now, method="phone", text="話せた")
    assert "連絡のとぎれた件はありません" in page(owner, "/today/")


@pytest.mark.parametrize("number", [1, 3])
def test_the_day_costs_the_same_for_one_and_three(
    sign_in: SignIn,
    owner_worker: Staff,
    receive: Receive,
    now: datetime,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for at in (now, now - timedelta(days=40)):
        for _ in range(number):
            planned(receive(at=at), by=owner_worker, at=at, what="電話する")
    client = sign_in(owner_worker)
    with django_assert_num_queries(19):
        page(client, "/today/")


@pytest.mark.parametrize("words", ["例田", "レイダ", "ﾚｲﾀﾞ", "いちろう", "0142", "０４６６", "郎"])
def test_a_person_is_found_however_it_is_typed(owner: Client, receive: Receive, words: str) -> None:
    case = receive(person=KNOWN)
    assert case.number in page(owner, f"/search/?q={words}")


@pytest.mark.parametrize("words", ["高橋", "髙橋", "髙", "山崎", "山﨑"])
def test_a_name_is_found_whichever_character_the_family_writes(
    owner: Client, receive: Receive, words: str
) -> None:
    case = receive(person=Known(name="髙橋 山崎"))
    assert case.number in page(owner, f"/search/?q={words}")


def test_what_is_too_long_to_look_for_is_said_and_kept(owner: Client) -> None:
    answer = owner.post("/search/", {"q": "あ" * 150}, follow=True)
    assert answer.status_code == 400
    assert "100" in answer.content.decode()


def test_a_number_is_found_in_short(owner: Client, case: Case) -> None:
    era, _, digits = case.number.partition("-")
    assert case.number in page(owner, f"/search/?q={era.lower()}-{int(digits)}")


def test_a_stranger_finds_nothing(stranger: Client, receive: Receive) -> None:
    case = receive(person=KNOWN)
    for words in ("例田", case.number):
        shown = page(stranger, f"/search/?q={words}")
        assert "見つかりません" in shown
        assert f'"/cases/{case.number}/"' not in shown  # how to break the glass is said to anybody


@pytest.mark.parametrize(
    ("query", "status"), [("", 200), ("?q=", 200), ("?q=%00", 400), ("?q=" + "あ" * 101, 400)]
)
def test_searching_for_nothing_or_too_much_is_answered(
    owner: Client, query: str, status: int
) -> None:
    page(owner, f"/search/{query}", status=status)


def test_reminders_are_each_one_s_own_and_open_what_they_are_about(
    receiver: Client, owner: Client, referral: Referral
) -> None:
    note = Reminder.objects.get(recipient__username="receiver")
    assert "つなぎが届きました" in page(receiver, "/reminders/")
    assert owner.post(f"/reminders/{note.pk}/").status_code == 404
    answer = receiver.post(f"/reminders/{note.pk}/")
    assert answer["Location"] == f"/inbox/{referral.pk}/"
    assert "新しいお知らせはありません" in page(receiver, "/reminders/")
    assert "つなぎが届きました" in page(receiver, "/reminders/?all")


def test_a_late_step_is_told_once_although_its_day_was_told_too(
    owner: Client, owner_worker: Staff, receive: Receive, now: datetime, settings: Settings
) -> None:
    case = receive(at=now - timedelta(days=20))
    terms = Terms.of(settings.CARE)
    for days in (12, 9, 0):
        reminders.raise_due(at=now - timedelta(days=days), terms=terms)
    mine = Reminder.objects.filter(recipient=owner_worker, follow_up=case.follow_ups.get())
    assert set(mine.values_list("kind", "stage")) == {("due", 1), ("overdue", 1), ("overdue", 2)}
    shown = page(owner, "/reminders/")
    assert shown.count("次の一手の日です") == 0
    assert shown.count("次の一手の日をすぎています") == 1
    assert '<span class="vh">未読 </span>1' in shown


def test_the_menu_counts_what_waits(receiver: Client, referral: Referral) -> None:
    shown = page(receiver, "/keys/")
    assert '<span class="vh">未対応 </span>1' in shown
    assert '<span class="vh">未読 </span>1' in shown


def test_the_menu_counts_what_is_being_written(
    owner: Client,
    owner_worker: Staff,
    outsider: Staff,
    case: Case,
    now: datetime,
    sign_in: SignIn,
) -> None:
    shown = '<span class="vh">書きかけ </span>1'
    assert shown not in page(owner, "/keys/")
    for by in (owner_worker, outsider):
        drafts.keep(case, by=by, at=now, key=uuid4(), kind="record", fields={"text": ["母と"]})
    assert page(owner, "/keys/").count(shown) == 2
    told = owner.get("/counts/?seen=0-0-0-0").content.decode()
    assert shown in " ".join(told.split())
    assert shown not in page(sign_in(outsider), "/keys/")


def test_single_keys_can_be_turned_off(owner: Client) -> None:
    assert 'data-keys="off"' not in page(owner, "/keys/")
    owner.post("/keys/", {"off": ""})
    assert 'data-keys="off"' in page(owner, "/keys/")
    owner.post("/keys/", {"on": ""})
    assert 'data-keys="off"' not in page(owner, "/keys/")


def test_the_scheduler_s_state_is_for_administrators(
    keeper: Client, owner: Client, case: Case, now: datetime, settings: Settings
) -> None:
    assert "見回りはまだ動いていません" in page(keeper, "/scheduler/")
    reminders.begin_round("remind", at=now)
    raised = reminders.raise_due(at=now, terms=Terms.of(settings.CARE))
    reminders.end_round("remind", at=now, raised=raised)
    assert "1分ごとに" in page(keeper, "/scheduler/")
    settings.ROUND_SECONDS = 90
    shown = page(keeper, "/scheduler/")
    assert "90秒ごとに" in shown
    assert ("remind" in shown, case.number in shown) == (True, False)
    page(owner, "/scheduler/", status=404)


def test_an_administrator_sees_no_case_in_the_menu(
    keeper: Client, administrator: Staff, case: Case
) -> None:
    assert administrator.role == Role.ADMINISTRATOR
    for address in ("/today/", "/inbox/", "/cases/", "/search/?q=0"):
        shown = page(keeper, address)
        assert case.number not in shown
        assert "受け止めを始める" not in shown


def test_pages_are_never_stored_and_carry_no_inline_style(owner: Client, case: Case) -> None:
    for address in ("/intake/new", "/today/", "/inbox/", f"/cases/{case.number}/", "/cases/"):
        answer = owner.get(address)
        assert "no-store" in answer["Cache-Control"]
        assert "style-src 'self'" in answer["Content-Security-Policy"]
        assert ' style="' not in answer.content.decode()


def test_the_menu_is_told_only_what_changed(receiver: Client, referral: Referral) -> None:
    told = receiver.get("/counts/?seen=0-0-0-0")
    assert 'id="rail-inbox" hx-swap-oob="true"' in " ".join(told.content.decode().split())
    assert "seen=1-0-1-0" in told.content.decode()
    assert receiver.get("/counts/?seen=1-0-1-0").status_code == 204


def test_a_name_looked_for_stands_in_no_address(owner: Client, receive: Receive) -> None:
    case = receive(person=Known(name="例田 一郎"))
    answer = owner.post("/search/", {"q": "例田"}, follow=True)
    assert answer.redirect_chain == [("/search/", 302)]
    assert case.number in answer.content.decode()


def test_what_waits_is_as_loud_on_every_page(receiver: Client, referral: Referral) -> None:
    badges = {
        address: page(receiver, address).partition('id="rail-inbox"')[0].rpartition("<span")[2]
        for address in ("/inbox/", "/today/", "/cases/")
    }
    assert len(set(badges.values())) == 1
