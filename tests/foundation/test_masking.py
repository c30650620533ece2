"""少ない数をふせる: nobody can reckon a small group from what is shown."""

from __future__ import annotations

from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fujisawa_care.foundation.masking import hidden

BELOW = 3
# a machine that is busy is no wrong number
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def one_line(*numbers: int) -> tuple[dict[str, int], list[tuple[str, list[str]]]]:
    parts = {str(index): number for index, number in enumerate(numbers)}
    return parts | {"sum": sum(numbers)}, [("sum", [*parts])]


def test_a_small_number_takes_the_next_smallest_with_it() -> None:
    numbers, sums = one_line(0, 2, 9, 5)
    assert hidden(numbers, sums, below=BELOW) == {"1", "3"}


def test_two_small_ones_take_a_larger_one_with_them() -> None:
    """2 of two is one and one."""
    numbers, sums = one_line(1, 1, 9, 5)
    assert hidden(numbers, sums, below=BELOW) == {"0", "1", "3"}


def test_where_nothing_else_is_left_the_sum_goes_too() -> None:
    numbers, sums = one_line(0, 2, 0)
    assert hidden(numbers, sums, below=BELOW) == {"1", "sum"}


def test_noughts_and_large_ones_are_shown() -> None:
    numbers, sums = one_line(0, 3, 9)
    assert hidden(numbers, sums, below=BELOW) == frozenset()
    assert hidden({"alone": 2}, below=BELOW) == {"alone"}


@UNHURRIED
@given(st.lists(st.integers(0, 7), min_size=1, max_size=5))
def test_what_is_small_could_always_be_another_number(counted: list[int]) -> None:
    """Of all the tables that would look the same, one says something else of each small group."""
    numbers, sums = one_line(*counted)
    away = hidden(numbers, sums, below=BELOW)
    small = {key for key, number in numbers.items() if 0 < number < BELOW}
    assert small <= away
    unknown = [str(index) for index in range(len(counted)) if str(index) in away]
    could: dict[str, set[int]] = {key: set() for key in unknown}
    for guess in product(range(1, 9), repeat=len(unknown)):
        said = numbers | dict(zip(unknown, guess, strict=True))
        total = sum(said[str(index)] for index in range(len(counted)))
        if "sum" in away or total == numbers["sum"]:
            for key in unknown:
                could[key].add(said[key])
    assert all(len(could[key]) > 1 for key in small - {"sum"})


def test_a_table_is_closed_both_ways() -> None:
    """Row and column: what a row hides must not come out of its column."""
    rows = {("a", "x"): 1, ("a", "y"): 6, ("b", "x"): 8, ("b", "y"): 7}
    sums = {("a", ""): 7, ("b", ""): 15, ("", "x"): 9, ("", "y"): 13}
    lines = [
        (total, [cell for cell in rows if (total[0] or cell[0], total[1] or cell[1]) == cell])
        for total in sums
    ]
    assert hidden(rows | sums, lines, below=BELOW) == set(rows)
