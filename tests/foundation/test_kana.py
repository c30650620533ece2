"""かな: what sounds alike is found alike, and what is stored is not bent."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from fujisawa_care.foundation import kana

ALIKE = [
    ("れいだ いちろう", "ﾚｲﾀﾞ ｲﾁﾛｳ"),
    ("れいだいちろう", "レイダ　イチロウ"),
    ("がっこう", "ｶﾞﾂｺｳ"),
    ("ぱぴぷ", "ﾊﾟﾋﾟﾌﾟ"),
    ("が", "か\u3099"),
    ("しょうこ", "シヨウコ"),
    ("ちづる", "ﾁｽﾞﾙ"),
    ("ゆーこ", "ﾕｰｺ"),
    ("ゆーこ", "ユ−コ"),
    ("辻", "辻\U000e0100"),
    ("高橋", "髙橋"),
    ("山崎", "山﨑"),
    ("渡辺", "渡邊"),
    ("渡辺", "渡邉"),
    ("斎藤", "齋 藤"),
    ("神田", "\ufa19田"),
    ("吉田", "𠮷田"),
    ("Reida", "ＲＥＩＤＡ"),
    ("0466", "０４６６"),
    ("ジャン・ポール", "じゃんぽーる"),
]

APART = [("ゆうこ", "ゆーこ"), ("おの", "おおの"), ("はら", "ばら"), ("例田", "列田")]

PHONES = [
    ("０４６６−００−０１４２", "0466-00-0142", "0466000142"),
    ("0466000142", "0466-00-0142", "0466000142"),
    ("0466ー00ー0142", "0466-00-0142", "0466000142"),
    ("(0466)00-0142", "0466-00-0142", "0466000142"),
    ("0466（00）0142", "0466-00-0142", "0466000142"),
    ("09000000142", "090-0000-0142", "09000000142"),
    ("0120000142", "0120-000-142", "0120000142"),
    ("0300000142", "03-0000-0142", "0300000142"),
    ("0450000142", "045-000-0142", "0450000142"),
    ("+81 466-00-0142", "+81 466-00-0142", "0466000142"),
    ("母の携帯 090-0000-0142", "母の携帯 090-0000-0142", "09000000142"),
    ("110", "110", "110"),
    ("なし", "なし", ""),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_two_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert kana.search_key(one) == kana.search_key(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert kana.search_key(one) != kana.search_key(other)


NAMES = st.text(
    st.sampled_from("あぁがっゃんーヴカガャ･ｶﾞﾊﾟ 　-−例髙﨑辻\U000e0100Ａaß１2"), max_size=12
)


FOLDED = "SELECT care_fold(%s)"


@pytest.mark.django_db
def test_the_database_folds_every_variant_as_the_key_does() -> None:
    """One table of 異体字: the function in the database was made from it."""
    with connection.cursor() as cursor:
        for modern, olds in kana.VARIANTS.items():
            cursor.execute(FOLDED, [olds + modern])
            assert (
                cursor.fetchone()[0]
                == kana.search_key(olds + modern)
                == modern * len(olds + modern)
            )


def test_no_variant_is_two_names() -> None:
    olds = "".join(kana.VARIANTS.values())
    assert len({*olds}) == len(olds)
    assert not {*olds} & {*kana.VARIANTS}


@given(NAMES)
def test_a_key_is_its_own_key(text: str) -> None:
    key = kana.search_key(text)
    assert kana.search_key(key) == key
    assert not any(sign.isspace() for sign in key)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ﾚｲﾀﾞ　ｲﾁﾛｳ", "れいだ いちろう"),
        ("レイダ  イチロー", "れいだ いちろー"),
        ("れいだ いちろう", "れいだ いちろう"),
        ("ｳﾞｧﾝ", "ゔぁん"),
        ("か\u3099いだ", "がいだ"),
        ("", ""),
    ],
)
def test_furigana_is_kept_in_hiragana(typed: str, kept: str) -> None:
    assert kana.hiragana(typed) == kept


@pytest.mark.parametrize(("typed", "readable", "digits"), PHONES)
def test_a_phone_number_is_readable_and_can_be_looked_up(
    typed: str, readable: str, digits: str
) -> None:
    assert (kana.phone(typed), kana.phone_key(typed)) == (readable, digits)


@given(st.text())
def test_grouping_never_changes_the_number(text: str) -> None:
    assert kana.phone_key(kana.phone(text)) == kana.phone_key(text)
