"""同意: appended as dated events; what may be seen follows in the same transaction (R5, R6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from cases import rules
from cases.actions import echoes, events, follow_ups, grounds, reminders
from cases.models import (
    NOS,
    Case,
    ConsentEvent,
    ConsentItem,
    ConsentKind,
    ConsentMethod,
    ConsentState,
    EventKind,
    Purpose,
    Referral,
    ReminderKind,
    SharedItem,
    Standing,
    stood,
)
from cases.states import CaseStage
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO, add_working_days

SELF = "本人"
TOLD_AT_INTAKE = {
    ConsentState.GIVEN: ConsentKind.GIVEN,
    ConsentState.REFUSED: ConsentKind.REFUSED,
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was said about sharing: which answer, by whom, for whom, what, how, until when."""

    event: str
    method: str = ""
    given_by: str = SELF
    agencies: tuple[Agency, ...] = ()
    items: tuple[str, ...] = ()
    valid_until: date | None = None
    note: str = ""
    happened_at: datetime | None = None


@transaction.atomic
def record(case: Case, *, by: Staff, at: datetime, told: Told) -> ConsentEvent:
    """Write down what was said; a yes opens what it names, a no stops all of it from this moment."""
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(rules.hear(by, case, told.event))
    before = stood(case, at=at)
    _consistent(told, before, at=at)
    told = replace(told, happened_at=_in_order(case, told.happened_at or at, at=at))
    consent = _written(case, by=by, at=at, told=told)
    if left := _left(told, before):
        _written(case, by=by, at=at, told=replace(left, happened_at=told.happened_at))
    stopped = settle(case, by=by, at=at)
    if before.given and told.event in NOS:
        _say_stopped(case, stopped, by=by, at=at)
    return consent


def put(
    case: Case, *, by: Staff, at: datetime, event: ConsentKind, method: str = ""
) -> ConsentEvent:
    """The bare row and its event; called from inside other actions' transactions."""
    return _written(case, by=by, at=at, told=Told(event=event, method=method, happened_at=at))


def settle(case: Case, *, by: Staff, at: datetime) -> list[Agency]:
    """Let grounds, names in unanswered hand-overs and tables follow what now stands; whose sight ended."""
    stands = stood(case, at=at)
    opened, ended = grounds.follow_consent(case, stands, at=at)
    _settle_hand_overs(case, stands)
    for agency in opened:
        reminders.tell_agency(case, ReminderKind.CONSENTED, agency=agency, at=at)
    echoes.ring(case, by=by, at=at)
    return ended


def _consistent(told: Told, before: Standing, *, at: datetime) -> None:
    if told.event not in ConsentKind.values:
        raise ValidationError({"event": "どの答えだったかをえらんでください"})
    if told.event == ConsentKind.WITHDRAWN and not before.given:
        raise IllegalStep(
            "いま取り下げる同意がありません。ことわられたときは「同意しない」を残してください",
            code="no-consent-to-withdraw",
        )
    if told.method not in ("", *ConsentMethod.values):
        raise ValidationError({"method": "書面か口頭かをえらんでください"})
    if told.event == ConsentKind.GIVEN and not told.method:
        raise ValidationError({"method": "書面か口頭かをえらんでください"})
    if not set(told.items) <= set(ConsentItem.values):
        raise ValidationError({"items": "見せてよい項目をえらびなおしてください"})
    if told.valid_until is not None:
        _fitting_end(told, today=at.astimezone(TOKYO).date())


def _fitting_end(told: Told, *, today: date) -> None:
    if told.event != ConsentKind.GIVEN:
        words = "「いつまで」を入れられるのは、「同意した」ときだけです"
        raise ValidationError({"valid_until": words})
    if told.valid_until is not None and told.valid_until < today:
        raise ValidationError({"valid_until": "「いつまで」は、今日より後の日にしてください"})


def _in_order(case: Case, happened_at: datetime, *, at: datetime) -> datetime:
    """Never after now; on the same day after what is already written; never before it."""
    if happened_at > at:
        raise ValidationError({"happened_at": "これからの日時です。日と時刻をたしかめてください"})
    last = case.consents.newest().values_list("happened_at", flat=True).first()
    if last is None or happened_at >= last:
        return happened_at
    if happened_at.astimezone(TOKYO).date() == last.astimezone(TOKYO).date():
        return last
    raise ValidationError(
        {"happened_at": "もっと新しい同意の記録があります。それより後の日にしてください"}
    )


def _written(case: Case, *, by: Staff, at: datetime, told: Told) -> ConsentEvent:
    consent = ConsentEvent(
        case=case,
        event=told.event,
        method=told.method,
        given_by=told.given_by or SELF,
        items=[item for item in ConsentItem.values if item in told.items],
        happened_at=told.happened_at or at,
        taken_by=by,
        valid_until=told.valid_until,
        note=told.note,
    )
    consent.save()
    consent.agencies.add(*told.agencies)
    events.add(case, EventKind.CONSENTED, by=by, at=at, consent=consent)
    return consent


def _left(told: Told, before: Standing) -> Told | None:
    """Taken back for some of those named: for the others the yes goes on as it was."""
    if told.event != ConsentKind.WITHDRAWN or not told.agencies or before.event is None:
        return None
    gone = {one.pk for one in told.agencies}
    left = tuple(one for one in before.event.agencies.all() if one.pk not in gone)
    if not left:
        return None
    return Told(
        event=ConsentKind.GIVEN,
        method=before.event.method,
        given_by=before.event.given_by,
        agencies=left,
        items=tuple(before.event.items),
        valid_until=before.event.valid_until,
        note="取り下げられなかった機関について、前の同意が続きます",
    )


def _settle_hand_overs(case: Case, stands: Standing) -> None:
    """Names go out of unanswered hand-overs with the consent; with a first yes they come in."""
    for one in Referral.objects.unanswered().filter(case=case):
        along = stands.along(one.to_agency_id)
        shared = [item for item in one.shared if item in along]
        if SharedItem.NAME in along and not stood(case, at=one.sent_at).covers(one.to_agency_id):
            shared = [*along]
        if shared != one.shared:
            one.shared = shared
            one.save(update_fields=["shared"])


def _say_stopped(case: Case, stopped: Iterable[Agency], *, by: Staff, at: datetime) -> None:
    """Whoever worked on that yes is told; the owner has it to settle with them, on paper too."""
    agencies = {one.pk: one for one in (*stopped, *_involved(case))}
    for agency in agencies.values():
        reminders.tell_agency(case, ReminderKind.CONSENT_WITHDRAWN, agency=agency, at=at)
    if case.stage != CaseStage.OPEN:
        return
    follow_ups.put(
        case,
        by=by,
        at=at,
        what="同意がなくなったことを、伝えていた機関と確かめる",
        due_on=add_working_days(at.astimezone(TOKYO).date(), 1),
        agency=case.owner,
        assignee=case.owner_staff,
        purpose=Purpose.WITHDRAWAL,
    )


def _involved(case: Case) -> Iterable[Agency]:
    """The owner, the team, and whoever has been asked and has not answered."""
    asked = Referral.objects.unanswered().filter(case=case).values("to_agency")
    held = grounds.team(case).values("agency")
    return Agency.objects.filter(Q(pk=case.owner_id) | Q(pk__in=asked) | Q(pk__in=held))
