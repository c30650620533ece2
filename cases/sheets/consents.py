"""同意の見えかた: who agreed to what, how, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet

from cases.models import (
    NOS,
    AccessGround,
    Case,
    ConsentEvent,
    ConsentItem,
    ConsentKind,
    ConsentMethod,
    Consultation,
    WhyNot,
    stood,
)
from cases.sheets import cases
from cases.sheets.cases import ConsentSheet
from cases.sheets.shields import NOBODY, Cover, Eyes
from districts import sheets as places
from districts.models import Agency, Staff
from fujisawa_care.foundation.workdays import TOKYO


@dataclass(frozen=True)
class ConsentEventSheet:
    id: int
    event: str
    event_label: str
    method: str
    method_label: str
    given_by: str
    giver: str
    agencies: tuple[Agency, ...]
    items: tuple[str, ...]
    happened_at: datetime
    taken_by: Staff
    valid_until: date | None
    note: str

    @property
    def item_labels(self) -> tuple[str, ...]:
        return tuple(ConsentItem(one).label for one in self.items if one in ConsentItem.values)

    @property
    def yes(self) -> bool:
        return self.event == ConsentKind.GIVEN

    @property
    def no(self) -> bool:
        return self.event in NOS


def loaded(consents: QuerySet[ConsentEvent]) -> QuerySet[ConsentEvent]:
    return consents.select_related("case__person", "taken_by").prefetch_related("agencies")


def of(consent: ConsentEvent, *, eyes: Eyes = NOBODY) -> ConsentEventSheet:
    cover = eyes.over(consent.case)
    return ConsentEventSheet(
        id=consent.pk,
        event=consent.event,
        event_label=ConsentKind(consent.event).label,
        method=consent.method,
        method_label=ConsentMethod(consent.method).label if consent.method else "",
        given_by=consent.given_by,
        giver=consent.giver,
        agencies=tuple(cover.agency(one) for one in consent.agencies.all()),
        items=tuple(consent.items),
        happened_at=consent.happened_at,
        taken_by=cover.staff(consent.taken_by),
        valid_until=consent.valid_until,
        note=cover.text(consent.note),
    )


@dataclass(frozen=True)
class Stood:
    """同意のようす of one day: the state, and the event it rests on."""

    day: date
    sheet: ConsentSheet
    event: ConsentEventSheet | None


@dataclass(frozen=True)
class UnaskedSheet:
    """What a counter said where there was no yes."""

    received_at: datetime
    brought_by: str
    why_not: str
    why_not_label: str
    why_not_note: str
    known_to: str


def unasked(heard: Consultation, cover: Cover) -> UnaskedSheet | None:
    if not (heard.brought_by or heard.why_not or heard.why_not_note or heard.known_to):
        return None
    return UnaskedSheet(
        received_at=heard.received_at,
        brought_by=cover.text(heard.brought_by),
        why_not=heard.why_not,
        why_not_label=WhyNot(heard.why_not).label if heard.why_not else "",
        why_not_note=cover.text(heard.why_not_note),
        known_to=cover.text(heard.known_to),
    )


def all_unasked(case: Case, *, eyes: Eyes = NOBODY) -> list[UnaskedSheet]:
    """Of every intake that said any of it, the newest first."""
    cover = eyes.over(case)
    newest = case.consultations.order_by("-received_at", "-pk")
    return [sheet for heard in newest if (sheet := unasked(heard, cover))]


def on(case: Case, day: date) -> ConsentSheet:
    """What stood at the end of that day."""
    return stood_on(case, day).sheet


def stood_on(case: Case, day: date, *, eyes: Eyes = NOBODY) -> Stood:
    stands = stood(case, at=datetime.combine(day, time.max, tzinfo=TOKYO))
    event = of(stands.event, eyes=eyes) if stands.event else None
    return Stood(day, cases.standing_sheet(stands), event)


def offered(
    case: Case, *, by: Staff, today: date, at_most: int = 8, eyes: Eyes = NOBODY
) -> list[Agency]:
    """Whom a consent may name, the likeliest first: who has to do with the case, then who may.

    Where the case is covered nobody is likelier than another.
    """
    if eyes.over(case).on:
        return []
    held = AccessGround.objects.running().filter(case=case, agency__isnull=False)
    known = Agency.objects.filter(
        Q(pk__in=held.values("agency")) | Q(pk__in=case.referrals.values("to_agency"))
    )
    topics = [topic.pk for topic in cases.topics_of(case)]
    found = [*known.order_by("name")]
    if len(found) < at_most:
        proposed = places.candidates(topics, case.district, on=today, at_most=at_most)
        found += [one.agency for one in proposed]
    not_asked = {case.owner_id, by.agency_id}
    rows = {one.pk: one for one in found if one.pk not in not_asked}
    return list(rows.values())[:at_most]
