"""数の画面と持ちだし: who counts what, what a small number leaves behind, and totals that add up (R13)."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from cases.models import Case
from districts.models import District, Posting, Staff
from fujisawa_care.foundation import wareki
from tests.cases.api.conftest import SignIn, sign_in
from tests.cast import Receive

pytestmark = pytest.mark.django_db
PAGE, CSV, XLSX, API = (
    *("/figures/", "/figures/table.csv", "/figures/table.xlsx"),
    "/api/v1/indicators/",
)
BY_DISTRICT = {"what": "intake", "by": "district"}
__all__ = ["sign_in"]


@pytest.fixture
def heard(receive: Receive, zengyo: District, now: datetime) -> list[Case]:
    """Five of 善行, one of 長後, and one of nobody knows where."""
    chogo = District.objects.create(
        code="02", name="長後", kana="ちょうご", tile_row=1, tile_column=2
    )
    cases = [receive(at=now) for _ in range(7)]
    Case.objects.filter(pk__in=[one.pk for one in cases]).update(district=None)
    Case.objects.filter(pk__in=[one.pk for one in cases[:5]]).update(district=zengyo)
    Case.objects.filter(pk=cases[5].pk).update(district=chogo)
    return cases


def _numbers(client: Client, address: str, **asked: str) -> dict[tuple[str, str], str]:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    rows = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    return {(row["数"], row["地区"]): row["値"] for row in rows}


def test_a_manager_sees_every_number_and_takes_no_small_one_along(
    client: Client, manager: Staff, heard: list[Case]
) -> None:
    client.force_login(manager)
    page = client.get(PAGE, BY_DISTRICT)
    grid = page.context["grid"]
    shown = {line.label: str(line.cells[0]) for line in (*grid.lines, grid.total)}
    assert shown == {"長後": "1", "善行": "5", "わからない": "1", "全体": "7"}
    assert "同じ方がもう一度話せば、もう1件です" in page.content.decode()
    taken = _numbers(client, CSV, **BY_DISTRICT)
    assert {name: taken["受け止め", name] for name in shown} == {
        "長後": "＊", "善行": "＊", "わからない": "＊", "全体": "7",
    }  # fmt: skip


def test_the_workbook_adds_up_by_formula_and_carries_its_definitions(
    client: Client, manager: Staff, receive: Receive, now: datetime, zengyo: District
) -> None:
    for _ in range(4):
        receive(at=now)
    Case.objects.update(district=zengyo)
    client.force_login(manager)
    answer = client.get(XLSX, BY_DISTRICT)
    book = load_workbook(io.BytesIO(answer.content))
    numbers, words = book["数"], book["数えかた"]
    heads = [cell.value for cell in numbers[4]]
    assert heads[:2] == ["地区", "受け止め（件）"]
    assert str(numbers["A2"].value).startswith(wareki.long(date.fromisoformat(_first())))
    assert [cell.value for cell in numbers[5]][:2] == ["善行", 4]
    assert [cell.value for cell in numbers[6]][:2] == ["全体", "=SUM(B5:B5)"]
    assert words["A2"].value == "consultations"


def _first() -> str:
    since, _ = wareki.fiscal_span(wareki.fiscal_year(timezone.localdate()))
    return since.isoformat()


def test_a_csw_counts_the_districts_they_are_posted_to(
    client: Client, receiver_worker: Staff, heard: list[Case]
) -> None:
    client.force_login(receiver_worker)
    grid = client.get(PAGE, BY_DISTRICT).context["grid"]
    shown = {line.label: str(line.cells[0]) for line in (*grid.lines, grid.total)}
    assert shown == {"長後": "0", "善行": "5", "担当の地区": "5"}
    assert client.get(PAGE, {"what": "sittings", "by": "month"}).status_code == 400


@pytest.mark.parametrize("who", ["owner_worker", "joiner_worker", "administrator"])
def test_whoever_counts_nothing_finds_nothing(
    who: str, client: Client, request: pytest.FixtureRequest, sign_in: SignIn
) -> None:
    staff = request.getfixturevalue(who)
    client.force_login(staff)
    assert [client.get(each).status_code for each in (PAGE, CSV, XLSX)] == [404, 404, 404]
    assert sign_in(staff).get(API).status_code == 403


@pytest.mark.parametrize(
    "asked",
    [{"what": "nothing"}, {"by": "\0"}, {"year": "1066"}, {"what": "cases_open", "by": "channel"},
     {"what": "x" * 20_001}, {"whatever": "1"}],
)  # fmt: skip
def test_what_cannot_be_counted_is_said(
    asked: dict[str, str], client: Client, manager: Staff
) -> None:
    client.force_login(manager)
    assert client.get(PAGE, asked).status_code == 400
    assert client.get(CSV, asked).status_code == 404


def test_the_api_says_each_number_with_its_definition(
    sign_in: SignIn, manager: Staff, heard: list[Case]
) -> None:
    found = sign_in(manager).get(API, {"code": "consultations", "district": "07"}).json()
    (number,) = found["results"]
    assert {*number} == {
        *("code", "label", "definition", "unit", "period", "district", "value", "counted_at"),
    }
    assert (number["district"], number["value"], number["unit"]) == ("07", 5, "件")
    assert number["period"] == {"from": _first(), "to": timezone.localdate().isoformat()}
    everything = sign_in(manager).get(API).json()["results"]
    assert {one["code"]: one["value"] for one in everything}["consultations"] == 7


@pytest.mark.parametrize(
    "asked",
    [{"code": "nothing"}, {"from": "31/12"}, {"from": "2026-05-01", "to": "2026-04-01"},
     {"from": "1999-01-01"}, {"district": "99"}, {"district": "\0"}, {"since": "2026-04-01"}],
)  # fmt: skip
def test_the_api_refuses_what_it_cannot_read(
    asked: dict[str, str], sign_in: SignIn, manager: Staff
) -> None:
    assert sign_in(manager).get(API, asked).status_code == 400


def test_the_api_keeps_a_csw_to_their_districts(
    sign_in: SignIn, receiver_worker: Staff, heard: list[Case]
) -> None:
    caller = sign_in(receiver_worker)
    found = caller.get(API, {"code": "consultations"}).json()["results"]
    assert [(one["district"], one["value"]) for one in found] == [("07", 5)]
    assert caller.get(API, {"district": "02"}).status_code == 403
    Posting.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert sign_in(Staff.objects.get(pk=receiver_worker.pk)).get(API).status_code == 403


def test_a_page_asks_as_often_for_no_case_as_for_seven(
    client: Client,
    manager: Staff,
    request: pytest.FixtureRequest,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(manager)
    client.get(PAGE, BY_DISTRICT)
    for more in ("zengyo", "heard"):
        request.getfixturevalue(more)
        with django_assert_num_queries(10):
            client.get(PAGE, BY_DISTRICT)
