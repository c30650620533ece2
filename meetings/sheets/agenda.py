"""議題の見えかた: names withheld, and the words only for whoever holds a ground on the case (R6, R7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from cases.models import AccessGround, Case, ConsentState
from cases.sheets import people
from cases.sheets.shields import NOBODY, OPEN, Cover, Eyes
from districts.models import Agency, District, Staff
from meetings import rules
from meetings.models import AgendaItem, Meeting, Member, Reason, Seat
from meetings.rules import Blocked, Proposal
from meetings.states import ItemState

WITHHELD = "本人"


@dataclass(frozen=True)
class SeatSheet:
    """One who sits at this item."""

    member: int
    name: str
    title: str
    agency: Agency | None
    chairs: bool
    sworn: bool
    answer: str


@dataclass(frozen=True)
class ItemSheet:
    id: int
    meeting: Meeting
    position: int
    case: Case | None
    number: str
    plan: int | None
    title: str
    presenter: str
    district: District | None
    reason: str
    reason_label: str
    question: str
    why: str
    minutes: int
    state: str
    state_label: str
    name_shown: bool
    readable: bool
    consent_state: str
    consent_label: str
    seats: tuple[SeatSheet, ...]
    tabled_by: Staff
    tabled_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    removed_because: str
    version: int

    @property
    def sworn(self) -> int:
        return sum(one.sworn for one in self.seats)


def loaded(items: QuerySet[AgendaItem], *, viewer: Staff) -> QuerySet[AgendaItem]:
    """Everything a sheet shows, in a constant number of queries."""
    held = AccessGround.objects.of(viewer).filter(case=OuterRef("case"))
    here = Seat.objects.filter(left_at__isnull=True).select_related(
        "member__staff", "member__agency"
    )
    return (
        items.select_related(
            *("meeting__body", "case__person", "case__district", "tabled_by__agency"),
        )
        .annotate(held=Exists(held))
        .prefetch_related(Prefetch("seats", here.order_by("pk"), to_attr="here"))
    )


def of(item: AgendaItem, *, today: date, eyes: Eyes = NOBODY) -> ItemSheet:
    """`item` comes from `loaded`: who looks after the sitting without a ground reads no words about the case."""
    case = item.case
    readable = case is None or bool(getattr(item, "held", False))
    cover = eyes.over(case) if case else OPEN
    return ItemSheet(
        id=item.pk,
        meeting=item.meeting,
        position=item.position,
        case=case,
        number=case.number if case else "",
        plan=item.plan_id,
        title=titled(item, today=today, readable=readable),
        presenter=item.presenter,
        district=cover.place(case.district) if case else None,
        reason=item.reason,
        reason_label=Reason(item.reason).label,
        question=_words(item.question, cover, readable=readable),
        why=_words(item.why, cover, readable=readable),
        minutes=item.minutes,
        state=item.state,
        state_label=ItemState(item.state).label,
        name_shown=item.name_shown,
        readable=readable,
        consent_state=item.consent_state,
        consent_label=ConsentState(item.consent_state).label if item.consent_state else "",
        seats=tuple(_seat(one) for one in getattr(item, "here", ())),
        tabled_by=cover.staff(item.tabled_by),
        tabled_at=item.tabled_at,
        opened_at=item.opened_at,
        closed_at=item.closed_at,
        removed_because=_words(item.removed_because, cover, readable=readable),
        version=item.version,
    )


def _words(text: str, cover: Cover, *, readable: bool) -> str:
    return cover.text(text) if readable else ""


def titled(item: AgendaItem, *, today: date, readable: bool = True) -> str:
    """「本人（50代）」 unless the name is said at this table; what is about no case has its own words."""
    if item.case is None:
        return item.title
    person = item.case.person
    if person and item.name_shown and readable and rules.show_name(item.case):
        return people.of(person, today=today).title
    return of_case(item.case, today=today)


def of_case(case: Case, *, today: date) -> str:
    """As much as may be said of whom without a name."""
    band = people.age_band(case.person, today=today) if case.person else ""
    return f"{WITHHELD}（{band}）" if band else WITHHELD


def _seat(seat: Seat) -> SeatSheet:
    member: Member = seat.member
    return SeatSheet(
        member=member.pk,
        name=member.staff.name if member.staff else member.name,
        title=member.title,
        agency=member.agency,
        chairs=member.chairs,
        sworn=member.sworn_at is not None,
        answer=member.answer,
    )


@dataclass(frozen=True)
class ProposalSheet:
    """出す会議の案, in words for the screen."""

    table: str
    table_label: str
    reason: str
    reason_label: str
    why: tuple[str, ...]
    blocked: tuple[Blocked, ...]
    plan: int | None


def proposed(proposal: Proposal) -> ProposalSheet:
    return ProposalSheet(
        table=proposal.table.value,
        table_label=str(proposal.table.label),
        reason=proposal.reason.value,
        reason_label=str(proposal.reason.label),
        why=proposal.why,
        blocked=proposal.blocked,
        plan=proposal.plan.pk if proposal.plan else None,
    )
