"""会議の見えかた: when and where, who comes, who has confirmed secrecy, and what lies on the table for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from cases.sheets.shields import Eyes
from districts.models import Agency, Staff
from fujisawa_care.foundation.workdays import TOKYO
from meetings.models import (
    LOOK_AFTER,
    ON_THE_TABLE,
    TALKED,
    AgendaItem,
    Answer,
    Meeting,
    MeetingKind,
    Member,
    Packet,
    Reason,
    Seat,
)
from meetings.states import ItemState, MeetingState

CLOSED = (MeetingState.SETTLED, MeetingState.CANCELLED)
COMING = (Answer.COMING, Answer.ONLINE)
LYING = (*ON_THE_TABLE, *TALKED)
NOTHING: Mapping[int, tuple[str, ...]] = {}
TONES = {
    MeetingState.PLANNED: ("", "circle-dashed"),
    MeetingState.INVITED: ("key", "mail"),
    MeetingState.HELD: ("meet", "gavel"),
    MeetingState.SETTLED: ("ok", "check"),
    MeetingState.CANCELLED: ("", "ban"),
}
ITEM_TONES = {
    ItemState.TABLED: ("", "clock"),
    ItemState.OPEN: ("meet", "gavel"),
    ItemState.DECIDED: ("ok", "check"),
    ItemState.CONTINUED: ("note", "undo-2"),
}
ANSWER_TONES = {
    Answer.NOT_ASKED: ("", "circle-dashed"),
    Answer.ASKED: ("warn", "timer"),
    Answer.COMING: ("ok", "check"),
    Answer.ONLINE: ("ok", "check"),
    Answer.AWAY: ("", "x"),
}


@dataclass(frozen=True)
class BasisSheet:
    code: str
    name: str
    band: str


@dataclass(frozen=True)
class MeetingRow:
    """One line of a list."""

    id: int
    called: str
    body: str
    kind: str
    kind_label: str
    title: str
    fiscal_year: int
    ordinal: int
    starts_at: datetime
    ends_at: datetime
    place: str
    online_url: str
    emergency: bool
    state: str
    state_label: str
    packet_due_on: date | None
    members: int
    coming: int
    items: int
    mine: str
    mine_label: str
    papers: bool = False
    hurried: bool = False

    @property
    def day(self) -> date:
        return self.starts_at.astimezone(TOKYO).date()

    @property
    def tone(self) -> tuple[str, str]:
        return TONES[MeetingState(self.state)]

    @property
    def waits_for_me(self) -> bool:
        return self.mine == Answer.ASKED and self.state not in CLOSED


@dataclass(frozen=True)
class MemberSheet:
    id: int
    staff: Staff | None
    agency: Agency | None
    name: str
    title: str
    chairs: bool
    answer: str
    answer_label: str
    answered_at: datetime | None
    invited_at: datetime | None
    attended: bool | None
    sworn_at: datetime | None
    mine: bool

    @property
    def tone(self) -> tuple[str, str]:
        return ANSWER_TONES[Answer(self.answer)]


@dataclass(frozen=True)
class ItemLine:
    """`number` is empty where the viewer does not see the item: then only that it is there, and how long."""

    id: int
    position: int
    number: str
    district: str
    title: str
    presenter: str
    reason: str
    reason_label: str
    state: str
    state_label: str
    minutes: int
    begins_at: datetime
    visible: bool
    seated: int = 0
    question: tuple[str, ...] = ()
    mine: bool = False

    @property
    def seats_open(self) -> bool:
        """Whether it is still picked who sits there."""
        return bool(self.number) and self.state in ON_THE_TABLE

    @property
    def tone(self) -> tuple[str, str]:
        return ITEM_TONES[ItemState(self.state)]


@dataclass(frozen=True)
class MovedLine:
    """Where an item went that a no has moved: its number stays, without a word of the case."""

    position: int
    to: str


@dataclass(frozen=True)
class MeetingSheet:
    row: MeetingRow
    bases: tuple[BasisSheet, ...]
    called_by: Staff
    held_at: datetime | None
    settled_at: datetime | None
    cancelled_because: str
    version: int
    members: tuple[MemberSheet, ...]
    items: tuple[ItemLine, ...]
    minutes: int
    moved: tuple[MovedLine, ...] = ()

    @property
    def sworn(self) -> int:
        return sum(one.sworn_at is not None for one in self.members)

    @property
    def me(self) -> MemberSheet | None:
        return next((one for one in self.members if one.mine), None)

    @property
    def unasked(self) -> int:
        return sum(one.answer == Answer.NOT_ASKED for one in self.members)

    @property
    def too_long(self) -> int:
        """Minutes that the items take beyond the end."""
        room = (self.row.ends_at - self.row.starts_at) // timedelta(minutes=1)
        return max(self.minutes - room, 0)


def loaded(meetings: QuerySet[Meeting], *, viewer: Staff) -> QuerySet[Meeting]:
    mine = Member.objects.filter(meeting=OuterRef("pk"), staff=viewer, left_at__isnull=True)
    here = Q(members__left_at__isnull=True)
    return meetings.select_related("body", "called_by__agency").annotate(
        called_count=Count("members", filter=here, distinct=True),
        coming_count=Count("members", filter=here & Q(members__answer__in=COMING), distinct=True),
        item_count=Count("items", filter=Q(items__state__in=LYING), distinct=True),
        mine=Subquery(mine.values("answer")[:1]),
        papers=_to_read(viewer),
    )


def _to_read(viewer: Staff) -> Q:
    """Papers are locked, and the viewer's seat is open, or opens as soon as they swear."""
    seats = Seat.objects.filter(item__meeting=OuterRef("pk"), member__staff=viewer)
    here = seats.filter(left_at__isnull=True, member__left_at__isnull=True)
    waits = here.filter(member__sworn_at__isnull=True, item__state__in=ON_THE_TABLE)
    locked = Packet.objects.filter(meeting=OuterRef("pk"))
    return Q(Exists(locked)) & (Q(Exists(here.running())) | Q(Exists(waits)))


def row(meeting: Meeting) -> MeetingRow:
    mine = getattr(meeting, "mine", None) or ""
    return MeetingRow(
        id=meeting.pk,
        called=meeting.called,
        body=meeting.body.code,
        kind=meeting.kind,
        kind_label=MeetingKind(meeting.kind).label,
        title=meeting.title,
        fiscal_year=meeting.fiscal_year,
        ordinal=meeting.ordinal,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        online_url=meeting.online_url,
        emergency=meeting.emergency,
        state=meeting.state,
        state_label=MeetingState(meeting.state).label,
        packet_due_on=meeting.packet_due_on,
        members=getattr(meeting, "called_count", 0),
        coming=getattr(meeting, "coming_count", 0),
        items=getattr(meeting, "item_count", 0),
        mine=mine,
        mine_label=Answer(mine).label if mine else "",
        papers=getattr(meeting, "papers", False),
        hurried=meeting.hurried,
    )


def of(
    meeting: Meeting, *, viewer: Staff, asked: Mapping[int, tuple[str, ...]] = NOTHING
) -> MeetingSheet:
    """All that `viewer` may know of a sitting they see; `asked` is what each item is to decide."""
    lines, moved = _items(meeting, viewer)
    items = tuple(replace(one, question=asked.get(one.id, ())) for one in lines)
    return MeetingSheet(
        row=row(meeting),
        bases=tuple(
            BasisSheet(code=one.code, name=one.name, band=one.band) for one in meeting.bases.all()
        ),
        called_by=meeting.called_by,
        held_at=meeting.held_at,
        settled_at=meeting.settled_at,
        cancelled_because=meeting.cancelled_because,
        version=meeting.version,
        members=tuple(member(one, viewer=viewer) for one in _members(meeting)),
        items=items,
        minutes=sum(one.minutes for one in items),
        moved=moved,
    )


def member(one: Member, *, viewer: Staff) -> MemberSheet:
    return MemberSheet(
        id=one.pk,
        staff=one.staff,
        agency=one.agency,
        name=one.name or (one.staff.name if one.staff else ""),
        title=one.title,
        chairs=one.chairs,
        answer=one.answer,
        answer_label=Answer(one.answer).label,
        answered_at=one.answered_at,
        invited_at=one.invited_at,
        attended=one.attended,
        sworn_at=one.sworn_at,
        mine=one.staff_id == viewer.pk,
    )


def _members(meeting: Meeting) -> QuerySet[Member]:
    here = meeting.members.filter(left_at__isnull=True)
    return here.select_related("staff__agency", "agency")


def _items(meeting: Meeting, viewer: Staff) -> tuple[tuple[ItemLine, ...], tuple[MovedLine, ...]]:
    """In order, each with the hour at which it comes up; and what was moved to another table."""
    seen = AgendaItem.objects.visible_to(viewer).filter(pk=OuterRef("pk"))
    lying = meeting.items.filter(state__in=(*LYING, ItemState.REROUTED)).annotate(
        seen=Exists(seen), seated=Count("seats", filter=Q(seats__left_at__isnull=True))
    )
    eyes, begins, lines, moved = Eyes(viewer), meeting.starts_at, [], []
    sworn = _has_sworn(meeting, viewer)
    whole = ("case__person", "case__district", "followed_by__meeting__body")
    for item in lying.select_related(*whole):
        if item.state == ItemState.REROUTED:
            moved.append(MovedLine(item.position, _where_to(item)))
            continue
        shown = item.case is None or (bool(getattr(item, "seen", False)) and sworn)
        line = _line(item, begins, eyes if shown else None)
        mine = item.tabled_by_id == viewer.pk and item.state == ItemState.TABLED
        lines.append(replace(line, mine=mine))
        begins += timedelta(minutes=item.minutes)
    return tuple(lines), tuple(moved)


def _where_to(item: AgendaItem) -> str:
    after: AgendaItem | None = getattr(item, "followed_by", None)
    return after.meeting.called if after else ""


def _has_sworn(meeting: Meeting, viewer: Staff) -> bool:
    """A member first confirms secrecy; the secretaries who prepare the table need not."""
    if viewer.role in LOOK_AFTER:
        return True
    mine = Member.objects.filter(meeting=meeting, staff=viewer, left_at__isnull=True)
    return not mine.filter(sworn_at__isnull=True).exists()


def _line(item: AgendaItem, begins: datetime, eyes: Eyes | None) -> ItemLine:
    case = item.case if eyes else None
    district = eyes.over(case).place(case.district) if eyes and case else None
    return ItemLine(
        id=item.pk,
        position=item.position,
        number=case.number if case else "",
        district=district.name if district else "",
        title=item.title if eyes else "",
        presenter=item.presenter if eyes else "",
        reason=item.reason if eyes else "",
        reason_label=Reason(item.reason).label if eyes else "",
        state=item.state,
        state_label=ItemState(item.state).label,
        minutes=item.minutes,
        begins_at=begins,
        visible=eyes is not None,
        seated=getattr(item, "seated", 0),
    )
