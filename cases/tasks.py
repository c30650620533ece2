"""お知らせの係: doors for the scheduler; ids come in, one action is called."""

from __future__ import annotations

from smtplib import SMTPConnectError, SMTPException, SMTPHeloError
from socket import gaierror

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone

from cases.actions import reminders
from cases.dues import Terms
from cases.models import Reminder
from cases.states import MailState

ROUND = "remind"


@shared_task(name="cases.remind", ignore_result=True)
def remind() -> None:
    """One round: what is due is raised, what was stuck is marked, every waiting mail gets a carrier."""
    began = timezone.now()
    reminders.begin_round(ROUND, at=began)
    raised = reminders.raise_due(at=began, terms=Terms.of(settings.CARE))
    reminders.give_up_stuck(at=began)
    reminders.end_round(ROUND, at=timezone.now(), raised=raised)
    for pk in Reminder.objects.to_mail().values_list("pk", flat=True).iterator():
        deliver.delay(pk)


@shared_task(name="cases.deliver", ignore_result=True)
def deliver(reminder_id: int) -> None:
    """Send one mail at most once: claimed first, sent, then settled."""
    reminder = reminders.claim(reminder_id, at=timezone.now())
    if reminder is not None:
        reminders.settle(reminder, to=_send(reminder), at=timezone.now())


def _send(reminder: Reminder) -> MailState:
    """A server that could not be reached has nothing: try again. Any other fault leaves it unknown."""
    words = {"reminder": reminder, "url": f"{settings.BASE_URL}/reminders/"}
    subject = f"{reminder.get_kind_display()}（{reminder.case.number}）"
    body = render_to_string("mail/reminder.txt", words)
    try:
        send_mail(subject, body, None, [reminder.recipient.email])
    except (ConnectionRefusedError, gaierror, SMTPConnectError, SMTPHeloError):
        return MailState.PENDING
    except (SMTPException, OSError):
        return MailState.UNCERTAIN
    return MailState.SENT
