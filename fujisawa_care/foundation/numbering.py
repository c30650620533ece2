"""番号: lines that are counted on paper and screen, without a second number before one somebody typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

OWN = re.compile(
    r"\s*(?:[（(](?P<held>\d{1,2})[)）]|(?P<ring>[①-⑳])|(?P<plain>\d{1,2})(?:[.．、：:)）](?!\d)|[ \t　]))"
    r"\s*(?P<words>\S.*)"
)


def numbered(lines: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """「母の…」 is counted by its place; 「1 母の…」, 「（1）母の…」 and 「①母の…」 keep what they say."""
    return tuple(_one(place, words) for place, words in enumerate(lines, start=1))


def _one(place: int, words: str) -> tuple[str, str]:
    if (typed := OWN.fullmatch(words)) is None:
        return str(place), words
    own = typed["held"] or typed["ring"] or typed["plain"]
    return str(int(unicodedata.normalize("NFKC", own))), typed["words"]
