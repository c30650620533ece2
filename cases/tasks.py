"""お知らせの係: doors for the scheduler; ids come in, one action is called."""

from __future__ import annotations

from contextlib import suppress
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import timezone

from cases.actions import grounds, plans, protections, reminders
from cases.dues import Terms
from cases.models import Reminder
from cases.states import MailState

ROUND = "remind"
HINT_LASTS = 60  # seconds; the next round gives another
LATER = range(400, 500)


@shared_task(name="cases.remind", ignore_result=True)
def remind() -> None:
    """One round: what is due is raised, what was stuck is marked, every waiting mail gets a carrier."""
    began = timezone.now()
    reminders.begin_round(ROUND, at=began)
    raised = reminders.raise_due(at=began, terms=Terms.of(settings.CARE))
    reminders.give_up_stuck(at=began)
    grounds.lapse(at=began)
    reminders.end_round(ROUND, at=timezone.now(), raised=raised)
    for pk in Reminder.objects.to_mail().values_list("pk", flat=True).iterator():
        deliver.apply_async((pk,), expires=HINT_LASTS)


@shared_task(name="cases.lapse", ignore_result=True)
def lapse() -> None:
    """What has run its time covers nothing any more (R7); what was decided for today begins (R11)."""
    protections.lapse(at=timezone.now())
    plans.start_due(at=timezone.now())


@shared_task(name="cases.deliver", ignore_result=True)
def deliver(reminder_id: int) -> None:
    """Send one mail at most once: claimed first, sent, then settled."""
    reminder = reminders.claim(reminder_id, at=timezone.now())
    if reminder is not None:
        reminders.settle(reminder, to=_send(reminder), at=timezone.now())


def _send(reminder: Reminder) -> MailState:
    """A server not reached, or that said "later", has nothing: try again. Any other fault is unknown."""
    server = get_connection()
    letter = EmailMessage(
        f"{reminder.get_kind_display()}（{reminder.subject}）",
        render_to_string(
            "mail/reminder.txt",
            {"reminder": reminder, "url": f"{settings.BASE_URL}/reminders/"},
        ),
        to=[reminder.recipient.email],
        connection=server,
    )
    try:
        server.open()
    except (SMTPException, OSError):
        return MailState.PENDING
    try:
        letter.send()
    except (SMTPException, OSError) as fault:
        return MailState.PENDING if _asked_to_wait(fault) else MailState.UNCERTAIN
    finally:
        with suppress(SMTPException, OSError):
            server.close()
    return MailState.SENT


def _asked_to_wait(fault: Exception) -> bool:
    if isinstance(fault, SMTPRecipientsRefused):
        return all(code in LATER for code, _ in fault.recipients.values())
    return isinstance(fault, SMTPResponseException) and fault.smtp_code in LATER
