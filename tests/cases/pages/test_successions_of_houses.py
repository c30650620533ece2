"""機関ぜんたいの引き継ぎの画面: to one house or several, with what has ended, and nothing said that is covered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.actions import cases as acts
from cases.actions import protections, successions
from cases.actions.people import Known
from cases.actions.successions import Portion
from cases.models import Case, Outcome, Succession
from districts.models import Agency, Staff
from tests.cases.people import transfer
from tests.cast import Receive
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
KEY = "5f3b8c1e-8a6e-4f6e-9d59-0a1f5a2f9c11"


@pytest.fixture
def colleague(desk: Agency) -> Staff:
    return Staff.objects.create_user("colleague", name="隣田 となり", role="counter", agency=desk)


def page(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_manager_hands_a_whole_house_over(
    sign_in: SignIn,
    owner: Client,
    manager: Staff,
    receive: Receive,
    desk: Agency,
    council: Agency,
    receiver_worker: Staff,
) -> None:
    first, second, third = (receive(person=Known(name=f"例田 {n}")) for n in ("一", "二", "三"))
    leader = sign_in(manager)
    address = f"/handovers/new?agency={desk.pk}&to_agency={council.pk}"
    assert "機関ぜんたい・主担当 3件・次の一手 3件" in page(leader, address)
    told: dict[str, Any] = {
        "to": f"house-{council.pk}",
        f"to_{second.pk}": receiver_worker.pk,
        f"note_{second.pk}": "母へは午前に",
        f"to_{third.pk}": "later",
        "once": KEY,
    }
    checked = leader.post(address, told | {"check": ""}).content.decode()
    assert f"<b>{council.name}</b>へ（人は決めない） 1件（次の一手 1件）" in checked
    assert not Succession.objects.exists()
    done = leader.post(address, told | {"go": ""}, follow=True).content.decode()
    assert f"{desk.name}の2件を引き継ぎました" in done
    leader.post(address, told | {"go": ""})  # pressed twice
    for case, whose in ((first, council), (second, council), (third, desk)):
        case.refresh_from_db()
        assert case.owner == whose


def test_the_check_already_says_what_would_be_refused(
    sign_in: SignIn, manager: Staff, receive: Receive, desk: Agency, receiver_worker: Staff
) -> None:
    """A つなぎ waits between the two houses: told before anybody confirms, with nothing lost."""
    council = receiver_worker.agency
    case = receive(outcome=Outcome.REFER, refer_to=(transfer(council),))
    address = f"/handovers/new?agency={desk.pk}&to_agency={council.pk}"
    told = {"to": f"house-{council.pk}", f"note_{case.pk}": "母へは午前に", "once": KEY}
    answer = sign_in(manager).post(address, told | {"check": ""})
    words = answer.content.decode()
    assert (answer.status_code, "母へは午前に" in words) == (409, True)
    assert f"{case.number}には、{council.name}との返事待ちのつなぎがあります" in words
    assert ("このとおり引き継ぐ" in words, Succession.objects.exists()) == (False, False)


def test_the_house_that_received_acknowledges_and_a_manager_takes_back(
    sign_in: SignIn,
    owner: Client,
    manager: Staff,
    case: Case,
    desk: Agency,
    council: Agency,
    receiver_worker: Staff,
    now: datetime,
) -> None:
    portions = [Portion(case=case, to=None)]
    made = successions.hand_over(desk, council, by=manager, at=now, portions=portions)
    leader, heir, here = sign_in(manager), sign_in(receiver_worker), f"/handovers/{made.pk}/"
    assert "あなたの機関に引き継がれた" in page(heir, here)
    shown = heir.post(f"{here}acknowledge", follow=True).content.decode()
    assert f"に{receiver_worker.name}さんが受けとった" in shown
    assert "受けとり待ち" not in page(leader, "/handovers/")
    refused = owner.post(f"{here}undo")
    assert (refused.status_code, "管理職の方です" in refused.content.decode()) == (403, True)
    leader.post(f"{here}undo")
    case.refresh_from_db()
    assert case.owner == desk


def test_only_a_manager_is_asked_for_a_house(
    sign_in: SignIn, owner: Client, manager: Staff, desk: Agency, council: Agency
) -> None:
    leader, asked = sign_in(manager), f"/handovers/new?agency={desk.pk}&to_agency="
    assert "機関ぜんたい" in page(leader, "/handovers/new")
    assert "機関ぜんたい" not in page(owner, "/handovers/new")
    page(owner, f"{asked}{council.pk}", status=404)
    assert "おなじ機関には引き継げません" in page(leader, f"{asked}{desk.pk}", status=422)
    page(leader, f"{asked}x", status=404)


@pytest.mark.parametrize("number", [1, 3])
def test_of_a_house_too_the_page_takes_the_same_queries(
    number: int,
    sign_in: SignIn,
    manager: Staff,
    receive: Receive,
    desk: Agency,
    council: Agency,
    receiver_worker: Staff,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        receive(person=Known(name="例田"))
    leader = sign_in(manager)
    with django_assert_num_queries(18):
        page(leader, f"/handovers/new?agency={desk.pk}&to_agency={council.pk}")


def test_each_case_to_one_of_several_houses_and_what_has_ended_with_them(
    sign_in: SignIn,
    manager: Staff,
    owner_worker: Staff,
    receive: Receive,
    desk: Agency,
    council: Agency,
    shogai: Agency,
    receiver_worker: Staff,
    outsider: Staff,
    now: datetime,
) -> None:
    _first, second, third = (receive(person=Known(name=f"例田 {n}")) for n in ("一", "二", "三"))
    acts.close(third, by=owner_worker, at=now, outcome="solved", reason="落ちついた")
    leader = sign_in(manager)
    address = f"/handovers/new?agency={desk.pk}&to_agency={council.pk}&also={shogai.pk}"
    shown = page(leader, address)
    assert f'<optgroup label="{shogai.name}">' in shown
    assert "終わったケース 1件" in shown
    assert f'<option value="house-{council.pk}" selected>{council.name}へ' in shown
    told: dict[str, Any] = {
        "to": f"house-{council.pk}",
        f"to_{second.pk}": outsider.pk,
        "closed_to": f"house-{shogai.pk}",
        "once": KEY,
    }
    checked = leader.post(address, told | {"check": ""}).content.decode()
    assert f"<b>{outsider.name}</b>さん（{shogai.name}）へ 1件" in checked
    assert f"<b>{shogai.name}</b>へ 終わったケース 1件" in checked
    done = leader.post(address, told | {"go": ""}, follow=True).content.decode()
    assert f"{desk.name}の3件を引き継ぎました" in done
    assert "終わったケース" in done
    owners = [(one.owner, one.owner_staff) for one in Case.objects.order_by("pk")]
    assert owners == [(council, None), (shogai, outsider), (shogai, None)]


def test_a_house_with_nothing_but_ended_cases(
    sign_in: SignIn,
    manager: Staff,
    owner_worker: Staff,
    case: Case,
    desk: Agency,
    council: Agency,
    receiver_worker: Staff,
    now: datetime,
) -> None:
    acts.close(case, by=owner_worker, at=now, outcome="solved", reason="落ちついた")
    leader = sign_in(manager)
    address = f"/handovers/new?agency={desk.pk}&to_agency={council.pk}"
    assert leader.post(address, {"go": "", "once": KEY}).status_code == 422
    told = {"closed_to": f"house-{council.pk}", "go": "", "once": KEY}
    assert "1件を引き継ぎました" in leader.post(address, told, follow=True).content.decode()
    case.refresh_from_db()
    assert case.owner == council


def test_what_crosses_is_said_and_what_was_typed_stays(
    sign_in: SignIn,
    manager: Staff,
    receive: Receive,
    desk: Agency,
    council: Agency,
    receiver_worker: Staff,
) -> None:
    case = receive(outcome=Outcome.REFER, refer_to=(transfer(council),))
    leader = sign_in(manager)
    address = f"/handovers/new?agency={council.pk}&to_agency={desk.pk}"
    assert "届いたつなぎ" in page(leader, address)
    told = {"to": f"house-{desk.pk}", f"note_{case.pk}": "母へは午前に", "once": KEY}
    refused = leader.post(address, told | {"go": ""})
    shown = refused.content.decode()
    assert (refused.status_code, "先に返事をもらうか" in shown) == (409, True)
    assert "母へは午前に" in shown


def test_who_receives_a_protected_case_is_nobodys_business(
    sign_in: SignIn,
    owner: Client,
    manager: Staff,
    owner_worker: Staff,
    receive: Receive,
    colleague: Staff,
    desk: Agency,
    now: datetime,
) -> None:
    """The box 受けとり, the words for all and who acknowledged say neither who nor which house (R7)."""
    case = receive(person=Known(name="例田 一"))
    shield = protections.Shield(starts_on=now.date(), other_parties=("例田 太郎",))
    protections.begin(case, by=owner_worker, at=now, shield=shield)
    Agency.objects.filter(pk=desk.pk).update(name="秘所相談室")
    Staff.objects.filter(pk=colleague.pk).update(name="秘田 継人")
    colleague.refresh_from_db()
    made = successions.hand_on(
        owner_worker,
        by=owner_worker,
        at=now,
        note="秘商店で会う",
        portions=[Portion(case=case, to=colleague, note="秘小学校へ")],
    )
    successions.acknowledge(made, by=colleague, at=now)
    leader, here = sign_in(manager), f"/handovers/{made.pk}/"
    secrets = ("秘田 継人", "秘商店", "秘小学校", case.number)
    for address in (here, "/handovers/"):
        shown = page(leader, address)
        assert [one for one in secrets if one in shown] == []
    assert "職員ふせ" in page(leader, here)
    told = leader.get("/api/v1/handovers/").content.decode()
    assert [one for one in secrets if one in told] == []
    own = page(owner, here)
    assert [one for one in secrets if one not in own] == ["秘小学校"]  # until it is opened
