"""年度のまとめを1つのPDFにする: the door to `package.of`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from fujisawa_care.foundation import daywords
from fujisawa_care.home.figures import package
from fujisawa_care.home.figures.asking import years


class Command(BaseCommand):
    help = "年度の数・文・図・数えかたを、議会に出せる1つのPDFにします。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int, help="年度（2026は令和8年度）")
        parser.add_argument("--out", type=Path, help="書き出すファイル")

    def handle(self, *args: Any, year: int, out: Path | None, **options: Any) -> None:
        if year not in years(timezone.localdate()):
            raise CommandError("今年度から5年前までの年度を、西暦で入れてください。")
        at = timezone.now()
        target = out or Path(package.filename(year))
        made = package.of(year, at=at)
        target.write_bytes(package.as_pdf(made, mark=f"作成 {daywords.moment(at)}"))
        self.stdout.write(f"{made.name}のまとめを {target} に書きました。")
