"""訪問の注意の見えかた: on top of the case and of the day, for whoever may read the case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from cases.models import Case, SafetyKind, SafetyNote
from cases.sheets.shields import NOBODY, Eyes
from districts.models import Staff

SIGNS = {
    SafetyKind.TWO_PEOPLE: ("danger", "users"),
    SafetyKind.DOG: ("warn", "dog"),
    SafetyKind.NO_RING: ("warn", "bell-off"),
    SafetyKind.OTHER: ("warn", "triangle-alert"),
}


@dataclass(frozen=True)
class SafetySheet:
    id: int
    number: str
    kind: str
    kind_label: str
    words: str
    tone: str
    icon: str
    written_at: datetime
    written_by: Staff
    ended_at: datetime | None
    ended_by: Staff | None
    because: str

    @property
    def short(self) -> str:
        """As a chip says it: the words alone where the kind says nothing."""
        return self.words if self.kind == SafetyKind.OTHER else self.kind_label


def loaded(notes: QuerySet[SafetyNote]) -> QuerySet[SafetyNote]:
    return notes.select_related("case__person", "written_by", "ended_by")


def of(note: SafetyNote, *, eyes: Eyes = NOBODY) -> SafetySheet:
    """Under a cover the kind still warns; the words may say where somebody lives."""
    cover = eyes.over(note.case)
    kind = SafetyKind(note.kind)
    tone, icon = SIGNS[kind]
    return SafetySheet(
        id=note.pk,
        number=note.case.number,
        kind=note.kind,
        kind_label=kind.label,
        words=cover.text(note.words),
        tone=tone,
        icon=icon,
        written_at=note.written_at,
        written_by=cover.staff(note.written_by),
        ended_at=note.ended_at,
        ended_by=cover.staff_of(note.ended_by),
        because=cover.text(note.because),
    )


def running(cases: Iterable[Case], *, eyes: Eyes = NOBODY) -> dict[int, tuple[SafetySheet, ...]]:
    """What holds now, case by case, in one question for a whole day."""
    of_key = {case.pk: case for case in cases}
    found: dict[int, tuple[SafetySheet, ...]] = {}
    notes = SafetyNote.objects.running().filter(case__in=list(of_key))
    for note in notes.select_related("written_by", "ended_by").order_by("pk"):
        note.case = of_key[note.case_id]
        found[note.case_id] = (*found.get(note.case_id, ()), of(note, eyes=eyes))
    return found
