"""職員の画面: counts and no case for who administers; posted, moved and released, and never with work left over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.actions import successions
from cases.actions.people import Known
from cases.actions.successions import Portion
from cases.dues import cases_of
from districts.models import Agency, District, Posting, Staff
from tests.cast import Receive

pytestmark = pytest.mark.django_db


def page(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_administrator_sees_how_much_and_not_whose(
    keeper: Client, receive: Receive, owner_worker: Staff
) -> None:
    case = receive(person=Known(name="例田 一郎"))
    for address in ("/staff/", f"/staff/{owner_worker.pk}/"):
        shown = page(keeper, address)
        assert owner_worker.name in shown
        assert (case.number in shown, "例田" in shown) == (False, False)
    assert "1件" in page(keeper, f"/staff/{owner_worker.pk}/")
    assert "ケースを見ないので、引き継げません" in page(keeper, f"/staff/{owner_worker.pk}/")


def test_a_manager_hands_on_and_changes_no_account(
    leader: Client, case: object, owner_worker: Staff
) -> None:
    here = f"/staff/{owner_worker.pk}/"
    shown = page(leader, here)
    assert f"/handovers/new?staff={owner_worker.pk}" in shown
    assert "システム管理の職員だけです" in shown
    for verb in ("post", "move", "deactivate"):
        assert f"{here}{verb}" not in shown
    refused = leader.post(f"{here}deactivate")
    assert (refused.status_code, "システム管理の職員だけ" in refused.content.decode()) == (
        403,
        True,
    )


def test_to_anybody_else_it_is_not_there(owner: Client, owner_worker: Staff) -> None:
    here = f"/staff/{owner_worker.pk}/"
    for address in ("/staff/", here):
        page(owner, address, status=404)
    for verb in ("post", "postings/1/end", "move", "deactivate"):
        assert owner.post(here + verb).status_code == 404


def test_nobody_is_stopped_or_moved_with_work_left_over(
    keeper: Client, case: object, owner_worker: Staff, ikiiki: Agency, desk: Agency
) -> None:
    here = f"/staff/{owner_worker.pk}/"
    for verb, told in (("deactivate", {}), ("move", {"agency": ikiiki.pk})):
        refused = keeper.post(here + verb, told)
        assert refused.status_code == 409
        assert "主担当のケース 1件、次の一手 1件" in refused.content.decode()
    heir = Staff.objects.create_user("heir", name="継田 つぐ", role="counter", agency=desk)
    portions = [Portion(case=each, to=heir) for each in cases_of(owner_worker)]
    successions.hand_on(owner_worker, by=heir, at=timezone.now(), portions=portions)
    moved = keeper.post(f"{here}move", {"agency": ikiiki.pk}, follow=True)
    assert f"{ikiiki.name}に移しました" in moved.content.decode()
    stopped = keeper.post(f"{here}deactivate", follow=True)
    assert "アカウントを止めました" in stopped.content.decode()
    owner_worker.refresh_from_db()
    assert (owner_worker.agency, owner_worker.is_active) == (ikiiki, False)
    assert owner_worker.name not in page(keeper, "/staff/")
    assert owner_worker.name in page(keeper, "/staff/?all")


def test_posted_and_ended(keeper: Client, owner_worker: Staff, zengyo: District) -> None:
    here = f"/staff/{owner_worker.pk}/"
    told = {"district": "07", "starts_on": "R7.4.1"}
    assert (
        "善行地区に配属しました" in keeper.post(f"{here}post", told, follow=True).content.decode()
    )
    again = keeper.post(f"{here}post", told)
    assert (again.status_code, "同じ時期の配属があります" in again.content.decode()) == (422, True)
    posting = Posting.objects.get()
    wrong = keeper.post(f"{here}postings/{posting.pk}/end", {"last_day": "きのう"})
    assert wrong.status_code == 422
    day = timezone.localdate() + timedelta(days=30)
    keeper.post(f"{here}postings/{posting.pk}/end", {"last_day": f"{day}"})
    posting.refresh_from_db()
    assert posting.ends_on == day
    elsewhere = keeper.post(f"/staff/999999/postings/{posting.pk}/end", {"last_day": f"{day}"})
    assert elsewhere.status_code == 404


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        ("move", {}),
        ("move", {"agency": "x"}),
        ("move", {"agency": "\0"}),
        ("post", {"starts_on": ""}),
        ("post", {"starts_on": "R99.13.1"}),
        ("post", {"starts_on": "2026-04-01", "ends_on": "2026-03-01"}),
        ("post", {"district": "99", "starts_on": "2026-04-01"}),
    ],
)
def test_what_does_not_do_is_said(
    verb: str, told: dict[str, str], keeper: Client, owner_worker: Staff, zengyo: District
) -> None:
    answer = keeper.post(f"/staff/{owner_worker.pk}/{verb}", told)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Posting.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries(
    number: int,
    keeper: Client,
    owner_worker: Staff,
    zengyo: District,
    receive: Receive,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for index in range(number):
        staff = Staff.objects.create_user(
            f"one{index}", name=f"例員{index}", role="counter", agency=owner_worker.agency
        )
        Posting.objects.create(staff=staff, district=zengyo, starts_on="2025-04-01")
        receive(by=staff)
    with django_assert_num_queries(12):
        shown = page(keeper, f"/staff/?agency={owner_worker.agency_id}")
    assert shown.count("善行") >= number
