"""受け止めの見えかた: what was heard, the case it belongs to, and who was asked to take it on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from cases.models import (
    Case,
    Channel,
    ConsentState,
    Consultation,
    Consulter,
    Outcome,
    Referral,
    Urgency,
)
from cases.sheets import cases, consents
from cases.sheets.cases import CaseSheet
from cases.sheets.consents import UnaskedSheet
from cases.sheets.shields import NOBODY, Cover, Eyes
from districts.models import Agency, Staff, Topic


@dataclass(frozen=True)
class Asked:
    """One つなぎ that was sent from the counter, as far as the intake's answer tells."""

    id: int
    to_agency: Agency
    kind: str
    kind_label: str
    status: str
    status_label: str
    reply_due_at: datetime


@dataclass(frozen=True)
class ConsultationSheet:
    id: int
    received_at: datetime
    received_by: Staff
    agency: Agency
    channel: str
    channel_label: str
    consulter: str
    consulter_label: str
    anonymous: bool
    story: str
    topics: tuple[Topic, ...]
    main_topic: Topic | None
    urgency: str
    urgency_label: str
    outcome: str
    outcome_label: str
    consent: str
    consent_label: str
    unasked: UnaskedSheet | None
    case: CaseSheet
    referrals: tuple[Asked, ...]


def loaded(consultations: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """With the case and the referrals, in the same number of queries for one row or a hundred."""
    return consultations.select_related("received_by", "agency", "main_topic").prefetch_related(
        "topics",
        Prefetch("case", cases.loaded(Case.objects.all())),
        Prefetch("referrals", Referral.objects.select_related("to_agency").order_by("pk")),
    )


def of(heard: Consultation, *, today: date, eyes: Eyes = NOBODY) -> ConsultationSheet:
    cover = eyes.over(heard.case)
    return ConsultationSheet(
        id=heard.pk,
        received_at=heard.received_at,
        received_by=cover.staff(heard.received_by),
        agency=cover.agency(heard.agency),
        channel=heard.channel,
        channel_label=Channel(heard.channel).label,
        consulter=heard.consulter,
        consulter_label=Consulter(heard.consulter).label if heard.consulter else "",
        anonymous=heard.anonymous,
        story=cover.text(heard.story),
        topics=tuple(heard.topics.all()),
        main_topic=heard.main_topic,
        urgency=heard.urgency,
        urgency_label=Urgency(heard.urgency).label,
        outcome=heard.outcome,
        outcome_label=Outcome(heard.outcome).label,
        consent=heard.consent,
        consent_label=ConsentState(heard.consent).label,
        unasked=consents.unasked(heard, cover),
        case=cases.of(heard.case, today=today, eyes=eyes),
        referrals=tuple(_asked(one, cover) for one in heard.referrals.all()),
    )


def _asked(referral: Referral, cover: Cover) -> Asked:
    return Asked(
        id=referral.pk,
        to_agency=cover.agency(referral.to_agency),
        kind=referral.kind,
        kind_label=referral.get_kind_display(),
        status=referral.status,
        status_label=referral.get_status_display(),
        reply_due_at=referral.reply_due_at,
    )
