"""できること: who may do what at a table, which table fits a case, and why not."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from cases import rules as of_cases
from cases.models import (
    AccessGround,
    Case,
    ConsentKind,
    Level,
    Plan,
    PlanKind,
    Standing,
    stood,
)
from cases.states import PlanState
from districts.models import Agency, Role, Staff
from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.verdict import YES, Verdict, no, not_now
from fujisawa_care.foundation.workdays import TOKYO
from meetings.models import (
    LOOK_AFTER,
    OF_JUSO,
    OF_SHIEN,
    ON_THE_TABLE,
    AgendaItem,
    Answer,
    Meeting,
    MeetingBody,
    MeetingKind,
    Member,
    Reason,
    Seat,
)
from meetings.states import ItemState, MeetingState

NOT_SECRETARY = no("会議の用意をするのは、多機関協働と管理職の方です", code="not-a-secretary")
NOT_ON_THE_TABLE = not_now("この議題は終わっています。画面を開きなおしてください", code="item-over")
COMES_TO_AN_END = (MeetingState.SETTLED, MeetingState.CANCELLED)
# which plan a table may decide: outreach begins before consent, the others need it
DECIDES = {
    PlanKind.PARTICIPATION: (MeetingKind.JUSO,),
    PlanKind.MULTI_AGENCY: (MeetingKind.JUSO,),
    PlanKind.OUTREACH: (MeetingKind.SHIEN, MeetingKind.JUSO),
}
REASONS = {MeetingKind.JUSO: OF_JUSO, MeetingKind.SHIEN: OF_SHIEN}
MISSING = "consent-missing"


def look_after(by: Staff) -> Verdict:
    """Secretaries (事務局): the coordinators of 多機関協働, and managers."""
    return YES if by.is_active and by.role in LOOK_AFTER else NOT_SECRETARY


def call(by: Staff, body: MeetingBody) -> Verdict:
    """And, where no case is talked about, the CSW of the district whose table it is."""
    own = by.role == Role.CSW and MeetingBody.objects.called_by(by).filter(pk=body.pk).exists()
    return YES if own else look_after(by)


def tend(by: Staff, meeting: Meeting) -> Verdict:
    """The same of one sitting: everything that is prepared and put in order about it."""
    return look_after(by) if meeting.of_cases or by.role != Role.CSW else call(by, meeting.body)


def table(by: Staff, meeting: Meeting, case: Case | None) -> Verdict:
    """A secretary who sees the case; or whoever may write on it, to a sitting still to come."""
    if meeting.state in COMES_TO_AN_END:
        return not_now(
            f"この会議は{MeetingState(meeting.state).label}ので、議題を入れられません",
            code="meeting-over",
        )
    if case is None:
        return tend(by, meeting)
    if not meeting.of_cases:
        return no("ケースを話し合えるのは、重層的支援会議と支援会議です", code="body-without-cases")
    if not look_after(by):
        return (
            not_now("会議が始まっています。事務局に伝えてください", code="meeting-over")
            if meeting.state == MeetingState.HELD
            else of_cases.write(by, case)
        )
    if not AccessGround.objects.of(by).at_least(Level.READ).filter(case=case).exists():
        return no("このケースを見る根拠がありません", code="no-ground")
    return bring(case)


def bring(case: Case) -> Verdict:
    """Whether this case may come to any table at all."""
    return of_cases.CLOSED if case.closed_at else YES


def change(by: Staff, item: AgendaItem) -> Verdict:
    """What lies on the table is put in order by its secretaries."""
    if not (verdict := tend(by, item.meeting)):
        return verdict
    return YES if item.state in ON_THE_TABLE else NOT_ON_THE_TABLE


def remove(by: Staff, item: AgendaItem) -> Verdict:
    """The secretaries; and whoever brought it, as long as nobody talks about it."""
    if item.state not in ON_THE_TABLE:
        return NOT_ON_THE_TABLE
    mine = by.is_active and item.tabled_by_id == by.pk and item.opened_at is None
    return YES if mine else tend(by, item.meeting)


def seat(by: Staff, item: AgendaItem, member: Member) -> Verdict:
    """議長・事務局 pick, case by case, who sits at an item."""
    if not (verdict := change(by, item)):
        return verdict
    if item.case_id is None:
        return not_now("ケースの出ない議題に、席はいりません", code="no-seats-here")
    if member.meeting_id != item.meeting_id or member.left_at is not None:
        return no("この会議の出席者からえらんでください", code="not-a-member")
    return _at_work(member)


def _at_work(member: Member) -> Verdict:
    """Somebody without an account sits there by name."""
    staff = member.staff
    if staff is not None and (not staff.is_active or not staff.sees_cases):
        return no(f"{staff.name}さんは、ケースの席につけません", code="sees-no-case")
    if staff is not None and staff.agency_id != member.agency_id:
        return no(
            f"{staff.name}さんは、いまは別の機関の方です。出席者に入れなおしてください",
            code="member-has-moved",
        )
    return YES


def swear(by: Staff, member: Member) -> Verdict:
    """Each for themselves; a secretary for a signature on paper."""
    if member.left_at is not None or member.meeting.state == MeetingState.CANCELLED:
        return not_now("この会議の出席者ではありません", code="not-a-member")
    own = by.is_active and by.pk == member.staff_id and by.sees_cases
    if own or look_after(by):
        return YES
    return no(
        "守秘を確かめるのは、ご本人です。紙のときは事務局が残します", code="not-yours-to-swear"
    )


def open_item(by: Staff, item: AgendaItem) -> Verdict:
    """In a sitting that has begun; where it is about a case, everybody there has confirmed secrecy."""
    if not (verdict := change(by, item)):
        return verdict
    if item.meeting.state != MeetingState.HELD:
        return not_now("会議を始めてから、議題を開いてください", code="meeting-not-held")
    if item.opened_at is not None:
        return not_now("この議題は、もう開いています", code="item-open")
    if (other := item.meeting.items.filter(state=ItemState.OPEN).first()) is not None:
        return not_now(
            f"いま、議題{other.position}を話し合っています。それを終えてから始めます",
            code="another-item-open",
        )
    return sworn(item) if item.case_id else YES


def sworn(item: AgendaItem) -> Verdict:
    """Somebody sits there, and nobody who has not confirmed; who stays away need not."""
    seats = Seat.objects.filter(item=item, left_at__isnull=True)
    if not seats.exists():
        return not_now(
            "この議題の席に、だれもいません。出席者からえらんでください", code="nobody-seated"
        )
    there = seats.exclude(member__attended=False).exclude(
        member__attended__isnull=True, member__answer=Answer.AWAY
    )
    if waiting := there.filter(member__sworn_at__isnull=True).count():
        return not_now(
            f"守秘の確認が、まだの方が{waiting}人います。確かめるか、席から外してください",
            code="secrecy-not-confirmed",
        )
    return YES


def fits(
    meeting: Meeting,
    case: Case,
    *,
    agencies: Iterable[Agency | None],
    plan: Plan | None = None,
    at: datetime,
) -> Verdict:
    """R5: 重層的支援会議 only while a consent stands that covers every agency that sits there or has a role."""
    if plan is not None and meeting.kind not in DECIDES[PlanKind(plan.kind)]:
        return not_now(
            "このプランを決めるのは重層的支援会議です。そちらの回をえらんでください",
            code="plan-of-another-table",
        )
    if meeting.kind != MeetingKind.JUSO:
        return YES
    stands = stood(case, at=at)
    if not stands.given:
        return not_now(f"{unheard(stands)}。支援会議なら出せます", code=MISSING)
    if left_out := uncovered(case, (*agencies, *doers(plan)), stands):
        return not_now(
            f"同意に{_names(case, left_out)}が入っていません。もう一度同意を聞くか、その機関を外してください",
            code=MISSING,
        )
    return YES


def reasons(meeting: Meeting, case: Case | None) -> tuple[Reason, ...]:
    """What an item may be counted as on this table; without a number is always possible."""
    if case is None or not meeting.of_cases:
        return (Reason.NONE,)
    return (*REASONS[MeetingKind(meeting.kind)], Reason.NONE)


def reason_of(plan: Plan, meeting: Meeting) -> Reason:
    """What tabling this plan there is counted as."""
    if meeting.kind == MeetingKind.SHIEN:
        return Reason.SHIEN2
    return {PlanKind.PARTICIPATION: Reason.JUSO2, PlanKind.MULTI_AGENCY: Reason.JUSO1}.get(
        PlanKind(plan.kind), Reason.NONE
    )


def show_name(case: Case) -> Verdict:
    """Names are withheld unless the table needs them; under 支援措置 always (R7)."""
    if case.person is not None and case.person.protected:
        return not_now("支援措置のため、氏名は出せません", code="person-protected")
    return YES


def uncovered(
    case: Case, agencies: Iterable[Agency | None], stands: Standing
) -> tuple[Agency, ...]:
    """Whom the consent does not reach: nobody in particular and the owner need no naming."""
    each = {one.pk: one for one in agencies if one is not None and one.pk != case.owner_id}
    return tuple(one for pk, one in each.items() if not stands.covers(pk))


def doers(plan: Plan | None) -> tuple[Agency, ...]:
    """The agencies that have a role in a plan, or have taken one over."""
    if plan is None:
        return ()
    tasks = plan.tasks.select_related("agency", "carried_by")
    return tuple(one.house for one in tasks if one.house is not None)


def unheard(stands: Standing) -> str:
    """Why there is no consent to go by, in one sentence."""
    if stands.lapsed:
        return "本人の同意の期限が切れています"
    if stands.event is None:
        return "本人の同意を、まだ聞いていません"
    return {
        ConsentKind.ASKED: "本人に同意をお願いしていますが、まだ返事がありません",
        ConsentKind.WITHDRAWN: "本人は同意を取り下げています",
    }.get(ConsentKind(stands.event.event), "本人は同意していません")


@dataclass(frozen=True)
class Blocked:
    """A table that does not fit, and why."""

    table: MeetingKind
    why: str


@dataclass(frozen=True)
class Proposal:
    """出す会議の案: the table that fits this case today, the number of its reason, and why."""

    table: MeetingKind
    reason: Reason
    why: tuple[str, ...]
    blocked: tuple[Blocked, ...] = ()
    plan: Plan | None = None


def propose(case: Case, at: datetime) -> Proposal:
    """The right table, from the consent as it stands and the draft that waits to be decided."""
    stands = stood(case, at=at)
    drafts = {
        PlanKind(one.kind): one for one in Plan.objects.filter(case=case, state=PlanState.DRAFT)
    }
    if not stands.given:
        return _without_consent(stands, drafts)
    plan, reason, because = _for_juso(drafts)
    if plan is None and PlanKind.OUTREACH in drafts:
        return Proposal(
            MeetingKind.SHIEN,
            Reason.SHIEN2,
            (
                _heard(case, stands),
                "アウトリーチのプランの案があります。支援会議で検討します（支援②）",
            ),
            plan=drafts[PlanKind.OUTREACH],
        )
    why = [_heard(case, stands), because]
    if left_out := uncovered(case, (*_involved(case), *doers(plan)), stands):
        why.append(
            f"{_names(case, left_out)}は同意に入っていません。席や役割に加えるには、もう一度同意を聞きます"
        )
    return Proposal(MeetingKind.JUSO, reason, tuple(why), plan=plan)


def _without_consent(stands: Standing, drafts: dict[PlanKind, Plan]) -> Proposal:
    plan = drafts.get(PlanKind.OUTREACH)
    law = "支援会議なら、社会福祉法106条の6により、同意がなくても必要なことを共有できます"
    return Proposal(
        MeetingKind.SHIEN,
        Reason.SHIEN2 if plan else Reason.SHIEN1,
        (
            unheard(stands),
            law,
            "アウトリーチのプランの案を検討します（支援②）"
            if plan
            else "かかわりかたと役割を話し合います（支援①）",
        ),
        (Blocked(MeetingKind.JUSO, f"{unheard(stands)}。重層的支援会議には本人の同意が要ります"),),
        plan,
    )


def _for_juso(drafts: dict[PlanKind, Plan]) -> tuple[Plan | None, Reason, str]:
    if plan := drafts.get(PlanKind.PARTICIPATION):
        return plan, Reason.JUSO2, "参加支援のプランの案があります。会議で決めます（重層②）"
    if plan := drafts.get(PlanKind.MULTI_AGENCY):
        return (
            plan,
            Reason.JUSO1,
            "多機関協働のプランの案があります。方針と役割を確かめます（重層①）",
        )
    return None, Reason.JUSO1, "いくつかの機関でかかわるときの、方針と役割を確かめます（重層①）"


def _heard(case: Case, stands: Standing) -> str:
    if stands.event is None:
        return "本人の同意があります"
    day = wareki.long(stands.event.happened_at.astimezone(TOKYO).date())
    how = stands.event.get_method_display()
    named = tuple(stands.event.agencies.all())
    reach = f"。見せてよい機関は{_names(case, named)}です" if named else ""
    return f"本人の同意があります（{'・'.join(filter(None, (day, how)))}）{reach}"


def _involved(case: Case) -> Collection[Agency]:
    """Whoever works on it now, beside the owner."""
    held = AccessGround.objects.running().filter(
        case=case, agency__isnull=False, ground__in=("team", "role", "coordination")
    )
    return Agency.objects.filter(pk__in=held.values("agency")).order_by("pk")


def _names(case: Case, agencies: Collection[Agency]) -> str:
    """Under 支援措置 who is in charge is nobody's to read in passing (R7)."""
    if case.person is not None and case.person.protected:
        return f"{len(agencies)}つの機関"
    return "・".join(one.name for one in agencies)


def sitting(by: Staff, meeting: Meeting) -> Verdict:
    """The day, the place and who is called stand open until the sitting is over."""
    if not (verdict := tend(by, meeting)):
        return verdict
    if meeting.state in COMES_TO_AN_END:
        return not_now("この会議は終わったか、取りやめになっています", code="meeting-over")
    return YES


def answer(by: Staff, member: Member) -> Verdict:
    """Each for themselves; a secretary for what was said on the telephone."""
    if member.left_at is not None or member.meeting.state in COMES_TO_AN_END:
        return not_now("この会議の招きは、もうありません", code="meeting-over")
    own = by.is_active and by.pk == member.staff_id and by.sees_cases
    if own or tend(by, member.meeting):
        return YES
    return no("返事をするのは、招かれた方です", code="not-yours-to-answer")


def settle(by: Staff, meeting: Meeting) -> Verdict:
    """Everything on the table has come to an end first."""
    if not (verdict := sitting(by, meeting)):
        return verdict
    if waiting := AgendaItem.objects.on_the_table().filter(meeting=meeting).count():
        return not_now(
            f"まだ終わっていない議題が{waiting}件あります。決めるか、次回へ回すか、議題の「直す」から外してください",
            code="items-open",
        )
    return YES


def chair(member: Member) -> Verdict:
    """Somebody who is still called to the sitting."""
    if member.left_at is not None:
        return not_now("この方は、出席者から外れています", code="not-a-member")
    return YES
