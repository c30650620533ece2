"""R10 with real processes: two schedulers, two workers, one of each killed, the broker emptied and killed."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from cases.actions import consultations
from cases.actions.consultations import Intake
from cases.actions.follow_ups import Next
from cases.dues import Terms
from cases.models import Case, Reminder, Round
from cases.states import MailState
from districts.models import Staff
from fujisawa_care.foundation.workdays import TOKYO
from fujisawa_care.local.crew import Crew
from tests.letterbox import Letterbox
from tests.machines.cast import Cast
from tests.machines.outside import Outside, until

CASES_BEFORE, CASES_AFTER = 6, 3
IN_HAND = 4  # two workers with two hands each
LONG_AGO = datetime(2025, 4, 1, 10, 0, tzinfo=TOKYO)
# What a case nobody has touched for months must have raised, and for whom.
OWED = [
    ("due", 1, "owner_worker"),
    ("overdue", 1, "owner_worker"),
    ("overdue", 2, "manager"),
    ("overdue", 2, "owner_worker"),
    ("quiet", 1, "owner_worker"),
    ("quiet", 2, "manager"),
    ("quiet", 2, "owner_worker"),
]


def _forgotten_cases(number: int, by: Staff) -> None:
    step = Next(what="電話する", due_on=date(2025, 4, 3))
    for _ in range(number):
        intake = Intake(channel="counter", story="眠れない", then=step)
        consultations.receive(intake, by=by, at=LONG_AGO, terms=Terms())


def _raised() -> Counter[tuple[str, int, str, int]]:
    return Counter(Reminder.objects.values_list("kind", "stage", "recipient__username", "case"))


def _owed() -> Counter[tuple[str, int, str, int]]:
    cases = Case.objects.values_list("pk", flat=True)
    return Counter((*owed, case) for case in cases for owed in OWED)


def _mails(state: MailState) -> int:
    return Reminder.objects.filter(mail=state).count()


@pytest.mark.django_db(transaction=True)
def test_each_reminder_arrives_once_whatever_falls(cast: Cast, tmp_path: Path) -> None:
    owner = next(one for one in cast.staff if one.username == "owner_worker")
    _forgotten_cases(CASES_BEFORE, owner)
    with Letterbox() as box, Crew(tmp_path) as crew:
        outside = Outside(crew, box.port)
        box.prompt.clear()
        first, _, beat, _ = map(outside.hire, ("worker-1", "worker-2", "beat-1", "beat-2"))

        until(lambda: box.holding == IN_HAND, "all hands should send", seconds=40, outside=outside)
        assert _raised() == _owed()
        outside.kill(first)
        outside.empty_the_broker()
        box.prompt.set()
        crew.restart(first)
        until(
            lambda: _mails(MailState.SENT) > 2 * IN_HAND,
            "the others should go on",
            seconds=30,
            outside=outside,
        )
        outside.restart_the_broker()
        outside.kill(beat)
        _forgotten_cases(CASES_AFTER, owner)
        until(
            lambda: _raised() == _owed() and not _mails(MailState.PENDING),
            "what is due should arrive",
            seconds=40,
            outside=outside,
        )
        _six_minutes_pass()
        until(
            lambda: not _mails(MailState.SENDING),
            "what the dead held should be marked",
            seconds=20,
            outside=outside,
        )
    _nothing_is_lost_or_doubled(box)


def _six_minutes_pass() -> None:
    Reminder.objects.filter(mail=MailState.SENDING).update(
        mail_at=timezone.now() - timedelta(minutes=6)
    )


def _nothing_is_lost_or_doubled(box: Letterbox) -> None:
    assert _raised() == _owed()
    uncertain = _mails(MailState.UNCERTAIN)
    assert uncertain == 2  # in the two hands of the worker that was killed
    assert _mails(MailState.SENT) == Reminder.objects.count() - uncertain
    letters = Counter((str(one["To"]), str(one["Subject"]).strip()) for one in box.taken)
    announced = Counter(
        (one.recipient.email, f"{one.get_kind_display()}（{one.subject}）")
        for one in Reminder.objects.select_related("recipient", "case")
    )
    assert letters == announced
    assert Round.objects.get().finished_at is not None
