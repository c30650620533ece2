"""縁側の一覧を取り込む: the door to `lists.load`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from engawa.actions import lists
from fujisawa_care.foundation import rows

DATA = Path(__file__).resolve().parents[2] / "data"


class Command(BaseCommand):
    help = "地域の縁側の一覧と、条件・好きなことのリストを、CSVから取り込みます。何度でも実行できます。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=DATA, help="CSVのフォルダー")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            tables = {
                file: rows.read(folder / file, columns) for file, columns in lists.COLUMNS.items()
            }
            loaded = lists.load(tables, at=timezone.now())
        except ValidationError as wrong:
            raise CommandError(
                "\n".join([*wrong.messages, "どの行も取り込んでいません。"])
            ) from None
        added, changed = loaded.added.total(), loaded.changed.total()
        self.stdout.write(f"地域の縁側: 追加 {added}、変更 {changed}")
