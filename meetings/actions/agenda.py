"""議題: put on the table that the law allows, opened with the consent frozen, taken off when it must be (R5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.models import Case, Plan, stood
from districts.models import Staff
from fujisawa_care.foundation.steps import step
from fujisawa_care.foundation.verdict import require
from meetings import rules
from meetings.actions import locks, placing, seats, telling
from meetings.models import (
    AgendaItem,
    Meeting,
    Member,
    Seat,
)
from meetings.states import ITEM_STEPS, ItemState

OVER = "この議題は終わっています。画面を開きなおしてください"
SAID = ("reason", "question", "title", "presenter", "minutes", "name_shown")


@transaction.atomic
def table(
    meeting: Meeting,
    case: Case | None,
    *,
    by: Staff,
    at: datetime,
    reason: str,
    question: str,
    plan: Plan | None = None,
    title: str = "",
    presenter: str = "",
    minutes: int | None = None,
    seats: Iterable[Member] | None = None,
    why: str = "",
) -> AgendaItem:
    """With a seat for everybody called, or for those picked; where no secretary brings it, for nobody yet."""
    meeting = locks.meeting(meeting.pk)
    case = locks.case(case.pk) if case else None
    require(rules.table(by, meeting, case))
    picked = _picked(meeting, seats, by=by) if case else ()
    if case is not None:
        at = _lawful(meeting, case, plan=plan, picked=picked, at=at)
    item = placing.put(
        meeting,
        case,
        by=by,
        at=at,
        reason=reason,
        question=question,
        plan=plan,
        title=title,
        presenter=presenter,
        minutes=minutes,
        why=why,
    )
    for member in picked:
        _seat(item, member, by=by, at=at)
    telling.secretaries(item, by=by, at=at)
    return item


@transaction.atomic
def change(
    item: AgendaItem,
    *,
    by: Staff,
    at: datetime,
    reason: str,
    question: str,
    title: str,
    minutes: int,
    name_shown: bool,
    presenter: str = "",
) -> AgendaItem:
    """What is to be decided, who presents it, for how long, and whether the name is said at the table."""
    item = locks.item(item)
    require(rules.change(by, item))
    placing.reason_of(item.meeting, reason, case=item.case)
    if name_shown and not item.name_shown and item.case is not None:
        require(rules.show_name(item.case))
    item.reason, item.question, item.title = reason, placing.short_enough(question), title
    item.minutes, item.name_shown, item.updated_at = placing.fitting_time(minutes), name_shown, at
    item.presenter = presenter
    item.clean_fields(exclude=placing.all_but(item, "title", "presenter"))
    item.validate_constraints()
    item.save(update_fields=[*SAID, "updated_at"])
    item.refresh_from_db(fields=["version", "updated_at"])
    return item


@transaction.atomic
def move(item: AgendaItem, *, by: Staff, at: datetime, position: int) -> AgendaItem:
    """Another place in the order of the day; the others close up."""
    item = locks.item(item)
    require(rules.change(by, item))
    rows = list(AgendaItem.objects.filter(meeting=item.meeting).exclude(pk=item.pk))
    rows.insert(max(position - 1, 0), item)
    for number, row in enumerate(rows, start=1):
        if row.position != number:
            row.position = number
            row.save(update_fields=["position"])
    return item


@transaction.atomic
def seat(item: AgendaItem, member: Member, *, by: Staff, at: datetime) -> Seat:
    """Pick a member for this item; what they see opens with their confirmation of secrecy."""
    item = locks.item(item)
    member = Member.objects.select_related("staff", "agency").get(pk=member.pk)
    require(rules.seat(by, item, member))
    if item.case is not None:
        at = placing.after_what_was_heard(item.case, at)
        require(rules.fits(item.meeting, item.case, agencies=[member.agency], at=at))
    return _seat(item, member, by=by, at=at)


@transaction.atomic
def unseat(item: AgendaItem, member: Member, *, by: Staff, at: datetime) -> AgendaItem:
    """Take a member from this item; their sight of it ends with this moment."""
    item = locks.item(item)
    require(rules.change(by, item))
    seats.leave(Seat.objects.filter(item=item, member=member), at=at)
    return item


@transaction.atomic
def open_item(item: AgendaItem, *, by: Staff, at: datetime) -> AgendaItem:
    """Begin to talk: everybody there has confirmed secrecy, and the consent of this moment stays on the item."""
    item = locks.item(item)
    require(rules.open_item(by, item))
    if item.case is not None:
        at = placing.after_what_was_heard(item.case, at)
        here = Member.objects.filter(seats__item=item, seats__left_at__isnull=True)
        agencies = [one.agency for one in here.select_related("agency")]
        require(rules.fits(item.meeting, item.case, agencies=agencies, plan=item.plan, at=at))
        stands = stood(item.case, at=at)
        item.consent_state, item.consent = stands.state, stands.event
    item.state = step(
        ITEM_STEPS, ItemState(item.state), ItemState.OPEN, words=OVER, code="item-over"
    )
    item.opened_at = at
    item.save(update_fields=["state", "opened_at", "consent_state", "consent"])
    return item


@transaction.atomic
def remove(item: AgendaItem, *, by: Staff, at: datetime, because: str) -> AgendaItem:
    """Take it off the table, with a reason; nobody at the table sees it any more."""
    if not because:
        raise ValidationError({"because": "外すわけを入れてください"})
    item = locks.item(item)
    require(rules.remove(by, item))
    telling.seated(item, by=by, at=at)
    telling.bringer(item, by=by, at=at)
    placing.take_off(item, ItemState.REMOVED, by=by, at=at, because=because)
    return item


def _picked(meeting: Meeting, wanted: Iterable[Member] | None, *, by: Staff) -> Sequence[Member]:
    called = meeting.members.filter(left_at__isnull=True).select_related("staff", "agency")
    if not rules.look_after(by):
        if wanted:
            require(rules.NOT_SECRETARY)
        return ()
    return list(called if wanted is None else called.filter(pk__in=[one.pk for one in wanted]))


def _lawful(
    meeting: Meeting, case: Case, *, plan: Plan | None, picked: Sequence[Member], at: datetime
) -> datetime:
    """R5 as it stands after whatever was heard while we waited; that moment."""
    if plan is not None and plan.case_id != case.pk:
        raise ValidationError({"plan": "このケースのプランをえらんでください"})
    at = placing.after_what_was_heard(case, at)
    agencies = [one.agency for one in picked]
    require(rules.fits(meeting, case, agencies=agencies, plan=plan, at=at))
    return at


def _seat(item: AgendaItem, member: Member, *, by: Staff, at: datetime) -> Seat:
    require(rules.seat(by, item, member))
    return seats.sit(item, member, by=by, at=at)
