"""報告の様式: a report the city puts together without code, filled from the registry (R13)."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from cases.models import Case
from districts.actions import report_forms
from districts.actions.report_forms import Column, Row
from districts.models import District, ReportForm, Staff
from fujisawa_care.foundation import wareki
from fujisawa_care.home.figures import reports
from tests.cast import Receive

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(manager: Staff, now: datetime, zengyo: District) -> ReportForm:
    made = report_forms.make(by=manager, at=now, name="見本の様式（架空）", title="相談の数")
    for row in (
        Row("相談", "consultations"),
        Row("うち窓口", "consultations", "channel", "counter"),
        Row("うち電話", "consultations", "channel", "phone"),
        Row("支援中", "cases_open"),
        Row("会議", "sittings"),
    ):
        report_forms.add_row(made, row, by=manager)
    month = timezone.localdate().month
    report_forms.add_column(made, Column("年度"), by=manager)
    report_forms.add_column(made, Column("今月", month, month), by=manager)
    report_forms.add_column(made, Column("善行", district=zengyo), by=manager)
    return made


@pytest.fixture
def heard(receive: Receive, zengyo: District, now: datetime) -> list[Case]:
    cases = [receive(at=now) for _ in range(4)]
    Case.objects.filter(pk__in=[one.pk for one in cases[:3]]).update(district=zengyo)
    Case.objects.filter(pk=cases[3].pk).update(district=None)
    return cases


def _cells(form: ReportForm, below: int = 0) -> dict[str, list[str]]:
    year = wareki.fiscal_year(timezone.localdate())
    grid = reports.fill(form, year, at=timezone.now(), below=below)
    return {line.label: [str(cell) for cell in line.cells] for line in grid.lines}


def test_each_cell_is_the_number_the_form_asks_for(form: ReportForm, heard: list[Case]) -> None:
    channel = heard[0].consultations.get().channel
    found = _cells(form)
    assert found["相談（件）"] == ["4", "4", "3"]
    assert found["支援中（件）"] == ["4", "4", "3"]
    assert found["会議（回）"] == ["0", "0", "—"]
    parts = {"counter": "うち窓口（件）", "phone": "うち電話（件）"}
    assert found[parts[channel]] == ["4", "4", "3"]


def test_what_a_form_takes_along_tells_of_nobody(
    form: ReportForm, receive: Receive, zengyo: District, now: datetime
) -> None:
    """Two are hidden, and so is every cell they could be reckoned from."""
    for _ in range(2):
        receive(at=now)
    Case.objects.update(district=zengyo)
    found = _cells(form, below=3)
    assert set(found["相談（件）"]) == {"＊"}
    assert set(found["支援中（件）"]) == {"＊"}


def test_months_of_a_year_go_from_april_to_march(form: ReportForm) -> None:
    spans = {one.label: reports.span(one, 2026) for one in form.columns.all()}
    year = spans["年度"]
    assert (f"{year.since}", f"{year.until}") == ("2026-04-01", "2027-03-31")
    last = report_forms.Column("第4四半期", 1, 3)
    made = report_forms.add_column(form, last, by=form.made_by)
    quarter = reports.span(made, 2026)
    assert (f"{quarter.since}", f"{quarter.until}") == ("2027-01-01", "2027-03-31")


def test_a_manager_puts_a_report_together_on_its_page(
    client: Client, manager: Staff, heard: list[Case]
) -> None:
    client.force_login(manager)
    client.post("/figures/forms/", {"name": "四半期（架空）", "title": "四半期の数"})
    made = ReportForm.objects.get()
    page = f"/figures/forms/{made.pk}/"
    client.post(f"{page}row", {"label": "相談", "code": "consultations", "part": ""})
    client.post(f"{page}column", {"label": "年度", "first": "4", "last": "3"})
    assert client.get(page).context["grid"].lines[0].cells[0].value == 4
    wrong = client.post(f"{page}row", {"label": "x", "code": "cases_open", "part": "channel:phone"})
    assert (wrong.status_code, "分けられません" in wrong.content.decode()) == (422, True)
    back = client.post(f"{page}column", {"label": "x", "first": "3", "last": "4"})
    assert (back.status_code, "4月から3月のじゅん" in back.content.decode()) == (422, True)
    book = load_workbook(io.BytesIO(client.get(f"{page}table.xlsx").content))
    assert [cell.value for cell in book["数"][5]][:2] == ["相談（件）", 4]
    client.post(f"{page}out", {"row": f"{made.rows.get().pk}"})
    assert not made.rows.exists()
    again = client.post("/figures/forms/", {"name": "四半期（架空）", "title": "二つめ"})
    assert again.status_code == 422


def test_whoever_sees_a_part_finds_no_form(
    client: Client, receiver_worker: Staff, form: ReportForm
) -> None:
    client.force_login(receiver_worker)
    page = f"/figures/forms/{form.pk}/"
    assert {
        client.get(each).status_code for each in (page, "/figures/forms/", f"{page}table.xlsx")
    } == {404}
    assert client.post(f"{page}row", {"label": "x", "code": "hops"}).status_code == 404
