"""見本の街の会議: called, invited to, sworn at and held, told by the actions (架空)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from cases.models import Case, Plan
from districts.models import Staff
from fujisawa_care.foundation.workdays import TOKYO, next_working_day
from fujisawa_care.home.demo.scene import Scene
from meetings.actions import agenda, items, meetings, members, secrecy
from meetings.actions.meetings import Sitting
from meetings.actions.members import Called
from meetings.actions.sharing import Role
from meetings.models import AgendaItem, Meeting, MeetingBody

TWO, LASTS = time(14), timedelta(hours=2)
PLACE = "市役所 会議室（架空）"
OUTSIDE = Called(name="診立 たすく（架空）", title="医師")
CALLED = ("backup", "csw-zengyo", "csw-kugenuma", "hoken", "ikiiki-zengyo", "shogai-chubu")


@dataclass(frozen=True, kw_only=True)
class Talk:
    """ひとつの議題: what is to be decided, what was said, and the answer."""

    case: Case
    reason: str
    question: str
    plan: Plan | None = None
    memo: str = ""
    decision: str = "go"
    wording: str = ""
    roles: tuple[Role, ...] = ()


def day_of(scene: Scene, days: int) -> date:
    return next_working_day(scene.today(days))


def at_two(day: date) -> datetime:
    return datetime.combine(day, TWO, tzinfo=TOKYO)


def call(scene: Scene, code: str, begins: datetime, *, bring: Sequence[str] = CALLED) -> Meeting:
    """By the secretary, with a manager in the chair and a doctor from outside."""
    by, at = scene.cast.staff["backup"], scene.at
    body = MeetingBody.objects.get(code=code)
    plan = Sitting(starts_at=begins, ends_at=begins + LASTS, place=PLACE)
    meeting = meetings.call(body, by=by, at=at, plan=plan)
    chair = Called(staff=scene.cast.staff["manager"], chairs=True)
    others = [Called(staff=scene.cast.staff[username]) for username in bring]
    for who in (chair, *others, OUTSIDE):
        members.add(meeting, by=by, at=at, who=who)
    return meetings.invite(meeting, by=by, at=at)


def answered(scene: Scene, meeting: Meeting, *, silent: Iterable[str] = ()) -> None:
    """Everybody comes but for those who have not said yet; who has no account said so by telephone."""
    for member in meeting.members.select_related("staff"):
        if member.staff is not None and member.staff.username in silent:
            continue
        by = member.staff or scene.cast.staff["backup"]
        coming = "online" if member.staff is None else "coming"
        meetings.answer(member, by=by, at=scene.at, coming=coming)


def sworn(scene: Scene, meeting: Meeting, *, yet: Iterable[str] = ()) -> None:
    """守秘: each for themselves, the doctor on paper."""
    for member in meeting.members.select_related("staff"):
        if member.staff is not None and member.staff.username in yet:
            continue
        secrecy.swear(member, by=member.staff or scene.cast.staff["backup"], at=scene.at)


def tabled(scene: Scene, meeting: Meeting, talks: Iterable[Talk]) -> list[AgendaItem]:
    return [
        agenda.table(
            meeting,
            one.case,
            by=scene.cast.staff["manager"],
            at=scene.at,
            reason=one.reason,
            question=one.question,
            plan=one.plan,
        )
        for one in talks
    ]


def held(scene: Scene, meeting: Meeting, talks: Sequence[Talk]) -> None:
    """Item by item: what was said, and the answer of the table; the minutes are closed afterwards."""
    by: Staff = scene.cast.staff["manager"]
    meeting = meetings.begin(meeting, by=by, at=scene.at)
    sworn(scene, meeting)
    for item, one in zip(meeting.items.order_by("position"), talks, strict=True):
        agenda.open_item(item, by=by, at=scene.at)
        items.memo(item, by=by, at=scene.at, base="", text=one.memo)
        scene.at += timedelta(minutes=item.minutes - 1)
        items.decide(
            item,
            by=by,
            at=scene.at,
            decision=one.decision,
            wording=one.wording,
            next_check_on=scene.due(20),
            roles=one.roles or None,
        )
        scene.at += timedelta(minutes=1)
    for member in meeting.members.all():
        members.attend(member, by=by, at=scene.at, attended=True)


def settled(scene: Scene, meeting: Meeting) -> None:
    meetings.settle(meeting, by=scene.cast.staff["backup"], at=scene.at)
