"""氏名をふせる: no paper and no table says a name that it was not asked to say (R7)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any, TypeAlias

from cases.models import Case, HouseholdMember
from fujisawa_care.foundation import kana

Names: TypeAlias = tuple[tuple[str, str], ...]
Called: TypeAlias = Iterable[tuple[str, ...]]
SELF, KIN = "本人", "家族"
EITHER = "●●"  # a family name says of nobody who it is
TITLES = "(?:さん|さま|様|氏|くん|君|ちゃん)?"
SEVERAL = 2
_GAP = r"[\s・･]*"
_FALLS_AWAY = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_PIECE = re.compile(".[\uff9e\uff9f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*", re.DOTALL)
_ONE_WAY = {ord(old): new for new, olds in kana.VARIANTS.items() for old in olds}
_KATAKANA = re.compile("[ァ-ヺーｦ-ﾟ]")


def of(case: Case) -> Names:
    """Every way in which the person and those around them are called, and what stands there instead."""
    return of_each([case])[case.pk]


def of_each(cases: Collection[Case]) -> dict[int, Names]:
    """The same for several, in one question; `person` is there already."""
    members = HouseholdMember.objects.filter(household__in=[one.household_id for one in cases])
    rows = list(members.values_list("household", "person", "name", "person__name", "person__kana"))
    return {one.pk: _all(_own(one), list(_around(one, rows))) for one in cases}


def without(text: str, known: Names) -> str:
    """However wide it is written, in whichever kana, with a blank between or none."""
    if not known or not text:
        return text
    folded, begins, ends = _folded(text)
    said, done, instead = [], 0, dict(known)
    for found in _pattern(known).finditer(folded):
        start, end = begins[found.start()], ends[found.end() - 1]
        if _within_a_word(text, start, end):
            continue
        word = instead[_plain(found["name"])]
        if word == EITHER:
            end = ends[found.end("name") - 1]
        said += [text[done:start], word]
        done = end
    return "".join([*said, text[done:]])


def _own(case: Case) -> Called:
    return [(case.person.name, case.person.kana)] if case.person else []


def _around(case: Case, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[str, ...]]:
    for house, person, *called in rows:
        if house == case.household_id and (person is None or person != case.person_id):
            yield tuple(called)


def _all(own: Called, around: Called) -> Names:
    found: dict[str, str] = {}
    for word, rows in ((SELF, own), (KIN, around)):
        for name in (name for row in rows for name in row if name):
            parts = name.split()
            _put(found, "".join(parts), word)
            for at, part in enumerate(parts):
                family = at == 0 and len(parts) >= SEVERAL
                if len(parts) >= SEVERAL and len(part) > 1:
                    _put(found, part, EITHER if family else word)
    return tuple(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair)))


def _put(found: dict[str, str], name: str, word: str) -> None:
    """What two of them are called says of neither who it is."""
    key = _plain(name)
    found[key] = word if found.get(key, word) == word else EITHER


def _plain(name: str) -> str:
    return re.sub(_GAP, "", _folded(name)[0])


@lru_cache(maxsize=256)
def _pattern(known: Names) -> re.Pattern[str]:
    each = "|".join(_GAP.join(map(re.escape, name)) for name, _ in known)
    return re.compile(f"(?P<name>{each}){TITLES}")


def _folded(text: str) -> tuple[str, list[int], list[int]]:
    """One spelling for all, and where each letter of it begins and ends in the text."""
    letters: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for piece in _PIECE.finditer(text):
        for letter in _letters(piece[0]):
            letters.append(letter)
            begins.append(piece.start())
            ends.append(piece.end())
    return "".join(letters), begins, ends


@lru_cache(maxsize=4096)
def _letters(piece: str) -> str:
    plain = unicodedata.normalize("NFKC", _FALLS_AWAY.sub("", piece)).translate(_ONE_WAY)
    return "".join(chr(ord(one) - 0x60) if "ァ" <= one <= "ヶ" else one for one in plain.casefold())


def _within_a_word(text: str, start: int, end: int) -> bool:
    """レン in レンタル is nobody."""

    def joined(at: int) -> bool:
        return 0 < at < len(text) and all(_KATAKANA.match(one) for one in text[at - 1 : at + 1])

    return joined(start) or joined(end)
