"""同意の見えかた: who agreed to what, how, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from cases.models import ConsentEvent, ConsentKind, ConsentMethod
from districts.models import Agency, Staff


@dataclass(frozen=True)
class ConsentEventSheet:
    id: int
    event: str
    event_label: str
    method: str
    method_label: str
    given_by: str
    agencies: tuple[Agency, ...]
    items: tuple[str, ...]
    happened_at: datetime
    taken_by: Staff
    valid_until: date | None


def loaded(consents: QuerySet[ConsentEvent]) -> QuerySet[ConsentEvent]:
    return consents.select_related("taken_by").prefetch_related("agencies")


def of(consent: ConsentEvent) -> ConsentEventSheet:
    return ConsentEventSheet(
        id=consent.pk,
        event=consent.event,
        event_label=ConsentKind(consent.event).label,
        method=consent.method,
        method_label=ConsentMethod(consent.method).label if consent.method else "",
        given_by=consent.given_by,
        agencies=tuple(consent.agencies.all()),
        items=tuple(consent.items),
        happened_at=consent.happened_at,
        taken_by=consent.taken_by,
        valid_until=consent.valid_until,
    )
