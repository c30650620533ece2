"""期限・候補: which sitting comes near, whose papers are due, which case may want a table; questions to the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db.models import Case as When_
from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Now

from cases.models import AccessGround, Case, Ground, Plan, PlanKind, Referral, ReminderKind
from cases.states import CaseStage, ReferralStatus
from districts.models import Role, Staff
from fujisawa_care.foundation.workdays import TOKYO, moment_before
from meetings.models import (
    LOOK_AFTER,
    ON_THE_TABLE,
    TALKED,
    AgendaItem,
    Answer,
    Meeting,
    MeetingEvent,
    MeetingEventKind,
    MeetingKind,
    Member,
    Packet,
    Pact,
)
from meetings.states import ItemState, MeetingState

STILL_ASKED = (Answer.ASKED, Answer.COMING, Answer.ONLINE)
PACT_ENDS = (90, 30)  # days before
TO_COME = (MeetingState.PLANNED, MeetingState.INVITED)


@dataclass(frozen=True)
class Call:
    """What to say to whom about which sitting; another hour is another occasion."""

    kind: ReminderKind
    to: tuple[Staff, ...]
    meeting: Meeting
    occasion: str
    stage: int = 1


@dataclass(frozen=True)
class Ending:
    """What to say to whom about which agreement; another last day is another occasion."""

    kind: ReminderKind
    to: tuple[Staff, ...]
    pact: Pact
    occasion: str
    stage: int = 1


def nearing(at: datetime) -> Iterator[Call]:
    """The working day before, to everybody invited who has not said no."""
    here = Member.objects.filter(left_at__isnull=True, answer__in=STILL_ASKED)
    at_work = here.filter(staff__is_active=True).select_related("staff")
    rows = Meeting.objects.filter(state=MeetingState.INVITED, starts_at__gt=at)
    for meeting in rows.select_related("body").prefetch_related(
        Prefetch("members", at_work, to_attr="asked")
    ):
        if moment_before(meeting.starts_at, 1).date() > at.astimezone(TOKYO).date():
            continue
        to = tuple(one.staff for one in meeting.asked)  # type: ignore[attr-defined]  # the prefetch above
        yield Call(ReminderKind.SITTING, to, meeting, _moment(meeting.starts_at))


def papers(at: datetime) -> Iterator[Call]:
    """The working day before they are due, and once more when that day has passed without them."""
    lying = AgendaItem.objects.filter(meeting=OuterRef("pk"), state__in=ON_THE_TABLE)
    rows = Meeting.objects.filter(state__in=TO_COME, starts_at__gt=at, packet_due_on__isnull=False)
    waiting = rows.filter(Exists(lying)).exclude(
        Exists(Packet.objects.filter(meeting=OuterRef("pk")))
    )
    today = at.astimezone(TOKYO).date()
    for meeting in waiting.select_related("body", "called_by"):
        due = meeting.packet_due_on
        if due is None:
            continue
        noon = datetime.combine(due, time(12), tzinfo=TOKYO)
        if moment_before(noon, 1).date() > today:
            continue
        stage = 2 if today > due and not meeting.hurried else 1
        yield Call(ReminderKind.PACKET, secretaries(meeting), meeting, due.isoformat(), stage)


def agreements(at: datetime) -> Iterator[Ending]:
    """What was agreed until a day: three months and one before, and once more when that day has passed."""
    today = at.astimezone(TOKYO).date()
    first, second = PACT_ENDS
    rows = Pact.objects.filter(ended_on__isnull=True, until__lte=today + timedelta(days=first))
    for pact in rows.select_related("written_by").order_by("pk"):
        if pact.until is None:
            continue
        left = (pact.until - today).days
        kind = ReminderKind.PACT_ENDS if left >= 0 else ReminderKind.PACT_OVER
        stage = 2 if 0 <= left <= second else 1
        yield Ending(kind, _or_all(pact.written_by), pact, pact.until.isoformat(), stage)


def secretaries(meeting: Meeting) -> tuple[Staff, ...]:
    """Whoever called it; where they are gone, all who look after sittings."""
    own = meeting.called_by.is_active and not meeting.of_cases
    return (meeting.called_by,) if own else _or_all(meeting.called_by)


def _or_all(first: Staff) -> tuple[Staff, ...]:
    if first.is_active and first.role in LOOK_AFTER:
        return (first,)
    at_work = Staff.objects.filter(is_active=True, role__in=LOOK_AFTER)
    return tuple(at_work.filter(role=Role.COORDINATOR)) or tuple(at_work)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def adrift() -> QuerySet[AgendaItem]:
    """Moved off a table of plans to none: nobody has tabled its case since, or said that it need not be."""
    others = AgendaItem.objects.filter(case=OuterRef("case")).exclude(pk=OuterRef("pk"))
    since = others.filter(Q(state__in=ON_THE_TABLE) | Q(tabled_at__gte=OuterRef("closed_at")))
    let_go = MeetingEvent.objects.filter(item=OuterRef("pk"), kind=MeetingEventKind.LET_GO)
    moved = AgendaItem.objects.filter(state=ItemState.REROUTED, followed_by__isnull=True)
    return moved.filter(~Exists(since), ~Exists(let_go), case__stage=CaseStage.OPEN)


def without_consent(at: datetime) -> Meeting | None:
    """The next 支援会議 that is called: there an item goes whose consent has ended."""
    shien = Meeting.objects.coming(at).filter(kind=MeetingKind.SHIEN)
    return shien.select_related("body").order_by("starts_at", "pk").first()


def moves(case: Case, *, at: datetime) -> tuple[str, ...]:
    """In words: to which sitting what lies on a table of plans goes without consent, or has gone."""
    items = AgendaItem.objects.filter(case=case, meeting__kind=MeetingKind.JUSO)
    whole = items.select_related("meeting__body", "followed_by__meeting__body")
    last = whole.order_by("-pk").first()
    if last is None:
        return ()
    here = last.meeting.called
    if last.state in ON_THE_TABLE:
        there = without_consent(at)
        to = f"{there.called}へ移ります" if there else "外れ、事務局が行き先を決めるまで待ちます"
        return (f"同意がなくなると、{here}の議題は、すぐに{to}。",)
    if last.state != ItemState.REROUTED:
        return ()
    after: AgendaItem | None = getattr(last, "followed_by", None)
    if after is not None and after.state in ON_THE_TABLE:
        return (f"同意がなくなったため、{here}の議題は{after.meeting.called}へ移りました。",)
    if adrift().filter(pk=last.pk).exists():
        return (f"同意がなくなったため、{here}の議題は外れました。事務局が行き先を決めます。",)
    return ()


SEVERAL = 2
SIGNS = 2
SINCE_TALKED = timedelta(days=90)
AT_WORK = (Ground.OWNER, Ground.TEAM, Ground.COORDINATION, Ground.ROLE)


def candidates(cases: QuerySet[Case]) -> QuerySet[Case]:
    """重層①: open, on no table and not lately talked about, without a plan of several agencies; and two signs.

    The signs: two or more fields of trouble, two or more agencies at work, a hand-over given back.
    """
    plans = Plan.objects.live().filter(case=OuterRef("pk"), kind=PlanKind.MULTI_AGENCY)
    tabled = AgendaItem.objects.on_the_table().filter(case=OuterRef("pk"))
    lately = AgendaItem.objects.filter(
        case=OuterRef("pk"), state__in=TALKED, closed_at__gt=Now() - SINCE_TALKED
    )
    grounds = AccessGround.objects.running().filter(ground__in=AT_WORK, agency__isnull=False)
    given_back = Referral.objects.filter(status=ReferralStatus.RETURNED)
    waiting = cases.filter(~Exists(plans), ~Exists(tabled), ~Exists(lately), stage="open")
    asked = waiting.annotate(
        fields=_number(Case.topics.through.objects.all(), "topic"),
        houses=_number(grounds, "agency"),
        returned=_number(given_back, "pk"),
    )
    signs = _one("fields", SEVERAL) + _one("houses", SEVERAL) + _one("returned", 1)
    return asked.annotate(signs=signs).filter(signs__gte=SIGNS)


def _number(rows: QuerySet[Any], of: str) -> Coalesce:
    counted = rows.filter(case=OuterRef("pk")).order_by().values("case")
    total = counted.annotate(total=Count(of, distinct=True)).values("total")
    return Coalesce(Subquery(total, output_field=IntegerField()), 0)


def _one(name: str, least: int) -> When_:
    return When_(When(**{f"{name}__gte": least}, then=Value(1)), default=Value(0))
