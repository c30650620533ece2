"""緊急の閲覧・閲覧のおねがい・自分が書いたもの: ways of looking in, each with an end and a trace (R6, R9)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.utils import DatabaseError

from cases.actions import cases, consents, emergencies, records, referrals, view_requests
from cases.actions.consents import Told
from cases.actions.people import Known
from cases.dues import Terms
from cases.models import AccessGround, Case, Level, Referral, Reminder, ViewRequest
from cases.sheets import essentials
from cases.sheets.cases import loaded
from cases.sheets.shields import Eyes
from districts.models import Role, Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from tests.cases.people import A_YEAR_AGO
from tests.cast import Receive

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def now() -> datetime:
    """What ends then is over by the database's clock too."""
    return A_YEAR_AGO


def sees(staff: Staff, case: Case, *, at: datetime, level: Level = Level.READ) -> bool:
    return Case.objects.visible_to(staff, level=level, at=at).filter(pk=case.pk).exists()


def shown(case: Case, viewer: Staff, at: datetime) -> essentials.Essentials:
    row = loaded(Case.objects.filter(pk=case.pk)).get()
    return essentials.of(row, viewer=viewer, at=at, today=at.date(), eyes=Eyes(viewer))


def test_the_glass_is_broken_for_a_day_and_the_managers_are_told(
    case: Case, outsider: Staff, manager: Staff, owner_worker: Staff, now: datetime
) -> None:
    opened = emergencies.begin(case, by=outsider, at=now, reason="倒れていると電話", lasts=DAY)
    assert [sees(outsider, case, at=now + n * HOUR) for n in (0, 23, 24)] == [True, True, False]
    ground = AccessGround.objects.get(ground="emergency")
    assert (ground.staff, ground.level, ground.expires_at) == (outsider, Level.READ, opened.until)
    told = Reminder.objects.filter(kind="emergency").values_list("recipient", flat=True)
    assert set(told) == {manager.pk, owner_worker.pk}
    assert case.events.get(kind="emergency").note == "倒れていると電話"
    emergencies.begin(case, by=outsider, at=now + 2 * DAY, reason="また倒れた", lasts=DAY)
    assert AccessGround.objects.filter(ground="emergency", until=None).count() == 1


def test_only_who_does_not_see_breaks_the_glass_and_says_why(
    case: Case, owner_worker: Staff, administrator: Staff, outsider: Staff, now: datetime
) -> None:
    with pytest.raises(NotAllowed):
        emergencies.begin(case, by=administrator, at=now, reason="見たい", lasts=DAY)
    with pytest.raises(IllegalStep):
        emergencies.begin(case, by=owner_worker, at=now, reason="見たい", lasts=DAY)
    with pytest.raises(ValidationError):
        emergencies.begin(case, by=outsider, at=now, reason="", lasts=DAY)
    assert not case.emergencies.exists()


def test_a_manager_looks_into_it_once(
    case: Case, outsider: Staff, manager: Staff, now: datetime
) -> None:
    opened = emergencies.begin(case, by=outsider, at=now, reason="倒れた", lasts=DAY)
    with pytest.raises(NotAllowed):
        emergencies.see(opened, by=outsider, at=now)
    seen = emergencies.see(opened, by=manager, at=now + HOUR, note="正しい判断")
    assert (seen.seen_by, seen.seen_at) == (manager, now + HOUR)
    with pytest.raises(IllegalStep, match="もう確かめられています"):
        emergencies.see(opened, by=manager, at=now + DAY)


def test_asked_and_granted_for_a_while(
    case: Case, outsider: Staff, owner_worker: Staff, now: datetime
) -> None:
    asked = view_requests.ask(case, by=outsider, at=now, reason="転入の相談", by_number=True)
    assert not sees(outsider, case, at=now, level=Level.SHEET)
    assert Reminder.objects.get(kind="view_asked").recipient == owner_worker
    with pytest.raises(ValidationError, match="もうたのんでいます"):
        view_requests.ask(case, by=outsider, at=now, reason="もう一度", by_number=True)
    until = date(2025, 11, 27)
    view_requests.grant(asked, by=owner_worker, at=now + HOUR, level=Level.READ, until=until)
    assert [sees(outsider, case, at=now + n * DAY) for n in (0, 1, 2, 3)] == [
        *(False, True, True, False),
    ]
    assert Reminder.objects.get(kind="view_answered").recipient == outsider
    with pytest.raises(IllegalStep, match="もう返事がされています"):
        view_requests.decline(asked, by=owner_worker, at=now + DAY, reason="やはり")


def test_a_no_has_a_reason_and_opens_nothing(
    case: Case, outsider: Staff, owner_worker: Staff, joiner_worker: Staff, now: datetime
) -> None:
    asked = view_requests.ask(case, by=outsider, at=now, reason="転入の相談", by_number=True)
    with pytest.raises(NotAllowed):
        view_requests.decline(asked, by=joiner_worker, at=now, reason="だめ")
    with pytest.raises(ValidationError):
        view_requests.decline(asked, by=owner_worker, at=now, reason="")
    view_requests.decline(asked, by=owner_worker, at=now, reason="本人が望まない")
    assert ViewRequest.objects.get().state == "declined"
    assert not sees(outsider, case, at=now + HOUR, level=Level.SHEET)


@pytest.mark.parametrize("days", [-1, 367])
def test_a_yes_has_an_end_within_a_year(
    days: int, case: Case, outsider: Staff, owner_worker: Staff, now: datetime
) -> None:
    asked = view_requests.ask(case, by=outsider, at=now, reason="転入の相談", by_number=True)
    until = (now + days * DAY).date()
    with pytest.raises(ValidationError) as refused:
        view_requests.grant(asked, by=owner_worker, at=now, level=Level.READ, until=until)
    assert list(refused.value.message_dict) == ["until"]


def test_closing_ends_what_was_granted(
    case: Case, outsider: Staff, owner_worker: Staff, now: datetime
) -> None:
    asked = view_requests.ask(case, by=outsider, at=now, reason="転入の相談", by_number=True)
    until = (now + 30 * DAY).date()
    view_requests.grant(asked, by=owner_worker, at=now, level=Level.WRITE, until=until)
    cases.close(case, by=owner_worker, at=now + HOUR, outcome="solved", reason="落ちついた")
    assert not sees(outsider, case, at=now + 2 * HOUR)


def test_who_handed_over_still_reads_their_own_words_and_no_others(
    agreed_referral: Referral,
    owner_worker: Staff,
    receiver_worker: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    case = agreed_referral.case
    records.write(case, by=owner_worker, at=now, happened_at=now, method="phone", text="母の声")
    referrals.accept(agreed_referral, by=receiver_worker, at=now + HOUR, terms=terms)
    at = now + 2 * HOUR
    records.write(case, by=receiver_worker, at=at, happened_at=at, method="visit", text="会えた")
    sheet = shown(case, owner_worker, at)
    assert not sheet.opens_case
    assert [one.text for one in sheet.records] == ["母の声"]
    assert [one.own for one in sheet.words] == [True]
    assert (sheet.person.name, sheet.person.phones) == ("", ())  # type: ignore[union-attr]
    assert [hop.id for hop in sheet.referrals] == [agreed_referral.pk]


def test_who_only_wrote_a_record_reads_it_again(
    agreed_referral: Referral,
    receiver_worker: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    case = agreed_referral.case
    colleague = Staff.objects.create(
        username="colleague", name="見本 どうりょう", role=Role.COUNTER, agency=case.owner
    )
    for text in ("父の声", "父の声のつづき"):
        records.write(case, by=colleague, at=now, happened_at=now, method="phone", text=text)
    referrals.accept(agreed_referral, by=receiver_worker, at=now + HOUR, terms=terms)
    at = now + 2 * HOUR
    assert not sees(colleague, case, at=at)
    assert sees(colleague, case, at=at, level=Level.SHEET)
    sheet = shown(case, colleague, at)
    assert [one.text for one in sheet.records] == ["父の声のつづき", "父の声"]
    assert sheet.words == ()


def test_the_sheet_shows_the_agreed_items_and_nothing_else(
    receive: Receive, owner_worker: Staff, joiner_worker: Staff, now: datetime
) -> None:
    known = Known(name="例田 一郎", phones=("0466-00-0142",), address="架空台1-1")
    case = receive(person=known, living_with="母")
    records.write(
        case,
        by=owner_worker,
        at=now,
        happened_at=now,
        method="phone",
        text="母と話した",
        third_party_text="隣の方から",
    )
    for items, seen in (
        (("name",), ("例田 一郎", (), "", 0, 0)),
        (("name", "phone", "records"), ("例田 一郎", ("0466-00-0142",), "", 0, 1)),
        (("family", "story"), ("", (), "母", 1, 0)),
    ):
        told = Told(event="given", method="verbal", agencies=(joiner_worker.agency,), items=items)
        consents.record(case, by=owner_worker, at=now, told=told)
        sheet = shown(case, joiner_worker, now)
        person = sheet.person
        assert person is not None
        found = (
            person.name,
            person.phones,
            sheet.living_with,
            len(sheet.words),
            len(sheet.records),
        )
        assert found == seen
        assert [one.third_party_text for one in sheet.records] in ([], [""])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_emergency SET reason = 'x'",
        "DELETE FROM cases_emergency",
        "UPDATE cases_emergency SET until = until + interval '1 year'",
        "UPDATE cases_viewrequest SET state = 'granted', level = 3",
        "DELETE FROM cases_viewrequest",
        "UPDATE cases_accessground SET expires_at = NULL WHERE expires_at IS NOT NULL",
    ],
)
def test_no_statement_rewrites_how_one_came_to_look(
    statement: str, case: Case, outsider: Staff, owner_worker: Staff, now: datetime
) -> None:
    asked = view_requests.ask(case, by=outsider, at=now, reason="転入の相談", by_number=True)
    view_requests.decline(asked, by=owner_worker, at=now, reason="本人が望まない")
    emergencies.begin(case, by=outsider, at=now, reason="倒れた", lasts=DAY)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
