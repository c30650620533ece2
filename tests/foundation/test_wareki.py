"""和暦: era borders, every way of typing, and a round trip for every day since 1873."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fujisawa_care.foundation import wareki

TODAY = date(2026, 11, 24)
DAYS = st.dates(wareki.SOLAR_FROM, TODAY)

BORDERS = [
    ("M6.1.1", date(1873, 1, 1)),
    ("M45.7.29", date(1912, 7, 29)),
    ("T1.7.30", date(1912, 7, 30)),
    ("T15.12.24", date(1926, 12, 24)),
    ("S1.12.25", date(1926, 12, 25)),
    ("S64.1.7", date(1989, 1, 7)),
    ("H1.1.8", date(1989, 1, 8)),
    ("H31.4.30", date(2019, 4, 30)),
    ("R1.5.1", date(2019, 5, 1)),
]

OUT_OF_ERA = [
    (
        "M45.7.30",
        "明治は45年7月29日までです。大正元年7月30日（T1.7.30）ではありませんか。",
        "T1.7.30",
    ),
    (
        "T15.12.25",
        "大正は15年12月24日までです。昭和元年12月25日（S1.12.25）ではありませんか。",
        "S1.12.25",
    ),
    ("S64.1.8", "昭和は64年1月7日までです。平成元年1月8日（H1.1.8）ではありませんか。", "H1.1.8"),
    ("S64.4.5", "昭和は64年1月7日までです。平成元年4月5日（H1.4.5）ではありませんか。", "H1.4.5"),
    ("H1.1.7", "平成は元年1月8日からです。昭和64年1月7日（S64.1.7）ではありませんか。", "S64.1.7"),
    ("H31.5.1", "平成は31年4月30日までです。令和元年5月1日（R1.5.1）ではありませんか。", "R1.5.1"),
    (
        "R1.4.30",
        "令和は元年5月1日からです。平成31年4月30日（H31.4.30）ではありませんか。",
        "H31.4.30",
    ),
    ("H99.1.1", "平成は31年4月30日までです。", ""),
]

TYPED = [
    "S49.4.5", "s49.4.5", "S49-4-5", "S49/4/5", "S49・4・5", "S49 4 5", "Ｓ４９．４．５", "S490405",
    "昭和49年4月5日", "昭和４９年４月５日", "昭49.4.5", "昭４９ー４ー５", "㍼49年4月5日",
    " 昭和49年4月5日生まれ ",
    "19740405", "1974-04-05", "1974-4-5", "1974/4/5", "1974.4.5", "1974年4月5日", "１９７４−４−５",
]  # fmt: skip

ABOUT = [
    ("50代", "50代"), ("５０代", "50代"), ("50歳代", "50代"), ("50代後半", "50代後半"),
    ("100代", "100代"),
    ("80歳くらい", "80歳くらい"), ("80歳", "80歳くらい"), ("80才前後", "80歳くらい"),
    ("昭和30年ごろ", "昭和30年ごろ"), ("S30頃", "昭和30年ごろ"), ("昭和元年", "昭和元年ごろ"),
    ("1955年ごろ", "1955年ごろ"), ("昭和30年4月", "昭和30年4月ごろ"),
    ("明治5年ごろ", "明治5年ごろ"), ("不明", "不明"),
]  # fmt: skip

REFUSED = [
    ("H1.2.30", "no-such-day", "平成元年2月は28日までです。日をたしかめてください"),
    ("2023-02-29", "no-such-day", "2023年2月は28日までです。日をたしかめてください"),
    ("S49.13.5", "no-such-day", "生年月日の月は1から12までです。月をたしかめてください"),
    ("R8.11.25", "future", "生年月日が今日より後です。年をたしかめてください"),
    ("M5.12.3", "lunar", "明治5年までは旧暦です。「明治5年ごろ」のように入れてください"),
    ("1872-12-31", "lunar", "明治5年までは旧暦です。「明治5年ごろ」のように入れてください"),
]


@pytest.mark.parametrize(("text", "day"), BORDERS)
def test_the_first_and_last_day_of_an_era_are_read(text: str, day: date) -> None:
    assert wareki.parse(text, today=TODAY).day == day
    assert wareki.short(day) == text


@pytest.mark.parametrize(("text", "message", "offer"), OUT_OF_ERA)
def test_a_day_outside_its_era_is_answered_with_the_right_one(
    text: str, message: str, offer: str
) -> None:
    with pytest.raises(wareki.UnreadableDate) as refused:
        wareki.parse(text, today=TODAY)
    assert (refused.value.message, refused.value.offer) == (message, offer)
    if offer:
        assert wareki.parse(offer, today=TODAY).day is not None


@pytest.mark.parametrize("text", TYPED)
def test_one_day_is_read_however_it_is_typed(text: str) -> None:
    assert wareki.parse(text, today=TODAY) == wareki.TypedDate(text, date(1974, 4, 5))


@pytest.mark.parametrize(("text", "about"), ABOUT)
def test_what_is_only_roughly_known_is_kept_as_such(text: str, about: str) -> None:
    assert wareki.parse(text, today=TODAY) == wareki.TypedDate(text, None, about)


@pytest.mark.parametrize(("text", "code", "message"), REFUSED)
def test_a_refusal_says_what_to_look_at(text: str, code: str, message: str) -> None:
    with pytest.raises(wareki.UnreadableDate) as refused:
        wareki.parse(text, today=TODAY)
    assert (refused.value.code, refused.value.message) == (code, message)


@pytest.mark.parametrize(
    "text",
    ["", "abc", "55代", "0代", "999歳", "S0.1.1", "S70", "12/1", "1" * 41, "4年前", "S49.4.5.6"],
)
def test_anything_else_is_answered_with_an_example(text: str) -> None:
    with pytest.raises(wareki.UnreadableDate, match=r"S49\.4\.5"):
        wareki.parse(text, today=TODAY)


@given(DAYS)
def test_every_day_survives_being_written_and_read(day: date) -> None:
    for text in (wareki.long(day), wareki.short(day), day.isoformat(), f"{day:%Y%m%d}"):
        assert wareki.parse(text, today=TODAY).day == day


@given(st.text(max_size=50))
def test_no_text_does_worse_than_a_sentence(text: str) -> None:
    with suppress(wareki.UnreadableDate):
        assert str(wareki.parse(text, today=TODAY))


@pytest.mark.parametrize(
    ("text", "day"),
    [("12/1", date(2026, 12, 1)), ("11月24日", TODAY), ("11.23", date(2027, 11, 23)),
     ("2/29", date(2028, 2, 29)), ("R9.4.1", date(2027, 4, 1))],
)  # fmt: skip
def test_a_day_to_come_may_go_without_its_year(text: str, day: date) -> None:
    assert wareki.parse_day(text, today=TODAY, label="次の連絡日", future=True) == day


def test_where_only_a_day_will_do_a_decade_is_refused() -> None:
    with pytest.raises(wareki.UnreadableDate, match=r"次の連絡日を「R8\.4\.1」のように日まで"):
        wareki.parse_day("50代", today=TODAY, label="次の連絡日", future=True)


@given(DAYS, DAYS)
def test_age_turns_on_the_birthday(born: date, on: date) -> None:
    years = wareki.age(born, on)
    assert (born.year + years, born.month, born.day) <= (on.year, on.month, on.day)
    assert (born.year + years + 1, born.month, born.day) > (on.year, on.month, on.day)


@pytest.mark.parametrize(
    ("day", "year", "label"),
    [
        (date(2027, 3, 31), 2026, "R8"),
        (date(2026, 4, 1), 2026, "R8"),
        (date(2019, 4, 1), 2019, "R1"),
        (date(2019, 3, 31), 2018, "H30"),
        (date(1989, 4, 1), 1989, "H1"),
        (date(1989, 1, 7), 1988, "S63"),
    ],
)
def test_the_fiscal_year_runs_from_april(day: date, year: int, label: str) -> None:
    assert (wareki.fiscal_year(day), wareki.fiscal_label(year)) == (year, label)
