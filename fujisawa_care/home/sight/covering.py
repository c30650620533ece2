"""ふせる: which numbers of a column stay in the house, and which its reader does not see either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from districts.models import Staff
from fujisawa_care.foundation.masking import HIDDEN, hidden
from fujisawa_care.home.sight import seeing

TOTAL = "sum"  # no code of a district, which has two digits, nor of the unknown one, which is empty


@dataclass(frozen=True)
class Cell:
    """A whole number, and where it may be read."""

    value: int
    stays: bool = False
    covered: bool = False

    @property
    def shown(self) -> str:
        return HIDDEN if self.covered else f"{self.value:,}"

    @property
    def given(self) -> str:
        """What leaves the office in its place."""
        return HIDDEN if self.stays else str(self.value)


@dataclass(frozen=True)
class Eye:
    """Who looks: asked once, used for every number of a page."""

    whole: bool
    own: frozenset[str]

    @classmethod
    def of(cls, staff: Staff) -> Eye:
        whole = seeing.whole(staff)
        return cls(whole, frozenset() if whole else seeing.own(staff))

    def column(self, numbers: Mapping[str, int]) -> dict[str, Cell]:
        """Of the districts and, under TOTAL, the city."""
        with_total = {**numbers, TOTAL: sum(numbers.values())}
        stays = _closed(numbers)
        others = {code: number for code, number in numbers.items() if code not in self.own}
        covered = frozenset() if self.whole else _closed(others)
        return {
            key: Cell(number, key in stays, key in covered) for key, number in with_total.items()
        }

    def alone(self, number: int) -> Cell:
        """A number beside which none of its parts is shown."""
        small = 0 < number < settings.SMALL_BELOW
        return Cell(number, small, small and not self.whole)


def _closed(numbers: Mapping[str, int]) -> frozenset[str]:
    total = {TOTAL: sum(numbers.values())}
    return hidden({**numbers, **total}, [(TOTAL, [*numbers])], below=settings.SMALL_BELOW)
