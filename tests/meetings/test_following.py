"""同意のあとを追う: a no moves what waits and ends what is seen, in the same breath (R5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from cases.actions import cases, referrals
from cases.dues import Terms
from cases.models import AccessGround, Case, Event, Referral, Reminder
from cases.sheets import timeline
from districts.models import Staff
from meetings.actions import agenda, following, secrecy
from meetings.models import AgendaItem, Meeting, MeetingBody
from meetings.sheets import sittings
from meetings.tasks import follow
from tests.meetings.cast import Agree, Call, Join, Table

pytestmark = pytest.mark.django_db
TICK, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


def sees(staff: Staff, item: AgendaItem) -> bool:
    return AgendaItem.objects.visible_to(staff).filter(pk=item.pk).exists()


def states() -> list[tuple[str, str]]:
    rows = AgendaItem.objects.order_by("pk")
    return list(rows.values_list("meeting__kind", "state"))


@pytest.fixture
def seated(
    case: Case,
    juso: Meeting,
    table: Table,
    join: Join,
    agree: Agree,
    outsider: Staff,
    now: datetime,
) -> AgendaItem:
    """On the table of plans, seen by one who has sworn."""
    agree(case, at=now - DAY)
    secrecy.swear(join(juso, outsider), by=outsider, at=now - DAY)
    item = table(juso, case, question="参加支援の場をきめる")
    assert sees(outsider, item)
    return item


def test_where_it_went_and_why_is_said_to_everybody_it_concerns(
    seated: AgendaItem, shien: Meeting, agree: Agree, manager: Staff, now: datetime
) -> None:
    agree(seated.case, event="withdrawn", at=now + TICK)
    went = "重層的支援会議 第1回から支援会議 第1回へ"
    note = Reminder.objects.filter(kind="off_table", recipient=manager).get()
    assert note.about == f"{went}移りました"
    assert seated.case is not None
    told = [timeline.of(one) for one in timeline.loaded(seated.case)]
    rows = [(one.title, one.note) for one in told]
    assert (f"議題が移った：{went}", "本人は同意を取り下げています") in rows
    assert ("議題にした：重層的支援会議 第1回", "") in rows
    sheet = sittings.of(seated.meeting, viewer=manager)
    assert [(one.position, one.to) for one in sheet.moved] == [(1, "支援会議 第1回")]
    assert sheet.items == ()


@pytest.mark.parametrize("event", ["withdrawn", "refused"])
def test_a_no_moves_the_item_to_the_next_table_that_needs_no_consent(
    event: str,
    seated: AgendaItem,
    shien: Meeting,
    agree: Agree,
    outsider: Staff,
    manager: Staff,
    now: datetime,
) -> None:
    agree(seated.case, event=event, at=now + TICK)
    assert states() == [("juso", "rerouted"), ("shien", "tabled")]
    assert not sees(outsider, seated)
    moved = AgendaItem.objects.get(state="tabled")
    assert (moved.follows, moved.reason, moved.question) == (
        *(seated, "shien1"),
        "参加支援の場をきめる",
    )
    assert not moved.seats.exists()
    told = Reminder.objects.filter(kind="off_table").values_list("recipient", flat=True)
    assert set(told) == {manager.pk, seated.meeting.called_by_id}
    kinds = Event.objects.filter(case=seated.case).order_by("pk").values_list("kind", flat=True)
    assert [kind for kind in kinds if "agenda" in kind] == ["on_agenda", "off_agenda", "on_agenda"]


def test_where_no_such_sitting_is_called_it_waits_with_the_secretaries(
    seated: AgendaItem, agree: Agree, now: datetime
) -> None:
    agree(seated.case, event="withdrawn", at=now + TICK)
    assert states() == [("juso", "rerouted")]
    assert Reminder.objects.filter(kind="off_table").count() == 2


def test_what_was_talked_about_stays_and_is_read_no_more(
    seated: AgendaItem,
    hold: Callable[[Meeting], Meeting],
    agree: Agree,
    outsider: Staff,
    manager: Staff,
    now: datetime,
) -> None:
    hold(seated.meeting)
    agenda.open_item(seated, by=manager, at=now)
    AgendaItem.objects.filter(pk=seated.pk).update(state="continued", closed_at=now + TICK)
    agree(seated.case, event="withdrawn", at=now + 2 * TICK)
    assert states() == [("juso", "continued")]
    assert AgendaItem.objects.get().consent_state == "given"
    assert not sees(outsider, seated)


def test_in_the_middle_of_it_the_talk_ends(
    seated: AgendaItem,
    hold: Callable[[Meeting], Meeting],
    agree: Agree,
    manager: Staff,
    now: datetime,
) -> None:
    hold(seated.meeting)
    agenda.open_item(seated, by=manager, at=now)
    agree(seated.case, event="withdrawn", at=now + TICK)
    assert states() == [("juso", "rerouted")]


def test_taken_back_from_one_agency_the_others_go_on(
    case: Case,
    juso: Meeting,
    table: Table,
    join: Join,
    agree: Agree,
    outsider: Staff,
    joiner_worker: Staff,
    now: datetime,
) -> None:
    agree(case, outsider.agency, joiner_worker.agency, at=now - DAY)
    for one in (outsider, joiner_worker):
        secrecy.swear(join(juso, one), by=one, at=now)
    item = table(juso, case)
    agree(case, outsider.agency, event="withdrawn", at=now + TICK)
    assert states() == [("juso", "tabled")]
    assert (sees(outsider, item), sees(joiner_worker, item)) == (False, True)
    agree(case, outsider.agency, joiner_worker.agency, at=now + 2 * TICK)
    here = item.seats.filter(
        left_at__isnull=True
    )  # a seat is picked again, it does not come by itself
    assert [one.member.staff for one in here] == [joiner_worker]


def test_a_longer_yes_lets_the_packet_be_read_longer(
    case: Case,
    juso: Meeting,
    table: Table,
    join: Join,
    agree: Agree,
    outsider: Staff,
    now: datetime,
) -> None:
    today = now.date()
    agree(case, at=now - DAY, valid_until=today + DAY)
    secrecy.swear(join(juso, outsider), by=outsider, at=now)
    item = table(juso, case)
    first = AccessGround.objects.running().get(ground="meeting")
    agree(case, at=now + TICK, valid_until=today + 99 * DAY)
    second = AccessGround.objects.running().get(ground="meeting")
    assert first.expires_at is not None
    assert second.expires_at is not None
    assert first.expires_at < second.expires_at
    assert sees(outsider, item)


def test_a_table_that_needs_no_consent_is_not_touched_by_one(
    case: Case,
    shien: Meeting,
    table: Table,
    join: Join,
    agree: Agree,
    outsider: Staff,
    now: datetime,
) -> None:
    secrecy.swear(join(shien, outsider), by=outsider, at=now)
    item = table(shien, case)
    agree(case, at=now + TICK)
    agree(case, event="withdrawn", at=now + 2 * TICK)
    assert (states(), sees(outsider, item)) == ([("shien", "tabled")], True)


def test_a_case_that_is_over_lies_on_no_table(
    case: Case,
    shien: Meeting,
    table: Table,
    join: Join,
    outsider: Staff,
    owner_worker: Staff,
    now: datetime,
) -> None:
    secrecy.swear(join(shien, outsider), by=outsider, at=now)
    item = table(shien, case)
    cases.close(case, by=owner_worker, at=now + TICK, outcome="moved", reason="転出した")
    assert (states(), sees(outsider, item)) == ([("shien", "removed")], False)


def test_an_owner_who_was_never_named_leaves_the_table_with_the_case(
    agreed_referral: Referral,
    juso: Meeting,
    table: Table,
    join: Join,
    agree: Agree,
    owner_worker: Staff,
    receiver_worker: Staff,
    terms: Terms,
    now: datetime,
) -> None:
    case = agreed_referral.case
    agree(case, receiver_worker.agency, at=now)
    secrecy.swear(join(juso, owner_worker), by=owner_worker, at=now)
    item = table(juso, case)
    referrals.accept(agreed_referral, by=receiver_worker, at=now + TICK, terms=terms)
    assert item.seats.get().left_at is not None
    assert not AccessGround.objects.running().filter(ground="meeting").exists()


def test_what_ran_out_overnight_is_moved_by_the_round_and_once(
    case: Case,
    call: Call,
    juso_body: MeetingBody,
    shien: Meeting,
    table: Table,
    agree: Agree,
    now: datetime,
) -> None:
    today = now.date()
    sitting = call(juso_body, at=now + 9 * DAY)
    agree(case, at=now - 5 * DAY, valid_until=today - DAY)
    table(sitting, case, at=now - 3 * DAY)
    assert states() == [("juso", "tabled")]
    follow()
    assert states() == [("juso", "rerouted"), ("shien", "tabled")]
    assert following.lapse(at=now + DAY) == 0


def test_nothing_moves_where_the_no_is_not_kept(
    seated: AgendaItem, agree: Agree, now: datetime
) -> None:
    def taken_down_and_lost() -> None:
        with transaction.atomic():
            agree(seated.case, event="withdrawn", at=now + TICK)
            assert states() == [("juso", "rerouted")]
            raise ConnectionError

    with pytest.raises(ConnectionError):
        taken_down_and_lost()
    assert states() == [("juso", "tabled")]
