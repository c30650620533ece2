"""ほかの人の変更: nobody's words vanish, and nobody is asked what is already clear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fujisawa_care.foundation.merge import MINE, THEIRS, Clash, Merged, compare

FIELDS = [
    # base, theirs, mine -> saved, brought in, clashes
    ("a", "a", "a", "a", False, False),
    ("a", "a", "b", "b", False, False),
    ("a", "b", "a", "b", True, False),
    ("a", "b", "b", "b", False, False),
    ("a", "b", "c", "c", False, True),
    ("a", "b", "", "", False, True),
    ("a", "", "", "", False, False),
    (None, "b", None, "b", True, False),
]


@pytest.mark.parametrize(("base", "theirs", "mine", "saved", "brought", "clashes"), FIELDS)
def test_one_field(
    base: str, theirs: str, mine: str, saved: str, brought: bool, clashes: bool
) -> None:
    expected = Merged(
        {"f": saved},
        ("f",) if brought else (),
        (Clash("f", theirs=theirs, mine=mine),) if clashes else (),
    )
    assert compare(base={"f": base}, theirs={"f": theirs}, mine={"f": mine}) == expected


def test_different_fields_come_together_without_a_question() -> None:
    before = {"now": "a", "hope": "b", "care": "c"}
    merged = compare(
        base=before, theirs=before | {"hope": "B"}, mine=before | {"now": "A", "care": "C"}
    )
    assert merged == Merged({"now": "A", "hope": "B", "care": "C"}, brought=("hope",))


ANSWERS = [
    ({}, "mine", True),
    ({"f": "nonsense"}, "mine", True),
    ({"f": MINE}, "mine", False),
    ({"f": THEIRS}, "theirs", False),
]


@pytest.mark.parametrize(("picked", "saved", "clashes"), ANSWERS)
def test_a_clash_stays_until_it_is_answered(
    picked: dict[str, str], saved: str, clashes: bool
) -> None:
    """The page came back with the other's version, so `base` is what stood beside one's own."""
    shown = {"f": "theirs"}
    merged = compare(base=shown, theirs=shown, mine={"f": "mine"}, asked={"f"}, picked=picked)
    assert (merged.values["f"], bool(merged.clashes)) == (saved, clashes)


def test_a_third_person_in_the_meantime_is_asked_about_too() -> None:
    def again(answer: str) -> Merged:
        return compare(
            base={"f": "second"},
            theirs={"f": "third"},
            mine={"f": "mine"},
            asked={"f"},
            picked={"f": answer},
        )

    assert again(MINE) == Merged({"f": "mine"}, clashes=(Clash("f", theirs="third", mine="mine"),))
    assert again(THEIRS) == Merged({"f": "third"}, brought=("f",))


words = st.dictionaries(st.sampled_from("abc"), st.sampled_from("xyz"), min_size=3, max_size=3)


@given(base=words, theirs=words, mine=words)
def test_without_a_clash_both_changes_are_kept(
    base: dict[str, str], theirs: dict[str, str], mine: dict[str, str]
) -> None:
    merged = compare(base=base, theirs=theirs, mine=mine)
    assert merged.values.keys() == mine.keys()
    for name in mine.keys() - {clash.name for clash in merged.clashes}:
        changed = {each for each in (theirs[name], mine[name]) if each != base[name]}
        assert {merged.values[name]} == (changed or {base[name]})
