"""日付のことば: days as they are spoken at the counter."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from fujisawa_care.foundation import daywords
from fujisawa_care.foundation.workdays import TOKYO

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=TOKYO)
TODAY = NOW.date()


def test_a_day_carries_its_weekday() -> None:
    assert daywords.spoken(date(2026, 11, 27)) == "11月27日（金）"
    assert daywords.spoken(date(2026, 11, 27), today=TODAY) == "11月27日（金）"
    assert daywords.spoken(date(2027, 1, 4), today=TODAY) == "2027年1月4日（月）"


def test_a_moment_is_told_in_tokyo_time() -> None:
    at = datetime.fromisoformat("2026-11-24T01:33:00+00:00")
    assert daywords.moment(at) == "11月24日（火）10:33"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 24, 9, 12, tzinfo=TOKYO), "9:12"),
        (datetime(2026, 11, 23, 23, 59, tzinfo=TOKYO), "昨日"),
        (datetime(2026, 11, 20, 9, 0, tzinfo=TOKYO), "11/20"),
        (datetime(2025, 12, 31, 9, 0, tzinfo=TOKYO), "2025/12/31"),
        (datetime.fromisoformat("2026-11-23T15:30:00+00:00"), "0:30"),
    ],
)
def test_a_list_says_when_in_few_signs(at: datetime, words: str) -> None:
    assert daywords.since(at, now=NOW) == words


@pytest.mark.parametrize(
    ("due", "words"),
    [(date(2026, 11, 20), "4日すぎ"), (TODAY, "今日"), (date(2026, 11, 27), "あと3日")],
)
def test_the_distance_to_a_day_is_told(due: date, words: str) -> None:
    assert daywords.distance(due, today=TODAY) == words
