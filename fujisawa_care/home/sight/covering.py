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


NOUGHT = Cell(0)


@dataclass(frozen=True)
class Eye:
    """Who looks: asked once, used for every number of a page."""

    whole: bool

    @classmethod
    def of(cls, staff: Staff) -> Eye:
        return cls(seeing.whole(staff))

    def column(self, numbers: Mapping[str, int], *, people: bool = True) -> dict[str, Cell]:
        """Of the districts and, under TOTAL, the city; what counts no people hides nothing."""
        whole = {**numbers, TOTAL: sum(numbers.values())}
        below = settings.SMALL_BELOW if people else 0
        stays = hidden(whole, [(TOTAL, [*numbers])], below=below)
        return {
            key: Cell(number, key in stays, key in stays and not self.whole)
            for key, number in whole.items()
        }

    def alone(self, number: int) -> Cell:
        """A number beside which none of its parts is shown."""
        small = 0 < number < settings.SMALL_BELOW
        return Cell(number, small, small and not self.whole)
