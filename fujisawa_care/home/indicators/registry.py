"""指標の一覧: every number there is, by its code; a number that stands nowhere here is not published."""

from __future__ import annotations

from fujisawa_care.home.indicators import contacts, course, intake, passing, places, sittings
from fujisawa_care.home.indicators.shape import Indicator

GROUPS: dict[str, tuple[str, tuple[Indicator, ...]]] = {
    "intake": ("受け止め", intake.INDICATORS),
    "passing": ("つなぐ", passing.INDICATORS),
    "course": ("ケース", course.INDICATORS),
    "contacts": ("連絡と訪問", contacts.INDICATORS),
    "tables": ("会議", sittings.INDICATORS),
    "participation": ("参加支援", places.OF_PEOPLE),
    "engawa": ("地域の縁側", places.OF_PLACES),
}
ALL: tuple[Indicator, ...] = tuple(each for _, found in GROUPS.values() for each in found)
REGISTRY: dict[str, Indicator] = {each.code: each for each in ALL}
