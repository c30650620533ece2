"""過去の開催を取り込む: the door to `past.load`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from fujisawa_care.foundation import rows
from meetings.actions import past

DATA = Path(__file__).resolve().parents[2] / "data"


class Command(BaseCommand):
    help = (
        "市の資料にある会議の開催日を、CSVから取り込みます。会議体のあとに。何度でも実行できます。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=DATA, help="CSVのフォルダー")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            tables = {
                file: rows.read(folder / file, columns) for file, columns in past.COLUMNS.items()
            }
            loaded = past.load(tables)
        except ValidationError as wrong:
            raise CommandError(
                "\n".join([*wrong.messages, "どの行も取り込んでいません。"])
            ) from None
        added, changed = loaded.added.total(), loaded.changed.total()
        self.stdout.write(f"過去の開催: 追加 {added}、変更 {changed}")
