"""`make bench`: how fast the pages are with 10,000 and with 100,000 cases, written to docs/performance.md."""

from __future__ import annotations

import json
import os
import platform
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from fujisawa_care.local import lend
from fujisawa_care.local.crew import ROOT
from fujisawa_care.local.said import say

SIZES = (10_000, 100_000)
PAGE = ROOT / "docs" / "performance.md"
HEAD = """# 速さ

`make bench` が書いたものです（{day}、{cores}コア、{system}、Python {python}）。
gunicorn（ワーカー2）に、ログイン済みの1人が続けて{one}回、つぎに4人が同時にたずねました。
「床」は、同じサーバーがログインをたしかめて同じ大きさのバイトを返すだけの時間です。

めあて: 一覧の p50 は60 ms まで、受け止めの保存は60 ms まで、10,000件から100,000件で1.3倍まで、
見本の街ぜんたいの常駐メモリは1.2 GB まで。
姓だけでさがすと、大きい街ほど多くの方が見つかり、ページそのものが長くなります（バイトの欄）。
"""
TABLE = """
## {cases:,}件（書きこみ {filled:.0f} 秒、常駐 {memory:.0f} MB）

| 画面 | 問い合わせ | バイト | p50 ms | p95 ms | 床 p50 ms | 4人で 件/秒 | 4人のとき p50 ms |
|---|---:|---:|---:|---:|---:|---:|---:|
"""
ROW = "| {name} | {queries} | {bytes:,} | {p50:.1f} | {p95:.1f} | {floor:.1f} | {rate:.0f} | {crowd:.1f} |\n"


def main() -> int:
    """Measure one city after the other, each on servers of its own."""
    found = [_measured(size) for size in SIZES]
    text = HEAD.format(
        day=f"{datetime.now().astimezone():%Y-%m-%d}",
        cores=os.cpu_count(),
        system=platform.machine(),
        python=platform.python_version(),
        one=found[0]["times"],
    )
    for one in found:
        text += TABLE.format(**one)
        text += "".join(ROW.format(**row) for row in one["rows"])
    text += _growth(found)
    PAGE.write_text(text, encoding="utf-8")
    say(text)
    return 0


def _measured(size: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        code = lend.main("-m", "fujisawa_care.local", "bench_city", str(size), str(answer))
        if code:
            raise SystemExit(code)
        found: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
        return found


def _growth(found: list[dict[str, Any]]) -> str:
    small, large = found[0]["rows"], found[-1]["rows"]
    rows = "".join(
        f"| {before['name']} | {after['p50'] / before['p50']:.2f} |\n"
        for before, after in zip(small, large, strict=True)
    )
    return f"\n## 10,000件から100,000件へ（p50 の倍率）\n\n| 画面 | 倍 |\n|---|---:|\n{rows}"
