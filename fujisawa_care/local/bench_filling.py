"""測るための街の大きさ: how many cases, of which days, and who works on them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

# Fictional, and as many as a city has: 180 surnames and 120 given names, written and read.
SURNAMES = (
    "例れい 見み 試し 仮かり 雛ひな 型かた 架か 模も 写うつし 練ねり 習ならい 描えがき",
    "田だ 本もと 川かわ 山やま 村むら 沢さわ 島しま 原はら 野の 口ぐち 井い 木き 谷たに 森もり 橋はし",
)
GIVEN = (
    "一いち 二じ 三さぶ 正まさ 和かず 幸ゆき 清きよ 光みつ 春はる 秋あき 文ふみ 義よし 智とも 恵けい 美み",
    "郎ろう 子こ 美み 男お 江え 代よ 夫お 枝え",
)
YEARS = 5
WAITING_PER_AGENCY = 25


@dataclass(frozen=True)
class Worker:
    staff: int
    agency: int


@dataclass
class Filling:
    """Who works in the city, what it is now, and how many cases there shall be."""

    cases: int
    now: datetime
    workers: Sequence[Worker]
    districts: Sequence[str]
    topics: Sequence[str]

    def worker(self, n: int) -> Worker:
        return self.workers[n % len(self.workers)]

    def receiver(self, n: int) -> Worker:
        return self.workers[(n * 7 + 3) % len(self.workers)]

    def opened(self, n: int) -> datetime:
        return self.now - timedelta(days=YEARS * 365 * (self.cases - n) / self.cases)

    def open(self, n: int) -> bool:
        return n % 10 in {0, 1, 2}

    def numbers(self) -> range:
        return range(1, self.cases + 1)

    @cached_property
    def waiting(self) -> dict[int, Worker]:
        """The newest open cases that wait for an answer: some for every agency."""
        agencies = list({one.agency: one for one in self.workers}.values())
        newest = (n for n in range(self.cases, 0, -1) if self.open(n))
        asked = zip(newest, agencies * WAITING_PER_AGENCY, strict=False)
        return {n: to for n, to in asked if self.worker(n).agency != to.agency}


def name(chance: random.Random, parts: Iterable[str]) -> tuple[str, str]:
    """Each part is a letter and how it is read."""
    chosen = [chance.choice(part.split()) for part in parts]
    return "".join(one[0] for one in chosen), "".join(one[1:] for one in chosen)
