"""同意: what a yes opens, what a no stops at once, and what stood on any past day (R5, R6)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.utils import DatabaseError

from cases.actions import cases, consents, grounds, referrals, reminders
from cases.actions.consents import Told
from cases.actions.follow_ups import Next
from cases.dues import Terms
from cases.models import (
    AccessGround,
    Case,
    ConsentEvent,
    ConsentItem,
    FollowUp,
    Level,
    Referral,
    Reminder,
)
from cases.sheets import consents as sheets
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from tests.cases.people import A_YEAR_AGO, transfer
from tests.cast import Receive

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PART = ("name", "story")


@pytest.fixture
def now() -> datetime:
    """What ends then is over by the database's clock too."""
    return A_YEAR_AGO


def given(*agencies: Agency, **more: object) -> Told:
    return Told(**({"event": "given", "method": "verbal", "agencies": agencies} | more))  # type: ignore[arg-type]


def sees(
    staff: Staff, case: Case, *, level: Level = Level.READ, at: datetime | None = None
) -> bool:
    return Case.objects.visible_to(staff, level=level, at=at).filter(pk=case.pk).exists()


def test_a_yes_opens_the_case_to_whom_it_names(
    case: Case, owner_worker: Staff, joiner_worker: Staff, outsider: Staff, now: datetime
) -> None:
    assert not sees(joiner_worker, case)
    told = given(joiner_worker.agency, given_by="family", valid_until=date(2099, 3, 31))
    consent = consents.record(case, by=owner_worker, at=now, told=told)
    assert (sees(joiner_worker, case), sees(outsider, case)) == (True, False)
    ground = AccessGround.objects.get(ground="consent")
    assert (ground.level, ground.consent, ground.until) == (Level.READ, consent, None)
    assert ground.expires_at is not None
    assert f"{ground.expires_at:%Y-%m-%d %H:%M %Z}" == "2099-03-31 15:00 UTC"
    assert {one.recipient for one in Reminder.objects.filter(kind="consented")} == {joiner_worker}
    assert (consent.giver, case.events.filter(kind="consented").count()) == ("家族", 1)


def test_a_yes_to_a_part_opens_only_the_sheet(
    case: Case, owner_worker: Staff, joiner_worker: Staff, now: datetime
) -> None:
    consents.record(case, by=owner_worker, at=now, told=given(joiner_worker.agency, items=PART))
    assert sees(joiner_worker, case, level=Level.SHEET)
    assert not sees(joiner_worker, case)
    told = given(joiner_worker.agency, items=tuple(ConsentItem.values))
    consents.record(case, by=owner_worker, at=now + HOUR, told=told)
    assert sees(joiner_worker, case)


@pytest.mark.parametrize("event", ["withdrawn", "refused"])
def test_a_no_stops_sight_and_names_at_once(
    event: str,
    agreed_referral: Referral,
    owner_worker: Staff,
    receiver_worker: Staff,
    joiner_worker: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    case = agreed_referral.case
    consents.record(
        case, by=owner_worker, at=now, told=given(joiner_worker.agency, receiver_worker.agency)
    )
    assert "name" in Referral.objects.get().shared
    consents.record(case, by=owner_worker, at=now + HOUR, told=Told(event=event))
    assert Referral.objects.get().shared == ["family", "story"]
    assert not sees(joiner_worker, case)
    assert sees(joiner_worker, case, at=now + HOUR / 2)
    late = referrals.send(
        case, by=owner_worker, at=now + 2 * HOUR, to=transfer(joiner_worker.agency), terms=terms
    )
    assert late.shared == ["family", "story"]
    told = Reminder.objects.filter(kind="consent_withdrawn").values_list("recipient", flat=True)
    assert set(told) == {owner_worker.pk, receiver_worker.pk, joiner_worker.pk}
    task = FollowUp.objects.open().get(purpose="withdrawal")
    assert (task.assignee, task.due_on) == (owner_worker, date(2025, 11, 26))


def test_taken_back_from_one_it_goes_on_for_the_other(
    case: Case, owner_worker: Staff, joiner_worker: Staff, outsider: Staff, now: datetime
) -> None:
    both = (joiner_worker.agency, outsider.agency)
    consents.record(case, by=owner_worker, at=now, told=given(*both, items=PART))
    less = Told(event="withdrawn", agencies=(outsider.agency,))
    consents.record(case, by=owner_worker, at=now + HOUR, told=less)
    assert sees(joiner_worker, case, level=Level.SHEET)
    assert not sees(outsider, case, level=Level.SHEET)
    kinds = list(case.consents.newest().values_list("event", flat=True))
    assert kinds == ["given", "withdrawn", "given"]
    assert case.consents.newest()[0].items == list(PART)


def test_without_a_yes_there_is_nothing_to_take_back(
    case: Case, owner_worker: Staff, now: datetime
) -> None:
    with pytest.raises(IllegalStep, match="取り下げる同意がありません"):
        consents.record(case, by=owner_worker, at=now, told=Told(event="withdrawn"))
    assert not case.consents.exists()


def test_its_last_day_is_the_last_and_nothing_has_to_run_for_that(
    agreed_referral: Referral, owner_worker: Staff, joiner_worker: Staff, now: datetime
) -> None:
    case = agreed_referral.case
    told = given(joiner_worker.agency, valid_until=date(2025, 11, 30))
    consents.record(case, by=owner_worker, at=now, told=told)
    assert [sees(joiner_worker, case, at=now + n * DAY) for n in (1, 5, 6)] == [True, True, False]
    assert not sees(joiner_worker, case)  # by the clock on the wall it is over
    assert AccessGround.objects.get(ground="consent").until is None
    assert grounds.lapse(at=now + 9 * DAY) == 1
    ground = AccessGround.objects.get(ground="consent")
    assert ground.until == ground.expires_at
    assert grounds.lapse(at=now + 9 * DAY) == 0


def test_a_consent_may_be_asked_for_again_without_losing_it(
    case: Case, owner_worker: Staff, joiner_worker: Staff, now: datetime
) -> None:
    consents.record(case, by=owner_worker, at=now, told=given(joiner_worker.agency))
    consents.record(case, by=owner_worker, at=now + HOUR, told=Told(event="asked"))
    assert (sheets.on(case, now.date()).state, sees(joiner_worker, case)) == ("given", True)


def test_what_stood_on_a_past_day_is_known(
    case: Case, owner_worker: Staff, joiner_worker: Staff, now: datetime
) -> None:
    said = [
        Told(event="asked"),
        Told(event="refused"),
        given(joiner_worker.agency, valid_until=date(2025, 12, 20)),
        Told(event="asked"),
        given(joiner_worker.agency),
        Told(event="withdrawn"),
    ]
    for number, told in enumerate(said):
        consents.record(case, by=owner_worker, at=now + number * 10 * DAY, told=told)
    day = now.date()
    states = [sheets.on(case, day + n * DAY).state for n in (-1, 0, 10, 20, 25, 26, 30, 40, 50)]
    assert states == [
        *("not_asked", "not_yet", "refused", "given", "given"),
        *("not_yet", "not_yet", "given", "refused"),
    ]
    assert sheets.on(case, day + 26 * DAY).lapsed


def test_closing_ends_what_it_opened_and_opening_again_gives_it_back(
    case: Case, owner_worker: Staff, joiner_worker: Staff, now: datetime
) -> None:
    consents.record(case, by=owner_worker, at=now, told=given(joiner_worker.agency))
    cases.close(case, by=owner_worker, at=now + HOUR, outcome="solved", reason="落ちついた")
    assert not sees(joiner_worker, case)
    then = Next(what="電話する", due_on=(now + 3 * DAY).date())
    cases.reopen(case, by=owner_worker, at=now + 2 * HOUR, reason="また", then=then)
    assert sees(joiner_worker, case)
    cases.close(case, by=owner_worker, at=now + 3 * HOUR, outcome="solved", reason="落ちついた")
    consents.record(case, by=owner_worker, at=now + 4 * HOUR, told=Told(event="withdrawn"))
    assert sheets.on(case, now.date()).state == "refused"
    with pytest.raises((NotAllowed, IllegalStep)):
        consents.record(case, by=owner_worker, at=now + 5 * HOUR, told=given())


def test_a_name_goes_only_to_whom_the_yes_names(
    receive: Receive,
    owner_worker: Staff,
    council: Agency,
    ikiiki: Agency,
    now: datetime,
    terms: Terms,
) -> None:
    case = receive()
    consents.record(case, by=owner_worker, at=now, told=given(council, items=("name", "phone")))
    for agency, shared in (
        (council, ["name", "phone", "family", "story"]),
        (ikiiki, ["family", "story"]),
    ):
        sent = referrals.send(
            case, by=owner_worker, at=now + HOUR, to=transfer(agency), terms=terms
        )
        assert sent.shared == shared


def test_a_name_withheld_for_want_of_a_yes_follows_when_it_comes(
    referral: Referral, owner_worker: Staff, council: Agency, now: datetime
) -> None:
    assert "name" not in referral.shared
    consents.record(referral.case, by=owner_worker, at=now + HOUR, told=given(council))
    assert "name" in Referral.objects.get().shared


@pytest.mark.parametrize(
    ("told", "beside"),
    [
        (Told(event="given"), "method"),
        (Told(event="given", method="dream"), "method"),
        (Told(event="perhaps"), "event"),
        (Told(event="given", method="verbal", items=("soul",)), "items"),
        (Told(event="given", method="verbal", valid_until=date(2025, 11, 24)), "valid_until"),
        (Told(event="asked", valid_until=date(2099, 1, 1)), "valid_until"),
        (Told(event="asked", happened_at=A_YEAR_AGO + DAY), "happened_at"),
        (Told(event="asked", happened_at=A_YEAR_AGO - DAY), "happened_at"),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(
    told: Told, beside: str, case: Case, owner_worker: Staff, now: datetime
) -> None:
    consents.record(case, by=owner_worker, at=now, told=Told(event="asked"))
    with pytest.raises(ValidationError) as refused:
        consents.record(case, by=owner_worker, at=now, told=told)
    assert list(refused.value.message_dict) == [beside]
    assert case.consents.count() == 1


def test_who_may_not_write_takes_no_consent_down(
    case: Case, manager: Staff, outsider: Staff, now: datetime
) -> None:
    for by in (manager, outsider):
        with pytest.raises(NotAllowed):
            consents.record(case, by=by, at=now, told=given())


def test_its_end_and_the_time_to_ask_again_are_told_once(
    agreed_referral: Referral, owner_worker: Staff, now: datetime, terms: Terms
) -> None:
    case = agreed_referral.case

    def told(day: int) -> list[str]:
        """Raised twice each time: the second round has nothing to add."""
        for _ in range(2):
            reminders.raise_due(at=now + day * DAY, terms=terms)
        mine = Reminder.objects.filter(recipient=owner_worker, kind__startswith="consent_")
        return list(mine.order_by("raised_at", "pk").values_list("kind", flat=True))

    until = (now + 60 * DAY).date()
    consents.record(case, by=owner_worker, at=now, told=given(valid_until=until))
    assert [told(29), told(30), told(45)] == [[], ["consent_ends"], ["consent_ends"]]
    assert told(89) == ["consent_ends"]
    assert told(91) == ["consent_ends", "consent_again"]
    assert len(told(150)) == 2
    assert len(told(182)) == 3


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_consentevent SET event = 'given'",
        "DELETE FROM cases_consentevent",
        "UPDATE cases_consentevent_agencies SET agency_id = agency_id",
        "DELETE FROM cases_consentevent_agencies",
        "UPDATE cases_accessground SET expires_at = NULL WHERE expires_at IS NOT NULL",
        "UPDATE cases_accessground SET consent_id = NULL WHERE ground = 'consent'",
    ],
)
def test_what_was_said_stays_said(
    statement: str, case: Case, owner_worker: Staff, joiner_worker: Staff, now: datetime
) -> None:
    told = given(joiner_worker.agency, valid_until=date(2099, 1, 1))
    consents.record(case, by=owner_worker, at=now, told=told)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert ConsentEvent.objects.get().agencies.get() == joiner_worker.agency
