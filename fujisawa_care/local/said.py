"""画面に出すことば: what the demonstration says on the terminal."""

from __future__ import annotations

import contextlib
import sys
import unicodedata
from pathlib import Path
from typing import TextIO

PASSWORD = "demo-fujisawa"  # noqa: S105  (works in the demonstration only)
LOGINS = (
    ("counter-zengyo", "窓口", "善行・地区福祉窓口（架空）"),
    ("counter-center", "窓口", "福祉総合相談支援センター"),
    ("csw-zengyo", "CSW", "バックアップふじさわ社協（善行）"),
    ("csw-kugenuma", "CSW", "バックアップふじさわ社協（鵠沼）"),
    ("csw-chogo", "CSW", "バックアップふじさわ社協（長後）"),
    ("ikiiki-zengyo", "相談機関", "いきいきサポート善行（架空）"),
    ("shogai-chubu", "相談機関", "中部障がい者地域相談支援センター"),
    ("hoken", "相談機関", "保健予防課（架空）"),
    ("backup", "多機関協働", "バックアップふじさわ"),
    ("manager", "管理職", "地域共生社会推進室"),
    ("engawa-zengyo", "縁側などの場", "縁側 ひなたベンチ（架空）"),
    ("administrator", "システム管理", ""),
)


def say(words: str, *, to: TextIO | None = None) -> None:
    """Print at once; a terminal that has gone away is no reason to stop clearing up."""
    with contextlib.suppress(OSError):
        print(words, file=to or sys.stdout, flush=True)


def logins(url: str, home: Path) -> None:
    """Where the city answers, and who may come in."""
    rows = [f"    {name:<16}{_pad(role, 14)}{agency}" for name, role, agency in LOGINS]
    say(
        "\n".join(
            [
                "",
                f"  つなぐ台帳（見本の街）  {url}",
                f"  パスワードはみな {PASSWORD}（この見本だけで使えます）",
                "",
                *rows,
                "",
                f"  API {url}/api/v1/docs/   記録 {home}/log/   メール {home}/mail/",
                "  Ctrl-C で止まります。つぎに動かすと続きから始まります。",
                "",
            ]
        )
    )


def _pad(text: str, width: int) -> str:
    return text + " " * (width - sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in text))
