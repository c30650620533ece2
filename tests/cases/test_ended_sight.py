"""見えなくなったあと: what a returned or handed-over case still tells, and what it does not (R6)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.utils import timezone

from cases.actions import follow_ups, referrals
from cases.actions.people import Known
from cases.dues import Terms
from cases.models import (
    AccessGround,
    ConsentState,
    FollowUp,
    Outcome,
    Referral,
    Reminder,
    ReminderKind,
)
from cases.sheets import handovers, notes
from districts.models import Agency, Staff
from fujisawa_care.foundation.workdays import TOKYO
from tests.cases.people import A_YEAR_AGO, transfer
from tests.cast import Receive

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def now() -> datetime:
    """What ends then is over by the database's clock too."""
    return A_YEAR_AGO


def _sheet(referral: Referral, viewer: Staff) -> handovers.HandOverSheet:
    loaded = handovers.loaded(Referral.objects.filter(pk=referral.pk), viewer=viewer)
    return handovers.of(loaded.get(), today=timezone.localdate())


def test_who_returned_it_learns_nothing_of_where_it_went_on(
    agreed_referral: Referral,
    receiver_worker: Staff,
    joiner_worker: Staff,
    owner_worker: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    referrals.give_back(agreed_referral, by=receiver_worker, at=now, reason="area", note="地区")
    on = transfer(joiner_worker.agency)
    referrals.send(agreed_referral.case, by=owner_worker, at=now + HOUR, to=on, terms=terms)
    sheet = _sheet(agreed_referral, receiver_worker)
    assert (sheet.readable, sheet.district, sheet.consent.at) == (False, None, None)
    assert [hop.id for hop in sheet.trail] == [agreed_referral.pk]
    assert joiner_worker.agency.name not in str(asdict(sheet))


def test_who_handed_over_knows_no_longer_how_to_reach_the_person(
    agreed_referral: Referral,
    receiver_worker: Staff,
    owner_worker: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    referrals.accept(agreed_referral, by=receiver_worker, at=now, terms=terms)
    sheet = _sheet(agreed_referral, owner_worker)
    assert (sheet.readable, sheet.opens_case) == (True, False)
    assert sheet.person is not None
    assert (sheet.person.name, sheet.person.phones) == ("例田 一郎", ())


def test_a_reminder_forgets_what_its_reader_may_no_longer_read(
    agreed_referral: Referral,
    receiver_worker: Staff,
    owner_worker: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    planned = follow_ups.plan(
        agreed_referral.case,
        by=owner_worker,
        at=now,
        then=follow_ups.Next(what="母に電話する", due_on=now.astimezone(TOKYO).date()),
    )
    told = Reminder.objects.create(
        recipient=owner_worker,
        kind=ReminderKind.DUE,
        case=agreed_referral.case,
        follow_up=FollowUp.objects.get(pk=planned.pk),
        occasion="x",
        raised_at=now,
        mail="none",
    )
    mine = notes.loaded(Reminder.objects.filter(pk=told.pk), viewer=owner_worker)
    assert notes.of(mine.get()).about == "母に電話する"
    referrals.accept(agreed_referral, by=receiver_worker, at=now, terms=terms)
    assert notes.of(mine.get()).about == ""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_accessground SET until = NULL WHERE until IS NOT NULL",
        "UPDATE cases_accessground SET level = 3 WHERE level = 1",
        "UPDATE cases_accessground SET agency_id = NULL, role = 'counter'",
        "DELETE FROM cases_accessground",
    ],
)
def test_a_ground_cannot_be_bent_by_hand(
    referral: Referral, receiver_worker: Staff, now: datetime, statement: str
) -> None:
    referrals.give_back(referral, by=receiver_worker, at=now, reason="area", note="地区")
    before = list(AccessGround.objects.order_by("pk").values())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(AccessGround.objects.order_by("pk").values()) == before


def test_not_yet_at_the_counter_withholds_in_spite_of_an_earlier_yes(
    receive: Receive, council: Agency
) -> None:
    first = receive(person=Known(name="例田 一郎"), consent=ConsentState.GIVEN)
    again = receive(
        known_person=first.person,
        consent=ConsentState.NOT_YET,
        outcome=Outcome.REFER,
        refer_to=(transfer(council),),
    )
    assert (again, again.referrals.get().shared) == (first, ["family", "story"])


def test_the_notice_after_saving_tells_only_what_was_done_then(
    client: Client,
    agreed_referral: Referral,
    owner_worker: Staff,
    receiver_worker: Staff,
    joiner_worker: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    referrals.accept(agreed_referral, by=receiver_worker, at=now, terms=terms)
    on = transfer(joiner_worker.agency)
    referrals.send(agreed_referral.case, by=receiver_worker, at=now + HOUR, to=on, terms=terms)
    client.force_login(owner_worker)
    heard = agreed_referral.consultation_id
    shown = client.get(f"/intake/{heard}/saved").content.decode()
    assert receiver_worker.agency.name in shown
    assert joiner_worker.agency.name not in shown
    assert "初回の連絡をする" not in shown
