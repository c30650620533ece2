"""表の行: CSV read strictly, each value asked for by column, each refusal with file and line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NoReturn, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import TextChoices

from fujisawa_care.foundation import text

Choice = TypeVar("Choice", bound=TextChoices)
Found = TypeVar("Found")
DIGITS = 9
YES_OR_NO = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; an empty cell is an empty string."""

    file: str
    line: int
    cells: Mapping[str, str]

    @property
    def place(self) -> str:
        return f"{self.file} {self.line}行目"

    def text(self, column: str, *, needed: bool = False) -> str:
        value = self._read(column, text.clean)
        if needed and not value:
            self._refuse(column, "空欄にできません")
        return value

    def number(self, column: str) -> int:
        return self._read(column, _number)

    def number_or_none(self, column: str) -> int | None:
        return self.number(column) if self.text(column) else None

    def decimal(self, column: str) -> Decimal:
        return self._read(column, _decimal)

    def day_or_none(self, column: str) -> date | None:
        return self._read(column, date.fromisoformat) if self.text(column) else None

    def flag(self, column: str) -> bool:
        return self._read(column, YES_OR_NO.__getitem__)

    def flag_or_none(self, column: str) -> bool | None:
        return self.flag(column) if self.text(column) else None

    def choice(self, column: str, choices: type[Choice]) -> Choice:
        return self._read(column, choices)

    def choices(self, column: str, choices: type[Choice]) -> list[Choice]:
        return [self._read(column, choices, each) for each in self.text(column).split()]

    def _read(
        self, column: str, understand: Callable[[str], Found], value: str | None = None
    ) -> Found:
        given = self.cells[column] if value is None else value
        try:
            return understand(given)
        except ValidationError as refused:
            self._refuse(column, refused.messages[0])
        except (ValueError, KeyError, InvalidOperation):
            self._refuse(column, f"「{given[:50]}」は使えません" if given else "空欄にできません")

    def _refuse(self, column: str, words: str) -> NoReturn:
        raise ValidationError(f"「{column}」{words}", code="cell")


def _number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= DIGITS):
        raise ValueError(value)
    return int(value)


def _decimal(value: str) -> Decimal:
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(value)
    return number


def read(path: Path, columns: Sequence[str]) -> list[Row]:
    """Every row of a UTF-8 CSV that has exactly these columns; blank lines are passed over."""
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ValidationError(f"{path.name}がありません。") from None
    except UnicodeDecodeError as broken:
        line = broken.object[: broken.start].count(b"\n") + 1
        raise ValidationError(f"{path.name} {line}行目: UTF-8として読めません。") from None
    return parse(content, path.name, columns)


def parse(content: str, file: str, columns: Sequence[str]) -> list[Row]:
    reader = csv.reader(io.StringIO(content), strict=True)
    rows: list[Row] = []
    faults: list[str] = []
    start = 1
    try:
        for cells in reader:
            fault = _check(cells, columns, head=start == 1)
            if fault:
                faults.append(f"{file} {start}行目: {fault}")
            elif start > 1 and cells:
                rows.append(Row(file, start, dict(zip(columns, cells, strict=True))))
            start = reader.line_num + 1
    except csv.Error as broken:
        faults.append(f"{file} {reader.line_num}行目: 表として読めません（{broken}）")
    if start == 1 and not faults:
        faults.append(f"{file}: 中身がありません")
    if faults:
        raise ValidationError(faults)
    return rows


def _check(cells: Sequence[str], columns: Sequence[str], *, head: bool) -> str:
    if head and list(cells) != list(columns):
        return f"見出しは {','.join(columns)} です"
    if cells and len(cells) != len(columns):
        return f"列が{len(cells)}個あります（見出しは{len(columns)}個）"
    return ""
