"""会議: called, changed, invited to, begun and brought to an end; a day that moves is told again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from cases.models import ReminderKind, stood
from districts.models import Staff
from fujisawa_care.foundation import merge, wareki
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.steps import step
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO, moment_before
from meetings import rules
from meetings.actions import events, locks, placing, seats, telling
from meetings.actions import members as joining
from meetings.models import (
    AgendaItem,
    Answer,
    LegalBasis,
    Meeting,
    MeetingBody,
    MeetingEventKind,
    Member,
    Seat,
    Series,
)
from meetings.states import MEETING_STEPS, ItemState, MeetingState

OVER = "会議のようすが変わりました。画面を開きなおしてください"
ANSWERS = (Answer.COMING, Answer.ONLINE, Answer.AWAY)
PLANNED = ("title", "starts_at", "ends_at", "place", "online_url", "emergency", "packet_due_on")


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """会議の予定: without bases those of its body, without a deadline the one its body goes by."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""
    online_url: str = ""
    title: str = ""
    emergency: bool = False
    bases: tuple[LegalBasis, ...] | None = None
    packet_due_on: date | None = None


@transaction.atomic
def call(
    body: MeetingBody,
    *,
    by: Staff,
    at: datetime,
    plan: Sitting,
    members: Iterable[joining.Called] = (),
) -> Meeting:
    """A sitting to come; whoever is named is a member of it, and invited when the secretary says so."""
    require(rules.call(by, body))
    meeting = put(body, by=by, at=at, plan=plan)
    for who in members:
        joining.join(meeting, by=by, at=at, who=who)
    return meeting


def put(
    body: MeetingBody, *, by: Staff, at: datetime, plan: Sitting, series: Series | None = None
) -> Meeting:
    """The bare row with its number of the year; called from inside other actions' transactions."""
    body = MeetingBody.objects.select_for_update(no_key=True).get(pk=body.pk)
    meeting = Meeting(
        body=body,
        kind=body.kind,
        series=series,
        state=MeetingState.PLANNED,
        called_by=by,
        created_at=at,
        updated_at=at,
    )
    _set(meeting, plan)
    _checked(meeting)
    meeting.save()
    meeting.bases.set(body.bases.all() if plan.bases is None else plan.bases)
    events.add(meeting, MeetingEventKind.CREATED, by=by, at=at)
    return meeting


@transaction.atomic
def change(
    meeting: Meeting,
    *,
    by: Staff,
    at: datetime,
    said: Mapping[str, Any],
    seen: Mapping[str, Any] | None = None,
    **decided: Any,
) -> tuple[str, ...]:
    """Other hours ask everybody again. Gives what somebody else had changed meanwhile."""
    MeetingBody.objects.select_for_update(no_key=True).get(pk=meeting.body_id)
    meeting = locks.meeting(meeting.pk)
    require(rules.sitting(by, meeting))
    if meeting.state == MeetingState.HELD:
        raise IllegalStep("会議が始まっています。予定は直せません", code="meeting-held")
    now = planned(meeting)
    merged = merge.compare(
        base={**now, **(seen or {})}, theirs=now, mine={**now, **said}, **decided
    )
    if merged.clashes:
        raise merge.Conflict(merged, who="", at=meeting.updated_at, version=meeting.version)
    if merged.values == now:
        return merged.brought
    bases = LegalBasis.objects.filter(pk__in=merged.values["bases"])
    plan = {name: merged.values[name] for name in PLANNED}
    moved = any(plan[name] != now[name] for name in ("starts_at", "emergency"))
    if moved and plan["packet_due_on"] == now["packet_due_on"]:
        plan["packet_due_on"] = None  # it goes with the day
    _set(meeting, Sitting(**plan))
    _checked(meeting)
    meeting.save()
    meeting.bases.set(bases)
    events.add(meeting, MeetingEventKind.CHANGED, by=by, at=at)
    if any(merged.values[name] != now[name] for name in ("starts_at", "ends_at")):
        _sight_until(meeting, at=at)
        asked = meeting.members.filter(left_at__isnull=True).exclude(answer=Answer.NOT_ASKED)
        _ask(meeting, asked.select_related("staff"), at=at, kind=ReminderKind.SITTING_MOVED)
    elif any(merged.values[name] != now[name] for name in ("place", "online_url")):
        telling.invited(meeting, ReminderKind.SITTING_MOVED, at=at)
    return merged.brought


@transaction.atomic
def invite(meeting: Meeting, *, by: Staff, at: datetime) -> Meeting:
    """Ask everybody who has not been asked; once more for whoever was added later."""
    meeting = locks.meeting(meeting.pk)
    require(rules.sitting(by, meeting))
    if not meeting.place and not meeting.online_url:
        raise IllegalStep(
            "場所か、オンラインのアドレスを入れてから、招いてください", code="no-place-yet"
        )
    called = meeting.members.filter(left_at__isnull=True)
    waiting = list(called.filter(answer=Answer.NOT_ASKED).select_related("staff"))
    if not waiting:
        words = "みなさん、もう招いています" if called.exists() else "出席者を入れてください"
        raise IllegalStep(words, code="nobody-to-invite")
    if meeting.state == MeetingState.PLANNED:
        _go(meeting, MeetingState.INVITED)
    _ask(meeting, waiting, at=at)
    events.add(meeting, MeetingEventKind.INVITED, by=by, at=at, note=f"{len(waiting)}人")
    return meeting


@transaction.atomic
def answer(member: Member, *, by: Staff, at: datetime, coming: str) -> Member:
    """One's own, or what a secretary heard; the last word counts until the sitting is over."""
    if coming not in ANSWERS:
        raise ValidationError({"answer": "出席か欠席かをえらんでください"})
    meeting = locks.meeting(member.meeting_id)
    member = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    member.meeting = meeting
    require(rules.answer(by, member))
    if member.answer == coming:
        return member
    member.answer, member.answered_at = coming, at
    member.save(update_fields=["answer", "answered_at"])
    events.add(
        meeting, MeetingEventKind.ANSWERED, by=by, at=at, member=member, note=Answer(coming).label
    )
    return member


@transaction.atomic
def begin(meeting: Meeting, *, by: Staff, at: datetime) -> Meeting:
    """On its day, not before."""
    meeting = locks.meeting(meeting.pk)
    require(rules.sitting(by, meeting))
    if at.astimezone(TOKYO).date() < meeting.starts_at.astimezone(TOKYO).date():
        raise IllegalStep("会議を始められるのは、その日になってからです", code="meeting-to-come")
    meeting.held_at = at
    _go(meeting, MeetingState.HELD, "held_at")
    events.add(meeting, MeetingEventKind.HELD, by=by, at=at)
    return meeting


@transaction.atomic
def settle(meeting: Meeting, *, by: Staff, at: datetime) -> Meeting:
    meeting = locks.meeting(meeting.pk)
    require(rules.settle(by, meeting))
    meeting.settled_at = at
    _go(meeting, MeetingState.SETTLED, "settled_at")
    events.add(meeting, MeetingEventKind.SETTLED, by=by, at=at)
    return meeting


@transaction.atomic
def cancel(meeting: Meeting, *, by: Staff, at: datetime, because: str) -> Meeting:
    """With a reason; whatever lay on its table is free for another one, and nobody sees it any more."""
    if not because:
        raise ValidationError({"because": "取りやめるわけを入れてください"})
    meeting = locks.meeting(meeting.pk)
    require(rules.sitting(by, meeting))
    meeting.cancelled_because = because
    _go(meeting, MeetingState.CANCELLED, "cancelled_because")
    for lying in AgendaItem.objects.on_the_table().filter(meeting=meeting):
        item = locks.item(lying)
        telling.bringer(item, by=by, at=at)
        placing.take_off(item, after=ItemState.REMOVED, by=by, at=at, because=because)
    telling.invited(meeting, ReminderKind.CALLED_OFF, at=at)
    events.add(meeting, MeetingEventKind.CANCELLED, by=by, at=at, note=because)
    return meeting


def planned(meeting: Meeting) -> dict[str, Any]:
    """What may be planned otherwise, as it stands."""
    bases = meeting.bases.values_list("pk", flat=True)
    return {name: getattr(meeting, name) for name in PLANNED} | {"bases": frozenset(bases)}


def deadline(body: MeetingBody, starts_at: datetime, *, emergency: bool = False) -> date | None:
    """The working day by which the papers are ready; none where there are none to be ready."""
    if emergency or not body.packet_days:
        return None
    return moment_before(starts_at, body.packet_days).date()


def _set(meeting: Meeting, plan: Sitting) -> None:
    for name in PLANNED:
        setattr(meeting, name, getattr(plan, name))
    if plan.packet_due_on is None:
        meeting.packet_due_on = deadline(meeting.body, plan.starts_at, emergency=plan.emergency)
    year = wareki.fiscal_year(plan.starts_at.astimezone(TOKYO).date())
    if year != meeting.fiscal_year:
        rows = Meeting.objects.filter(body=meeting.body, fiscal_year=year)
        last: int = rows.aggregate(last=Max("ordinal"))["last"] or 0
        meeting.fiscal_year, meeting.ordinal = year, last + 1


def _checked(meeting: Meeting) -> None:
    if meeting.ends_at <= meeting.starts_at:
        raise ValidationError({"ends_at": "終わりは、はじめより後の時刻にしてください"})
    due = meeting.packet_due_on
    if due is not None and due > meeting.starts_at.astimezone(TOKYO).date():
        raise ValidationError({"packet_due_on": "資料の期限は、会議の日までにしてください"})
    kept = {"title", "place", "online_url"}
    meeting.clean_fields(exclude={one.name for one in meeting._meta.fields} - kept)
    meeting.validate_constraints()


def _go(meeting: Meeting, after: MeetingState, *with_it: str) -> None:
    before = MeetingState(meeting.state)
    meeting.state = step(MEETING_STEPS, before, after, words=OVER, code="meeting-over")
    meeting.save(update_fields=["state", *with_it])


def _ask(
    meeting: Meeting,
    members: Iterable[Member],
    *,
    at: datetime,
    kind: ReminderKind = ReminderKind.INVITED,
) -> None:
    """A reminder leads to the answer; whoever has no account is asked by telephone."""
    asked = list(members)
    Member.objects.filter(pk__in=[one.pk for one in asked]).update(
        answer=Answer.ASKED, invited_at=at, answered_at=None
    )
    about = meeting.called if kind == ReminderKind.INVITED else ""
    telling.members(meeting, kind, told=asked, at=at, about=about)


def _sight_until(meeting: Meeting, *, at: datetime) -> None:
    """The days after the sitting, in which its papers may be read, have moved with it."""
    here = Seat.objects.filter(item__meeting=meeting, item__case__isnull=False)
    here = here.filter(left_at__isnull=True)
    cases = locks.cases(here.values_list("item__case", flat=True))
    for seat in here.select_related("item", "member__staff", "member__agency", "ground"):
        seat.item.meeting = meeting
        case = cases[seat.item.case_id or 0]
        seats.see(seat, case, stands=stood(case, at=at), at=at)
