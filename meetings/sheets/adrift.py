"""行き先を待つ議題の見えかた: the number, where it came from and since when; words only for whoever reads the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cases.sheets.shields import Eyes
from meetings.models import AgendaItem
from meetings.sheets import agenda

LOST = "本人の同意がなくなりました"


@dataclass(frozen=True)
class AdriftSheet:
    id: int
    meeting: int
    called: str
    number: str
    district: str
    readable: bool
    since: datetime
    why: str
    question: str


def of(item: AgendaItem, *, today: date, eyes: Eyes) -> AdriftSheet:
    """`item` comes from `sheets.agenda.loaded`."""
    sheet = agenda.of(item, today=today, eyes=eyes)
    return AdriftSheet(
        id=item.pk,
        meeting=item.meeting_id,
        called=item.meeting.called,
        number=sheet.number,
        district=f"{sheet.district.name}地区" if sheet.district else "",
        readable=sheet.readable,
        since=item.closed_at or item.tabled_at,
        why=sheet.removed_because or LOST,
        question=sheet.question,
    )
