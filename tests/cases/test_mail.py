"""お知らせのメール: says that there is something, never what; goes at most once; is tried again or marked (R10)."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from pytest_django import Settings

from cases import tasks
from cases.actions import consultations, reminders
from cases.actions.consultations import Intake
from cases.actions.people import Known
from cases.dues import Terms
from cases.models import Case, ConsentState, Outcome, Reminder, ReminderKind
from cases.states import MAIL_STEPS, MailState
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import IllegalStep
from tests.cases.people import A_YEAR_AGO, transfer
from tests.cases.together import at_once
from tests.cast import Receive
from tests.letterbox import HANG_UP, Letterbox, Manner

pytestmark = pytest.mark.django_db
SECRETS = {
    "name": "秘名 ひそか",
    "kana": "ひめい ひそか",
    "phone": "0466-99-1234",
    "address": "秘町9-9-9",
    "birth_text": "昭和31年2月3日",
    "story": "誰にも言えない話",
    "living_with": "母と二人",
    "note": "平日の午前に電話可",
}


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


@pytest.fixture
def letterbox(settings: Settings) -> Iterator[Letterbox]:
    """A real server on loopback, and settings that lead to it."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 2
    with Letterbox() as box:
        settings.EMAIL_PORT = box.port
        yield box


@pytest.fixture
def reminder(case: Case, owner_worker: Staff, now: datetime) -> Reminder:
    reminders.tell(case, ReminderKind.SAID, to=[owner_worker], at=now)
    return Reminder.objects.get(recipient=owner_worker)


def _deliver(reminder: Reminder) -> str:
    tasks.deliver(reminder.pk)
    reminder.refresh_from_db()
    return reminder.mail


def test_a_mail_says_that_there_is_something_and_where(
    reminder: Reminder, letterbox: Letterbox, settings: Settings
) -> None:
    settings.BASE_URL = "https://care.example.test"
    assert _deliver(reminder) == MailState.SENT
    (letter,) = letterbox.taken
    body = letter.get_content()
    assert letter["To"] == "owner@example.test"
    assert letter["Subject"].strip() == f"やりとりが届きました（{reminder.subject}）"
    assert "窓口田 しるべさん" in body
    assert "https://care.example.test/reminders/" in body


@pytest.mark.parametrize("kind", ReminderKind)
def test_no_mail_holds_a_name_or_a_word_of_the_story(
    kind: ReminderKind,
    council: Agency,
    owner_worker: Staff,
    receiver_worker: Staff,
    letterbox: Letterbox,
    now: datetime,
    terms: Terms,
) -> None:
    intake = Intake(
        channel="counter",
        story=SECRETS["story"],
        living_with=SECRETS["living_with"],
        consent=ConsentState.GIVEN,
        outcome=Outcome.REFER,
        refer_to=(transfer(council, SECRETS["note"]),),
        person=Known(
            name=SECRETS["name"],
            kana=SECRETS["kana"],
            birth_text=SECRETS["birth_text"],
            birth_date=date(1956, 2, 3),
            phones=(SECRETS["phone"],),
            address=SECRETS["address"],
        ),
    )
    case = consultations.receive(intake, by=owner_worker, at=now, terms=terms).case
    reminders.tell(case, kind, to=[owner_worker], at=now, referral=case.referrals.get())
    assert _deliver(Reminder.objects.get(recipient=owner_worker)) == MailState.SENT
    (letter,) = letterbox.taken
    whole = f"{letter['Subject']}\n{letter.get_content()}\n{letter.items()}"
    parts = {part for secret in SECRETS.values() for part in (secret, *secret.split())}
    assert not [part for part in parts if part in whole]
    assert case.number in whole


def test_without_an_address_there_is_no_mail(
    receive: Receive, owner_worker: Staff, letterbox: Letterbox, now: datetime, terms: Terms
) -> None:
    Staff.objects.filter(pk=owner_worker.pk).update(email="")
    receive()
    reminders.raise_due(at=now + timedelta(days=9), terms=terms)
    rows = list(Reminder.objects.filter(recipient=owner_worker))
    assert {_deliver(one) for one in rows} == {MailState.NONE}
    assert letterbox.taken == []


def test_a_server_that_is_away_is_tried_again(
    reminder: Reminder, letterbox: Letterbox, settings: Settings
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = nobody.getsockname()[1]
        assert _deliver(reminder) == MailState.PENDING
    settings.EMAIL_PORT = letterbox.port
    assert _deliver(reminder) == MailState.SENT
    assert _deliver(reminder) == MailState.SENT
    assert len(letterbox.taken) == 1


@pytest.mark.parametrize(
    ("manner", "becomes"),
    [
        (Manner(greeting="421 too busy"), MailState.PENDING),
        (Manner(greeting=HANG_UP), MailState.PENDING),
        (Manner(mail="451 later"), MailState.PENDING),
        (Manner(rcpt="450 greylisted"), MailState.PENDING),
        (Manner(data="451 later"), MailState.PENDING),
        (Manner(end="452 disk full"), MailState.PENDING),
        (Manner(rcpt="550 nobody of that name"), MailState.UNCERTAIN),
        (Manner(end="554 no"), MailState.UNCERTAIN),
        (Manner(rcpt=HANG_UP), MailState.UNCERTAIN),
        (Manner(end=HANG_UP), MailState.UNCERTAIN),
    ],
)
def test_what_the_server_says_decides(
    reminder: Reminder, letterbox: Letterbox, manner: Manner, becomes: str
) -> None:
    letterbox.manner = manner
    assert _deliver(reminder) == becomes
    before = len(letterbox.taken)
    letterbox.manner = Manner()
    tried_again = becomes == MailState.PENDING
    assert _deliver(reminder) == (MailState.SENT if tried_again else becomes)
    assert len(letterbox.taken) == before + tried_again


def test_no_answer_in_time_is_uncertain_and_never_sent_again(
    reminder: Reminder, letterbox: Letterbox, settings: Settings
) -> None:
    settings.EMAIL_TIMEOUT = 0.2
    letterbox.prompt.clear()
    assert _deliver(reminder) == MailState.UNCERTAIN
    letterbox.prompt.set()
    assert _deliver(reminder) == MailState.UNCERTAIN
    assert len(letterbox.taken) == 1


def test_a_mail_left_half_way_is_given_up_after_five_minutes(
    reminder: Reminder, now: datetime
) -> None:
    assert reminders.claim(reminder.pk, at=now)
    assert reminders.claim(reminder.pk, at=now) is None
    for later, becomes in ((300, MailState.SENDING), (301, MailState.UNCERTAIN)):
        reminders.give_up_stuck(at=now + timedelta(seconds=later))
        reminder.refresh_from_db()
        assert reminder.mail == becomes
    with pytest.raises(IllegalStep):
        reminders.settle(reminder, to=MailState.SENT, at=now + timedelta(seconds=302))


@pytest.mark.django_db(transaction=True)
def test_of_many_carriers_one_takes_the_letter(reminder: Reminder, letterbox: Letterbox) -> None:
    at_once(*[lambda: tasks.deliver(reminder.pk)] * 4)
    assert len(letterbox.taken) == 1
    reminder.refresh_from_db()
    assert reminder.mail == MailState.SENT


@pytest.mark.parametrize("after", MailState)
@pytest.mark.parametrize("before", MailState)
def test_mails_take_only_the_steps_of_the_table(
    reminder: Reminder, now: datetime, before: MailState, after: MailState
) -> None:
    Reminder.objects.filter(pk=reminder.pk).update(mail=before)
    if after in MAIL_STEPS[before]:
        assert reminders.settle(reminder, to=after, at=now).mail == after
        return
    with pytest.raises(IllegalStep, match="もう送りました"):
        reminders.settle(reminder, to=after, at=now)
    reminder.refresh_from_db()
    assert reminder.mail == before


def test_a_reminder_is_read_by_its_own_recipient_only(
    reminder: Reminder, owner_worker: Staff, receiver_worker: Staff, now: datetime
) -> None:
    assert reminders.read(reminder, by=receiver_worker, at=now).read_at is None
    assert reminders.read(reminder, by=owner_worker, at=now).read_at == now
    assert reminders.read(reminder, by=owner_worker, at=now + timedelta(hours=1)).read_at == now
    assert not Reminder.objects.visible_to(receiver_worker).exists()
