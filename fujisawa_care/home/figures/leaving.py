"""持ちだす表: the numbers as CSV and as a workbook in the city's style, each with its definition."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.masking import HIDDEN
from fujisawa_care.foundation.workdays import TOKYO
from fujisawa_care.home.figures.grid import TOTAL, Cell, Column, Grid, Line
from fujisawa_care.home.indicators.shape import Indicator

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# what a spreadsheet would take for a formula
FORMULA = ("=", "+", "-", "@", "\t")
HEAD, FIRST = 4, 5
THIN = Side(style="thin", color="949494")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
SHADE = PatternFill("solid", fgColor="E8F1FE")
MASKED = f"「{HIDDEN}」は、人数が少ないためふせた数です。"


def span(grid: Grid) -> str:
    return f"{wareki.long(grid.period.since)}から{wareki.long(grid.period.until)}まで"


def counted(grid: Grid) -> str:
    at = grid.counted_at.astimezone(TOKYO)
    return f"{wareki.long(at.date())} {at:%H:%M} に数えたもの"


def name(grid: Grid) -> str:
    return f"figures-{grid.period.since:%Y%m}-{grid.period.until:%Y%m}"


def plain(words: str) -> str:
    return f"'{words}" if words.startswith(FORMULA) else words


def as_csv(grid: Grid) -> HttpResponse:
    """One line a number, so that none is ever read without its definition; UTF-8 with its mark."""
    written = io.StringIO()
    out = csv.writer(written, lineterminator="\r\n")
    heads = (
        "数",
        "単位",
        grid.corner,
        "列",
        "値",
        "期間（から）",
        "期間（まで）",
        "数えた時",
        "数えかた",
    )
    out.writerow(heads)
    out.writerows([plain(cell) for cell in row] for row in _rows(grid))
    answer = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name(grid)}.csv"'
    return answer


def as_workbook(grid: Grid) -> HttpResponse:
    answer = HttpResponse(workbook(grid), content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name(grid)}.xlsx"'
    return answer


def workbook(grid: Grid) -> bytes:
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook begins with a sheet")
    sheet.title = "数"
    _numbers(sheet, grid)
    _definitions(book.create_sheet("数えかた"), grid)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _rows(grid: Grid) -> Iterator[list[str]]:
    for line in grid.all_lines:
        for column, cell in zip(grid.columns, line.cells, strict=True):
            one = _indicator(grid, column)
            value = HIDDEN if cell.hidden else "" if cell.value is None else str(cell.value)
            yield [
                *(one.label, one.unit, line.label, column.label, value),
                *(f"{grid.period.since}", f"{grid.period.until}"),
                *(grid.counted_at.astimezone(TOKYO).isoformat(timespec="seconds"), one.definition),
            ]


def _indicator(grid: Grid, column: Column) -> Indicator:
    by_code = {one.code: one for one in grid.indicators}
    return by_code.get(column.key, grid.indicators[0])


def _numbers(sheet: Worksheet, grid: Grid) -> None:
    width = 1 + len(grid.columns)
    titles = (grid.title, f"{span(grid)}　{counted(grid)}", MASKED if grid.masked else "")
    for row, words in enumerate(titles, start=1):
        sheet.cell(row, 1, plain(words))
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
    sheet["A1"].font = Font(bold=True, size=14)
    heads = (grid.corner, *map(_head, grid.columns))
    for place, words in enumerate(heads, start=1):
        head = sheet.cell(HEAD, place, plain(words))
        head.font, head.fill, head.border = Font(bold=True), SHADE, BOX
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(place)].width = 22 if place == 1 else 13
    for row, each in enumerate(grid.all_lines, start=FIRST):
        _line(sheet, row, each, grid)
    for place in range(1, width + 1 if grid.total else 1):
        sheet.cell(FIRST + len(grid.lines), place).font = Font(bold=True)
    sheet.freeze_panes = f"B{FIRST}"
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _head(column: Column) -> str:
    return f"{column.label}（{column.unit}）" if column.unit else column.label


def _line(sheet: Worksheet, row: int, line: Line, grid: Grid) -> None:
    label = sheet.cell(row, 1, plain(line.label))
    label.border = BOX
    for place, (column, cell) in enumerate(zip(grid.columns, line.cells, strict=True), start=2):
        put = sheet.cell(row, place, _said(place, column, cell, line, grid))
        put.border, put.alignment = BOX, Alignment(horizontal="right")
        exact = column.digits or (1 if isinstance(cell.value, Decimal) else 0)
        put.number_format = "#,##0" + ("." + "0" * exact if exact else "")


def _said(place: int, column: Column, cell: Cell, line: Line, grid: Grid) -> Any:
    """The total by formula where all that it adds up is there to be seen."""
    if cell.hidden:
        return HIDDEN
    open_above = not any(each.cells[place - 2].hidden for each in grid.lines)
    if line.key == TOTAL and column.adds and open_above and grid.lines:
        letter = get_column_letter(place)
        return f"=SUM({letter}{FIRST}:{letter}{FIRST + len(grid.lines) - 1})"
    return "—" if cell.value is None else cell.value


def _definitions(sheet: Worksheet, grid: Grid) -> None:
    heads = ("コード", "数", "単位", "数えかた", "期間", "数えた時")
    rows = [
        (one.code, one.label, one.unit, one.definition, span(grid), counted(grid))
        for one in grid.indicators
    ]
    for row, words in enumerate((heads, *rows), start=1):
        for place, word in enumerate(words, start=1):
            put = sheet.cell(row, place, plain(word))
            put.border = BOX
            put.alignment = Alignment(vertical="top", wrap_text=True)
            if row == 1:
                put.font, put.fill = Font(bold=True), SHADE
    for place, wide in enumerate((20, 24, 8, 70, 34, 26), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = wide
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
