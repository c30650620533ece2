"""下書きの見えかた: what it is about and since when; its words only where it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from cases.models import Draft, DraftKind

JUST_NOW = timedelta(minutes=2)


@dataclass(frozen=True)
class DraftSheet:
    key: UUID
    kind: str
    kind_label: str
    number: str
    started_at: datetime
    saved_at: datetime
    last_day: datetime
    elsewhere: bool


def loaded(drafts: QuerySet[Draft]) -> QuerySet[Draft]:
    return drafts.select_related("case").defer("sealed")


def of(draft: Draft, *, now: datetime, entered: datetime | None, lasts: timedelta) -> DraftSheet:
    """`elsewhere`: being written at this very moment, in another tab or on another terminal.

    What was kept before its writer last signed in (`entered`) was left, not opened elsewhere.
    """
    left = entered is not None and draft.saved_at < entered
    return DraftSheet(
        key=draft.key,
        kind=draft.kind,
        kind_label=DraftKind(draft.kind).label,
        number=draft.case.number if draft.case else "",
        started_at=draft.started_at,
        saved_at=draft.saved_at,
        last_day=draft.saved_at + lasts,
        elsewhere=not left and now - draft.saved_at < JUST_NOW,
    )
