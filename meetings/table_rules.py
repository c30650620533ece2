"""会議の席でできること: who reads an item, writes down what is said, and says what was decided (R6)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases import rules as of_cases
from cases.models import AccessGround, Case, Level, Standing, stood
from districts.models import Staff
from fujisawa_care.foundation.verdict import YES, Verdict, no, not_now
from fujisawa_care.foundation.workdays import TOKYO
from meetings import rules
from meetings.models import (
    ON_THE_TABLE,
    AgendaItem,
    Meeting,
    MeetingKind,
    Member,
    Packet,
    Seat,
)
from meetings.states import ItemState, MeetingState

NOT_SWORN = no("守秘を確かめてから、議題を開きます", code="secrecy-not-confirmed")
NOT_SEATED = no(
    "この議題の資料を見られるのは、席についた方と事務局です。事務局に伝えてください",
    code="not-seated",
)
NOT_SEATED_EITHER = no(
    "この議題の資料を見られるのは、席についた方と、ケースを見る根拠のある事務局です。"
    "会議に出るときは、出席者に入り、席についてから開きます",
    code="not-seated",
)
SETTLED = not_now("この会議の記録は終わっています。変えられません", code="meeting-over")
NOT_HELD = not_now("会議を始めてから、書きとめます", code="meeting-not-held")
NOT_OPEN = not_now("議題を開いてから、決定を残します", code="item-not-open")
NOT_COVERED = no("本人の同意に、この機関が入っていません", code=rules.MISSING)
GONE = (ItemState.REMOVED, ItemState.REROUTED)
WRITTEN = (ItemState.OPEN, ItemState.DECIDED, ItemState.CONTINUED)


def called(by: Staff, item: AgendaItem) -> Member | None:
    """As whom they come to the sitting of this item, if they are called to it."""
    mine = Member.objects.filter(meeting=item.meeting_id, staff=by, left_at__isnull=True)
    return mine.first()


def read(by: Staff, item: AgendaItem) -> Verdict:
    """A member first confirms secrecy, secretary or not; then those who sit there, and who look after it."""
    me = called(by, item)
    if item.case_id and me is not None and me.sworn_at is None:
        return NOT_SWORN
    if _there(by, item):
        return YES
    return NOT_SEATED_EITHER if rules.look_after(by) else NOT_SEATED


def readable(by: Staff, meeting: Meeting) -> QuerySet[AgendaItem]:
    """Every item of a sitting to which `read` says yes, in one question for them all."""
    lying = AgendaItem.objects.visible_to(by).filter(meeting=meeting).exclude(state__in=GONE)
    me = Member.objects.filter(meeting=meeting, staff=by, left_at__isnull=True)
    if me.filter(sworn_at__isnull=True).exists():
        return lying.filter(case__isnull=True)
    mine = Q(Exists(Seat.objects.running().filter(item=OuterRef("pk"), member__staff=by)))
    if rules.look_after(by):
        held = AccessGround.objects.of(by).at_least(Level.READ)
        mine |= Q(Exists(held.filter(case=OuterRef("case"))))
    rows = lying.filter(Q(case__isnull=True) | mine)
    return rows.select_related("case__person").order_by("position")


def last_day(meeting: Meeting) -> date:
    """Until the end of this day the papers may be read."""
    ends = meeting.ends_at.astimezone(TOKYO).date()
    return ends + timedelta(days=meeting.body.sight_days)


def write_down(by: Staff, item: AgendaItem) -> Verdict:
    """議事メモ・役割分担: whoever sits there may write, while the sitting lasts."""
    if not (verdict := read(by, item)):
        return verdict
    if item.meeting.state == MeetingState.SETTLED:
        return SETTLED
    if item.meeting.state != MeetingState.HELD:
        return NOT_HELD
    return YES if item.state in WRITTEN else rules.NOT_ON_THE_TABLE


def share_out(by: Staff, item: AgendaItem) -> Verdict:
    """What the roles are stands from the decision on."""
    if not (verdict := write_down(by, item)):
        return verdict
    return YES if item.state == ItemState.OPEN else rules.NOT_ON_THE_TABLE


def decide(by: Staff, item: AgendaItem) -> Verdict:
    """The secretaries write down what the table said; so does its chair."""
    me = called(by, item)
    chair = me is not None and me.chairs
    if not chair and not (verdict := rules.tend(by, item.meeting)):
        return verdict
    if not (verdict := read(by, item)):
        return verdict
    if item.state not in (ItemState.TABLED, ItemState.OPEN):
        return rules.NOT_ON_THE_TABLE
    if item.meeting.state != MeetingState.HELD or item.state != ItemState.OPEN:
        return NOT_OPEN
    return of_cases.CLOSED if item.case and item.case.closed_at else YES


def take_back(by: Staff, item: AgendaItem) -> Verdict:
    """A plan nobody talks about yet: whoever writes on the case, and the secretaries. Then the table says it."""
    if item.state not in ON_THE_TABLE or item.case is None or item.plan_id is None:
        return rules.NOT_ON_THE_TABLE
    if item.opened_at is not None:
        return not_now(
            "いま話し合っています。決定で「次回も話し合う」をえらぶと、案にもどります",
            code="item-open",
        )
    return YES if rules.look_after(by) else of_cases.write(by, item.case)


def prepare(meeting: Meeting) -> Verdict:
    """The papers are made until the sitting is settled."""
    if meeting.state in rules.COMES_TO_AN_END:
        return SETTLED
    if not meeting.of_cases:
        return no("資料を回収するのは、ケースを話し合う会議です", code="body-without-cases")
    return YES


def print_out(packet: Packet) -> Verdict:
    """An edition with what has left the table since is not given out again, to nobody (R5)."""
    lying = [one["id"] for one in packet.content["items"]]
    gone = AgendaItem.objects.filter(pk__in=lying, case__isnull=False, state__in=GONE)
    numbers = "・".join(
        str(one) for one in gone.order_by("position").values_list("position", flat=True)
    )
    if not numbers:
        return YES
    return not_now(
        f"第{packet.edition}版の議題{numbers}は、この会議から外れました。新しい版を確定してから、印刷してください",
        code="edition-outdated",
    )


def pick(by: Staff, item: AgendaItem, member: Member, stands: Standing | None) -> Verdict:
    """Whether this one may sit at the item, with the consent as it stands (R5)."""
    if not (verdict := rules.seat(by, item, member)):
        return verdict
    if item.case is None or stands is None or item.meeting.kind != MeetingKind.JUSO:
        return YES
    return NOT_COVERED if rules.uncovered(item.case, [member.agency], stands) else YES


def bring_to(by: Staff, meeting: Meeting) -> Verdict:
    """Where a case may still be added: by the secretaries also while it is held."""
    if not meeting.of_cases:
        return no("ケースを話し合うのは、重層的支援会議と支援会議です", code="body-without-cases")
    if meeting.state in rules.COMES_TO_AN_END:
        return SETTLED
    if meeting.state == MeetingState.HELD:
        return rules.look_after(by)
    return YES


def reached(meeting: Meeting, case: Case, *, at: datetime) -> list[Member]:
    """Of those called, whoever may sit at this case with the consent as it stands (R5)."""
    here = list(meeting.members.filter(left_at__isnull=True).select_related("agency"))
    if meeting.kind != MeetingKind.JUSO:
        return here
    stands = stood(case, at=at)
    return [one for one in here if not rules.uncovered(case, [one.agency], stands)]


def take_up(meeting: Meeting) -> Verdict:
    """Where what lost its consent goes: a 支援会議 still to come (R5)."""
    to_come = (MeetingState.PLANNED, MeetingState.INVITED)
    if meeting.kind == MeetingKind.SHIEN and meeting.state in to_come:
        return YES
    return not_now("これからの支援会議をえらんでください", code="not-a-table-to-come")


def _there(by: Staff, item: AgendaItem) -> bool:
    """Whoever looks after the sitting and may read the case anyway needs no seat."""
    if item.case_id is None:
        return AgendaItem.objects.visible_to(by).filter(pk=item.pk).exists()
    if Seat.objects.running().filter(item=item, member__staff=by).exists():
        return True
    held = AccessGround.objects.of(by).at_least(Level.READ).filter(case=item.case_id)
    return bool(rules.look_after(by)) and held.exists()
