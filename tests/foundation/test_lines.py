"""行ごとの合わせ: two who write in one text at once lose no word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fujisawa_care.foundation.lines import together

CASES = [
    # base, theirs, mine, merged
    ("", "母の通院", "本人は夜に", "母の通院\n本人は夜に"),
    ("一", "一\n母の通院", "一\n本人は夜に", "一\n母の通院\n本人は夜に"),
    ("一\n二", "零\n一\n二", "一\n二\n三", "零\n一\n二\n三"),
    # a line growing while another is put under it
    ("・母", "・母\n・本人", "・母の膝が痛い", "・母の膝が痛い\n・本人"),
    # one line, two places
    ("母の通院と買い物", "母（81歳）の通院と買い物", "母の通院と買い物（月2回）", "母（81歳）の通院と買い物（月2回）"),
    # one line, one place: both stand there
    ("火曜に訪問する", "水曜に訪問する", "木曜に訪問する", "水曜に訪問する\n木曜に訪問する"),
    # taken out by one and left alone by the other
    ("一\n二\n三", "一\n三", "一\n二\n三\n四", "一\n三\n四"),
    # taken out by one, changed by the other: the words stay
    ("一\n母の通院\n三", "一\n三", "一\n母の通院に付きそう\n三", "一\n母の通院に付きそう\n三"),
    # sent twice, or the same from both
    ("一", "一\n二", "一\n二", "一\n二"),
    ("一", "一\n二\n三", "一\n二", "一\n二\n三"),
    ("一\n二", "一\n二", "", ""),
    ("一\n二", "", "一\n二", ""),
    ("一", "一", "一\r\n二\r\n", "一\n二\n"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "theirs", "mine", "merged"), CASES)
def test_both_stand_in_one_text(base: str, theirs: str, mine: str, merged: str) -> None:
    assert together(base=base, theirs=theirs, mine=mine) == merged


LINE = st.text("母本人通院月火あい12", min_size=1, max_size=8)
BASE = st.lists(LINE, max_size=6)
EDITS = st.lists(
    st.tuples(st.sampled_from(["add", "change", "remove"]), st.integers(0, 9), LINE), max_size=6
)


def edited(lines: list[str], edits: list[tuple[str, int, str]], pen: str) -> list[str]:
    """As one person would: every line they touch carries the mark of their pen."""
    rows = list(lines)
    for kind, at, words in edits:
        place = at % (len(rows) + 1)
        if kind == "add" or place == len(rows):
            rows.insert(place, f"{pen}{words}")
        elif kind == "change":
            rows[place] = f"{rows[place]}{pen}{words}"
        else:
            del rows[place]
    return rows


@given(base=BASE, one=EDITS, two=EDITS)
def test_what_either_wrote_stands_in_the_end(
    base: list[str], one: list[tuple[str, int, str]], two: list[tuple[str, int, str]]
) -> None:
    theirs, mine = edited(base, one, "☆"), edited(base, two, "★")
    merged = together(base="\n".join(base), theirs="\n".join(theirs), mine="\n".join(mine))
    for pen, rows in (("☆", theirs), ("★", mine)):
        for row in rows:
            if pen in row:
                assert all(pen + part in merged for part in row.split(pen)[1:])


@given(base=BASE, one=EDITS, two=EDITS)
def test_untouched_by_both_it_stays_and_one_alone_is_as_they_wrote(
    base: list[str], one: list[tuple[str, int, str]], two: list[tuple[str, int, str]]
) -> None:
    before = "\n".join(base)
    theirs, mine = "\n".join(edited(base, one, "☆")), "\n".join(edited(base, two, "★"))
    assert together(base=before, theirs=before, mine=mine) == mine
    assert together(base=before, theirs=theirs, mine=before) == theirs
    merged = together(base=before, theirs=theirs, mine=mine)
    assert together(base=merged, theirs=merged, mine=merged) == merged
