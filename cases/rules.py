"""できること: who may do what to a case, and why not."""

from __future__ import annotations

from datetime import date

from cases.models import (
    NOS,
    AccessGround,
    Case,
    Draft,
    DraftKind,
    FollowUp,
    Level,
    Person,
    Purpose,
    Referral,
    ReferralKind,
    Succession,
    SupportRecord,
    ViewRequest,
)
from cases.models.succession import for_staff
from cases.states import CaseStage, FollowUpState, PlanState, ReferralStatus
from districts.models import BLIND, Agency, Role, Staff
from fujisawa_care.foundation.verdict import YES, Verdict, no, not_now

CLOSED = not_now(
    "このケースは終わっています。続けるときは、先に再開してください", code="case-closed"
)
NOT_YOURS = no(
    "このケースに書けるのは、主担当といっしょに受けた機関です", code="no-ground-to-write"
)
CORRECTED = not_now(
    "この記録は、もう直されています。新しいほうを直してください", code="record-already-corrected"
)
ENDED = not_now(
    "この次の一手は、もう終わっています。画面を開きなおしてください", code="follow-up-ended"
)

PLAN_SETTLED = not_now(
    "このプランは、もう案ではありません。案にもどすか、評価のあとで再プランにしてください",
    code="plan-not-a-draft",
)


def receive(by: Staff, *, keeper: Agency | None = None) -> Verdict:
    """Any counter; a place hands over what it noticed to a `keeper`, who is in charge from the first word."""
    if by.role == Role.SITE:
        if by.is_active and keeper is not None:
            return YES
        return no("縁側などの場の方は、気づきとして伝えてください", code="place-hands-over")
    if not by.sees_cases:
        return no("システム管理の方は、受け止めを記録できません", code="administrator-sees-no-case")
    if keeper is not None:
        return no("受け止めた方の機関が主担当になります", code="receiver-keeps")
    return YES


def write(by: Staff, case: Case) -> Verdict:
    """Needs a running ground that lets one write, and a case that is open."""
    if not AccessGround.objects.of(by).at_least(Level.WRITE).filter(case=case).exists():
        return NOT_YOURS
    return YES if case.stage == CaseStage.OPEN else CLOSED


def hear(by: Staff, case: Case, event: str) -> Verdict:
    """Who writes may take a consent down; a no is taken down on a closed case too."""
    if event not in NOS:
        return write(by, case)
    held = AccessGround.objects.of(by).at_least(Level.WRITE)
    return YES if held.filter(case=case).exists() else NOT_YOURS


def send(by: Staff, case: Case, *, to: Agency, kind: str) -> Verdict:
    if not (allowed := write(by, case)):
        return allowed
    hands_over = by.agency_id == case.owner_id or by.role == Role.COORDINATOR
    if kind == ReferralKind.TRANSFER and not hands_over:
        return no(
            "つなげるのは主担当の機関です。いっしょに受けることは、どの機関にもたのめます",
            code="only-the-owner-hands-over",
        )
    if not to.accepts_referrals:
        return no(
            f"{to.name}は、つなぎを受けていません。別の機関をえらんでください",
            code="no-referrals-here",
        )
    if to.pk == case.owner_id != by.agency_id:
        return no(f"{to.name}は、もう主担当です", code="already-the-owner")
    return YES


def answer(by: Staff, referral: Referral) -> Verdict:
    if not by.sees_cases or by.agency_id != referral.to_agency_id:
        return no("返事ができるのは、つなぎが届いた機関です", code="not-the-receiver")
    return YES


def withdraw(by: Staff, referral: Referral) -> Verdict:
    """The sender, or whoever has become the owner since."""
    sides = (referral.from_agency_id, referral.case.owner_id)
    if not by.sees_cases or by.agency_id not in sides:
        return no("取り下げられるのは、つないだ機関です", code="not-the-sender")
    return YES


def speak(by: Staff, referral: Referral) -> Verdict:
    sides = (referral.from_agency_id, referral.to_agency_id)
    if not by.sees_cases or by.agency_id not in sides:
        return no("やりとりができるのは、つないだ機関と届いた機関です", code="not-a-party")
    if referral.status in (ReferralStatus.RETURNED, ReferralStatus.WITHDRAWN):
        return not_now("このつなぎは終わっています", code="referral-ended")
    return YES


def take(by: Staff, case: Case) -> Verdict:
    """Whether `by` may be made responsible for something on this case."""
    if not by.is_active:
        return no(f"{by.name}さんは、いまは担当になれません", code="staff-inactive")
    if not AccessGround.objects.of(by).at_least(Level.WRITE).filter(case=case).exists():
        return no(
            f"{by.name}さんは、このケースを見られません。主担当かいっしょに受けた機関の方をえらんでください",
            code="assignee-has-no-ground",
        )
    return YES


def correct(by: Staff, record: SupportRecord, case: Case) -> Verdict:
    """A record is corrected once, then the correction is."""
    if not (allowed := write(by, case)):
        return allowed
    return CORRECTED if record.corrections.exists() else YES


def finish(by: Staff, follow_up: FollowUp) -> Verdict:
    return write(by, follow_up.case)


PLAN_WENT_ON = not_now(
    "書いているあいだに、プランのようすが変わりました。プランのページを開いてください",
    code="plan-went-on",
)
# in which state of a plan each thing may still be written of it
PLANS_WRITTEN = {
    DraftKind.PLAN: (PlanState.DRAFT,),
    DraftKind.EVALUATION: (PlanState.RUNNING,),
    DraftKind.PLAN_END: tuple(
        {*PlanState} - {PlanState.TABLED, PlanState.CLOSED, PlanState.RENEWED}
    ),
}


def go_on(by: Staff, draft: Draft) -> Verdict:
    """Whether what is being written can still be saved as what it was begun as."""
    if draft.case is None:
        return receive(by)
    if draft.record is not None:
        return correct(by, draft.record, draft.case)
    if not (allowed := write(by, draft.case)):
        return allowed
    if draft.plan is not None and draft.plan.state not in PLANS_WRITTEN[DraftKind(draft.kind)]:
        return PLAN_SETTLED if draft.kind == DraftKind.PLAN else PLAN_WENT_ON
    ended = draft.follow_up is not None and draft.follow_up.state != FollowUpState.OPEN
    return ENDED if ended else YES


def finish_by_hand(follow_up: FollowUp) -> Verdict:
    """The day of an evaluation is not simply ticked off: nobody would look back on the plan."""
    if follow_up.purpose == Purpose.EVALUATION and follow_up.state == FollowUpState.OPEN:
        return not_now(
            "プランの評価は、プランのページで書いて終えてください", code="evaluate-the-plan"
        )
    return YES


def close(by: Staff, case: Case) -> Verdict:
    if by.agency_id != case.owner_id or not by.sees_cases:
        return no("終わりにできるのは、主担当の機関です", code="only-the-owner-closes")
    return YES


def assign(by: Staff, case: Case) -> Verdict:
    if by.agency_id != case.owner_id or not by.sees_cases:
        return no("担当者を決められるのは、主担当の機関です", code="only-the-owner-assigns")
    return YES if case.stage == CaseStage.OPEN else CLOSED


def hand_on(by: Staff, of: Agency) -> Verdict:
    """人事異動: the house itself, or a manager of the city; an administrator sees no case to hand on."""
    if not by.sees_cases:
        return no(
            "システム管理の方はケースを見ないので、引き継げません。本人・同じ機関の方・管理職の方ができます",
            code="administrator-sees-no-case",
        )
    if by.agency_id != of.pk and by.role != Role.MANAGER:
        return no(f"引き継げるのは、{of.name}の方と管理職の方です", code="only-the-house-hands-on")
    return YES


def hand_over_any(by: Staff) -> Verdict:
    if by.role != Role.MANAGER or not by.is_active:
        return no(
            "機関ぜんたいの引き継ぎができるのは、管理職の方です", code="only-managers-hand-over"
        )
    return YES


def hand_over(by: Staff, of: Agency, to: Agency, *, on: date) -> Verdict:
    """A whole house's: nobody is asked for an answer, so only a manager of the city decides it."""
    if not (verdict := hand_over_any(by)):
        return verdict
    if of.pk == to.pk:
        return no("おなじ機関には引き継げません。ほかの機関をえらんでください", code="same-agency")
    if (to.valid_until and to.valid_until < on) or (to.valid_from and to.valid_from > on):
        return no(f"{to.name}は、いまは引き継げる機関ではありません", code="agency-not-valid")
    at_work = Staff.objects.filter(agency=to, is_active=True).exclude(role__in=BLIND)
    if not at_work.exists():
        return no(f"{to.name}には、受けとれる方がいません", code="nobody-at-work")
    return YES


def go_along(referral: Referral, case: Case, to: Agency, *, asked: bool) -> Verdict:
    """Whether an unanswered つなぎ may pass to that house: nobody asks themselves, nobody is asked twice."""
    if asked:
        twice = Referral.objects.unanswered().filter(case=case, to_agency=to)
        crosses = referral.from_agency_id == to.pk or twice.exclude(pk=referral.pk).exists()
    else:
        crosses = referral.to_agency_id == to.pk
    if not crosses:
        return YES
    return not_now(
        f"{case.number}には、{to.name}との返事待ちのつなぎがあります。"
        "先に返事をもらうか取り下げて、そのあとで渡してください",
        code="referral-unanswered",
    )


def succeed(to: Staff, at_agency: Agency) -> Verdict:
    """Whether somebody may be given what was another's in that house."""
    if not to.is_active or not to.sees_cases:
        return no(f"{to.name}さんは、いまは担当になれません", code="staff-inactive")
    if to.agency_id != at_agency.pk:
        return no(
            f"{to.name}さんは{at_agency.name}の方ではありません。ほかの機関へは「つなぐ」を使います",
            code="successor-of-another-house",
        )
    return YES


def undo(by: Staff, succession: Succession) -> Verdict:
    if succession.from_staff_id is None:
        return hand_over_any(by)
    return hand_on(by, succession.from_agency)


def acknowledge(by: Staff, succession: Succession) -> Verdict:
    if not by.sees_cases or not succession.items.filter(for_staff(by)).exists():
        return no("受けとれるのは、引き継がれた方です", code="not-the-successor")
    return YES


def reopen(by: Staff, case: Case) -> Verdict:
    if by.agency_id != case.owner_id or not by.sees_cases:
        return no("再開できるのは、主担当だった機関です", code="only-the-owner-reopens")
    return YES


def know(by: Staff, person: Person) -> Verdict:
    """Whether `by` may put right what is known: through a case one may write on, or before any case."""
    if person.created_by_id == by.pk and not person.cases.exists():
        return YES
    held = AccessGround.objects.of(by).at_least(Level.WRITE)
    if not held.filter(case__person=person, case__stage=CaseStage.OPEN).exists():
        return NOT_YOURS
    return YES


def protect(by: Staff, case: Case) -> Verdict:
    """支援措置: by whoever is accountable, also after the case has ended (R7)."""
    held = AccessGround.objects.of(by).at_least(Level.WRITE).filter(case=case)
    if by.agency_id != case.owner_id or not held.exists():
        return no(
            "支援措置をつけたり終えたりできるのは、主担当の機関です", code="only-the-owner-protects"
        )
    return YES


def uncover(by: Staff, case: Case) -> Verdict:
    """Any ground will do: what it reaches is shown, and every opening stands in the history."""
    if not AccessGround.objects.of(by).filter(case=case).exists():
        return no("このケースを見る根拠がありません", code="no-ground")
    if case.person is None or not case.person.protected:
        return no("ふせている情報はありません", code="nothing-covered")
    return YES


def break_glass(by: Staff) -> Verdict:
    """Anybody who works with people; asked before the case is looked for."""
    if not by.sees_cases:
        return no("システム管理の方は、ケースを開けません", code="administrator-sees-no-case")
    return YES


def look_into(by: Staff) -> Verdict:
    if by.role != Role.MANAGER:
        return no("緊急の閲覧を確かめるのは、管理職です", code="only-managers")
    return YES


def ask_to_view(by: Staff) -> Verdict:
    if not by.sees_cases:
        return no("システム管理の方は、閲覧をたのめません", code="administrator-sees-no-case")
    return YES


def answer_view(by: Staff, request: ViewRequest) -> Verdict:
    if not by.sees_cases or by.agency_id != request.case.owner_id:
        return no("返事ができるのは、主担当の機関です", code="only-the-owner-answers")
    return YES


def withdraw_view(by: Staff, request: ViewRequest) -> Verdict:
    if by.pk != request.asked_by_id:
        return no("取り下げられるのは、たのんだ方です", code="not-the-asker")
    return YES
