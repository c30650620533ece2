"""残っているもの: what hangs on somebody or on a house, case by case, before it is passed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases.models import Case, Part
from cases.sheets import cases
from cases.sheets.cases import CaseSheet, NextSheet
from cases.sheets.shields import NOBODY, Eyes
from districts.models import Agency, Staff

# what only a house has in a case: the names under which `dues.cases_of_house` found it
BESIDE: dict[str, str] = {
    "in_team": Part.TEAM.label,
    "asked": Part.ASKED.label,
    "waits": Part.SENT.label,
}


@dataclass(frozen=True)
class Hanging:
    """One case and what of it is this person's, or this house's."""

    case: CaseSheet
    owned: bool
    steps: tuple[NextSheet, ...]
    parts: tuple[str, ...] = ()


def of(
    rows: Iterable[Case], whose: Staff | Agency, *, today: date, eyes: Eyes = NOBODY
) -> list[Hanging]:
    """`rows` come from `cases.loaded`: what is shown of each, and what hangs on this person or house."""
    return [_hanging(case, whose, cases.of(case, today=today, eyes=eyes)) for case in rows]


def _hanging(case: Case, whose: Staff | Agency, sheet: CaseSheet) -> Hanging:
    house = isinstance(whose, Agency)
    planned = zip(case.open_follow_ups, sheet.nexts, strict=True)  # type: ignore[attr-defined]
    steps = tuple(
        step
        for follow_up, step in planned
        if (follow_up.agency_id if house else follow_up.assignee_id) == whose.pk
    )
    owned = (case.owner_id if house else case.owner_staff_id) == whose.pk
    parts = [label for name, label in BESIDE.items() if house and getattr(case, name)]
    return Hanging(sheet, owned, steps, tuple(parts))
