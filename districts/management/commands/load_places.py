"""まちのデータを取り込む: the door to `places.load`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from districts.actions import places
from fujisawa_care.foundation import rows
from fujisawa_care.foundation.loading import Loaded

DATA = Path(__file__).resolve().parents[2] / "data"


class Command(BaseCommand):
    help = "地区・人口・ブロック・町名・分野・機関を、CSVから取り込みます。何度でも実行できます。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=DATA, help="CSVのフォルダー")
        parser.add_argument("--check", action="store_true", help="確かめるだけで、書き込まない")

    def handle(self, *args: Any, folder: Path, check: bool, **options: Any) -> None:
        try:
            tables = _read(folder)
            loaded = places.load(tables, keep=not check)
        except ValidationError as wrong:
            raise CommandError(
                "\n".join([*wrong.messages, "どの行も取り込んでいません。"])
            ) from None
        self.stdout.write(_told(loaded, check=check))


def _read(folder: Path) -> dict[str, list[rows.Row]]:
    """Every table, or everything wrong with any of them."""
    tables: dict[str, list[rows.Row]] = {}
    faults: list[str] = []
    for file, columns in places.COLUMNS.items():
        try:
            tables[file] = rows.read(folder / file, columns)
        except ValidationError as wrong:
            faults += wrong.messages
    if faults:
        raise ValidationError(faults)
    return tables


def _told(loaded: Loaded, *, check: bool) -> str:
    lines = [
        f"{noun}: 追加 {loaded.added[noun]}、変更 {loaded.changed[noun]}、そのまま {loaded.same[noun]}"
        for noun in (loaded.added + loaded.changed + loaded.same)
    ]
    if check:
        lines.append("確かめただけで、書き込んでいません。")
    elif not loaded:
        lines.append("変わったものはありません。")
    return "\n".join(lines)
