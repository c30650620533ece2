"""引き継ぎの要点: what a receiver may read of a case before answering; without consent no name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from cases.models import (
    WITH_CONSENT,
    WITHOUT_CONSENT,
    AccessGround,
    Case,
    Channel,
    ConsentEvent,
    Consultation,
    Consulter,
    Level,
    Person,
    Referral,
    ReferralMessage,
    SharedItem,
    Urgency,
)
from cases.sheets import cases, people
from cases.sheets.cases import ConsentSheet
from cases.sheets.people import WITHHELD, PersonSheet
from cases.sheets.shields import NOBODY, Cover, Eyes
from cases.states import ReferralStatus
from districts import sheets as places
from districts.models import Agency, District, Staff, Topic
from fujisawa_care.foundation.workdays import TOKYO

ALL = Q()
TO_REACH = (SharedItem.PHONE, SharedItem.ADDRESS)


@dataclass(frozen=True)
class Hop:
    """One step of the trail: from whom to whom, and what became of it."""

    id: int
    from_agency: Agency
    to_agency: Agency
    kind: str
    status: str
    status_label: str
    sent_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True)
class Heard:
    """What was said at the counter, as far as it goes with the hand-over."""

    story: str = ""
    living_with: str = ""
    topics: tuple[Topic, ...] = ()
    main_topic: Topic | None = None
    channel_label: str = ""
    consulter_label: str = ""
    received_at: datetime | None = None


@dataclass(frozen=True)
class Message:
    id: int
    said_by: Staff
    agency: Agency
    said_at: datetime
    text: str


@dataclass(frozen=True)
class Answer:
    """The one answer a referral gets."""

    at: datetime | None
    by: Staff | None
    note: str
    accepted_as: str
    return_reason: str
    return_reason_label: str
    suggestion: Agency | None


@dataclass(frozen=True)
class HandOverSheet:
    id: int
    number: str
    withheld: bool
    readable: bool
    opens_case: bool
    person: PersonSheet | None
    age_band: str
    district: District | None
    heard: Heard
    consent: ConsentSheet
    urgency: str
    urgency_label: str
    reason: str
    note: str
    kind: str
    kind_label: str
    status: str
    status_label: str
    from_agency: Agency
    sent_by: Staff
    to_agency: Agency
    sent_at: datetime
    reply_due_at: datetime
    postponed_until: date | None
    answer: Answer
    shared: tuple[str, ...]
    messages: tuple[Message, ...]
    trail: tuple[Hop, ...]
    covered: bool

    @property
    def title(self) -> str:
        """The name as a heading, or 氏名ふせ."""
        if not self.readable:
            return WITHHELD
        return self.person.title if self.person else cases.NO_PERSON

    @property
    def waiting(self) -> bool:
        return self.status == ReferralStatus.SENT

    @property
    def now(self) -> bool:
        return self.urgency == Urgency.NOW

    @property
    def reply_due_on(self) -> date:
        return self.reply_due_at.astimezone(TOKYO).date()

    @property
    def also_asked(self) -> tuple[Hop, ...]:
        """Who else received it and has not answered or has joined."""
        return tuple(
            hop
            for hop in self.trail
            if hop.id != self.id
            and hop.status in (ReferralStatus.SENT, ReferralStatus.ACCEPTED)
            and hop.to_agency != self.to_agency
        )


def loaded(referrals: QuerySet[Referral], *, viewer: Staff) -> QuerySet[Referral]:
    """`referrals` with all that a sheet reads and what `viewer` has ground to see of each."""
    return listed(referrals, viewer=viewer).prefetch_related(
        Prefetch(
            "messages",
            ReferralMessage.objects.select_related("said_by", "agency").order_by("said_at", "pk"),
            to_attr="said",
        ),
        Prefetch(
            "case__referrals",
            Referral.objects.select_related("from_agency", "to_agency").order_by("sent_at", "pk"),
            to_attr="trail",
        ),
    )


PLATES = places.named(
    agencies="from_agency to_agency suggestion",
    staff="sent_by answered_by",
    districts="case__district case__person__district",
    towns="case__person__town",
)


def listed(referrals: QuerySet[Referral], *, viewer: Staff) -> QuerySet[Referral]:
    """For lists: without what was said about each and the way it has gone."""
    held = AccessGround.objects.of(viewer).filter(case=OuterRef("case"))
    return (
        referrals.select_related(
            *("case__person__district", "case__person__town", "case__household", "case__district"),
            *("consultation__main_topic", "from_agency", "to_agency"),
            *("sent_by", "answered_by", "suggestion"),
        )
        .defer(*PLATES)
        .prefetch_related(
            "consultation__topics",
            Prefetch(
                "case__consents",
                ConsentEvent.objects.order_by("-happened_at", "-pk"),
                to_attr="latest_consents",
            ),
            Prefetch(
                "case__consultations",
                Consultation.objects.only("case", "received_at", "consent", "anonymous").order_by(
                    "-received_at", "-pk"
                ),
                to_attr="latest_consultations",
            ),
        )
        .annotate(readable=Exists(held), opens_case=Exists(held.filter(level__gte=Level.READ)))
    )


def of(referral: Referral, *, today: date, eyes: Eyes = NOBODY) -> HandOverSheet:
    """The sheet for the viewer `loaded` was asked for; an ended ground shows no word of the story."""
    case = referral.case
    cover = eyes.over(case)
    opens: bool = referral.opens_case  # type: ignore[attr-defined]
    readable: bool = referral.readable  # type: ignore[attr-defined]
    consent = cases.consent_of(case, today=today) if readable else cases.NOT_TOLD
    items = _items(referral, consent, opens=opens) if readable else ()
    known = case.person if readable else None
    return HandOverSheet(
        id=referral.pk,
        number=case.number,
        withheld=SharedItem.NAME not in items,
        readable=readable,
        opens_case=opens,
        person=_person(known, today, items, cover) if known else None,
        age_band=people.age_band(known, today=today) if known else "",
        district=cover.place(case.district) if readable else None,
        heard=_heard(referral, items, cover) if readable else Heard(),
        consent=consent,
        urgency=referral.urgency,
        urgency_label=Urgency(referral.urgency).label,
        reason=cover.text(referral.reason) if readable else "",
        note=cover.text(referral.note) if readable else "",
        kind=referral.kind,
        kind_label=referral.get_kind_display(),
        status=referral.status,
        status_label=ReferralStatus(referral.status).label,
        from_agency=cover.agency(referral.from_agency),
        sent_by=cover.staff(referral.sent_by),
        to_agency=cover.agency(referral.to_agency),
        sent_at=referral.sent_at,
        reply_due_at=referral.reply_due_at,
        postponed_until=referral.postponed_until,
        answer=_answer(referral, cover),
        shared=items,
        messages=tuple(said(one, cover) for one in getattr(referral, "said", ()) if readable),
        trail=_way(referral, cover) if readable else (_hop(referral, cover),),
        covered=cover.on,
    )


def _items(referral: Referral, consent: ConsentSheet, *, opens: bool) -> tuple[str, ...]:
    """All, for who reads the case; else what went along, and how to reach the person only until the answer.

    A consent that ran out by itself withholds the name as a withdrawal does.
    """
    if opens:
        return WITH_CONSENT
    waiting = referral.status == ReferralStatus.SENT
    along = WITHOUT_CONSENT if waiting and consent.lapsed else referral.shared
    return tuple(item for item in along if waiting or item not in TO_REACH)


def _person(person: Person, today: date, items: Collection[str], cover: Cover) -> PersonSheet:
    return people.of(person, today=today, items=items, opened=not cover.on)


def said(message: ReferralMessage, cover: Cover) -> Message:
    return Message(
        message.pk,
        cover.staff(message.said_by),
        cover.agency(message.agency),
        message.said_at,
        cover.text(message.text),
    )


def _way(referral: Referral, cover: Cover) -> tuple[Hop, ...]:
    return tuple(_hop(one, cover) for one in getattr(referral.case, "trail", ()))


def _heard(referral: Referral, items: Collection[str], cover: Cover) -> Heard:
    heard = referral.consultation
    if heard is None:
        return Heard()
    family = referral.case.household.living_with
    return Heard(
        story=cover.text(heard.story) if SharedItem.STORY in items else "",
        living_with=cover.text(family) if SharedItem.FAMILY in items else "",
        topics=tuple(heard.topics.all()),
        main_topic=heard.main_topic,
        channel_label=Channel(heard.channel).label,
        consulter_label=Consulter(heard.consulter).label if heard.consulter else "",
        received_at=heard.received_at,
    )


def _answer(referral: Referral, cover: Cover) -> Answer:
    return Answer(
        at=referral.answered_at,
        by=cover.staff_of(referral.answered_by),
        note=cover.text(referral.answer_note),
        accepted_as=referral.accepted_as,
        return_reason=referral.return_reason,
        return_reason_label=referral.get_return_reason_display(),
        suggestion=cover.agency_of(referral.suggestion),
    )


def trail(case: Case, *, eyes: Eyes = NOBODY, among: Q = ALL) -> tuple[Hop, ...]:
    """Every hand-over of the case, first to last: the way it has gone (R3)."""
    referrals = Referral.objects.filter(among, case=case).select_related("from_agency", "to_agency")
    cover = eyes.over(case)
    return tuple(_hop(one, cover) for one in referrals.order_by("sent_at", "pk"))


def _hop(referral: Referral, cover: Cover) -> Hop:
    return Hop(
        referral.pk,
        cover.agency(referral.from_agency),
        cover.agency(referral.to_agency),
        referral.kind,
        referral.status,
        ReferralStatus(referral.status).label,
        referral.sent_at,
        referral.answered_at,
    )
