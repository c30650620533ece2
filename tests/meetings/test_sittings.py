"""会議: called with a number of the year, invited to, moved, begun on its day, brought to an end."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cases.models import Reminder, ReminderKind
from districts.models import Staff
from fujisawa_care.foundation import merge
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from fujisawa_care.foundation.workdays import TOKYO
from meetings.actions import agenda, meetings, members
from meetings.actions.meetings import Sitting
from meetings.actions.members import Called
from meetings.models import Answer, LegalBasis, Meeting, MeetingBody, MeetingEvent, Member
from meetings.states import MeetingState

pytestmark = pytest.mark.django_db
TWO = datetime(2026, 12, 8, 14, 0, tzinfo=TOKYO)


def _plan(at: datetime = TWO, **more: Any) -> Sitting:
    told: dict[str, Any] = {
        "starts_at": at,
        "ends_at": at + timedelta(hours=2),
        "place": "本庁舎 会議室（架空）",
    }
    return Sitting(**(told | more))


@pytest.fixture
def sitting(shien_body: MeetingBody, coordinator: Staff, now: datetime) -> Meeting:
    return meetings.call(shien_body, by=coordinator, at=now, plan=_plan())


def test_a_sitting_stands_on_the_ground_of_its_body_unless_others_are_named(
    sitting: Meeting, shien_body: MeetingBody, coordinator: Staff, now: datetime
) -> None:
    assert [one.code for one in sitting.bases.all()] == ["act106_6"]
    assert (sitting.state, sitting.called_by, sitting.kind) == ("planned", coordinator, "shien")
    both = LegalBasis.objects.create(code="poor", name="困窮法9条", band="…", position=9)
    plan = _plan(bases=(*sitting.bases.all(), both))
    assert meetings.call(shien_body, by=coordinator, at=now, plan=plan).bases.count() == 2


def test_the_papers_are_due_as_many_working_days_before_as_the_body_says(
    sitting: Meeting, shien_body: MeetingBody, coordinator: Staff, now: datetime
) -> None:
    """Over a weekend and 勤労感謝の日; an emergency has no papers to wait for."""
    assert sitting.packet_due_on == date(2026, 12, 3)
    over_the_holiday = datetime(2026, 11, 24, 14, tzinfo=TOKYO)
    made = meetings.call(shien_body, by=coordinator, at=now, plan=_plan(over_the_holiday))
    assert made.packet_due_on == date(2026, 11, 18)
    urgent = meetings.call(shien_body, by=coordinator, at=now, plan=_plan(emergency=True))
    assert urgent.packet_due_on is None


def test_sittings_are_numbered_by_body_and_fiscal_year(
    sitting: Meeting, shien_body: MeetingBody, juso_body: MeetingBody, coordinator: Staff,
    now: datetime,
) -> None:  # fmt: skip
    def called(body: MeetingBody, at: datetime) -> tuple[int, int]:
        made = meetings.call(body, by=coordinator, at=now, plan=_plan(at))
        return made.fiscal_year, made.ordinal

    assert (sitting.fiscal_year, sitting.ordinal, sitting.called) == (2026, 1, "支援会議 第1回")
    assert called(shien_body, TWO + timedelta(days=7)) == (2026, 2)
    assert called(juso_body, TWO) == (2026, 1)
    assert called(shien_body, datetime(2027, 4, 1, 0, 0, tzinfo=TOKYO)) == (2027, 1)
    assert called(shien_body, datetime(2027, 3, 31, 22, 0, tzinfo=TOKYO)) == (2026, 3)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"ends_at": TWO}, "ends_at"),
        ({"place": "", "online_url": "よくわからない"}, "online_url"),
        ({"packet_due_on": date(2026, 12, 9)}, "packet_due_on"),
        ({"title": "あ" * 101}, "title"),
    ],
)
def test_what_cannot_be_planned_is_refused_beside_its_field(
    more: dict[str, Any], field: str, shien_body: MeetingBody, coordinator: Staff, now: datetime
) -> None:
    with pytest.raises(ValidationError) as refused:
        meetings.call(shien_body, by=coordinator, at=now, plan=_plan(TWO, **more))
    assert field in refused.value.error_dict
    assert not Meeting.objects.exists()


def test_only_a_secretary_calls_and_changes(
    sitting: Meeting, shien_body: MeetingBody, owner_worker: Staff, manager: Staff, now: datetime
) -> None:
    with pytest.raises(NotAllowed):
        meetings.call(shien_body, by=owner_worker, at=now, plan=_plan())
    member = members.add(sitting, by=manager, at=now, who=Called(staff=owner_worker))
    for verb in (meetings.invite, meetings.begin, meetings.settle):
        with pytest.raises(NotAllowed):
            verb(sitting, by=owner_worker, at=now)
    with pytest.raises(NotAllowed):
        members.remove(member, by=owner_worker, at=now)


def test_the_invited_are_told_once_and_answer_for_themselves(
    sitting: Meeting, owner_worker: Staff, joiner_worker: Staff, coordinator: Staff, now: datetime
) -> None:
    mine = members.add(sitting, by=coordinator, at=now, who=Called(staff=owner_worker))
    doctor = members.add(
        sitting, by=coordinator, at=now, who=Called(name="医院 見子（架空）", title="医師")
    )
    meetings.invite(sitting, by=coordinator, at=now)
    told = Reminder.objects.get(kind=ReminderKind.INVITED)
    assert (told.recipient, told.subject) == (owner_worker, "支援会議 第1回")
    assert told.page == f"/meetings/{sitting.pk}/"
    with pytest.raises(IllegalStep, match="もう招いています"):
        meetings.invite(sitting, by=coordinator, at=now)
    late = members.add(sitting, by=coordinator, at=now, who=Called(staff=joiner_worker))
    meetings.invite(sitting, by=coordinator, at=now + timedelta(minutes=1))
    assert Reminder.objects.filter(kind=ReminderKind.INVITED).count() == 2
    assert meetings.answer(mine, by=owner_worker, at=now, coming="coming").answer == Answer.COMING
    assert meetings.answer(mine, by=owner_worker, at=now, coming="away").answer == Answer.AWAY
    assert meetings.answer(doctor, by=coordinator, at=now, coming="online").answer == "online"
    with pytest.raises(NotAllowed):
        meetings.answer(late, by=owner_worker, at=now, coming="coming")
    with pytest.raises(ValidationError):
        meetings.answer(mine, by=owner_worker, at=now, coming="asked")


def test_nobody_is_invited_to_an_empty_table(
    sitting: Meeting, coordinator: Staff, now: datetime
) -> None:
    with pytest.raises(IllegalStep, match="出席者を入れてください"):
        meetings.invite(sitting, by=coordinator, at=now)


def test_nobody_is_invited_to_a_place_that_is_not_there(
    shien_body: MeetingBody, coordinator: Staff, owner_worker: Staff, now: datetime
) -> None:
    nowhere = meetings.call(
        shien_body,
        by=coordinator,
        at=now,
        plan=_plan(place=""),
        members=[Called(staff=owner_worker)],
    )
    with pytest.raises(IllegalStep, match="場所か、オンラインのアドレス"):
        meetings.invite(nowhere, by=coordinator, at=now)
    meetings.change(nowhere, by=coordinator, at=now, said={"online_url": "https://example.test/a"})
    assert meetings.invite(nowhere, by=coordinator, at=now).state == MeetingState.INVITED


def test_another_hour_asks_everybody_again(
    sitting: Meeting, owner_worker: Staff, coordinator: Staff, now: datetime
) -> None:
    mine = members.add(sitting, by=coordinator, at=now, who=Called(staff=owner_worker))
    meetings.invite(sitting, by=coordinator, at=now)
    meetings.answer(mine, by=owner_worker, at=now, coming="coming")
    meetings.change(sitting, by=coordinator, at=now, said={"place": "鵠沼市民センター（架空）"})
    mine.refresh_from_db()
    assert mine.answer == Answer.COMING
    week = timedelta(days=7)
    moved = {"starts_at": TWO + week, "ends_at": TWO + week + timedelta(hours=1)}
    meetings.change(sitting, by=coordinator, at=now + timedelta(minutes=1), said=moved)
    mine.refresh_from_db()
    sitting.refresh_from_db()
    assert (mine.answer, sitting.packet_due_on) == (Answer.ASKED, date(2026, 12, 10))
    told = Reminder.objects.filter(recipient=owner_worker).exclude(kind=ReminderKind.INVITED)
    assert [(one.kind, one.subject) for one in told.order_by("pk")] == [
        ("sitting_moved", "支援会議 第1回 12月8日（火）14:00"),
        ("sitting_moved", "支援会議 第1回 12月15日（火）14:00"),
    ]
    assert sitting.ordinal == 1


def test_two_who_change_different_things_lose_nothing_and_the_same_thing_is_asked(
    sitting: Meeting, coordinator: Staff, manager: Staff, now: datetime
) -> None:
    seen = meetings.planned(sitting)
    meetings.change(sitting, by=manager, at=now, said=seen | {"title": "年のまとめ"}, seen=seen)
    brought = meetings.change(
        sitting, by=coordinator, at=now, said=seen | {"place": "長後（架空）"}, seen=seen
    )
    sitting.refresh_from_db()
    assert (brought, sitting.title, sitting.place) == (("title",), "年のまとめ", "長後（架空）")
    with pytest.raises(merge.Conflict):
        meetings.change(sitting, by=manager, at=now, said=seen | {"place": "湘南台"}, seen=seen)


def test_a_sitting_begins_on_its_day_and_settles_when_its_table_is_empty(
    sitting: Meeting, coordinator: Staff, now: datetime
) -> None:
    with pytest.raises(IllegalStep, match="その日になってから"):
        meetings.begin(sitting, by=coordinator, at=TWO - timedelta(days=1))
    assert meetings.begin(sitting, by=coordinator, at=TWO).state == MeetingState.HELD
    with pytest.raises(IllegalStep):
        meetings.change(sitting, by=coordinator, at=TWO, said={"title": "あと"})
    item = agenda.table(
        sitting, None, by=coordinator, at=TWO, reason="none", question="", title="ふり返り"
    )
    with pytest.raises(IllegalStep, match="1件"):
        meetings.settle(sitting, by=coordinator, at=TWO)
    agenda.remove(item, by=coordinator, at=TWO, because="時間がなかった")
    assert meetings.settle(sitting, by=coordinator, at=TWO).state == MeetingState.SETTLED
    for verb in (meetings.begin, meetings.settle, meetings.invite):
        with pytest.raises(IllegalStep):
            verb(sitting, by=coordinator, at=TWO)


def test_there_is_one_chair(
    sitting: Meeting, owner_worker: Staff, joiner_worker: Staff, coordinator: Staff, now: datetime
) -> None:
    first = members.add(
        sitting, by=coordinator, at=now, who=Called(staff=owner_worker, chairs=True)
    )
    second = members.add(
        sitting, by=coordinator, at=now, who=Called(staff=joiner_worker, chairs=True)
    )
    assert list(sitting.members.filter(chairs=True)) == [second]
    members.chair(first, by=coordinator, at=now)
    assert list(sitting.members.filter(chairs=True)) == [first]
    members.remove(first, by=coordinator, at=now)
    with pytest.raises(IllegalStep):
        members.chair(first, by=coordinator, at=now)


def test_who_may_be_called(
    sitting: Meeting, administrator: Staff, owner_worker: Staff, coordinator: Staff, now: datetime
) -> None:
    def add(**who: object) -> Member:
        return members.add(sitting, by=coordinator, at=now, who=Called(**who))  # type: ignore[arg-type]

    add(staff=owner_worker)
    for who in ({"staff": administrator}, {"staff": owner_worker}, {"title": "民生委員"}):
        with pytest.raises(ValidationError):
            add(**who)
    assert add(name="民生 みまもり（架空）", title="民生委員").staff is None


def test_every_step_leaves_one_line(
    sitting: Meeting, owner_worker: Staff, coordinator: Staff, now: datetime
) -> None:
    mine = members.add(sitting, by=coordinator, at=now, who=Called(staff=owner_worker))
    meetings.invite(sitting, by=coordinator, at=now)
    meetings.answer(mine, by=owner_worker, at=now, coming="coming")
    meetings.begin(sitting, by=coordinator, at=TWO)
    meetings.settle(sitting, by=coordinator, at=TWO)
    kinds = MeetingEvent.objects.filter(meeting=sitting).order_by("pk")
    assert [one.kind for one in kinds] == [
        *("created", "changed", "invited", "answered", "held", "settled")
    ]
