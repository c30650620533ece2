"""会議のことを知らせる: who is told when a sitting or an item falls away, by its number and day alone (R10)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from cases.models import Case, Reminder, ReminderKind
from districts.models import Staff
from meetings.actions import agenda, meetings
from meetings.models import Meeting
from tests.meetings.cast import Join, Table

pytestmark = pytest.mark.django_db
TICK = timedelta(seconds=1)
SECRET = "秘密の問い"


def told(kind: ReminderKind) -> dict[Staff, tuple[str, str]]:
    rows = Reminder.objects.filter(kind=kind).select_related("recipient", "case")
    return {one.recipient: (one.subject, one.page) for one in rows}


def test_everybody_invited_is_told_that_a_sitting_is_called_off(
    shien: Meeting, case: Case, join: Join, table: Table, coordinator: Staff, manager: Staff,
    owner_worker: Staff, outsider: Staff, joiner_worker: Staff, receiver_worker: Staff, now: datetime,
) -> None:  # fmt: skip
    """Also who has said no; not who was never asked, nor who has left."""
    join(shien, outsider)
    join(shien, joiner_worker, answer="away")
    join(shien, receiver_worker, answer="not_asked")
    join(shien, name="民生 見本（架空）")
    Meeting.objects.filter(pk=shien.pk).update(ends_at=now + timedelta(days=9))
    shien.refresh_from_db()
    given = {"by": owner_worker, "at": now, "reason": "shien1", "question": SECRET}
    agenda.table(shien, case, **given)  # type: ignore[arg-type]
    meetings.cancel(shien, by=manager, at=now + TICK, because=SECRET)
    begins = shien.starts_at.astimezone()
    off = told(ReminderKind.CALLED_OFF)
    assert set(off) == {outsider, joiner_worker}
    assert {page for _, page in off.values()} == {f"/meetings/{shien.pk}/"}
    assert all(subject.startswith("支援会議 第1回 ") for subject, _ in off.values()), begins
    assert told(ReminderKind.ITEM_OFF) == {owner_worker: (case.number, "")}
    assert SECRET not in "".join(f"{one.about}{one.page}" for one in Reminder.objects.all())


def test_who_sits_at_an_item_and_who_brought_it_are_told_that_it_is_withdrawn(
    shien: Meeting, case: Case, join: Join, table: Table, manager: Staff, outsider: Staff,
    joiner_worker: Staff, coordinator: Staff, now: datetime,
) -> None:  # fmt: skip
    seat = join(shien, outsider)
    join(shien, joiner_worker)  # called, but not picked for this one
    item = table(shien, case, seats=[seat])
    agenda.remove(item, by=coordinator, at=now + TICK, because=SECRET)
    assert told(ReminderKind.ITEM_OFF) == {
        outsider: ("支援会議 第1回 議題1", f"/meetings/{shien.pk}/"),
        manager: (case.number, ""),
    }


def test_secretaries_are_told_of_what_is_brought_and_led_to_its_seats(
    shien: Meeting, case: Case, owner_worker: Staff, coordinator: Staff, table: Table, now: datetime
) -> None:
    Meeting.objects.filter(pk=shien.pk).update(ends_at=now + timedelta(days=9))
    shien.refresh_from_db()
    given = {"by": owner_worker, "at": now, "reason": "shien1", "question": SECRET}
    item = agenda.table(shien, case, **given)  # type: ignore[arg-type]
    assert told(ReminderKind.BROUGHT) == {
        coordinator: ("支援会議 第1回", f"/meetings/{shien.pk}/items/{item.pk}/seats/")
    }
