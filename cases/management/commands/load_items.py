"""聞き取りの項目を取り込む: the door to `assessments.load`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.actions import assessments
from fujisawa_care.foundation import rows

TABLE = Path(__file__).resolve().parents[2] / "data" / "assessment_items.csv"


class Command(BaseCommand):
    help = "聞き取りの項目を、CSVから取り込みます。何度でも実行できます。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("table", nargs="?", type=Path, default=TABLE, help="CSV")

    def handle(self, *args: Any, table: Path, **options: Any) -> None:
        try:
            loaded = assessments.load(rows.read(table, assessments.COLUMNS))
        except ValidationError as wrong:
            raise CommandError(
                "\n".join([*wrong.messages, "どの行も取り込んでいません。"])
            ) from None
        added, changed = loaded.added.total(), loaded.changed.total()
        self.stdout.write(f"聞き取りの項目: 追加 {added}、変更 {changed}")
