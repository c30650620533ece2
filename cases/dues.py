"""期限: what is waiting, as questions to the data; nothing here writes or sends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from cases.models import (
    CONTACTS,
    AccessGround,
    AddressProtection,
    Case,
    CaseQuerySet,
    ConsentEvent,
    ConsentKind,
    FollowUp,
    FollowUpOutcome,
    Ground,
    Purpose,
    Referral,
    Reminder,
    ReminderKind,
    Urgency,
)
from cases.states import CaseStage
from districts.models import Agency, Staff
from fujisawa_care.foundation.workdays import (
    TOKYO,
    add_working_days,
    end_of_day,
    moment_before,
    months_later,
    next_working_day,
)

# What a reminder about a follow-up is about: another day or hour is another occasion.
DATE_AND_HOUR = Concat(
    Cast("due_on", CharField()),
    Value(" "),
    Coalesce(Cast("due_time", CharField()), Value("")),
)


@dataclass(frozen=True)
class Terms:
    """The city's own thresholds (domain.md section 4); working days unless the name says otherwise."""

    reply: dict[str, int] = field(default_factory=lambda: {"normal": 3, "week": 3, "now": 0})
    first_contact: int = 3
    unanswered: tuple[int, int, int] = (1, 2, 3)
    unanswered_now: tuple[timedelta, timedelta, timedelta] = (
        timedelta(hours=2),
        timedelta(hours=4),
        timedelta(hours=6),
    )
    overdue: tuple[int, int] = (1, 3)
    quiet_days: tuple[int, int] = (30, 45)
    consent_ends: int = 30  # days before
    consent_again: int = 90  # days after the last answer that was no yes
    emergency: timedelta = timedelta(hours=24)
    evaluation: tuple[int, int] = (14, 3)  # days before
    again_days: int = 7
    rhythm_days: int = 14
    protection_ends: timedelta = timedelta(days=7)
    opened: timedelta = timedelta(minutes=30)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Terms:
        """From the settings; a threshold not named there keeps its default."""
        return cls(**values)


def reply_due(at: datetime, urgency: str, terms: Terms) -> datetime:
    """When an answer is owed: the counters' closing time of the day that counts."""
    day = at.astimezone(TOKYO).date()
    due = end_of_day(add_working_days(day, terms.reply[urgency]))
    return due if due > at else end_of_day(add_working_days(day, 1))


def first_contact_due(at: datetime, terms: Terms) -> date:
    return add_working_days(at.astimezone(TOKYO).date(), terms.first_contact)


def next_contact(outcome: str, *, today: date, terms: Terms, rhythm: int | None) -> date:
    """When to try again: soon where nobody was there, otherwise in the rhythm of this case."""
    usual = rhythm or terms.rhythm_days
    missed = outcome in (FollowUpOutcome.ABSENT, FollowUpOutcome.MESSAGE_LEFT)
    days = min(terms.again_days, usual) if missed else usual
    return next_working_day(today + timedelta(days=days))


# 段階: who is told when; each is told once.
RECEIVER, AND_SENDER, AND_MANAGERS = 1, 2, 3
LATE_FOR_MANAGERS = 2


@dataclass(frozen=True)
class Due:
    """One question with an answer: about what, at which stage, and who is to be told.

    `stand_in` is the agency that is told where none of `staff` is at work any more.
    """

    kind: ReminderKind
    stage: int
    case: int
    occasion: str
    referral: int | None = None
    follow_up: int | None = None
    staff: tuple[int, ...] = ()
    stand_in: int | None = None
    agency: int | None = None
    district: str | None = None
    managers: bool = False


def unanswered(at: datetime, terms: Terms) -> Iterator[Due]:
    """Referrals nobody has answered: the receiver, then the sender too, then the managers."""
    for stage in (RECEIVER, AND_SENDER, AND_MANAGERS):
        usual = Referral.objects.unanswered().filter(
            sent_at__lte=moment_before(at, terms.unanswered[stage - 1])
        )
        urgent = Referral.objects.unanswered().filter(
            urgency=Urgency.NOW, sent_at__lte=at - terms.unanswered_now[stage - 1]
        )
        told = _told(ReminderKind.UNANSWERED, stage).filter(referral=OuterRef("pk"))
        waiting = (usual | urgent).exclude(Exists(told)).select_related("case")
        for one in waiting.order_by("pk").iterator():
            yield Due(
                ReminderKind.UNANSWERED,
                stage,
                one.case_id,
                "",
                referral=one.pk,
                staff=(one.sent_by_id,) if stage >= AND_SENDER else (),
                stand_in=one.from_agency_id,
                agency=one.to_agency_id,
                district=one.case.district_id,
                managers=stage == AND_MANAGERS,
            )


def follow_ups_due(at: datetime) -> QuerySet[FollowUp]:
    """Open follow-ups whose day, and hour where one is set, has come."""
    local = at.astimezone(TOKYO)
    waiting = FollowUp.objects.open()
    untimed = waiting.filter(due_on__lte=local.date(), due_time__isnull=True)
    timed = waiting.filter(due_on__lt=local.date()) | waiting.filter(
        due_on=local.date(), due_time__lte=local.time()
    )
    return untimed | timed


def due(at: datetime, terms: Terms) -> Iterator[Due]:
    """Follow-ups whose time has come (once for each date set), then late ones, then the managers."""
    questions = [
        (ReminderKind.DUE, 1, follow_ups_due(at)),
        *(
            (
                ReminderKind.OVERDUE,
                stage,
                FollowUp.objects.open().filter(due_on__lt=moment_before(at, days).date()),
            )
            for stage, days in enumerate(terms.overdue, start=1)
        ),
    ]
    for kind, stage, waiting in questions:
        told = _told(kind, stage).filter(follow_up=OuterRef("pk"), occasion=OuterRef("occasion"))
        dated = waiting.annotate(occasion=DATE_AND_HOUR)
        untold = dated.exclude(Exists(told)).select_related("case")
        for one in untold.order_by("pk").iterator():
            yield Due(
                kind,
                stage,
                one.case_id,
                one.occasion,
                follow_up=one.pk,
                staff=(one.assignee_id,) if one.assignee_id else (),
                stand_in=one.agency_id,
                agency=None if one.assignee_id else one.agency_id,
                district=one.case.district_id,
                managers=kind == ReminderKind.OVERDUE and stage == LATE_FOR_MANAGERS,
            )


def quiet(at: datetime, terms: Terms) -> Iterator[Due]:
    """Open cases with no record for 30 days: the owner; for 45: the managers too."""
    for stage, days in enumerate(terms.quiet_days, start=1):
        told = _told(ReminderKind.QUIET, stage).filter(
            case=OuterRef("pk"), occasion=OuterRef("occasion")
        )
        silent = Case.objects.filter(
            stage=CaseStage.OPEN, last_record_at__lte=at - timedelta(days=days)
        )
        dated = silent.annotate(occasion=Cast("last_record_at__date", CharField()))
        rows = dated.exclude(Exists(told)).values_list(
            "pk", "occasion", "owner_staff", "owner", "district"
        )
        for case, occasion, staff, agency, district in rows.order_by("pk").iterator():
            yield Due(
                ReminderKind.QUIET,
                stage,
                case,
                occasion,
                staff=(staff,) if staff else (),
                stand_in=agency,
                agency=None if staff else agency,
                district=district,
                managers=stage == LATE_FOR_MANAGERS,
            )


def protections(at: datetime, terms: Terms) -> Iterator[Due]:
    """支援措置 about to end: the owner a month before; a week before the managers too."""
    today = at.astimezone(TOKYO).date()
    occasion = Concat(Cast("ends_on", CharField()), Value(" "), Cast("pk", CharField()))
    running = AddressProtection.objects.running().annotate(occasion=occasion)
    for stage, last_day in (
        (1, months_later(today, 1)),
        (LATE_FOR_MANAGERS, today + terms.protection_ends),
    ):
        told = _told(ReminderKind.PROTECTION, stage).filter(
            case=OuterRef("case"), occasion=OuterRef("occasion")
        )
        ending = running.filter(ends_on__range=(today, last_day)).exclude(Exists(told))
        rows = ending.values_list(
            *("case", "occasion", "case__owner_staff", "case__owner", "case__district")
        )
        for case, about, staff, agency, district in rows.order_by("pk").iterator():
            yield Due(
                ReminderKind.PROTECTION,
                stage,
                case,
                about,
                staff=(staff,) if staff else (),
                stand_in=agency,
                agency=None if staff else agency,
                district=district,
                managers=stage == LATE_FOR_MANAGERS,
            )


def consents(at: datetime, terms: Terms) -> Iterator[Due]:
    """A yes that is about to end; and where there is none, the time to ask again has come."""
    today, again = at.astimezone(TOKYO).date(), timedelta(days=terms.consent_again)
    newest = ConsentEvent.objects.filter(case=OuterRef("pk")).newest()
    heard = Case.objects.filter(stage=CaseStage.OPEN, person__isnull=False).annotate(
        said=Subquery(newest.values("event")[:1]),
        said_at=Subquery(newest.values("happened_at")[:1]),
        valid_until=Subquery(newest.values("valid_until")[:1]),
    )
    until = today + timedelta(days=terms.consent_ends)
    ending = heard.filter(said=ConsentKind.GIVEN, valid_until__range=(today, until))
    no_yes = heard.filter(
        ~Q(said=ConsentKind.GIVEN) | Q(valid_until__lt=today), said_at__lte=at - again
    )
    for kind, waiting, since in (
        (ReminderKind.CONSENT_ENDS, ending, timedelta(days=terms.consent_ends + 1)),
        (ReminderKind.CONSENT_AGAIN, no_yes, again),
    ):
        told = Reminder.objects.filter(kind=kind, case=OuterRef("pk"), raised_at__gt=at - since)
        rows = waiting.exclude(Exists(told)).values_list(
            "pk", "owner_staff", "owner", "district", "valid_until"
        )
        for case, staff, agency, district, end in rows.order_by("pk").iterator():
            yield Due(
                kind,
                1,
                case,
                f"{end if kind == ReminderKind.CONSENT_ENDS else today}",
                staff=(staff,) if staff else (),
                stand_in=agency,
                agency=None if staff else agency,
                district=district,
            )


def evaluations(at: datetime, terms: Terms) -> Iterator[Due]:
    """Plans about to be looked back on: whoever is to do it, 14 days and 3 days before (R4, R11)."""
    today = at.astimezone(TOKYO).date()
    planned = FollowUp.objects.open().filter(purpose=Purpose.EVALUATION)
    for stage, days in enumerate(terms.evaluation, start=1):
        told = _told(ReminderKind.EVALUATION, stage).filter(
            follow_up=OuterRef("pk"), occasion=OuterRef("occasion")
        )
        last = today + timedelta(days=days)
        coming: QuerySet[FollowUp] = planned.filter(due_on__range=(today, last))
        dated = coming.annotate(occasion=DATE_AND_HOUR)
        untold = dated.exclude(Exists(told)).select_related("case")
        for one in untold.order_by("pk").iterator():
            yield Due(
                ReminderKind.EVALUATION,
                stage,
                one.case_id,
                one.occasion,
                follow_up=one.pk,
                staff=(one.assignee_id,) if one.assignee_id else (),
                stand_in=one.agency_id,
                agency=None if one.assignee_id else one.agency_id,
                district=one.case.district_id,
            )


def undated(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Those for which no visit, call or meeting is planned, whatever else is."""
    contact = FollowUp.objects.open().filter(case=OuterRef("pk"), kind__in=CONTACTS)
    return cases.exclude(Exists(contact))


def _told(kind: ReminderKind, stage: int) -> QuerySet[Reminder]:
    return Reminder.objects.filter(kind=kind, stage=stage)


def hanging_on(staff: Staff) -> list[str]:
    """What has to be passed on before this person can leave or move, in words without a name (R4)."""
    counts = {
        "主担当のケース": Case.objects.open().filter(owner_staff=staff).count(),
        "次の一手": FollowUp.objects.open().filter(assignee=staff).count(),
    }
    return [f"{what} {count}件" for what, count in counts.items() if count]


def cases_of(staff: Staff) -> CaseQuerySet:
    """The open cases in which something hangs on this person."""
    planned = FollowUp.objects.open().filter(case=OuterRef("pk"), assignee=staff)
    return Case.objects.open().filter(Q(owner_staff=staff) | Q(Exists(planned)))


def cases_of_house(agency: Agency) -> CaseQuerySet:
    """The open cases in which something hangs on this house, on whomever in it or on nobody.

    Beside each: whether it is one of the team, is asked by a つなぎ, or waits for the answer to one.
    """
    planned = FollowUp.objects.open().filter(case=OuterRef("pk"), agency=agency)
    team = AccessGround.objects.running().filter(
        case=OuterRef("pk"),
        agency=agency,
        ground__in=(Ground.TEAM, Ground.COORDINATION, Ground.ROLE),
    )
    waiting = Referral.objects.unanswered().filter(case=OuterRef("pk"))
    placed = Case.objects.open().annotate(
        in_team=Exists(team),
        asked=Exists(waiting.filter(to_agency=agency)),
        waits=Exists(waiting.filter(from_agency=agency)),
    )
    return placed.filter(
        Q(owner=agency) | Q(Exists(planned)) | Q(in_team=True) | Q(asked=True) | Q(waits=True)
    )


def to_hand_on(whose: Staff | Agency, *, by: Staff) -> CaseQuerySet:
    """Those of them `by` may see beside this name: under 支援措置 only the own house (R7)."""
    theirs = cases_of_house(whose) if isinstance(whose, Agency) else cases_of(whose)
    return _beside(whose, theirs, by)


def closed_to_hand_on(agency: Agency, *, by: Staff) -> CaseQuerySet:
    """What has ended with this house is its to read and to open again, until it gives up its work."""
    return _beside(agency, Case.objects.filter(stage=CaseStage.CLOSED, owner=agency), by)


def _beside(whose: Staff | Agency, theirs: CaseQuerySet, by: Staff) -> CaseQuerySet:
    house = whose.pk if isinstance(whose, Agency) else whose.agency_id
    return theirs if by.agency_id == house else theirs.exclude(person__protected=True)
