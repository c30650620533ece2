"""会議の数: how many sittings and cases there were in a fiscal year, as the city publishes them (R13).

The number is the whole city's and names nobody; what stands behind it is shown item by item, as far as
the reader may see each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from django.db.models import Count, Min, QuerySet

from cases.models import Case
from districts.models import Staff
from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.workdays import TOKYO
from meetings.models import OF_CASES, TALKED, AgendaItem, Meeting, MeetingKind, Reason
from meetings.rules import REASONS
from meetings.states import ItemState, MeetingState

HELD = (MeetingState.HELD, MeetingState.SETTLED)
ALL = "items"
OF_SITTINGS = (
    "はじめの日から数える日までに、実際に開いた会議の回数です。"
    "取りやめた会議と、これから開く会議は入りません。"
)
OF_ITEMS = (
    "その会議で話し合いを終えたケースの件数です。決まったものと、次回も話し合うものを数えます。"
    "同じケースを2回の会議で話せば2件です。話さずに外したもの、ほかの会議へ移したものは入りません。"
)
OF_REASONS = "件数を、議題に入れたときの理由で分けたものです。"


class Days(Protocol):
    """Both days are counted."""

    @property
    def since(self) -> date: ...

    @property
    def until(self) -> date: ...


@dataclass(frozen=True)
class Span:
    """From the first of April until the day of counting, both counted."""

    year: int
    until: date

    @property
    def since(self) -> date:
        return date(self.year, 4, 1)

    @property
    def label(self) -> str:
        """令和5年度."""
        return wareki.fiscal_name(self.year)

    @property
    def whole(self) -> bool:
        return self.until == last_day(self.year)


@dataclass(frozen=True)
class OfReason:
    reason: Reason
    label: str
    items: int


@dataclass(frozen=True)
class OfKind:
    kind: MeetingKind
    label: str
    sittings: int
    items: int
    reasons: tuple[OfReason, ...]


@dataclass(frozen=True)
class Counted:
    span: Span
    counted_at: datetime
    kinds: tuple[OfKind, ...]
    above: tuple[OfKind, ...]


@dataclass(frozen=True)
class Indicator:
    """One number with all it needs to be read alone."""

    code: str
    label: str
    definition: str
    unit: str
    span: Span
    kind: MeetingKind
    reason: Reason | None
    value: int
    counted_at: datetime


@dataclass(frozen=True)
class Behind:
    """One case that was counted: the sitting and the number, never what was said."""

    id: int
    day: date
    meeting: int
    called: str
    position: int
    reason_label: str
    state_label: str
    number: str
    opens: bool


def last_day(year: int) -> date:
    return date(year + 1, 3, 31)


def years(today: date) -> range:
    """From the year of the first sitting there is to this one."""
    first: int | None = Meeting.objects.aggregate(first=Min("fiscal_year"))["first"]
    this = wareki.fiscal_year(today)
    return range(this if first is None else min(first, this), this + 1)


def held(span: Days) -> QuerySet[Meeting]:
    after = datetime.combine(span.until + timedelta(days=1), time(), tzinfo=TOKYO)
    begins = datetime.combine(span.since, time(), tzinfo=TOKYO)
    touched = [*range(wareki.fiscal_year(span.since), wareki.fiscal_year(span.until) + 1)]
    return Meeting.objects.filter(
        fiscal_year__in=touched, starts_at__gte=begins, starts_at__lt=after, state__in=HELD
    )


def talked(span: Days) -> QuerySet[AgendaItem]:
    """Cases only: what else lies on such a table is no 件 of it."""
    return AgendaItem.objects.filter(
        meeting__in=held(span),
        meeting__kind__in=OF_CASES,
        case__isnull=False,
        opened_at__isnull=False,
        state__in=TALKED,
    )


def count(span: Span, *, at: datetime) -> Counted:
    sittings: dict[str, int] = dict(held(span).order_by().values_list("kind").annotate(Count("pk")))
    items: dict[tuple[str, str], int] = {
        (kind, reason): number
        for kind, reason, number in talked(span)
        .order_by()
        .values_list("meeting__kind", "reason")
        .annotate(Count("pk"))
    }
    each = [_of(kind, sittings, items) for kind in MeetingKind]
    return Counted(
        span,
        at,
        tuple(one for one in each if one.kind in OF_CASES),
        tuple(one for one in each if one.kind not in OF_CASES and one.sittings),
    )


def indicators(counted: Counted) -> Iterator[Indicator]:
    """The same numbers one by one, each with its definition."""
    for one in (*counted.kinds, *counted.above):
        yield _said(counted, one, None, value=one.sittings)
        if one.kind in OF_CASES:
            yield _said(counted, one, ALL, value=one.items)
            for part in one.reasons:
                yield _said(counted, one, part.reason, value=part.items)


def behind(rows: Collection[AgendaItem], *, viewer: Staff) -> list[Behind]:
    """Rows the viewer may see; whose case they may open too leads there."""
    cases = Case.objects.visible_to(viewer).filter(pk__in=[row.case_id for row in rows])
    opens = set(cases.values_list("pk", flat=True))
    return [
        Behind(
            id=row.pk,
            day=row.meeting.starts_at.astimezone(TOKYO).date(),
            meeting=row.meeting_id,
            called=row.meeting.called,
            position=row.position,
            reason_label=Reason(row.reason).label,
            state_label=ItemState(row.state).label,
            number=row.case.number if row.case else "",
            opens=row.case_id in opens,
        )
        for row in rows
    ]


def _of(kind: MeetingKind, sittings: dict[str, int], items: dict[tuple[str, str], int]) -> OfKind:
    reasons = tuple(
        OfReason(reason, reason.label, items.get((kind, reason), 0))
        for reason in (*REASONS.get(kind, ()), Reason.NONE)
    )
    total = sum(one.items for one in reasons)
    return OfKind(kind, kind.label, sittings.get(kind, 0), total, reasons)


def _said(counted: Counted, of: OfKind, part: str | None, *, value: int) -> Indicator:
    """`part` is a reason, ALL of them, or nothing where sittings are counted."""
    code, label, definition, unit = "sittings", "開いた回数", OF_SITTINGS, "回"
    reason = Reason(part) if part in Reason.values else None
    if part is not None:
        code, label, definition, unit = part, "話し合った件数", OF_ITEMS, "件"
    if reason is not None:
        label, definition = reason.label, OF_ITEMS + OF_REASONS
    return Indicator(
        code=f"{of.kind}_{code}",
        label=f"{of.label} {label}",
        definition=definition,
        unit=unit,
        span=counted.span,
        kind=of.kind,
        reason=reason,
        value=value,
        counted_at=counted.counted_at,
    )
