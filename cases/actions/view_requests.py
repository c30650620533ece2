"""閲覧のおねがい: asked with a reason, answered once by who is accountable, for a while."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.actions import events, grounds, reminders
from cases.models import (
    GRANTED,
    Case,
    EventKind,
    Ground,
    Level,
    Person,
    ReminderKind,
    ViewRequest,
)
from cases.states import VIEW_REQUEST_STEPS, CaseStage, ViewRequestState
from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.steps import step
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO

LONGEST = timedelta(days=366)


@transaction.atomic
def ask(case: Case, *, by: Staff, at: datetime, reason: str, by_number: bool) -> ViewRequest:
    """The owner is told; until the answer nothing is seen, not even whose case it is."""
    require(rules.ask_to_view(by))
    if not reason:
        raise ValidationError({"reason": "見せてほしい理由を入れてください"})
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    if Case.objects.visible_to(by).filter(pk=case.pk).exists():
        raise IllegalStep("このケースは、もう見られます", code="already-in-sight")
    request = ViewRequest(
        case=case,
        asked_by=by,
        agency=by.agency,
        by_number=by_number,
        reason=reason,
        asked_at=at,
        state=ViewRequestState.ASKED,
    )
    request.validate_constraints()
    request.save()
    _tell_owner(case, at=at)
    events.add(case, EventKind.VIEW_ASKED, by=by, at=at, note=reason)
    return request


@transaction.atomic
def ask_about(
    people: Iterable[Person], *, by: Staff, at: datetime, reason: str
) -> list[ViewRequest]:
    """Of each of these people, out of sight, the case that is still open, or else the last one."""
    require(rules.ask_to_view(by))
    visible = Case.objects.visible_to(by)
    asked = ViewRequest.objects.outgoing(by).unanswered()
    hidden = Case.objects.exclude(pk__in=visible.values("pk")).exclude(pk__in=asked.values("case"))
    found: dict[int | None, Case] = {}
    for case in hidden.filter(person__in=people).order_by("opened_at"):
        if case.person_id not in found or case.stage == CaseStage.OPEN:
            found[case.person_id] = case
    return [ask(case, by=by, at=at, reason=reason, by_number=False) for case in found.values()]


@transaction.atomic
def grant(
    request: ViewRequest, *, by: Staff, at: datetime, level: int, until: date, note: str = ""
) -> ViewRequest:
    """Yes: so much of it, to this one person, up to and with that day."""
    case, request = _locked(request)
    require(rules.answer_view(by, request))
    if level not in GRANTED:
        raise ValidationError({"level": "できることをえらんでください"})
    today = at.astimezone(TOKYO).date()
    if not today <= until <= today + LONGEST:
        raise ValidationError({"until": "いつまでは、今日から1年の間の日にしてください"})
    request.level, request.until = level, until
    _answer(request, ViewRequestState.GRANTED, by=by, at=at, note=note)
    grounds.lapse(at=at, case=case)
    grounds.end(case, Ground.REQUEST, at=at, staff_id=request.asked_by_id)
    grounds.give(
        case,
        Ground.REQUEST,
        to=request.asked_by,
        level=Level(level),
        at=at,
        request=request,
        expires_at=grounds.end_of(until),
    )
    reminders.tell(case, ReminderKind.VIEW_ANSWERED, to=[request.asked_by], at=at)
    events.add(case, EventKind.VIEW_GRANTED, by=by, at=at, note=note)
    return request


@transaction.atomic
def decline(request: ViewRequest, *, by: Staff, at: datetime, reason: str) -> ViewRequest:
    """No, and why not."""
    if not reason:
        raise ValidationError({"reason": "見せられない理由を入れてください"})
    case, request = _locked(request)
    require(rules.answer_view(by, request))
    _answer(request, ViewRequestState.DECLINED, by=by, at=at, note=reason)
    reminders.tell(case, ReminderKind.VIEW_ANSWERED, to=[request.asked_by], at=at)
    events.add(case, EventKind.VIEW_DECLINED, by=by, at=at, note=reason)
    return request


@transaction.atomic
def withdraw(request: ViewRequest, *, by: Staff, at: datetime) -> ViewRequest:
    _case, request = _locked(request)
    require(rules.withdraw_view(by, request))
    _answer(request, ViewRequestState.WITHDRAWN, by=by, at=at)
    return request


def _locked(request: ViewRequest) -> tuple[Case, ViewRequest]:
    """The case first, as everywhere."""
    case = Case.objects.select_for_update(no_key=True).get(pk=request.case_id)
    rows = ViewRequest.objects.select_for_update(of=("self",)).select_related("asked_by__agency")
    found = rows.get(pk=request.pk)
    found.case = case
    return case, found


def _answer(
    request: ViewRequest, after: ViewRequestState, *, by: Staff, at: datetime, note: str = ""
) -> None:
    request.state = step(
        VIEW_REQUEST_STEPS,
        ViewRequestState(request.state),
        after,
        words="このおねがいには、もう返事がされています",
        code="view-request-already-answered",
    )
    request.answered_by, request.answered_at, request.answer_note = by, at, note
    request.validate_constraints(exclude={"case"})
    request.save()


def _tell_owner(case: Case, *, at: datetime) -> None:
    """Whoever is named, or the house where nobody is, or they are at work no more."""
    named = case.owner_staff
    if named is not None and named.is_active and named.agency_id == case.owner_id:
        reminders.tell(case, ReminderKind.VIEW_ASKED, to=[named], at=at)
    else:
        reminders.tell_agency(case, ReminderKind.VIEW_ASKED, agency=case.owner, at=at)
