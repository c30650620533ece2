"""役割分担: the rows as they are written at the table, and the next steps and sight that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError

from cases import rules as of_cases
from cases.actions import follow_ups, grounds, reminders
from cases.models import Case, Ground, Level, Purpose, ReminderKind, TaskStanding
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.workdays import TOKYO
from meetings.models import AgendaItem, ItemRole

MOST = 30
CELLS = {
    "agency": "だれが",
    "staff": "担当者",
    "who": "機関でない方",
    "what": "なにを",
    "due_on": "いつまで",
    "standing": "立場",
}


@dataclass(frozen=True, kw_only=True)
class Role:
    """One row as it was typed; `was` holds what stood in it when the page was made."""

    id: int | None = None
    agency: Agency | None = None
    staff: Staff | None = None
    who: str = ""
    what: str = ""
    due_on: date | None = None
    standing: str = TaskStanding.LEAD
    was: Mapping[str, Any] | None = None

    @property
    def cells(self) -> dict[str, Any]:
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name in CELLS}


def lay(item: AgendaItem, rows: Sequence[Role], *, known: Iterable[int]) -> list[ItemRole]:
    """Over what stands there now; called from inside other actions' transactions."""
    if len(rows) > MOST:
        raise ValidationError({"roles": f"役割分担は{MOST}行までです"})
    standing = {one.pk: one for one in item.roles.select_for_update(of=("self",))}
    kept = {row.id for row in rows if row.id is not None}
    for pk in {*known} - kept:
        if pk in standing:
            standing.pop(pk).delete()
    last = max((one.position for one in standing.values()), default=0)
    for number, row in enumerate(rows, start=1):
        found = standing.get(row.id or 0)
        if found is None:
            last += 1
            found = ItemRole(item=item, position=last)
        _write(found, row, number)
    return list(item.roles.all())


def whole(shared: Sequence[ItemRole]) -> None:
    """Before it is decided each row has somebody, something and a day."""
    for number, one in enumerate(shared, start=1):
        name = one.agency.name if one.agency else one.who or f"{number}行目"
        for field, label in (("agency", "だれが"), ("what", "なにを"), ("due_on", "いつまで")):
            there = one.who or one.agency if field == "agency" else getattr(one, field)
            if not there:
                words = f"{name}の「{label}」を入れてください"
                raise ValidationError({"roles": ValidationError(words, params={"row": number})})


def begin(case: Case, shared: Iterable[ItemRole], *, by: Staff, at: datetime) -> None:
    """Each agency sees the case, has its next step, and is told; the owner looks after who has no desk."""
    houses: dict[int, Agency] = {}
    for one in shared:
        house = one.agency or case.owner
        if one.agency is not None and one.agency_id != case.owner_id:
            grounds.give(case, Ground.ROLE, to=one.agency, level=Level.WRITE, at=at)
        one.follow_up = follow_ups.put(
            case,
            by=by,
            at=at,
            what=one.what if one.agency else f"{one.who}：{one.what}"[:200],
            due_on=max(one.due_on or at.date(), at.astimezone(TOKYO).date()),
            agency=house,
            assignee=_named(one, case),
            purpose=Purpose.ROLE,
        )
        one.save(update_fields=["follow_up"])
        houses[house.pk] = house
    for house in houses.values():
        reminders.tell_agency(case, ReminderKind.ROLE_DECIDED, agency=house, at=at)


def _named(one: ItemRole, case: Case) -> Staff | None:
    """Nobody is made responsible who may not see it; then whoever is at the desk takes it."""
    if one.agency is None:
        keeper = case.owner_staff
        return keeper if keeper and of_cases.take(keeper, case) else None
    who = one.staff
    if who is None or who.agency_id != one.agency_id or not of_cases.take(who, case):
        return None
    return who


def _write(found: ItemRole, row: Role, number: int) -> None:
    for name, typed in row.cells.items():
        now = getattr(found, name)
        before = row.was.get(name) if row.was is not None else now
        if typed in (now, before):
            continue
        if found.pk and now != before:
            raise IllegalStep(_two(number, name, now), code="conflict")
        setattr(found, name, typed)
    if found.standing not in TaskStanding.values:
        raise ValidationError({"roles": f"{number}行目の「立場」をえらんでください"})
    found.clean_fields(exclude=["item", "follow_up", "agency", "staff"])
    found.validate_constraints()
    found.save()


def _two(number: int, name: str, now: Any) -> str:
    shown = TaskStanding(now).label if name == "standing" else now or "空"
    return (
        f"{number}行目の「{CELLS[name]}」は、ほかの人が「{shown}」に直しました。"
        "たしかめて、もう一度残してください"
    )
