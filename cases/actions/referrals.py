"""つなぎ: sent, answered once, and never left without somebody accountable (R1, R2, R3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import dues, rules
from cases.actions import coordination, events, follow_ups, grounds, handing, reminders
from cases.dues import Terms
from cases.models import (
    Case,
    Consultation,
    EventKind,
    FollowUp,
    Ground,
    Level,
    Purpose,
    Referral,
    ReferralKind,
    ReferralMessage,
    ReminderKind,
    ReturnReason,
    Urgency,
    stood,
)
from cases.states import REFERRAL_STEPS, ReferralStatus
from districts.models import Agency, Staff
from fujisawa_care.foundation import daywords, fit
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.steps import step
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO


@dataclass(frozen=True, kw_only=True)
class HandOver:
    """つなぎ先ひとつ: to whom, how, and one word."""

    agency: Agency
    kind: str = ReferralKind.TRANSFER
    note: str = ""


@transaction.atomic
def send(
    case: Case,
    *,
    by: Staff,
    at: datetime,
    to: HandOver,
    urgency: str = Urgency.NORMAL,
    reason: str = "",
    shared: Sequence[str] | None = None,
    consultation: Consultation | None = None,
    terms: Terms,
) -> Referral:
    """Ask one agency to take over or to join; the sender stays accountable until it has accepted."""
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(rules.send(by, case, to=to.agency, kind=to.kind))
    referral = Referral(
        case=case,
        consultation=consultation or case.consultations.order_by("-received_at").first(),
        kind=to.kind,
        from_agency=by.agency,
        to_agency=to.agency,
        sent_by=by,
        sent_at=at,
        reply_due_at=dues.reply_due(at, urgency, terms),
        urgency=urgency,
        reason=reason,
        note=to.note,
        shared=_shared(case, shared, to=to.agency, at=at),
        status=ReferralStatus.SENT,
    )
    _put(referral)
    grounds.give(case, Ground.REFERRAL, to=to.agency, level=Level.SHEET, at=at, referral=referral)
    _await_answer(case, referral, by=by, at=at)
    reminders.tell_agency(case, ReminderKind.ARRIVED, agency=to.agency, at=at, referral=referral)
    events.add(case, EventKind.REFERRED, by=by, at=at, referral=referral)
    coordination.consider(case, by=by, at=at)
    return referral


@transaction.atomic
def send_all(
    case: Case,
    *,
    by: Staff,
    at: datetime,
    to: Sequence[HandOver],
    urgency: str = Urgency.NORMAL,
    reason: str = "",
    shared: Sequence[str] | None = None,
    terms: Terms,
) -> list[Referral]:
    """Ask several agencies at once: all of them are asked, or none."""
    return [
        send(
            case,
            by=by,
            at=at,
            to=one,
            urgency=urgency,
            reason=reason,
            shared=shared,
            terms=terms,
        )
        for one in to
    ]


@transaction.atomic
def accept(
    referral: Referral,
    *,
    by: Staff,
    at: datetime,
    together: bool = False,
    staff: Staff | None = None,
    note: str = "",
    terms: Terms,
) -> Referral:
    """Become the owner, or (`together`, or where only that was asked) join the owner's team.

    A transfer changes the owner in this transaction, with no instant between two owners (R1).
    """
    case, referral = _locked(referral)
    require(rules.answer(by, referral))
    who, at = _at_the_desk(staff, by), case.not_before(at)
    joins = together or referral.kind == ReferralKind.JOIN
    referral.accepted_as = ReferralKind.JOIN if joins else ReferralKind.TRANSFER
    _answer(referral, ReferralStatus.ACCEPTED, by=by, at=at, note=note)
    follow_ups.end_those_of(referral, by=by, at=at)
    due = dues.first_contact_due(at, terms)
    if joins:
        handing.join(case, referral, by=by, at=at, due=due)
    else:
        handing.take_over(case, referral, staff=who, by=by, at=at)
    follow_ups.put(
        case,
        by=by,
        at=at,
        what="初回の連絡をする",
        due_on=due,
        agency=by.agency,
        assignee=who,
        purpose=Purpose.FIRST_CONTACT,
    )
    kind = EventKind.JOINED if joins else EventKind.ACCEPTED
    events.add(case, kind, by=by, at=at, referral=referral, note=note)
    return referral


@transaction.atomic
def give_back(
    referral: Referral,
    *,
    by: Staff,
    at: datetime,
    reason: str,
    note: str,
    suggestion: Agency | None = None,
) -> Referral:
    """戻す: with a reason, a word, and where possible the next candidate; it is urgent for the sender."""
    if reason not in ReturnReason.values:
        raise ValidationError({"reason": "戻す理由をえらんでください"})
    if not note:
        raise ValidationError({"note": "伝えることを入れてください"})
    case, referral = _locked(referral)
    require(rules.answer(by, referral))
    if suggestion is not None and suggestion.pk in (referral.to_agency_id, referral.from_agency_id):
        raise ValidationError({"suggestion": "この2つのほかの機関をえらんでください"})
    referral.return_reason, referral.suggestion = reason, suggestion
    _answer(referral, ReferralStatus.RETURNED, by=by, at=at, note=note)
    follow_ups.end_those_of(referral, by=by, at=at)
    handing.back_to_sender(case, referral, by=by, at=at)
    events.add(case, EventKind.RETURNED, by=by, at=at, referral=referral, note=note)
    coordination.consider(case, by=by, at=at)
    return referral


@transaction.atomic
def withdraw(referral: Referral, *, by: Staff, at: datetime) -> Referral:
    case, referral = _locked(referral)
    require(rules.withdraw(by, referral))
    _answer(referral, ReferralStatus.WITHDRAWN, by=by, at=at)
    follow_ups.end_those_of(referral, by=by, at=at)
    handing.never_without_next(case, by=by, at=at, what="つなぎ先を考えなおす")
    events.add(case, EventKind.WITHDRAWN, by=by, at=at, referral=referral)
    return referral


@transaction.atomic
def say(referral: Referral, *, by: Staff, at: datetime, text: str) -> ReferralMessage:
    """A word to the other side; they are told."""
    case, referral = _locked(referral)
    require(rules.speak(by, referral))
    if not text:
        raise ValidationError({"text": "伝えることを入れてください"})
    message = ReferralMessage.objects.create(
        referral=referral, said_by=by, agency=by.agency, said_at=at, text=text
    )
    sides = {
        referral.to_agency_id: referral.from_agency,
        referral.from_agency_id: referral.to_agency,
    }
    reminders.tell_agency(
        case, ReminderKind.SAID, agency=sides[by.agency_id], at=at, referral=referral
    )
    events.add(case, EventKind.SAID, by=by, at=at, referral=referral)
    return message


@transaction.atomic
def postpone(referral: Referral, *, by: Staff, at: datetime, until: date) -> Referral:
    """あとで: out of the way until that day, which is never later than the answer is due."""
    _case, referral = _locked(referral)
    require(rules.answer(by, referral))
    if referral.status != ReferralStatus.SENT:
        raise IllegalStep(_already(referral), code="referral-already-answered")
    due = referral.reply_due_at.astimezone(TOKYO).date()
    if not at.astimezone(TOKYO).date() <= until <= due:
        raise ValidationError(
            {"until": f"返事の期限（{daywords.spoken(due)}）までの日をえらんでください"}
        )
    referral.postponed_until = until
    referral.save(update_fields=["postponed_until"])
    return referral


def readdress(referral: Referral, case: Case, *, to: Agency, asked: bool, at: datetime) -> None:
    """A house's work goes to another, which is asked, or asks, in its place; inside a hand-over."""
    if asked:
        referral.to_agency = to
        grounds.end_of_referral(referral, at=at)
        grounds.give(case, Ground.REFERRAL, to=to, level=Level.SHEET, at=at, referral=referral)
        waiting = FollowUp.objects.open().filter(referral=referral, purpose=Purpose.REPLY)
        waiting.update(what=_to_await(to))
    else:
        referral.from_agency = to
    referral.save(update_fields=["from_agency", "to_agency"])


def _put(referral: Referral) -> None:
    """What is wrong with asking is said beside the agency that was to be asked."""
    try:
        fit.require(referral)
    except ValidationError as refused:
        raise ValidationError({"agency": refused.messages}) from refused
    referral.save()


def _await_answer(case: Case, referral: Referral, *, by: Staff, at: datetime) -> None:
    follow_ups.put(
        case,
        by=by,
        at=at,
        what=_to_await(referral.to_agency),
        due_on=referral.reply_due_at.astimezone(TOKYO).date(),
        agency=by.agency,
        assignee=by,
        purpose=Purpose.REPLY,
        referral=referral,
    )


def _to_await(agency: Agency) -> str:
    return f"{agency.name}の返事をたしかめる"


def _locked(referral: Referral) -> tuple[Case, Referral]:
    """The case first, then the row: every action locks in this order, so none waits for another's."""
    case = Case.objects.select_for_update(no_key=True).get(pk=referral.case_id)
    found = (
        Referral.objects.select_for_update(of=("self",))
        .select_related("from_agency", "to_agency", "sent_by", "answered_by")
        .get(pk=referral.pk)
    )
    found.case = case
    return case, found


def _answer(
    referral: Referral, after: ReferralStatus, *, by: Staff, at: datetime, note: str = ""
) -> None:
    before = ReferralStatus(referral.status)
    step(REFERRAL_STEPS, before, after, words=_already(referral), code="referral-already-answered")
    referral.status, referral.answered_at, referral.answered_by = after, at, by
    referral.answer_note = note
    fit.require(referral, exclude={"case"})
    referral.save()
    grounds.end_of_referral(referral, at=at)


def _already(referral: Referral) -> str:
    """Said to whoever comes second: who answered, when and how."""
    if referral.answered_at is None or referral.answered_by is None:
        return ""
    when = daywords.moment(referral.answered_at)
    what = ReferralStatus(referral.status).label
    return f"このつなぎは、{when}に{referral.answered_by.name}さんがもう返事をしています（{what}）"


def _shared(case: Case, asked: Sequence[str] | None, *, to: Agency, at: datetime) -> list[str]:
    """What goes with the hand-over: without consent for this agency never the name (氏名ふせ)."""
    along = stood(case, at=at).along(to.pk)
    return [item for item in along if asked is None or item in asked]


def _at_the_desk(staff: Staff | None, by: Staff) -> Staff:
    if staff is None:
        return by
    if staff.agency_id != by.agency_id or not staff.is_active:
        raise ValidationError({"staff": "同じ機関の方をえらんでください"})
    return staff
