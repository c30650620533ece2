"""機関を分ける予定: decided now, done on its day as things stand then, and until then called off."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from cases.actions import divisions, successions
from cases.actions.successions import Portion
from cases.models import Case, Division, Event
from districts.actions import staff as staff_acts
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from fujisawa_care.foundation.workdays import TOKYO
from tests.cases.people import A_YEAR_AGO
from tests.cast import Receive

pytestmark = pytest.mark.django_db
APRIL = date(2026, 4, 1)
MORNING = datetime.combine(APRIL, time(0, 30), tzinfo=TOKYO)
NAME = "善行第二窓口（架空）"


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


@pytest.fixture
def planned(desk: Agency, owner_worker: Staff, administrator: Staff, now: datetime) -> Division:
    return divisions.plan(
        desk, name=NAME, staff=[owner_worker], on_day=APRIL, by=administrator, at=now
    )


def test_it_is_done_on_its_day_and_once(
    planned: Division, receive: Receive, desk: Agency, owner_worker: Staff, administrator: Staff
) -> None:
    """A case that came after the decision goes along: who goes is decided, what hangs is looked at then."""
    case = receive()
    assert divisions.carry_out_due(at=MORNING - timedelta(hours=1)) == 0
    assert not Agency.objects.filter(name=NAME).exists()
    assert [divisions.carry_out_due(at=MORNING) for _ in range(2)] == [1, 0]
    for row in (planned, case, owner_worker):
        row.refresh_from_db()
    made = Agency.objects.get(name=NAME)
    assert (planned.state, planned.into, planned.ended_at) == ("done", made, MORNING)
    assert (case.owner, case.owner_staff, owner_worker.agency) == (made, owner_worker, made)
    assert made.valid_from == APRIL
    moved = Event.objects.get(case=case, kind="handed_on")
    assert (moved.by, moved.data["to"]) == (administrator, NAME)


def test_late_is_better_than_never(planned: Division, owner_worker: Staff) -> None:
    assert divisions.carry_out_due(at=MORNING + timedelta(days=3)) == 1
    owner_worker.refresh_from_db()
    assert owner_worker.agency.name == NAME


def test_what_was_called_off_is_not_done(
    planned: Division, desk: Agency, owner_worker: Staff, administrator: Staff, now: datetime
) -> None:
    divisions.call_off(planned, by=administrator, at=now)
    assert divisions.carry_out_due(at=MORNING) == 0
    owner_worker.refresh_from_db()
    assert owner_worker.agency == desk
    with pytest.raises(IllegalStep, match="もう終わっています"):
        divisions.call_off(planned, by=administrator, at=now)
    # and the same may be decided anew
    divisions.plan(desk, name=NAME, staff=[owner_worker], on_day=APRIL, by=administrator, at=now)


def test_whoever_left_meanwhile_stays_out_of_it(
    desk: Agency,
    ikiiki: Agency,
    owner_worker: Staff,
    administrator: Staff,
    case: Case,
    now: datetime,
) -> None:
    other = Staff.objects.create_user("other", name="向田 むかい", role="counter", agency=desk)
    divisions.plan(
        desk, name=NAME, staff=[owner_worker, other], on_day=APRIL, by=administrator, at=now
    )
    successions.hand_on(owner_worker, by=other, at=now, portions=[Portion(case=case, to=other)])
    staff_acts.move(owner_worker, agency=ikiiki, by=administrator, at=now)
    assert divisions.carry_out_due(at=MORNING) == 1
    for row in (owner_worker, other, case):
        row.refresh_from_db()
    assert (owner_worker.agency, other.agency.name) == (ikiiki, NAME)
    assert case.owner == other.agency


def test_what_cannot_be_done_says_why_and_hinders_no_other(
    planned: Division,
    desk: Agency,
    ikiiki: Agency,
    joiner_worker: Staff,
    owner_worker: Staff,
    administrator: Staff,
    now: datetime,
) -> None:
    """Nobody who was to go is there any more; of another house the name is taken; a third is done."""
    staff_acts.deactivate(owner_worker, by=administrator, at=now)
    third = Staff.objects.create_user("third", name="三田 みつ", role="agency", agency=ikiiki)
    taken, fine = (
        divisions.plan(ikiiki, name=name, staff=[who], on_day=day, by=administrator, at=now)
        for name, who, day in (
            ("いきいき西（架空）", joiner_worker, APRIL),
            ("いきいき東（架空）", third, APRIL + timedelta(days=1)),
        )
    )
    Agency.objects.create(name="いきいき西（架空）", type="elderly")
    assert divisions.carry_out_due(at=MORNING + timedelta(days=1)) == 1
    for row in (planned, taken, fine, joiner_worker):
        row.refresh_from_db()
    assert [one.state for one in (planned, taken, fine)] == ["failed", "failed", "done"]
    assert "もうこの機関にいません" in planned.why_not
    assert "同じ名前の機関" in taken.why_not
    assert joiner_worker.agency == ikiiki


def test_what_cannot_be_planned_is_refused(
    planned: Division,
    desk: Agency,
    ikiiki: Agency,
    owner_worker: Staff,
    manager: Staff,
    administrator: Staff,
    now: datetime,
) -> None:
    other = Staff.objects.create_user("other", name="向田 むかい", role="counter", agency=desk)
    fits: dict[str, Any] = {
        "name": "第三（架空）",
        "staff": [other],
        "on_day": APRIL + timedelta(days=9),
    }
    for by in (owner_worker, manager):
        with pytest.raises(NotAllowed):
            divisions.plan(desk, by=by, at=now, **fits)
        with pytest.raises(NotAllowed):
            divisions.call_off(planned, by=by, at=now)
    for wrong, words in (
        ({"staff": []}, "移る方をえらんで"),
        ({"staff": [owner_worker]}, "先にその予定をとりやめて"),
        ({"on_day": now.date()}, "明日より後"),
        ({"on_day": APRIL}, "もうあります"),
        ({"name": ikiiki.name}, "同じ名前の機関"),
        ({"name": ""}, "空ではいけません"),
    ):
        with pytest.raises(ValidationError, match=words):
            divisions.plan(desk, by=administrator, at=now, **(fits | wrong))
    assert list(Division.objects.all()) == [planned]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_division SET on_day='2026-01-01'",
        "UPDATE cases_division SET state='done'",
        "DELETE FROM cases_division_staff; DELETE FROM cases_division",
    ],
)
def test_raw_sql_cannot_break_it(planned: Division, statement: str) -> None:
    with (
        pytest.raises((IntegrityError, DatabaseError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_page_shows_what_is_planned_and_calls_it_off(
    client: Client, desk: Agency, owner_worker: Staff, administrator: Staff, manager: Staff
) -> None:
    here = f"/agencies/{desk.pk}/"
    client.force_login(administrator)
    day = timezone.localdate() + timedelta(days=40)
    told = {"name": NAME, "staff": str(owner_worker.pk), "on_day": day.isoformat()}
    past = {"on_day": (timezone.localdate() - timedelta(days=1)).isoformat()}
    refused = client.post(f"{here}split", told | past)
    assert (refused.status_code, NAME in refused.content.decode()) == (422, True)
    shown = client.post(f"{here}split", told, follow=True).content.decode()
    assert f"「{NAME}」に分けます" in shown
    assert "これから" in shown
    planned = Division.objects.get()
    address = f"{here}split/{planned.pk}/call-off"
    client.force_login(manager)
    assert "とりやめる" not in client.get(here).content.decode()
    assert client.post(address).status_code == 403
    client.force_login(owner_worker)
    assert client.post(address).status_code == 404
    client.force_login(administrator)
    assert client.post(f"/agencies/999999/split/{planned.pk}/call-off").status_code == 404
    shown = client.post(address, follow=True).content.decode()
    assert ("予定をとりやめました" in shown, "これから" in shown) == (True, False)
    assert client.post(address).status_code == 409
