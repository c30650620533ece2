"""13地区のようす: who reads which number, and what of it leaves the office (R13)."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.models import Case
from districts.models import Agency, District, Population, Role, Staff
from fujisawa_care.home.figures import closing
from tests.cast import Receive
from tests.house import tree
from tests.screens import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(zengyo: District) -> None:
    """The 13 districts with their figures, and none of the agencies."""
    for one in _rows("districts"):
        District.objects.update_or_create(code=one.pop("code"), defaults=one)
    for one in _rows("populations"):
        known = {key: value or None for key, value in one.items() if key != "district"}
        Population.objects.create(district_id=one["district"], **known)


def _rows(name: str) -> list[dict[str, str]]:
    with (tree.ROOT / "districts" / "data" / f"{name}.csv").open(encoding="utf-8") as table:
        return [*csv.DictReader(table)]


def page(client: Client, query: str = "", *, status: int = 200) -> str:
    answer = client.get(f"/districts/{query}")
    assert answer.status_code == status
    return answer.content.decode()


def given(client: Client) -> dict[tuple[str, str], str]:
    """The numbers that leave the office, by district and measure."""
    answer = client.get("/districts/numbers.csv")
    assert answer.status_code == 200
    rows = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    return {(row["地区"], row["数"]): row["値"] for row in rows}


def heard(receive: Receive, code: str, times: int, *, at: datetime) -> list[Case]:
    """So many 受け止め in a district, each a case of its own."""
    cases = [receive(at=at) for _ in range(times)]
    Case.objects.filter(pk__in=[one.pk for one in cases]).update(district=code)
    return cases


def cell(shown: str, row: str) -> list[str]:
    """What is read on the screen in the counted columns of a district."""
    of_row = shown.partition(f'id="r{row}"')[2].partition("</tr>")[0]
    cells = of_row.split('<td class="r')[1:]
    on_screen = (one.replace('<span class="print-only">＊</span>', "") for one in cells)
    return [one.partition(">")[2].partition("</td>")[0].strip() for one in on_screen]


@pytest.mark.parametrize("who", ["manager", "coordinator", "owner_worker", "receiver_worker"])
def test_whoever_works_on_cases_reads_the_page(
    request: pytest.FixtureRequest, sign_in: SignIn, city: None, who: str
) -> None:
    shown = page(sign_in(request.getfixturevalue(who)))
    assert "湘南大庭" in shown
    assert ("善行地区" in shown) is (who == "receiver_worker")  # where this CSW is posted
    assert "2025年5月1日" in shown or "令和7年5月1日" in shown


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.SITE])
def test_whoever_sees_no_case_reads_none_of_it(
    sign_in: SignIn, desk: Agency, city: None, role: Role
) -> None:
    blind = Staff.objects.create_user("blind", name="見ない 人", role=role, agency=desk)
    client = sign_in(blind)
    for address in ("/districts/", "/districts/numbers.csv"):
        assert client.get(address).status_code == (404 if role == Role.SITE else 403)


def test_the_projection_and_the_register_stand_with_their_sources(
    sign_in: SignIn, manager: Staff, city: None
) -> None:
    client = sign_in(manager)
    shown = page(client)
    assert shown.index("湘南大庭") < shown.index("地区ごとの数")
    assert cell(shown, "06")
    assert "34.5" in shown
    assert "将来人口推計" in shown
    numbers = given(client)
    assert numbers["湘南大庭", "65歳以上の割合 2030年"] == "35.9"
    assert numbers["善行", "人口（住民基本台帳）"] == "41571"


def test_a_small_number_is_seen_by_those_who_answer_for_the_whole(
    sign_in: SignIn,
    manager: Staff,
    outsider: Staff,
    receiver_worker: Staff,
    receive: Receive,
    city: None,
    now: datetime,
) -> None:
    """Two in 鵠沼, four in 善行, five in 藤沢: the four would tell the two, and stays too."""
    at = timezone.now() - timedelta(seconds=1)
    for code, times in (("12", 2), ("07", 4), ("09", 5)):
        heard(receive, code, times, at=at)
    assert "2" in cell(page(sign_in(manager)), "12")[0]
    for who in (outsider, receiver_worker):
        covered = page(sign_in(who))
        assert ["＊" in cell(covered, code)[0] for code in ("12", "07", "09")] == [
            True,
            True,
            False,
        ]
    for who in (manager, outsider, receiver_worker):
        numbers = given(sign_in(who))
        assert [numbers[name, "受け止め"] for name in ("鵠沼", "善行", "藤沢", "市全体")] == [
            "＊",
            "＊",
            "5",
            "11",
        ]


@pytest.mark.parametrize(
    "query",
    ["?month=2026-13", "?month=1999-01", "?month=%00", "?measure=x", "?order=%27", "?who=1"],
)
def test_what_is_no_month_or_measure_is_said(
    sign_in: SignIn, manager: Staff, city: None, query: str
) -> None:
    client = sign_in(manager)
    assert "13地区のようす" in page(client, query, status=400)
    assert client.get(f"/districts/numbers.csv{query}").status_code == 400


@pytest.mark.parametrize(
    "measure", ["ageing", "consultations", "cases_open", "follow_ups_overdue", "engawa_sites"]
)
def test_the_map_and_the_table_turn_to_what_is_chosen(
    sign_in: SignIn, manager: Staff, receive: Receive, city: None, measure: str
) -> None:
    heard(receive, "12", 4, at=timezone.now() - timedelta(seconds=1))
    shown = page(sign_in(manager), f"?measure={measure}&order={measure}")
    first = shown.partition("<tbody>")[2].partition('scope="row">')[2]
    assert 'aria-current="true"' in shown
    assert 'aria-sort="descending"' in shown
    if measure in ("consultations", "cases_open"):
        assert ">鵠沼</a>" in first.partition("</th>")[0]


def test_of_a_closed_month_it_says_so(
    sign_in: SignIn, manager: Staff, outsider: Staff, city: None
) -> None:
    at = timezone.now()
    last = (timezone.localdate().replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    assert "閉めました" not in page(sign_in(manager), f"?month={last}")
    closing.close(last, by=manager, at=at)
    for who, leads in ((manager, True), (outsider, False)):
        shown = page(sign_in(who), f"?month={last}")
        assert "閉めました" in shown
        assert (f"/figures/months/{last}/" in shown) is leads


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(
    sign_in: SignIn,
    manager: Staff,
    receive: Receive,
    city: None,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for code in ("07", "12", "09")[:number]:
        heard(receive, code, number, at=timezone.now() - timedelta(seconds=1))
    client = sign_in(manager)
    with django_assert_num_queries(19):
        page(client)
