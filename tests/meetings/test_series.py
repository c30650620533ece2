"""くり返しの会議・お知らせ・予定表: made ahead once, told once, and read by name and number only."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cases.actions import calendar_keys
from cases.models import Case, Reminder, ReminderKind
from districts.models import Staff
from fujisawa_care.foundation.problems import NotAllowed
from fujisawa_care.foundation.workdays import TOKYO, is_working_day
from meetings.actions import meetings, members, reminding, series
from meetings.actions.members import Called
from meetings.actions.series import Repeated
from meetings.models import Meeting, MeetingBody, Packet, Rhythm, Series
from meetings.states import MeetingState
from tests.meetings.cast import Call, Join, Table

pytestmark = pytest.mark.django_db
TUESDAY, DAY = 1, timedelta(days=1)


def _every(rhythm: str = "monthly", **more: object) -> Repeated:
    told: dict[str, object] = {
        "rhythm": rhythm,
        "week": 2 if rhythm == "monthly" else None,
        "weekday": TUESDAY,
        "starts_at": time(14),
        "ends_at": time(15, 30),
        "since": date(2026, 12, 1),
        "place": "本庁舎 会議室（架空）",
    }
    return Repeated(**(told | more))  # type: ignore[arg-type]


def _days() -> list[date]:
    rows = Meeting.objects.order_by("starts_at").values_list("starts_at", flat=True)
    return [at.astimezone(TOKYO).date() for at in rows]


def test_the_sittings_of_three_months_are_made_at_once_and_then_one_by_one(
    shien_body: MeetingBody, coordinator: Staff, now: datetime
) -> None:
    """第2火曜: 2027-02-09 is there, 03-09 comes with time, and nothing twice."""
    made = series.begin(shien_body, by=coordinator, at=now, plan=_every())
    assert _days() == [date(2026, 12, 8), date(2027, 1, 12), date(2027, 2, 9)]
    assert [one.ordinal for one in made.meetings.order_by("starts_at")] == [1, 2, 3]
    assert series.make_ahead(at=now) == 0
    assert series.make_ahead(at=now + timedelta(days=30)) == 1
    assert _days()[-1] == date(2027, 3, 9)


def test_a_sitting_that_was_moved_or_called_off_is_not_made_again(
    shien_body: MeetingBody, coordinator: Staff, now: datetime
) -> None:
    series.begin(shien_body, by=coordinator, at=now, plan=_every())
    first, second, _third = Meeting.objects.order_by("starts_at")
    said = {"starts_at": first.starts_at + DAY, "ends_at": first.ends_at + DAY}
    meetings.change(first, by=coordinator, at=now, said=said)
    meetings.cancel(second, by=coordinator, at=now, because="大雪")
    assert series.make_ahead(at=now + DAY) == 0
    assert Meeting.objects.count() == 3


def test_on_a_closed_day_a_weekly_table_rests_and_a_monthly_one_moves_on(
    shien_body: MeetingBody, juso_body: MeetingBody, coordinator: Staff, now: datetime
) -> None:
    """12/29 is closed; 2027-01-11 is 成人の日, a second Monday."""
    series.begin(shien_body, by=coordinator, at=now, plan=_every("weekly", until=date(2027, 1, 12)))
    weeks = [date(2026, 12, day) for day in (1, 8, 15, 22)]
    assert _days() == [*weeks, date(2027, 1, 5), date(2027, 1, 12)]
    Meeting.objects.filter(body=shien_body)
    plan = _every(weekday=0, since=date(2027, 1, 1), until=date(2027, 1, 31))
    series.begin(juso_body, by=coordinator, at=now, plan=plan)
    only = Meeting.objects.get(body=juso_body)
    assert only.starts_at == datetime(2027, 1, 12, 14, tzinfo=TOKYO)


def test_those_who_came_last_time_are_called_again(
    shien_body: MeetingBody, coordinator: Staff, owner_worker: Staff, joiner_worker: Staff,
    now: datetime,
) -> None:  # fmt: skip
    series.begin(shien_body, by=coordinator, at=now, plan=_every())
    last = Meeting.objects.latest("starts_at")
    for who in (
        Called(staff=owner_worker, chairs=True),
        Called(name="民生 みまもり（架空）"),
        Called(staff=joiner_worker),
    ):
        members.add(last, by=coordinator, at=now, who=who)
    joiner_worker.is_active = False
    joiner_worker.save(update_fields=["is_active"])
    series.make_ahead(at=now + timedelta(days=30))
    newest = Meeting.objects.latest("starts_at")
    called = [(one.name, one.chairs, one.answer) for one in newest.members.all()]
    assert called == [
        (owner_worker.name, True, "not_asked"),
        ("民生 みまもり（架空）", False, "not_asked"),
    ]


def test_a_series_ends_and_takes_with_it_what_nobody_was_invited_to(
    shien_body: MeetingBody, coordinator: Staff, owner_worker: Staff, now: datetime
) -> None:
    made = series.begin(shien_body, by=coordinator, at=now, plan=_every())
    first, second, third = Meeting.objects.order_by("starts_at")
    members.add(second, by=coordinator, at=now, who=Called(staff=owner_worker))
    meetings.invite(second, by=coordinator, at=now)
    with pytest.raises(NotAllowed):
        series.end(made, by=owner_worker, at=now, until=date(2026, 12, 31))
    series.end(made, by=coordinator, at=now, until=date(2026, 12, 31))
    for one in (first, second, third):
        one.refresh_from_db()
    assert [one.state for one in (first, second, third)] == ["planned", "invited", "cancelled"]
    assert series.make_ahead(at=now + timedelta(days=90)) == 0


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"weekday": 7}, "__all__"),
        ({"week": None}, "__all__"),
        ({"ends_at": time(14)}, "__all__"),
        ({"until": date(2026, 11, 1)}, "until"),
        ({"rhythm": "yearly"}, "rhythm"),
    ],
)
def test_a_rhythm_that_cannot_be_is_refused(
    more: dict[str, object], field: str, shien_body: MeetingBody, coordinator: Staff, now: datetime
) -> None:
    with pytest.raises(ValidationError) as refused:
        series.begin(shien_body, by=coordinator, at=now, plan=_every(**more))  # type: ignore[arg-type]
    assert field in refused.value.error_dict
    assert not Meeting.objects.exists()


@given(
    since=st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    weekday=st.integers(0, 6),
    week=st.integers(1, 5),
    cut=st.integers(0, 400),
)
def test_days_fall_where_the_rhythm_says_and_cutting_the_time_loses_none(
    since: date, weekday: int, week: int, cut: int
) -> None:
    one = Series(rhythm=Rhythm.MONTHLY, weekday=weekday, week=week, since=since)
    end, middle = since + timedelta(days=400), since + timedelta(days=cut)
    whole = list(series.days(one, after=since - DAY, until=end))
    first = list(series.days(one, after=since - DAY, until=middle))
    second = list(series.days(one, after=middle, until=end))
    assert first + second == whole
    assert len({(day.year, day.month) for day in whole}) == len(whole)
    for day in whole:
        assert (day.weekday(), (day.day - 1) // 7 + 1) == (weekday, week)


def test_everybody_invited_is_told_on_the_working_day_before_once(
    shien: Meeting, join: Join, owner_worker: Staff, joiner_worker: Staff, receiver_worker: Staff,
    now: datetime,
) -> None:  # fmt: skip
    """Tuesday's sitting after 勤労感謝の日 is told of on Friday."""
    join(shien, owner_worker)
    join(shien, joiner_worker, answer="away")
    join(shien, receiver_worker, answer="asked")
    join(shien, name="民生 みまもり（架空）")
    friday = now - timedelta(days=4)
    assert is_working_day(friday.date())
    reminding.raise_due(at=friday - DAY)
    assert not Reminder.objects.exists()
    for at in (friday, friday, friday + DAY, now):
        reminding.raise_due(at=at)
    told = Reminder.objects.filter(kind=ReminderKind.SITTING)
    assert {one.recipient for one in told} == {owner_worker, receiver_worker}
    assert {(one.subject, one.page) for one in told} == {
        ("支援会議 第1回", f"/meetings/{shien.pk}/")
    }
    assert told.count() == 2


def test_the_secretary_is_told_when_papers_are_due_and_when_they_are_late(
    shien: Meeting, case: Case, table: Table, coordinator: Staff, manager: Staff, now: datetime
) -> None:
    shien.packet_due_on = date(2026, 11, 18)
    shien.starts_at, shien.ends_at = now + DAY * 3, now + DAY * 3 + timedelta(hours=1)
    shien.state = MeetingState.PLANNED
    Meeting.objects.filter(pk=shien.pk).update(
        packet_due_on=date(2026, 11, 18), starts_at=shien.starts_at, ends_at=shien.ends_at
    )
    monday = datetime(2026, 11, 16, 9, tzinfo=TOKYO)
    reminding.raise_due(at=monday + DAY)
    assert not Reminder.objects.filter(kind=ReminderKind.PACKET).exists()  # an empty table has none
    table(shien, case)
    reminding.raise_due(at=monday)
    assert not Reminder.objects.filter(kind=ReminderKind.PACKET).exists()
    for day in (1, 2, 3, 3):
        reminding.raise_due(at=monday + DAY * day)
    told = Reminder.objects.filter(kind=ReminderKind.PACKET).order_by("stage")
    assert [(one.recipient, one.stage) for one in told] == [(coordinator, 1), (coordinator, 2)]
    shien.refresh_from_db()
    Packet.objects.create(meeting=shien, edition=1, content={}, locked_by=manager, locked_at=now)
    assert reminding.raise_due(at=monday + DAY * 4) == 0


def test_the_calendar_has_the_sittings_one_is_invited_to_and_has_not_declined(
    shien: Meeting, juso_body: MeetingBody, call: Call, join: Join, case: Case, table: Table,
    owner_worker: Staff, now: datetime, client: Client,
) -> None:  # fmt: skip
    mine = join(shien, owner_worker)
    table(shien, case)
    join(call(juso_body), owner_worker, answer="not_asked")
    join(call(juso_body, state="cancelled"), owner_worker)
    secret = calendar_keys.make(owner_worker, at=now).secret
    page = client.get(reverse("calendar", args=[secret])).content.decode()
    assert page.count("SUMMARY:支援会議 第1回") == 1
    assert "重層的" not in page
    assert f"/meetings/{shien.pk}/" in page
    assert "会議室" not in page
    meetings.answer(mine, by=owner_worker, at=now, coming="away")
    assert "支援会議" not in client.get(reverse("calendar", args=[secret])).content.decode()
