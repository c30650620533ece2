"""指標の一覧: every number there is, by its code; a number that stands nowhere here is not published."""

from __future__ import annotations

from fujisawa_care.home.indicators import course, intake, passing
from fujisawa_care.home.indicators.shape import Indicator

ALL: tuple[Indicator, ...] = (
    *intake.INDICATORS,
    *passing.INDICATORS,
    *course.INDICATORS,
)
REGISTRY: dict[str, Indicator] = {each.code: each for each in ALL}
