"""お知らせ: raised once for one event, stage and recipient; mailed at most once (R10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import connection, transaction

from cases import dues
from cases.actions.recipients import Recipients
from cases.dues import Due, Terms
from cases.models import Case, FollowUp, Referral, Reminder, ReminderKind, Round
from cases.states import MAIL_STEPS, MailState
from districts.models import Agency, Staff
from fujisawa_care.foundation.steps import step

BATCH = 1000
STUCK_AFTER = timedelta(minutes=5)


@transaction.atomic
def raise_due(*, at: datetime, terms: Terms) -> int:
    """Ask every scheduled question once and write the answers not yet told; how many those are.

    Two schedulers at once do no harm: the second waits, and finds what the first has told. The
    unique constraint holds where that is not enough.
    """
    _one_at_a_time()
    people = Recipients(at)
    raised = 0
    waiting: list[Reminder] = []
    for question in _questions(at, terms):
        for one in question:
            waiting += _reminders(one, people, at)
            if len(waiting) >= BATCH:
                raised += _write(waiting)
                waiting = []
    return raised + _write(waiting)


def _questions(at: datetime, terms: Terms) -> tuple[Iterator[Due], ...]:
    return (
        dues.unanswered(at, terms),
        dues.due(at, terms),
        dues.quiet(at, terms),
        dues.consents(at, terms),
        dues.protections(at, terms),
        dues.evaluations(at, terms),
    )


def tell(
    case: Case,
    kind: ReminderKind,
    *,
    to: Iterable[Staff],
    at: datetime,
    referral: Referral | None = None,
    follow_up: FollowUp | None = None,
    page: str = "",
    about: str = "",
) -> None:
    """Say at once what has just happened; called from inside an action's transaction."""
    _write(
        [
            Reminder(
                recipient=who,
                kind=kind,
                case=case,
                referral=referral,
                follow_up=follow_up,
                page=page,
                about=about,
                occasion=at.isoformat(),
                raised_at=at,
                mail=_mail_to(who),
            )
            for who in to
        ]
    )


def say(
    kind: ReminderKind,
    *,
    to: Iterable[Staff],
    at: datetime,
    about: str,
    page: str,
    occasion: str,
    stage: int = 1,
) -> int:
    """About a thing beside the cases, such as a sitting; once for each occasion. Called from inside a transaction."""
    return _write(
        [
            Reminder(
                recipient=who,
                kind=kind,
                stage=stage,
                about=about,
                page=page,
                occasion=occasion,
                raised_at=at,
                mail=_mail_to(who),
            )
            for who in to
        ]
    )


def tell_agency(
    case: Case,
    kind: ReminderKind,
    *,
    agency: Agency,
    at: datetime,
    referral: Referral | None = None,
    page: str = "",
) -> None:
    people = Recipients(at, agency=agency.pk).of(agency.pk, case.district_id)
    tell(case, kind, to=people, at=at, referral=referral, page=page)


@transaction.atomic
def read(reminder: Reminder, *, by: Staff, at: datetime) -> Reminder:
    if reminder.read_at is None and reminder.recipient_id == by.pk:
        reminder.read_at = at
        reminder.save(update_fields=["read_at"])
    return reminder


@transaction.atomic
def claim(reminder_id: int, *, at: datetime) -> Reminder | None:
    """Take one mail to send, so that nobody else sends it; None if somebody has."""
    reminder = (
        Reminder.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(pk=reminder_id, mail=MailState.PENDING)
        .select_related("recipient", "case")
        .first()
    )
    return reminder and _mail_step(reminder, MailState.SENDING, at=at)


@transaction.atomic
def settle(reminder: Reminder, *, to: MailState, at: datetime) -> Reminder:
    """Write down what became of a claimed mail: sent, to be tried again, or not known."""
    locked = Reminder.objects.select_for_update().get(pk=reminder.pk)
    return _mail_step(locked, to, at=at)


@transaction.atomic
def give_up_stuck(*, at: datetime) -> int:
    """A mail whose worker died half-way is marked as uncertain, and never sent a second time."""
    stuck = Reminder.objects.filter(mail=MailState.SENDING, mail_at__lt=at - STUCK_AFTER)
    return stuck.update(mail=MailState.UNCERTAIN, mail_at=at)


@transaction.atomic
def begin_round(name: str, *, at: datetime) -> None:
    Round.objects.update_or_create(name=name, defaults={"started_at": at})


@transaction.atomic
def end_round(name: str, *, at: datetime, raised: int) -> None:
    Round.objects.filter(name=name).update(finished_at=at, raised=raised)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('reminders.raise_due'))")


def _mail_step(reminder: Reminder, after: MailState, *, at: datetime) -> Reminder:
    reminder.mail = step(
        MAIL_STEPS,
        MailState(reminder.mail),
        after,
        words="このお知らせのメールは、もう送りました",
        code="mail-already-settled",
    )
    reminder.mail_at = at
    reminder.save(update_fields=["mail", "mail_at"])
    return reminder


def _reminders(one: Due, people: Recipients, at: datetime) -> list[Reminder]:
    to = people.named(one.staff, agency_id=one.stand_in)
    if one.staff and not to and one.stand_in is not None:
        to = [*people.of(one.stand_in, one.district)]
    if one.agency is not None:
        to += people.of(one.agency, one.district)
    if one.managers:
        to += people.managers
    return [
        Reminder(
            recipient=who,
            kind=one.kind,
            stage=one.stage,
            case_id=one.case,
            referral_id=one.referral,
            follow_up_id=one.follow_up,
            occasion=one.occasion,
            raised_at=at,
            mail=_mail_to(who),
        )
        for who in {who.pk: who for who in to}.values()
    ]


def _mail_to(who: Staff) -> MailState:
    return MailState.PENDING if who.email else MailState.NONE


def _write(reminders: list[Reminder]) -> int:
    Reminder.objects.bulk_create(reminders, ignore_conflicts=True)
    return len(reminders)
