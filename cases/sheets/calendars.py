"""予定表の見えかた: number and district and nothing else, for a program outside this house."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from cases.models import FollowUp
from cases.sheets.shields import Eyes
from districts.models import Staff
from fujisawa_care.foundation.workdays import TOKYO

PAST, COMING = timedelta(days=31), timedelta(days=366)
MOST = 500


@dataclass(frozen=True)
class Entry:
    """`at` where an hour is set; otherwise the whole day."""

    id: int
    number: str
    district: str
    on: date
    at: datetime | None
    planned_at: datetime

    @property
    def title(self) -> str:
        return " ".join(filter(None, (self.number, self.district)))


@dataclass(frozen=True)
class Appointment:
    """What a room above has to say of somebody's days."""

    uid: str
    title: str
    begins: datetime
    ends: datetime
    page: str
    changed_at: datetime


class Diary(Protocol):
    def __call__(self, staff: Staff, *, today: date) -> Iterable[Appointment]: ...


_signed_up: dict[str, Diary] = {}


def sign_up(diary: Diary, *, of: str) -> None:
    """One for each room above: this room asks nobody who they are."""
    _signed_up[of] = diary


def elsewhere(staff: Staff, *, today: date) -> list[Appointment]:
    return [one for diary in _signed_up.values() for one in diary(staff, today=today)]


def of(staff: Staff, *, today: date) -> list[Entry]:
    """What is planned for this person, as far as they may see it now; districts under 支援措置 are left out."""
    eyes = Eyes(staff)
    mine = FollowUp.objects.on_the_desk_of(staff)
    around = mine.filter(due_on__gte=today - PAST, due_on__lte=today + COMING)
    rows = around.select_related("case__person", "case__district")
    return [_entry(one, eyes) for one in rows.order_by("due_on", "due_time", "pk")[:MOST]]


def _entry(follow_up: FollowUp, eyes: Eyes) -> Entry:
    case = follow_up.case
    district = eyes.over(case).place(case.district)
    clock = follow_up.due_time
    return Entry(
        id=follow_up.pk,
        number=case.number,
        district=district.name if district else "",
        on=follow_up.due_on,
        at=datetime.combine(follow_up.due_on, clock, tzinfo=TOKYO) if clock else None,
        planned_at=follow_up.planned_at,
    )
