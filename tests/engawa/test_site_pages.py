"""縁側の画面: looked for, put on the list, put right, each day said where it stands."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.models import Staff
from engawa.models import Condition, OpeningException, Site
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
KEY = "5f3b8c1e-8a6e-4f6e-9d59-0a1f5a2f9c11"


@pytest.fixture
def keeper_of_places(sign_in: SignIn, receiver_worker: Staff) -> Client:
    return sign_in(receiver_worker)


def page(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_place_is_put_on_the_list_once(keeper_of_places: Client) -> None:
    told = {"name": "カフェ れいだい（架空）", "sort": "engawa", "once": KEY, "days_said": "火・金"}
    for _ in range(2):
        answer = keeper_of_places.post("/engawa/new/", told)
    site = Site.objects.get()
    assert answer.headers["Location"] == f"/engawa/{site.pk}/"
    shown = page(keeper_of_places, f"/engawa/{site.pk}/")
    assert ("カフェ れいだい" in shown, shown.count("未確認") >= 5) == (True, True)
    assert "カフェ れいだい" in page(keeper_of_places, "/engawa/?q=れいだい")


def test_what_is_wrong_is_said_beside_it_and_nothing_is_lost(keeper_of_places: Client) -> None:
    told = {"name": "場", "sort": "work", "kind": "basic", "what": "のこる言葉", "capacity": "x"}
    answer = keeper_of_places.post("/engawa/new/", told)
    words = answer.content.decode()
    assert (answer.status_code, "のこる言葉" in words) == (422, True)
    told["capacity"] = "8"
    answer = keeper_of_places.post("/engawa/new/", told)
    assert "地域の縁側だけ" in answer.content.decode()
    assert not Site.objects.exists()


def test_a_stale_page_is_told_so(keeper_of_places: Client, bench: Site) -> None:
    told = {"name": bench.name, "sort": "engawa", "version": "1"}
    assert (
        keeper_of_places.post(f"/engawa/{bench.pk}/edit/", told | {"tel": "1"}).status_code == 302
    )
    answer = keeper_of_places.post(f"/engawa/{bench.pk}/edit/", told | {"tel": "2"})
    assert (answer.status_code, "先に直しました" in answer.content.decode()) == (409, True)


def test_the_week_and_a_day(keeper_of_places: Client, bench: Site) -> None:
    here = f"/engawa/{bench.pk}/"
    assert "10:00" in page(keeper_of_places, f"{here}week/")
    wrong = {"day_0": "1", "weeks_0": "9", "starts_0": "14:00", "ends_0": "10:00"}
    answer = keeper_of_places.post(f"{here}week/", wrong)
    assert (answer.status_code, bench.openings.count()) == (422, 3)
    keeper_of_places.post(f"{here}week/", {"day_0": "1", "starts_0": "10:00"})
    assert [one.weekday for one in bench.openings.all()] == [1]
    told = {"day": "R30.4.1", "opens": "no", "because": "お花見", "once": KEY}
    for _ in range(2):
        keeper_of_places.post(f"{here}day", told)
    assert OpeningException.objects.get().because == "お花見"
    answer = keeper_of_places.post(f"{here}day", {"day": "あした", "opens": "yes"})
    assert (answer.status_code, "あした" in answer.content.decode()) == (422, True)


def test_conditions_confirming_and_the_end(keeper_of_places: Client, bench: Site) -> None:
    Condition.objects.create(code="weekly", label="週に1回以上", position=1)
    here = f"/engawa/{bench.pk}/"
    assert "まだ見ていない" in page(keeper_of_places, here)
    keeper_of_places.post(f"{here}check", {"condition": "weekly", "met": "yes"})
    keeper_of_places.post(f"{here}confirm")
    shown = page(keeper_of_places, here)
    assert ("満たしている" in shown, "半年以上" in shown) == (True, False)
    assert keeper_of_places.post(f"{here}end", {"because": ""}).status_code == 422
    keeper_of_places.post(f"{here}end", {"because": "家主の都合"}, follow=True)
    assert bench.name not in page(keeper_of_places, "/engawa/")
    assert keeper_of_places.post(f"{here}end", {"because": "もう一度"}).status_code == 409


def test_who_does_not_keep_the_list_only_reads(owner: Client, bench: Site) -> None:
    here = f"/engawa/{bench.pk}/"
    assert "直す" not in page(owner, here)
    for way in ("edit/", "week/"):
        page(owner, here + way, status=403)
    assert owner.post(f"{here}confirm").status_code == 403
    assert owner.post("/engawa/new/", {"name": "x"}).status_code == 403


@pytest.mark.parametrize("times", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    keeper_of_places: Client,
    bench: Site,
    times: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(times - 1):
        Site.objects.create(
            name=f"場{number}",
            sort="work",
            created_at=bench.created_at,
            updated_at=bench.created_at,
        )
    with django_assert_num_queries(16):
        page(keeper_of_places, "/engawa/")
