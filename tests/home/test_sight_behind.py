"""数のうしろ: a number is everybody's at work, the cases behind it are not (R6, R7, R13)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.models import Case
from districts.models import Staff
from fujisawa_care.home.indicators.counting import table
from fujisawa_care.home.indicators.registry import REGISTRY
from fujisawa_care.home.indicators.shape import Period
from fujisawa_care.home.sight import behind
from fujisawa_care.home.sight.measures import BEHIND
from tests.cast import Receive
from tests.screens import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


def page(client: Client, query: str, *, status: int = 200) -> str:
    answer = client.get(f"/districts/behind/?{query}")
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def said(shown: str) -> tuple[str, str]:
    """How many there are, and how many of them one may see."""
    first, second = re.findall(r'<b class="num">([^<]*)</b>', shown)[:2]
    return first, second


@pytest.mark.parametrize(
    ("who", "numbers", "opens"),
    [
        ("manager", ("4", "4"), True),
        ("owner_worker", ("4", "4"), True),
        ("receiver_worker", ("4", "0"), False),
    ],
)
@pytest.mark.parametrize("of", ["consultations", "cases_open"])
def test_everybody_reads_how_many_and_opens_what_they_may(
    request: pytest.FixtureRequest,
    sign_in: SignIn,
    receive: Receive,
    who: str,
    numbers: tuple[str, str],
    opens: bool,
    of: str,
) -> None:
    cases = [receive() for _ in range(4)]
    shown = page(sign_in(request.getfixturevalue(who)), f"of={of}&district=07")
    assert said(shown) == numbers
    assert [one.number in shown for one in cases] == [opens] * 4
    assert ("あなたが見られるケースはありません" in shown) is not opens


def test_a_small_number_is_a_mark_here_too(
    sign_in: SignIn, receive: Receive, outsider: Staff, manager: Staff
) -> None:
    receive()
    assert said(page(sign_in(outsider), "district=07"))[0] == "＊"
    assert said(page(sign_in(manager), "district=07"))[0] == "1"


def test_whose_district_is_covered_is_not_found_by_it(
    sign_in: SignIn, known_case: Case, begin: Callable[[], object], manager: Staff
) -> None:
    client = sign_in(manager)
    assert known_case.number in page(client, "district=07")
    begin()
    shown = page(client, "district=07")
    assert known_case.number not in shown
    assert said(shown) == ("1", "0")
    assert known_case.number in page(client, "")


def test_another_month_is_empty(sign_in: SignIn, manager: Staff, case: Case) -> None:
    last = (timezone.localdate().replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    shown = page(sign_in(manager), f"month={last}&district=07")
    assert said(shown) == ("0", "0")
    assert "数えたものはありません" in shown


@pytest.mark.parametrize("code", BEHIND)
def test_the_list_is_of_the_rows_that_were_counted(
    receive: Receive, manager: Staff, now: datetime, code: str
) -> None:
    for back in (0, 40):
        receive(at=now - timedelta(days=back))
    day, at = timezone.localdate(), timezone.now()
    period = Period(day.replace(day=1), day)
    counted = table(code, period.since, period.until, ("district",), at=at)
    for district in ("07", None):
        rows = behind.rows(REGISTRY[code], period, at=at, district=district)
        assert rows.count() == (counted.of("07") or 0)
    assert not behind.rows(REGISTRY[code], period, at=at, district=behind.NONE).exists()


@pytest.mark.parametrize("query", ["of=x", "of=ageing", "district=99", "district=%00", "who=1"])
def test_what_is_no_number_is_said(sign_in: SignIn, manager: Staff, case: Case, query: str) -> None:
    page(sign_in(manager), query, status=400)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    sign_in: SignIn,
    manager: Staff,
    receive: Receive,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        receive()
    client = sign_in(manager)
    with django_assert_num_queries(18):
        page(client, "district=07")
