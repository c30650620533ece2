"""引き継ぎの画面: looked at before it is done, acknowledged after, and for a day undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.actions import protections, records, successions
from cases.actions.people import Known
from cases.actions.successions import Portion
from cases.models import Case, Reminder, Succession
from districts.models import Agency, Staff
from tests.cast import Receive
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
KEY = "5f3b8c1e-8a6e-4f6e-9d59-0a1f5a2f9c11"


@pytest.fixture
def colleague(desk: Agency) -> Staff:
    return Staff.objects.create_user("colleague", name="隣田 となり", role="counter", agency=desk)


@pytest.fixture
def other(desk: Agency) -> Staff:
    return Staff.objects.create_user("other", name="向田 むかい", role="counter", agency=desk)


def page(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_leaver_hands_on_case_by_case(
    owner: Client, owner_worker: Staff, receive: Receive, colleague: Staff, other: Staff
) -> None:
    first, second, third = (receive(person=Known(name=f"例田 {n}")) for n in ("一", "二", "三"))
    assert "例田 一" not in page(owner, "/handovers/new")
    address = f"/handovers/new?staff={owner_worker.pk}"
    shown = page(owner, address)
    assert "主担当 3件・次の一手 3件" in shown
    told: dict[str, Any] = {
        "to": colleague.pk,
        "note": "四月からお願いします",
        f"to_{second.pk}": other.pk,
        f"note_{second.pk}": "母へは午前に",
        f"to_{third.pk}": "later",
        "once": KEY,
    }
    checked = owner.post(address, told | {"check": ""}).content.decode()
    assert "まだ渡していません" in checked
    assert "<b>隣田 となり</b>さんへ 1件（次の一手 1件）" in checked
    assert not Succession.objects.exists()
    first_time, done = (  # pressed twice
        owner.post(address, told | {"go": ""}, follow=True).content.decode() for _ in range(2)
    )
    assert "2件を引き継ぎました" in first_time
    assert "母へは午前に" in done
    for case, whose in ((first, colleague), (second, other), (third, owner_worker)):
        case.refresh_from_db()
        assert case.owner_staff == whose
    assert Succession.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "「だれへ」をえらんでください"),
        ({"to": "999999"}, "「だれへ」をえらんでください"),
        ({"to": "later"}, "「だれへ」をえらんでください"),
        ({"to": "{to}", "note": "あ" * 1001}, "1,000字まで"),
        ({"to": "{to}", "note": "a\0b"}, "制御文字"),
        ({"to": "{to}", "note_{case}": "あ" * 1001}, "1,000字まで"),
    ],
)
def test_what_does_not_do_is_said_and_nothing_typed_is_lost(
    told: dict[str, str],
    words: str,
    owner: Client,
    owner_worker: Staff,
    case: Case,
    colleague: Staff,
) -> None:
    known = {"{to}": str(colleague.pk)}
    sent = {
        name.replace("{case}", str(case.pk)): known.get(value, value)
        for name, value in told.items()
    }
    kept = {f"note_{case.pk}": "母へは午前に"} | sent
    answer = owner.post(f"/handovers/new?staff={owner_worker.pk}", kept | {"go": ""})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert kept[f"note_{case.pk}"] in answer.content.decode()
    assert not Succession.objects.exists()


def test_a_list_left_open_says_what_is_no_more(
    owner: Client, owner_worker: Staff, case: Case, colleague: Staff, other: Staff, now: datetime
) -> None:
    told = {"to": colleague.pk, "go": "", "once": KEY}
    portions = [Portion(case=case, to=other)]
    successions.hand_on(owner_worker, by=other, at=now, portions=portions)
    answer = owner.post(f"/handovers/new?staff={owner_worker.pk}", told)
    assert "残っているものはありません" in answer.content.decode()
    assert Succession.objects.count() == 1


def test_the_successor_is_told_and_acknowledges(
    sign_in: SignIn, owner: Client, owner_worker: Staff, case: Case, colleague: Staff, now: datetime
) -> None:
    made = successions.hand_on(
        owner_worker, by=owner_worker, at=now, portions=[Portion(case=case, to=colleague)]
    )
    heir = sign_in(colleague)
    note = Reminder.objects.get(recipient=colleague)
    assert heir.post(f"/reminders/{note.pk}/")["Location"] == "/handovers/"
    assert "受けとり待ち" in page(heir, "/handovers/")
    here = f"/handovers/{made.pk}/"
    assert "受けとりました" not in page(owner, here)
    assert "受けとりました" in page(heir, here)
    refused = owner.post(f"{here}acknowledge")
    assert (refused.status_code, "受けとれるのは" in refused.content.decode()) == (403, True)
    shown = heir.post(f"{here}acknowledge", follow=True).content.decode()
    assert "に受けとった" in shown
    assert "受けとり待ち" not in page(owner, "/handovers/")


def test_undoing_says_what_stays(
    owner: Client, owner_worker: Staff, receive: Receive, colleague: Staff, now: datetime
) -> None:
    quiet, touched = receive(), receive()
    portions = [Portion(case=each, to=colleague) for each in (quiet, touched)]
    made = successions.hand_on(owner_worker, by=owner_worker, at=now, portions=portions)
    records.write(touched, by=colleague, at=now, happened_at=now, method="phone", text="話した")
    here = f"/handovers/{made.pk}/"
    shown = owner.post(f"{here}undo", follow=True).content.decode()
    assert "動きのあった1件は、そのままです" in shown
    assert "「記録した」があります" in shown
    again = owner.post(f"{here}undo")
    assert (again.status_code, "もう取り消されています" in again.content.decode()) == (409, True)


def test_to_others_it_is_not_there(
    owner_worker: Staff,
    stranger: Client,
    keeper: Client,
    case: Case,
    colleague: Staff,
    outsider: Staff,
    now: datetime,
) -> None:
    made = successions.hand_on(
        owner_worker, by=owner_worker, at=now, portions=[Portion(case=case, to=colleague)]
    )
    for client in (stranger, keeper):
        page(client, f"/handovers/{made.pk}/", status=404)
        for verb in ("acknowledge", "undo"):
            assert client.post(f"/handovers/{made.pk}/{verb}").status_code == 404
        assert case.number not in page(client, "/handovers/")
    assert "えらんでください" in page(
        stranger, f"/handovers/new?staff={owner_worker.pk}", status=404
    )
    refused = keeper.get("/handovers/new")
    assert (refused.status_code, "ケースを見ない" in refused.content.decode()) == (403, True)


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_take_the_same_queries(
    number: int,
    owner: Client,
    owner_worker: Staff,
    receive: Receive,
    colleague: Staff,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    cases = [receive(person=Known(name="例田")) for _ in range(number * 2)]
    with django_assert_num_queries(15):
        page(owner, f"/handovers/new?staff={owner_worker.pk}")
    for index in range(number):
        portions = [Portion(case=each, to=colleague) for each in cases[index::number]]
        made = successions.hand_on(owner_worker, by=owner_worker, at=now, portions=portions)
    with django_assert_num_queries(8):
        page(owner, "/handovers/")
    with django_assert_num_queries(7):
        page(owner, f"/handovers/{made.pk}/")


def test_under_protection_only_the_own_house_sees_whose_it_is(
    sign_in: SignIn,
    owner: Client,
    manager: Staff,
    owner_worker: Staff,
    receive: Receive,
    colleague: Staff,
    now: datetime,
) -> None:
    """Who works for a protected person is covered, for a manager too (R7)."""
    case, plain = receive(person=Known(name="例田 一")), receive(person=Known(name="例田 二"))
    shield = protections.Shield(starts_on=now.date(), other_parties=("例田 太郎",))
    protections.begin(case, by=owner_worker, at=now, shield=shield)
    leader, address = sign_in(manager), f"/handovers/new?staff={owner_worker.pk}"
    assert (case.number in page(owner, address), case.number in page(leader, address)) == (
        *(True, False),
    )
    assert plain.number in page(leader, address)
    portions = [Portion(case=case, to=colleague)]
    made = successions.hand_on(owner_worker, by=owner_worker, at=now, portions=portions)
    here = f"/handovers/{made.pk}/"
    assert (case.number in page(owner, here), case.number in page(leader, here)) == (True, False)
    assert "番号ふせ" in page(leader, here)
