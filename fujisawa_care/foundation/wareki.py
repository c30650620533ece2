"""和暦: read dates as people type them, and write them as people read them."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Era:
    """元号: `zero` is the western year before its first year."""

    letter: str
    name: str
    first: date
    last: date
    zero: int

    def year(self, western: int) -> str:
        number = western - self.zero
        return "元" if number == 1 else str(number)

    def last_year(self) -> int:
        return self.last.year - self.zero


# Until the end of 明治5年 Japan counted by the moon; 1873-01-01 is the first day in both calendars.
SOLAR_FROM = date(1873, 1, 1)
ERAS = (
    Era("M", "明治", SOLAR_FROM, date(1912, 7, 29), 1867),
    Era("T", "大正", date(1912, 7, 30), date(1926, 12, 24), 1911),
    Era("S", "昭和", date(1926, 12, 25), date(1989, 1, 7), 1925),
    Era("H", "平成", date(1989, 1, 8), date(2019, 4, 30), 1988),
    Era("R", "令和", date(2019, 5, 1), date.max, 2018),
)
APRIL, DECEMBER = 4, 12
OLDEST = 130
LONGEST = 40
BY_LETTER = {era.letter: era for era in ERAS}


@dataclass(frozen=True, slots=True)
class TypedDate:
    """`text` as typed, and what it means: a `day` or, where only so much is known, `about`."""

    text: str
    day: date | None = None
    about: str = ""

    def __str__(self) -> str:
        return long(self.day) if self.day else self.about


class UnreadableDate(ValueError):
    """Says what to type instead; `offer`, if any, is text the field would take."""

    def __init__(self, message: str, *, code: str, offer: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.offer = offer


def era_of(day: date) -> Era | None:
    return next((era for era in ERAS if era.first <= day <= era.last), None)


def long(day: date) -> str:
    """昭和49年4月5日; days before the solar calendar are written in western years."""
    era = era_of(day)
    year = f"{era.name}{era.year(day.year)}" if era else str(day.year)
    return f"{year}年{day.month}月{day.day}日"


def short(day: date) -> str:
    era = era_of(day)
    year = f"{era.letter}{day.year - era.zero}" if era else str(day.year)
    return f"{year}.{day.month}.{day.day}"


def age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def fiscal_year(day: date) -> int:
    """年度: April to March."""
    return day.year if day.month >= APRIL else day.year - 1


def fiscal_label(year: int) -> str:
    """R8 for 2026; the year of a change of era carries the new name, as the city writes it."""
    return short(date(year, 5, 1)).partition(".")[0]


def fiscal_span(year: int) -> tuple[date, date]:
    """The first and the last day of it."""
    return date(year, APRIL, 1), date(year + 1, APRIL - 1, 31)


def fiscal_name(year: int) -> str:
    """令和8年度 for 2026, as a council paper says it."""
    return f"{long(date(year, 5, 1)).partition('年')[0]}年度"


_NAMES = {name: era.letter for era in ERAS for name in (era.name, era.name[0])}
_ERA_NAME = re.compile("|".join(sorted(_NAMES, key=len, reverse=True)))
_DASHES = str.maketrans(dict.fromkeys("年月/-‐‑‒–—―−ー・,、。", ".") | {"日": ""})
_ABOUT = "(?:くらい|ぐらい|位|前後|ごろ|頃|ころ)"
_DAY = re.compile(
    r"(?:([MTSHR])\.?([0-9]{1,2})|([0-9]{4}))\.([0-9]{1,2})\.([0-9]{1,2})(?:生まれ|生)?"
)
_DIGITS = re.compile(r"(?:([MTSHR])([0-9]{2})|([0-9]{4}))([0-9]{2})([0-9]{2})")
_YEAR = re.compile(
    rf"(?:([MTSHR])\.?([0-9]{{1,2}})|([0-9]{{4}}))(?:\.([0-9]{{1,2}}))?\.?(?:{_ABOUT}|生まれ|生)?"
)
_DECADE = re.compile(rf"([0-9]{{1,2}}0)[歳才]?代(前半|半ば|後半)?{_ABOUT}?")
_AGE = re.compile(rf"([0-9]{{1,3}})[歳才]{_ABOUT}?")
_NEXT = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})")
_UNKNOWN = {"不明", "わからない", "分からない", "未確認"}


def parse(text: str, *, today: date, label: str = "生年月日", future: bool = False) -> TypedDate:
    """Read a day or a rough one. With `future`, days to come are fine and 12/1 is the next one."""
    plain = _plain(text)
    if len(text) <= LONGEST:
        if found := _DAY.fullmatch(plain) or _DIGITS.fullmatch(plain):
            return TypedDate(text, _day(found, today=today, label=label, future=future))
        if future and (found := _NEXT.fullmatch(plain)):
            return TypedDate(text, _next(int(found[1]), int(found[2]), today=today, label=label))
        if about := _about(plain, today=today):
            return TypedDate(text, about=about)
    raise UnreadableDate(f"{label}を「S49.4.5」のように入れてください", code="unreadable")


def parse_day(text: str, *, today: date, label: str, future: bool = False) -> date:
    """Like `parse` where only an exact day will do."""
    found = parse(text, today=today, label=label, future=future)
    if found.day is None:
        raise UnreadableDate(f"{label}を「R8.4.1」のように日まで入れてください", code="unreadable")
    return found.day


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    plain = re.sub(r"\s+", "", re.sub(r"(?<=[0-9])\s+(?=[0-9])", ".", plain))
    if found := _ERA_NAME.match(plain):
        plain = _NAMES[found[0]] + plain[found.end() :]
    plain = re.sub(r"^([MTSHR])元", r"\g<1>1", plain)
    return plain.translate(_DASHES)


def _day(found: re.Match[str], *, today: date, label: str, future: bool) -> date:
    letter, number, western, month, day = found.groups()
    era = BY_LETTER.get(letter or "")
    year = era.zero + int(number) if era else int(western)
    try:
        result = date(year, int(month), int(day))
    except ValueError:
        raise _no_such_day(era, year, int(month), label) from None
    if era and int(number) == 0:
        raise UnreadableDate(f"{label}を「S49.4.5」のように入れてください", code="unreadable")
    if result < SOLAR_FROM:
        raise UnreadableDate(
            "明治5年までは旧暦です。「明治5年ごろ」のように入れてください", code="lunar"
        )
    if era and not era.first <= result <= era.last:
        raise _outside(era, result, today=today, future=future)
    if result > today and not future:
        raise UnreadableDate(f"{label}が今日より後です。年をたしかめてください", code="future")
    return result


def _no_such_day(era: Era | None, year: int, month: int, label: str) -> UnreadableDate:
    if 1 <= month <= DECEMBER and 1 <= year <= date.max.year:
        name = f"{era.name}{era.year(year)}" if era else str(year)
        last = monthrange(year, month)[1]
        message = f"{name}年{month}月は{last}日までです。日をたしかめてください"
    else:
        message = f"{label}の月は1から12までです。月をたしかめてください"
    return UnreadableDate(message, code="no-such-day")


def _outside(era: Era, day: date, *, today: date, future: bool) -> UnreadableDate:
    edge = era.last if day > era.last else era.first
    bound = f"{era.year(edge.year)}年{edge.month}月{edge.day}日"
    message = f"{era.name}は{bound}{'まで' if day > era.last else 'から'}です。"
    if day > today and not future:
        return UnreadableDate(message, code="era")
    offer = short(day)
    message += f"{long(day)}（{offer}）ではありませんか。"
    return UnreadableDate(message, code="era", offer=offer)


def _next(month: int, day: int, *, today: date, label: str) -> date:
    for year in range(today.year, today.year + 9):
        with suppress(ValueError):
            if (found := date(year, month, day)) >= today:
                return found
    raise _no_such_day(None, today.year, month, label)


def _about(plain: str, *, today: date) -> str:
    if plain in _UNKNOWN:
        return "不明"
    if found := _DECADE.fullmatch(plain):
        return f"{int(found[1])}代{found[2] or ''}" if 0 < int(found[1]) <= OLDEST else ""
    if found := _AGE.fullmatch(plain):
        return f"{int(found[1])}歳くらい" if int(found[1]) <= OLDEST else ""
    found = _YEAR.fullmatch(plain)
    return _about_year(found, today=today) if found else ""


def _about_year(found: re.Match[str], *, today: date) -> str:
    letter, number, western, month = found.groups()
    era = BY_LETTER.get(letter or "")
    year = era.zero + int(number) if era else int(western)
    if (month and not 1 <= int(month) <= DECEMBER) or not ERAS[0].zero < year <= today.year:
        return ""
    if era and not 1 <= int(number) <= era.last_year():
        return ""
    name = f"{era.name}{era.year(year)}" if era else str(year)
    return f"{name}年{f'{int(month)}月' if month else ''}ごろ"
