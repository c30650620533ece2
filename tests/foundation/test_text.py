"""文字: kept as typed, or refused in words."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from fujisawa_care.foundation.text import STORY_LIMIT, AtMost, clean

KEPT = [
    ("例田 一郎", "例田 一郎"),
    ("　例田\n", "例田"),
    ("一行\r\n二行\r三行", "一行\n二行\n三行"),
    ("か\u3099", "が"),
    ("辻\U000e0100", "辻\U000e0100"),
    ("葛\ufe00", "葛\ufe00"),
    ("\ufa19田", "\ufa19田"),
    ("ﾚｲﾀﾞ", "ﾚｲﾀﾞ"),
    ("Ａ①㍻", "Ａ①㍻"),
    ("𠮷野家", "𠮷野家"),
    ("表\tの中", "表\tの中"),
    ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "kept"), KEPT)
def test_characters_are_kept_as_typed(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize("character", ["\0", "\x01", "\x0b", "\x1b", "\x7f", "\x85", "\ud800"])
def test_what_no_page_can_show_is_refused_in_words(character: str) -> None:
    with pytest.raises(ValidationError, match="読めない文字"):
        clean(f"例{character}田")


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    try:
        once = clean(text)
    except ValidationError:
        return
    assert clean(once) == once
    once.encode()


def test_too_long_says_the_limit_and_the_count() -> None:
    at_most = AtMost(STORY_LIMIT, "お話の内容")
    at_most("あ" * STORY_LIMIT)
    with pytest.raises(ValidationError) as refused:
        at_most("あ" * (STORY_LIMIT + 120))
    assert refused.value.messages == ["お話の内容は20,000字までです（いま 20,120字）"]
