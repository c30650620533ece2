"""席の見えかた: everybody called to the sitting, who of them sits at this item, and who may not and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cases.sheets.shields import OPEN, Eyes
from districts.models import Staff
from fujisawa_care.foundation.verdict import Verdict
from meetings.models import AgendaItem, Member, Seat
from meetings.sheets.sittings import MemberSheet, member


@dataclass(frozen=True)
class SeatRow:
    """One who may be picked; `why` says why not."""

    member: MemberSheet
    seated: bool
    why: str


@dataclass(frozen=True)
class SeatsSheet:
    """The item by its number and district, as the secretaries know it; never a word about the case."""

    id: int
    position: int
    title: str
    district: str
    tabled_by: str
    rows: tuple[SeatRow, ...]

    @property
    def seated(self) -> tuple[int, ...]:
        return tuple(one.member.id for one in self.rows if one.seated)


def of(item: AgendaItem, *, viewer: Staff, may_sit: Callable[[Member], Verdict]) -> SeatsSheet:
    here = item.meeting.members.filter(left_at__isnull=True)
    sitting = Seat.objects.filter(item=item, left_at__isnull=True)
    seated = set(sitting.values_list("member", flat=True))
    case = item.case
    cover = Eyes(viewer).over(case) if case else OPEN
    place = cover.place(case.district) if case else None
    tabled_by = cover.staff(item.tabled_by)
    return SeatsSheet(
        id=item.pk,
        position=item.position,
        title=case.number if case else item.title,
        district=f"{place.name}地区" if place else "",
        tabled_by=f"{tabled_by.name}（{tabled_by.agency.name}）",
        rows=tuple(
            SeatRow(member(one, viewer=viewer), one.pk in seated, may_sit(one).reason)
            for one in here.select_related("staff__agency", "agency")
        ),
    )
