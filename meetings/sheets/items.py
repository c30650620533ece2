"""議題の見えかた: the table as those see it who sit there; names are withheld unless the table needs them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from cases.models import Case, ConsentState
from cases.sheets import cases, shields
from cases.sheets.cases import CaseSheet
from cases.sheets.plans import PlanSheet
from districts.models import Staff
from fujisawa_care.foundation.numbering import numbered
from fujisawa_care.foundation.workdays import TOKYO
from meetings.models import (
    AgendaItem,
    Decision,
    ItemDecision,
    LegalBasis,
    Meeting,
    Member,
    Packet,
    Seat,
)
from meetings.sheets import names, roles, tabled
from meetings.sheets.names import Names
from meetings.sheets.roles import RoleSheet
from meetings.states import ItemState

AFAR = "ほかの議題"
GONE = (ItemState.REMOVED, ItemState.REROUTED)
SIGNS = {
    ItemState.OPEN: ("meet", "", "いま"),
    ItemState.DECIDED: ("ok", "check", "済"),
    ItemState.CONTINUED: ("ok", "refresh-cw", "次回も"),
    ItemState.REMOVED: ("", "", "外した"),
    ItemState.REROUTED: ("warn", "", "移した"),
}


@dataclass(frozen=True)
class Line:
    """One row of the order of the day; what is not one's own has no number of a case."""

    id: int
    number: int
    title: str
    words: str
    tone: str
    sign: str
    state: str
    mine: bool
    open_to_me: bool


@dataclass(frozen=True)
class Seated:
    name: str
    chairs: bool
    sworn: bool


@dataclass(frozen=True)
class DecisionSheet:
    label: str
    wording: str
    by: Staff
    at: datetime


@dataclass(frozen=True)
class Before:
    """前回: the sitting that talked about it last, its decision and its roles."""

    called: str
    day: datetime
    decision: DecisionSheet | None
    roles: tuple[RoleSheet, ...]


@dataclass(frozen=True)
class ItemSheet:
    id: int
    number: int
    title: str
    sub: str
    meeting: Meeting
    bases: tuple[LegalBasis, ...]
    case: CaseSheet | None
    covered: bool
    named: str
    consent: str
    consent_given: bool
    question: tuple[str, ...]
    minutes: int
    state: str
    state_label: str
    opened_at: datetime | None
    memo: str
    roles: tuple[RoleSheet, ...]
    decision: DecisionSheet | None
    next_check_on: date | None
    before: Before | None
    plan: PlanSheet | None

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """今日きめること, counted."""
        return numbered(self.question)

    @property
    def open(self) -> bool:
        return self.state == ItemState.OPEN

    @property
    def to_come(self) -> bool:
        return self.state == ItemState.TABLED

    @property
    def over(self) -> bool:
        return not (self.open or self.to_come)

    @property
    def houses(self) -> int:
        return len({one.who for one in self.roles})


def loaded(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    return items.select_related("meeting__body", "case__person", "plan", "follows__meeting__body")


def of(item: AgendaItem, *, viewer: Staff, today: date) -> ItemSheet:
    case, covered, eyes = None, False, shields.NOBODY
    if item.case_id:
        whole = cases.loaded(Case.objects.filter(pk=item.case_id)).get()
        eyes = shields.on_one(whole, viewer=viewer)
        covered = eyes.over(whole).on
        case = cases.of(whole, today=today, eyes=eyes)
    title, sub = _heading(item, case)
    state, given = _consent(item, case)
    shown = not covered
    return ItemSheet(
        id=item.pk,
        number=item.position,
        title=title,
        sub=sub,
        meeting=item.meeting,
        bases=tuple(item.meeting.bases.all()),
        case=case,
        covered=covered,
        named=case.title if case and item.name_shown and shown else "",
        consent=state,
        consent_given=given,
        question=tuple(one for one in item.question.splitlines() if one.strip()) if shown else (),
        minutes=item.minutes,
        state=item.state,
        state_label=ItemState(item.state).label,
        opened_at=item.opened_at,
        memo=item.memo if shown else "",
        roles=roles.of(item, today=today) if shown else (),
        decision=decision_of(item) if shown else None,
        next_check_on=item.next_check_on,
        before=_before(item, today=today) if shown else None,
        plan=tabled.of(item, eyes=eyes) if shown else None,
    )


def agenda(meeting: Meeting, *, viewer: Staff, today: date) -> tuple[Line, ...]:
    """The order of the day with its clock; the same few queries for one item or twenty.

    What was moved or taken off is a number to whoever does not see the case.
    """
    rows = list(meeting.items.select_related("case__person", "case__district").order_by("position"))
    gone = Q(state__in=GONE, case__isnull=False) & ~Q(case__in=Case.objects.visible_to(viewer))
    lying = AgendaItem.objects.visible_to(viewer).filter(meeting=meeting).exclude(gone)
    mine = set(lying.values_list("pk", flat=True))
    seats = Seat.objects.running().filter(item__meeting=meeting, member__staff=viewer)
    seated = set(seats.values_list("item", flat=True))
    clock = meeting.starts_at
    lines = []
    for row in rows:
        lines.append(_line(row, clock, mine=row.pk in mine, seated=row.pk in seated))
        if row.state not in GONE:
            clock += timedelta(minutes=row.minutes)
    return tuple(lines)


def members(meeting: Meeting) -> tuple[Seated, ...]:
    here = meeting.members.filter(left_at__isnull=True).select_related("agency", "staff")
    each = called_each(here)
    return tuple(
        Seated(name=each[one.pk], chairs=one.chairs, sworn=one.sworn_at is not None) for one in here
    )


def edition(meeting: Meeting) -> int:
    """Of the papers that were locked last; 0 where there are none yet."""
    return Packet.objects.filter(meeting=meeting).values_list("edition", flat=True).first() or 0


def called(member: Member) -> str:
    house = member.agency.short_name or member.agency.name if member.agency else ""
    return house or member.name or (member.staff.name if member.staff else "")


def called_each(members: Iterable[Member]) -> dict[int, str]:
    """By their agency; where more than one of it are among them, by their own name beside it."""
    rows = list(members)
    many = Counter(one.agency_id for one in rows)
    return {
        one.pk: f"{called(one)}（{own}）"
        if one.agency_id and many[one.agency_id] > 1 and own
        else called(one)
        for one in rows
        for own in [one.name or (one.staff.name if one.staff else "")]
    }


def decision_of(item: AgendaItem) -> DecisionSheet | None:
    last = ItemDecision.objects.filter(item=item).select_related("decided_by__agency").last()
    if last is None:
        return None
    label = Decision(last.decision).label
    return DecisionSheet(label, last.wording, last.decided_by, last.decided_at)


def ways(
    lines: Sequence[Line], here: int, *, readable: Collection[int]
) -> tuple[Line | None, Line | None]:
    """The item before and the one after, among those that open to the viewer."""
    mine = [one for one in lines if one.id == here or one.id in readable]
    at = next((number for number, one in enumerate(mine) if one.id == here), None)
    if at is None:
        return None, None
    return (mine[at - 1] if at else None), (mine[at + 1] if at + 1 < len(mine) else None)


def _line(item: AgendaItem, clock: datetime, *, mine: bool, seated: bool) -> Line:
    tone, sign, words = SIGNS.get(ItemState(item.state), ("", "", ""))
    title, sub = AFAR, ""
    if mine and item.case is None:
        title, sub = item.title, ""
    elif mine and item.case is not None:
        title = item.case.number
        place = (
            item.case.district if not (item.case.person and item.case.person.protected) else None
        )
        sub = place.name if place else ""
    return Line(
        id=item.pk,
        number=item.position,
        title=title,
        words=sub,
        tone=tone,
        sign=sign,
        state=words or f"{clock.astimezone(TOKYO):%H:%M}",
        mine=mine,
        open_to_me=seated,
    )


def _heading(item: AgendaItem, case: CaseSheet | None) -> tuple[str, str]:
    """「R8-0142　50代・善行地区」: number, decade and district, never a name."""
    if case is None:
        return item.title, f"（説明：{item.presenter}）" if item.presenter else ""
    age = case.person.age_band if case.person and not case.covered else ""
    place = f"{case.district.name}地区" if case.district else ""
    return case.number, "・".join(filter(None, (age, place)))


def _consent(item: AgendaItem, case: CaseSheet | None) -> tuple[str, bool]:
    """As it was when the item was opened; before that, as it stands."""
    if case is None:
        return "", False
    if item.consent_state:
        state = ConsentState(item.consent_state)
        return f"会議のときの同意：{state.label}", state == ConsentState.GIVEN
    return f"本人の{case.consent.words}", case.consent.given


def _before(item: AgendaItem, *, today: date) -> Before | None:
    last = item.follows
    if last is None:
        return None
    return Before(
        called=last.meeting.called,
        day=last.meeting.starts_at,
        decision=decision_of(last),
        roles=roles.that_followed(last, today=today, known=unsaid(item)),
    )


def unsaid(item: AgendaItem) -> Names:
    if item.case_id is None or item.name_shown:
        return ()
    return names.of(Case.objects.select_related("person", "household").get(pk=item.case_id))
