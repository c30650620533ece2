"""同意のあとを追う: what lies on tables follows what stands for its case, in the same transaction (R5)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.actions import reminders
from cases.models import Case, ReminderKind, Standing, stood
from cases.states import CaseStage
from districts.models import Staff
from meetings import dues, rules
from meetings.actions import locks, placing, seats, telling
from meetings.models import (
    LOOK_AFTER,
    ON_THE_TABLE,
    AgendaItem,
    Meeting,
    MeetingKind,
    Reason,
    Seat,
)
from meetings.states import ItemState

CASE_OVER = "ケースが終わりになりました"
PLAN_LEFT_OUT = (
    "プランの役割がある機関が、同意に入らなくなりました。プランを直してから出しなおします"
)
ADRIFT = "/meetings/adrift/"
WAITING, LONGEST = "次の支援会議がないため、事務局が行き先を決めます", 100
MOVED_HERE = "重層的支援会議から移した議題です"


def follow(case: Case, *, by: Staff, at: datetime) -> None:
    """Called under the case's lock whenever its consent, owner or stage has changed.

    A no stops new sharing from this moment: what waits on a 重層的支援会議 is moved, sight of its
    packets ends, and what was said and decided stays as it was.
    """
    stands = stood(case, at=at)
    items = AgendaItem.objects.filter(case=case, state__in=seats.READABLE)
    locked = items.select_for_update(of=("self",), no_key=True)
    for item in locked.select_related("meeting__body", "plan").order_by("pk"):
        item.case = case
        if item.state in ON_THE_TABLE:
            _settle(item, case, stands, by=by, at=at)
        if item.state in seats.READABLE:
            _see_on(item, case, stands, at=at)


@transaction.atomic
def reroute_without_consent(case: Case, *, by: Staff, at: datetime) -> Case:
    """The same for a consent that has run out: nothing happened to the case, a day went by."""
    case = locks.case(case.pk)
    follow(case, by=by, at=placing.after_what_was_heard(case, at))
    return case


def lapse(*, at: datetime) -> int:
    """Every table of plans once: where a consent has run out the item moves; how many cases that were."""
    waiting = AgendaItem.objects.on_the_table().filter(
        meeting__kind=MeetingKind.JUSO, case__isnull=False
    )
    moved = 0
    for item in waiting.select_related("case", "meeting__called_by").order_by("pk"):
        by = _at_work(item)
        if item.case is not None and by is not None and not stood(item.case, at=at).given:
            reroute_without_consent(item.case, by=by, at=at)
            moved += 1
    return moved


def _settle(item: AgendaItem, case: Case, stands: Standing, *, by: Staff, at: datetime) -> None:
    if case.stage != CaseStage.OPEN:
        _off(item, case, ItemState.REMOVED, because=CASE_OVER, by=by, at=at)
    elif item.meeting.kind != MeetingKind.JUSO:
        return
    elif not stands.given:
        _reroute(item, case, because=rules.unheard(stands), by=by, at=at)
    elif rules.uncovered(case, rules.doers(item.plan), stands):
        _off(item, case, ItemState.REMOVED, because=PLAN_LEFT_OUT, by=by, at=at)
    else:
        here = Seat.objects.filter(item=item, left_at__isnull=True)
        agencies = [one.member.agency for one in here.select_related("member__agency")]
        left_out = rules.uncovered(case, agencies, stands)
        seats.leave(here.filter(member__agency__in=left_out), at=at)


def _off(
    item: AgendaItem, case: Case, after: ItemState, *, because: str, by: Staff, at: datetime
) -> None:
    _taken(item, after, because=because, by=by, at=at)
    about = f"{item.meeting.called}の議題から外れました"[:LONGEST]
    _tell(item, case, at=at, page=f"/meetings/{item.meeting_id}/", about=about)


def _reroute(item: AgendaItem, case: Case, *, because: str, by: Staff, at: datetime) -> None:
    """To the next 支援会議; where there is none it is shown to the secretaries until one takes it up."""
    _taken(item, ItemState.REROUTED, because=because, by=by, at=at)
    there = _onto_the_next(item, case, by=by, at=at)
    about = f"{item.meeting.called}から{there.called}へ移りました" if there else WAITING
    _tell(
        item, case, at=at, page=f"/meetings/{there.pk}/" if there else ADRIFT, about=about[:LONGEST]
    )


def _taken(item: AgendaItem, after: ItemState, *, because: str, by: Staff, at: datetime) -> None:
    telling.seated(item, by=by, at=at)
    placing.take_off(item, after, by=by, at=at, because=because)


def _tell(item: AgendaItem, case: Case, *, at: datetime, page: str, about: str) -> None:
    """The secretaries are led to what they may see; whoever brought it, to the case."""
    keepers = dues.secretaries(item.meeting)
    reminders.tell(case, ReminderKind.OFF_TABLE, to=keepers, at=at, page=page, about=about)
    brought = item.tabled_by
    if brought.is_active and brought not in keepers:
        where = page if rules.look_after(brought) else ""
        reminders.tell(case, ReminderKind.OFF_TABLE, to=[brought], at=at, page=where, about=about)


def _onto_the_next(item: AgendaItem, case: Case, *, by: Staff, at: datetime) -> Meeting | None:
    """The next 支援会議 that is called takes it up, or has the case on its table already."""
    sitting = dues.without_consent(at)
    if sitting is not None and not sitting.items.on_the_table().filter(case=case).exists():
        onto(sitting, item, by=by, at=at)
    return sitting


def onto(sitting: Meeting, item: AgendaItem, *, by: Staff, at: datetime) -> AgendaItem:
    """The bare row, with its question; nobody has a seat there until somebody picks them."""
    return placing.put(
        sitting,
        item.case,
        by=by,
        at=at,
        reason=Reason.SHIEN1,
        question=item.question,
        minutes=item.minutes,
        why=f"{item.removed_because}。{MOVED_HERE}",
        follows=item,
    )


def _see_on(item: AgendaItem, case: Case, stands: Standing, *, at: datetime) -> None:
    here = Seat.objects.filter(item=item, left_at__isnull=True)
    for seat in here.select_related("member__staff", "member__agency", "ground"):
        seat.item = item
        seats.see(seat, case, stands=stands, at=at)


def _at_work(item: AgendaItem) -> Staff | None:
    """Whoever looks after the sitting; where they have left, somebody else who does."""
    if item.meeting.called_by.is_active:
        return item.meeting.called_by
    return Staff.objects.filter(role__in=LOOK_AFTER, is_active=True).order_by("pk").first()
