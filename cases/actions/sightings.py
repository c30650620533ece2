"""見ること: opening a case is an act; it is written down before anything is shown (R9)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from cases.models import AccessGround, AccessLog, Case, Ground, Level
from districts.models import Staff
from fujisawa_care.foundation.problems import NotAllowed


@transaction.atomic
def look(
    case: Case,
    *,
    by: Staff,
    at: datetime,
    door: str,
    address: str | None,
    level: Level = Level.READ,
) -> AccessGround:
    """Log the look under the strongest ground held, and return that ground: it answers "why"."""
    held = AccessGround.objects.of(by).at_least(level).filter(case=case)
    ground = held.order_by("-level", "since").first()
    if ground is None:
        raise NotAllowed("このケースを見る根拠がありません", code="no-ground")
    ground.case = case
    AccessLog.objects.create(
        case=case,
        staff=by,
        agency_id=by.agency_id,
        at=at,
        ground=ground.ground,
        level=ground.level,
        door=door,
        address=address,
    )
    return ground


@transaction.atomic
def look_at_each(
    cases: Collection[Case],
    *,
    by: Staff,
    at: datetime,
    door: str,
    address: str | None,
    level: Level = Level.READ,
) -> None:
    """Several cases on one page: a line for each, under the strongest ground held on it."""
    grounds: dict[int, AccessGround] = {}
    held = AccessGround.objects.of(by).at_least(level).filter(case__in=cases)
    for one in held.order_by("-level", "since"):
        grounds.setdefault(one.case_id, one)
    if any(case.pk not in grounds for case in cases):
        raise NotAllowed("このケースを見る根拠がありません", code="no-ground")
    AccessLog.objects.bulk_create(
        AccessLog(
            case=case,
            staff=by,
            agency_id=by.agency_id,
            at=at,
            ground=grounds[case.pk].ground,
            level=grounds[case.pk].level,
            door=door,
            address=address,
        )
        for case in cases
    )


@transaction.atomic
def look_as_asked(
    case: Case, *, by: Staff, at: datetime, door: str, address: str | None
) -> AccessLog:
    """A house that is asked to take a role reads its own rows before it has a ground; that, too, is a look."""
    held = AccessGround.objects.of(by).filter(case=case).order_by("-level", "since").first()
    return AccessLog.objects.create(
        case=case,
        staff=by,
        agency_id=by.agency_id,
        at=at,
        ground=held.ground if held else Ground.ROLE,
        level=held.level if held else Level.SHEET,
        door=door,
        address=address,
    )
