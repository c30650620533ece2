"""封: unreadable without the key, unusable once touched."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fujisawa_care.foundation.sealing import Broken, seal, unseal

WORDS = {"text": ["母と二人。 葛\ufe00 👨‍👩‍👧"], "empty": [""]}


@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8")), st.lists(st.text(st.characters(codec="utf-8")))
    )
)
def test_what_is_sealed_comes_back(words: dict[str, list[str]]) -> None:
    assert unseal(seal(words)) == words


def test_the_words_are_not_in_it_and_never_look_alike() -> None:
    first, second = seal(WORDS), seal(WORDS)
    assert first != second
    assert "母" not in first
    assert first.isascii()


@pytest.mark.parametrize("at", [0, 3, 20, 60, -1])
def test_one_changed_letter_breaks_it(at: int) -> None:
    sealed = list(seal(WORDS))
    sealed[at] = "A" if sealed[at] != "A" else "B"
    with pytest.raises(Broken):
        unseal("".join(sealed))


@pytest.mark.parametrize("odd", ["", "1.", "1.AAAA", "x", "1.あ", "2." + "A" * 120])
def test_what_was_never_sealed_is_refused(odd: str) -> None:
    with pytest.raises(Broken):
        unseal(odd)


def test_another_key_reads_nothing(settings: Any) -> None:
    sealed = seal(WORDS)
    settings.DRAFT_KEY = "another key altogether"
    with pytest.raises(Broken):
        unseal(sealed)
