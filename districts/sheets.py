"""画面に出すもの: what the pages and the API show of places and agencies."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from districts.models import Agency, District

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from districts.models.agency import Proposed


@dataclass(frozen=True, slots=True)
class Candidate:
    """One つなぎ先 with the reason it is proposed."""

    agency: Agency
    topics: tuple[str, ...]
    why: str


def candidates(
    topics: Collection[str], district: District | str | None, *, on: date, at_most: int = 8
) -> list[Candidate]:
    """The agencies to offer for these troubles in this district, best first, in one query."""
    found = Agency.objects.proposed(topics, district, on)[:at_most]
    return [
        Candidate(
            agency=each,
            topics=tuple(each.matched_topics),
            why="／".join((_trouble(each), _area(each, district))),
        )
        for each in found
    ]


def _trouble(each: WithAnnotations[Agency, Proposed]) -> str:
    if each.matched_topics:
        return "・".join(each.matched_topics)
    return "多機関協働" if each.coordinates else "分野を問わず受け止める"


def _area(each: WithAnnotations[Agency, Proposed], district: District | str | None) -> str:
    if each.citywide:
        return "全市を担当"
    if each.area_open:
        return "担当区域は要確認"
    return "この地区を担当" if district else "担当は地区による"
