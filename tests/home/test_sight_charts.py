"""図: whatever the numbers, nothing is drawn outside the picture and no two names lie over each other."""

from __future__ import annotations

import itertools
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fujisawa_care.home.sight.charts import BASE, GAP, bars, lines
from fujisawa_care.home.sight.covering import Cell
from fujisawa_care.home.sight.people import YEARS

NAMES = [f"{month}月" for month in range(1, 13)]
RATES = st.decimals(min_value=0, max_value=100, places=1)
# a machine that is busy is no wrong number
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@UNHURRIED
@given(st.lists(st.tuples(st.integers(0, 5000), st.booleans()), min_size=12, max_size=12))
def test_a_bar_is_as_high_as_its_number_and_stays_inside(told: list[tuple[int, bool]]) -> None:
    cells = [Cell(value, stays=covered, covered=covered) for value, covered in told]
    drawn = bars(NAMES, cells, [Cell(cell.value // 2) for cell in cells])
    for bar, cell in zip(drawn.bars, cells, strict=True):
        assert 15 <= bar.y <= BASE
        assert bar.text_y > 10
        assert (bar.height > 0) == (cell.value > 0 and not cell.covered) or cell.value < 20
        assert not cell.covered or bar.height == bar.part_height == 0
        assert not cell.stays or bar.part_given == "＊"
    assert drawn.ticks[0].value == 0
    seen = [cell.value for cell in cells if not cell.covered]
    assert drawn.ticks[-1].value >= max(seen, default=0)
    assert [bar.label for bar in drawn.bars if bar.label][-1] == "12月"


@UNHURRIED
@given(
    st.dictionaries(
        st.sampled_from("あいうえおかきくけこさしす"), st.tuples(*[RATES] * 3), max_size=13
    )
)
def test_the_three_oldest_are_named_with_room_between(told: dict[str, tuple[Decimal, ...]]) -> None:
    drawn = lines({name: dict(zip(YEARS, rates, strict=True)) for name, rates in told.items()})
    assert len(drawn) == len(told)
    named = [one for one in drawn if one.named]
    assert len(named) == min(3, len(told))
    assert all(one.last <= each.last for one in drawn if not one.named for each in named)
    heights = sorted(one.text_y for one in named)
    assert all(low + GAP <= high + 0.01 for low, high in itertools.pairwise(heights))
    assert all(0 <= one.y <= 216 for one in drawn)


def test_who_is_not_known_for_all_three_years_has_no_line() -> None:
    assert lines({"善行": {2020: Decimal(27), 2030: Decimal(32)}}) == ()
