"""聞き取りの項目とプランの一覧を取り込む: the door to `assessments.load` and `menus.load`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.actions import assessments, menus
from cases.models import ChangeSeen, SupportMenu
from fujisawa_care.foundation import rows
from fujisawa_care.foundation.loading import Loaded

DATA = Path(__file__).resolve().parents[2] / "data"
TABLE = DATA / "assessment_items.csv"
LISTS: dict[str, type[SupportMenu] | type[ChangeSeen]] = {
    "support_menus.csv": SupportMenu,
    "changes_seen.csv": ChangeSeen,
}


class Command(BaseCommand):
    help = (
        "聞き取りの項目と、プランの支援メニュー・見られた変化を、CSVから取り込みます。"
        "何度でも実行できます。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "table",
            nargs="?",
            type=Path,
            default=TABLE,
            help="CSV。support_menus.csv・changes_seen.csvという名前のものは、その一覧になります",
        )

    def handle(self, *args: Any, table: Path, **options: Any) -> None:
        tables = [table, *(DATA / name for name in LISTS)] if table == TABLE else [table]
        for one in tables:
            self._load(one)

    def _load(self, table: Path) -> None:
        try:
            name, loaded = _read(table)
        except ValidationError as wrong:
            raise CommandError(
                "\n".join([*wrong.messages, "この表は、どの行も取り込んでいません。"])
            ) from None
        added, changed = loaded.added.total(), loaded.changed.total()
        self.stdout.write(f"{name}: 追加 {added}、変更 {changed}")


def _read(table: Path) -> tuple[str, Loaded]:
    kind = LISTS.get(table.name)
    if kind is None:
        found = assessments.load(rows.read(table, assessments.COLUMNS))
        return "聞き取りの項目", found
    name = str(kind._meta.verbose_name)
    return name, menus.load(rows.read(table, menus.COLUMNS), into=kind)
