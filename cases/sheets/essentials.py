"""要点だけの見えかた: what a case shows to whom it is not open: the agreed items, and one's own words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from cases.models import (
    AccessGround,
    Case,
    Channel,
    ConsentItem,
    Consultation,
    Ground,
    Level,
    SharedItem,
    Standing,
    SupportRecord,
    stood,
)
from cases.sheets import access, cases, handovers, people, records
from cases.sheets.access import Held
from cases.sheets.handovers import Hop
from cases.sheets.people import PersonSheet
from cases.sheets.records import RecordSheet
from cases.sheets.shields import Cover, Eyes
from cases.states import CaseStage
from districts.models import Agency, Staff, Topic

AT_MOST = 50


@dataclass(frozen=True)
class Words:
    """One time of listening."""

    received_at: datetime
    agency: Agency
    channel_label: str
    story: str
    own: bool


@dataclass(frozen=True)
class Essentials:
    number: str
    title: str
    stage_label: str
    person: PersonSheet | None
    living_with: str
    topics: tuple[Topic, ...]
    words: tuple[Words, ...]
    records: tuple[RecordSheet, ...]
    referrals: tuple[Hop, ...]
    grounds: tuple[Held, ...]
    opens_case: bool
    items: tuple[str, ...]


def of(case: Case, *, viewer: Staff, at: datetime, today: date, eyes: Eyes) -> Essentials:
    """As far as the grounds reach that the viewer holds now; `case` comes from `cases.loaded`."""
    held = list(access.grounds(case).of(viewer))
    items = _items(held, stood(case, at=at), viewer)
    cover = eyes.over(case)
    person = (
        people.of(case.person, today=today, items=items, opened=not cover.on)
        if case.person
        else None
    )
    ours = Q(from_agency=viewer.agency_id) | Q(to_agency=viewer.agency_id)
    return Essentials(
        number=case.number,
        title=person.title if person else cases.nameless(case),
        stage_label=CaseStage(case.stage).label,
        person=person,
        living_with=cover.text(case.household.living_with) if SharedItem.FAMILY in items else "",
        topics=cases.topics_of(case),
        words=_words(case, items, viewer, cover),
        records=_records(case, items, viewer, eyes),
        referrals=handovers.trail(case, eyes=eyes, among=ours),
        grounds=tuple(access.held(one, eyes=eyes) for one in held),
        opens_case=any(one.level >= Level.READ for one in held),
        items=tuple(items),
    )


def _items(held: Iterable[AccessGround], stands: Standing, viewer: Staff) -> Collection[str]:
    """What each ground brings; what one wrote oneself comes with the words, not with an item."""
    found: set[str] = set()
    for one in held:
        if one.level >= Level.READ:
            return ConsentItem.values
        if one.consent:
            found |= set(one.consent.items)
        elif one.ground == Ground.REQUEST:
            found |= set(stands.along(viewer.agency_id))
        elif one.referral:
            found |= set(one.referral.shared) & set(stands.along(viewer.agency_id))
    return [item for item in ConsentItem.values if item in found]


def _words(case: Case, items: Collection[str], viewer: Staff, cover: Cover) -> tuple[Words, ...]:
    heard = Consultation.objects.filter(case=case).select_related("agency")
    if SharedItem.STORY not in items:
        heard = heard.filter(received_by=viewer)
    return tuple(
        Words(
            one.received_at,
            cover.agency(one.agency),
            Channel(one.channel).label,
            cover.text(one.story),
            own=one.received_by_id == viewer.pk,
        )
        for one in heard.order_by("-received_at", "-pk")[:AT_MOST]
    )


def _records(
    case: Case, items: Collection[str], viewer: Staff, eyes: Eyes
) -> tuple[RecordSheet, ...]:
    """One's own, and the others' where they are agreed: those without a third party's words."""
    rows: QuerySet[SupportRecord] = SupportRecord.objects.filter(case=case)
    if ConsentItem.RECORDS not in items:
        rows = rows.filter(written_by=viewer)
    found = records.loaded(rows).order_by("-happened_at", "-pk")[:AT_MOST]
    return tuple(
        records.of(one, eyes=eyes, third_party=one.written_by_id == viewer.pk) for one in found
    )
