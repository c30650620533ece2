"""議題: consent decides the table, a chair's pick and an oath decide who sees (R5, R6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from cases.models import AccessGround, Case, Level
from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from fujisawa_care.foundation.workdays import TOKYO
from meetings.actions import agenda, secrecy
from meetings.models import AgendaItem, Meeting, MeetingBody, Seat
from tests.meetings.cast import Agree, Call, Join, Table

pytestmark = pytest.mark.django_db
# the database's own clock ends what has ended: a story is told in the last minute
TICK, DAY = timedelta(seconds=1), timedelta(days=1)
Hold = Callable[[Meeting], Meeting]


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


def sees(staff: Staff, item: AgendaItem) -> bool:
    return AgendaItem.objects.visible_to(staff).filter(pk=item.pk).exists()


def test_without_consent_it_goes_to_the_table_that_needs_none(
    case: Case, juso: Meeting, shien: Meeting, table: Table
) -> None:
    with pytest.raises(IllegalStep, match="まだ聞いていません。支援会議なら出せます") as refused:
        table(juso, case)
    assert refused.value.code == "consent-missing"
    assert not AgendaItem.objects.exists()
    item = table(shien, case)
    assert (item.state, item.position, item.minutes) == ("tabled", 1, 20)
    assert case.events.filter(kind="on_agenda").get().data["what"] == "支援会議 第1回"
    assert shien.events.get().kind == "tabled"


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("asked", "まだ返事がありません"),
        ("refused", "本人は同意していません"),
        ("withdrawn", "取り下げています"),
    ],
)
def test_only_a_yes_that_stands_opens_the_table_of_plans(
    event: str,
    words: str,
    case: Case,
    juso: Meeting,
    table: Table,
    agree: Agree,
    now: datetime,
) -> None:
    if event == "withdrawn":
        agree(case, at=now - DAY)
    agree(case, event=event)
    with pytest.raises(IllegalStep, match=words):
        table(juso, case)
    agree(case, at=now + TICK)
    assert table(juso, case, at=now + TICK).reason == "juso1"


def test_who_clicked_before_a_no_and_is_served_after_it_is_refused(
    case: Case, juso: Meeting, table: Table, agree: Agree, now: datetime
) -> None:
    agree(case, at=now - DAY)
    agree(case, event="withdrawn", at=now)
    with pytest.raises(IllegalStep, match="取り下げています"):
        table(juso, case, at=now - TICK)


def test_every_agency_at_the_table_is_in_the_consent(
    case: Case,
    juso: Meeting,
    table: Table,
    join: Join,
    agree: Agree,
    receiver_worker: Staff,
    joiner_worker: Staff,
    owner_worker: Staff,
    manager: Staff,
    now: datetime,
) -> None:
    agree(case, receiver_worker.agency)
    named, left_out = join(juso, receiver_worker), join(juso, joiner_worker)
    owner, doctor = join(juso, owner_worker), join(juso, name="医師（架空）")
    with pytest.raises(IllegalStep, match="いきいきサポート善行（架空）が入っていません"):
        table(juso, case)
    item = table(juso, case, seats=[named, owner, doctor])
    assert set(item.seats.values_list("member", flat=True)) == {named.pk, owner.pk, doctor.pk}
    with pytest.raises(IllegalStep) as refused:
        agenda.seat(item, left_out, by=manager, at=now)
    assert (refused.value.code, item.seats.count()) == ("consent-missing", 3)


def test_a_seat_sees_only_after_an_oath_and_only_until_the_days_are_over(
    case: Case,
    shien: Meeting,
    table: Table,
    join: Join,
    outsider: Staff,
    manager: Staff,
    now: datetime,
) -> None:
    member = join(shien, outsider)
    item = table(shien, case)
    assert not sees(outsider, item)
    secrecy.swear(member, by=outsider, at=now)
    assert sees(outsider, item)
    ground = Seat.objects.get().ground
    assert ground is not None
    last_day = shien.starts_at.date() + 7 * DAY
    assert (ground.level, ground.staff) == (Level.PACKET, outsider)
    assert ground.expires_at == datetime.combine(last_day + DAY, time(), tzinfo=TOKYO)
    assert not Case.objects.visible_to(outsider, level=Level.SHEET).exists()
    agenda.unseat(item, member, by=manager, at=now + TICK)
    assert not sees(outsider, item)
    agenda.seat(item, member, by=manager, at=now + 2 * TICK)
    assert sees(outsider, item)


def test_after_the_days_nobody_has_to_run_for_the_sight_to_be_over(
    case: Case,
    call: Call,
    shien_body: MeetingBody,
    table: Table,
    join: Join,
    outsider: Staff,
    now: datetime,
) -> None:
    sitting = call(shien_body, at=now - 30 * DAY)
    member = join(sitting, outsider)
    item = table(sitting, case, at=now - 31 * DAY)
    secrecy.swear(member, by=outsider, at=now - 31 * DAY)
    assert not sees(outsider, item)
    late = join(sitting, name="民生委員（架空）")
    secrecy.swear(late, by=item.tabled_by, at=now)
    assert AccessGround.objects.filter(ground="meeting").count() == 1


def test_each_swears_for_themselves_or_on_paper_before_a_secretary(
    shien: Meeting,
    join: Join,
    outsider: Staff,
    joiner_worker: Staff,
    coordinator: Staff,
    now: datetime,
) -> None:
    member, minsei = join(shien, outsider), join(shien, name="民生委員（架空）")
    with pytest.raises(NotAllowed):
        secrecy.swear(member, by=joiner_worker, at=now)
    assert secrecy.swear(member, by=outsider, at=now).sworn_by == outsider
    assert secrecy.swear(minsei, by=coordinator, at=now).sworn_by == coordinator
    assert secrecy.swear(minsei, by=coordinator, at=now + TICK).sworn_at == now
    assert list(shien.events.order_by("pk").values_list("note", flat=True)) == ["", "紙で確かめた"]


def test_an_item_opens_when_everybody_there_has_sworn_and_the_consent_stays_on_it(
    case: Case,
    juso: Meeting,
    table: Table,
    join: Join,
    hold: Hold,
    agree: Agree,
    outsider: Staff,
    joiner_worker: Staff,
    manager: Staff,
    now: datetime,
) -> None:
    consent = agree(case, at=now - DAY)
    member, away = join(juso, outsider), join(juso, joiner_worker, answer="away")
    item = table(juso, case)
    with pytest.raises(IllegalStep, match="会議を始めてから"):
        agenda.open_item(item, by=manager, at=now)
    hold(juso)
    with pytest.raises(IllegalStep, match="まだの方が1人"):
        agenda.open_item(item, by=manager, at=now)
    secrecy.swear(member, by=outsider, at=now)
    assert not away.sworn_at
    opened = agenda.open_item(item, by=manager, at=now + TICK)
    assert (opened.state, opened.consent_state, opened.consent) == ("open", "given", consent)
    with pytest.raises(IllegalStep, match="もう開いています"):
        agenda.open_item(item, by=manager, at=now + TICK)


def test_a_consent_that_ran_out_before_the_sitting_does_not_open_the_item(
    case: Case,
    call: Call,
    juso_body: MeetingBody,
    table: Table,
    join: Join,
    hold: Hold,
    agree: Agree,
    outsider: Staff,
    manager: Staff,
    now: datetime,
) -> None:
    today = now.astimezone(TOKYO).date()
    agree(case, valid_until=today + 2 * DAY)
    sitting = call(juso_body, at=now + 3 * DAY)
    member = join(sitting, outsider)
    item = table(sitting, case)
    secrecy.swear(member, by=outsider, at=now)
    ground = AccessGround.objects.get(ground="meeting")
    assert ground.expires_at == datetime.combine(today + 3 * DAY, time(), tzinfo=TOKYO)
    hold(sitting)
    with pytest.raises(IllegalStep, match="期限が切れています"):
        agenda.open_item(item, by=manager, at=now + 3 * DAY)


def test_removed_it_is_seen_by_nobody_at_the_table(
    case: Case,
    shien: Meeting,
    table: Table,
    join: Join,
    outsider: Staff,
    manager: Staff,
    now: datetime,
) -> None:
    member = join(shien, outsider)
    item = table(shien, case)
    secrecy.swear(member, by=outsider, at=now)
    with pytest.raises(ValidationError, match="外すわけ"):
        agenda.remove(item, by=manager, at=now, because="")
    agenda.remove(item, by=manager, at=now + TICK, because="次回にする")
    assert not sees(outsider, item)
    assert table(shien, case, at=now + 2 * TICK).position == 2
    assert sees(outsider, AgendaItem.objects.get(state="tabled"))


def test_who_writes_on_a_case_brings_it_and_seats_nobody(
    case: Case,
    shien: Meeting,
    table: Table,
    join: Join,
    owner_worker: Staff,
    outsider: Staff,
    coordinator: Staff,
    hold: Hold,
    now: datetime,
) -> None:
    member = join(shien, outsider)
    for by in (outsider, coordinator):  # neither holds a ground on this case
        with pytest.raises(NotAllowed):
            table(shien, case, by=by)
    with pytest.raises(NotAllowed):
        table(shien, case, by=owner_worker, seats=[member])
    item = table(shien, case, by=owner_worker)
    assert not item.seats.exists()
    agenda.remove(item, by=owner_worker, at=now, because="家族と話してから")
    hold(shien)
    with pytest.raises(IllegalStep):
        table(shien, case, by=owner_worker)


@pytest.mark.parametrize(
    ("more", "beside"),
    [
        ({"reason": "juso1"}, "reason"),
        ({"minutes": 481}, "minutes"),
        ({"question": "と" * 1001}, "question"),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(
    more: dict[str, object], beside: str, case: Case, shien: Meeting, table: Table
) -> None:
    with pytest.raises(ValidationError) as refused:
        table(shien, case, **more)
    assert list(refused.value.message_dict) == [beside]
    assert not AgendaItem.objects.exists()


def test_a_case_lies_once_on_a_table_and_only_on_tables_of_cases(
    case: Case, shien: Meeting, call: Call, council_body: MeetingBody, table: Table
) -> None:
    table(shien, case)
    with pytest.raises(ValidationError, match="もうこの会議の議題です"):
        table(shien, case)
    above = call(council_body)
    with pytest.raises(NotAllowed, match="ケースを話し合えるのは"):
        table(above, case)
    assert table(above, None, title="ごみ屋敷への声かけ").title == "ごみ屋敷への声かけ"
    with pytest.raises(ValidationError):
        table(above, None)


def test_the_order_of_the_day_is_the_secretaries(
    receive: Callable[..., Case],
    shien: Meeting,
    table: Table,
    coordinator: Staff,
    outsider: Staff,
    now: datetime,
) -> None:
    first, second, third = (table(shien, receive()) for _ in range(3))
    with pytest.raises(NotAllowed):
        agenda.move(third, by=outsider, at=now, position=1)
    agenda.move(third, by=coordinator, at=now, position=1)
    assert list(shien.items.values_list("pk", flat=True)) == [third.pk, first.pk, second.pk]
    agenda.move(third, by=coordinator, at=now, position=99)
    assert list(shien.items.values_list("pk", flat=True)) == [first.pk, second.pk, third.pk]
