"""数を見る範囲: the whole city, one's own districts, or nothing (R6, R13)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from districts.models import Role, Staff
from fujisawa_care.home.indicators.registry import ALL
from fujisawa_care.home.indicators.shape import Indicator

WHOLE = (Role.MANAGER, Role.COORDINATOR)


@dataclass(frozen=True)
class Sight:
    """Numbers of the whole city carry no case; a CSW counts the districts they are posted to."""

    districts: tuple[str, ...] | None

    @property
    def whole(self) -> bool:
        return self.districts is None

    @property
    def only(self) -> Mapping[str, Collection[str]]:
        return {} if self.districts is None else {"district": self.districts}

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        return tuple(each for each in ALL if self.whole or "district" in each.cuts)


def of(staff: Staff) -> Sight | None:
    """None where this person counts nothing."""
    if not staff.is_active:
        return None
    if staff.role in WHOLE:
        return Sight(None)
    posted = tuple(district.pk for district in staff.districts)
    return Sight(posted) if staff.role == Role.CSW and posted else None
