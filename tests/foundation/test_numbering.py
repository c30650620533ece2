"""番号: what somebody numbered is not numbered twice, and a day or an hour is no number."""

from __future__ import annotations

import pytest

from fujisawa_care.foundation.numbering import numbered


@pytest.mark.parametrize(
    "typed",
    [
        "1 母の…",
        "１　母の…",
        "1. 母の…",
        "1．母の…",
        "1、母の…",
        "（1）母の…",
        "1) 母の…",
        "①母の…",
    ],
)
def test_a_typed_number_is_the_number(typed: str) -> None:
    assert numbered(["だれが", typed.replace("1", "2").replace("１", "２").replace("①", "②")]) == (
        ("1", "だれが"),
        ("2", "母の…"),
    )
    assert numbered([typed]) == (("1", "母の…"),)


@pytest.mark.parametrize(
    "words",
    ["3月までに", "10:30から話す", "2人の子のこと", "1.5人分", "4、5月のこと", "7", "80代の母"],
)
def test_a_figure_in_the_words_stays_in_the_words(words: str) -> None:
    assert numbered([words]) == (("1", words),)
