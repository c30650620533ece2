"""閉めた月: written down once, by a manager, when the month is over; what differs later is named (R13)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.utils import timezone

from cases.models import Case
from districts.actions import figures
from districts.models import ClosedMonth, District, Figure, Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from fujisawa_care.foundation.workdays import TOKYO, months_later
from fujisawa_care.home.figures import closing
from tests.cast import Receive

pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, InternalError, DatabaseError)


@pytest.fixture
def month(now: datetime) -> date:
    return months_later(now.astimezone(TOKYO).date().replace(day=1), -1)


@pytest.fixture
def heard(receive: Receive, month: date, zengyo: District) -> list[Case]:
    noon = datetime(month.year, month.month, 10, 12, tzinfo=TOKYO)
    cases = [receive(at=noon) for _ in range(3)]
    Case.objects.update(district=zengyo)
    return cases


@pytest.fixture
def closed(heard: list[Case], month: date, manager: Staff, now: datetime) -> ClosedMonth:
    return closing.close(f"{month:%Y-%m}", by=manager, at=now)


def test_a_closed_month_keeps_every_number_with_its_definition(closed: ClosedMonth) -> None:
    kept = dict(closed.figures.filter(code="consultations").values_list("cut", "value"))
    assert kept[""] == kept["district"] == kept["channel"] == 3
    assert "もう1件です" in closed.definitions["consultations"]["definition"]
    assert closing.whole(closed)
    assert closing.compared(closed, at=timezone.now()) == []


def test_what_came_later_is_named(
    closed: ClosedMonth, receive: Receive, month: date, zengyo: District
) -> None:
    """A trouble written down late, of a month that was closed."""
    receive(at=datetime(month.year, month.month, 20, 12, tzinfo=TOKYO))
    Case.objects.update(district=zengyo)
    found = {
        (one.label, one.cut, one.key): (one.then, one.now)
        for one in closing.compared(closed, at=timezone.now())
    }
    assert found["受け止め", "全体", ""] == (Decimal(3), Decimal(4))
    assert found["受け止め", "地区", "善行"] == (Decimal(3), Decimal(4))
    assert closed.figures.get(code="consultations", cut="").value == 3


def test_a_month_is_closed_once_and_only_when_it_is_over(
    closed: ClosedMonth, month: date, manager: Staff, coordinator: Staff, now: datetime
) -> None:
    with pytest.raises(IllegalStep, match="もう閉めてあります"):
        closing.close(f"{month:%Y-%m}", by=manager, at=now)
    this, before = now.astimezone(TOKYO).date(), months_later(month, -1)
    with pytest.raises(IllegalStep, match="まだ終わっていません"):
        closing.close(f"{this:%Y-%m}", by=manager, at=now)
    with pytest.raises(NotAllowed, match="管理職"):
        closing.close(f"{before:%Y-%m}", by=coordinator, at=now)
    assert ClosedMonth.objects.count() == 1


def test_the_database_lets_nothing_be_changed_taken_or_added(closed: ClosedMonth) -> None:
    one = closed.figures.get(code="consultations", cut="")
    tries: list[Callable[[], object]] = [
        lambda: Figure.objects.filter(pk=one.pk).update(value=9),
        lambda: Figure.objects.filter(pk=one.pk).delete(),
        lambda: Figure.objects.create(closed=closed, code="x", cut="", key="", value=1),
        lambda: ClosedMonth.objects.filter(pk=closed.pk).update(digest="0" * 64),
        lambda: ClosedMonth.objects.filter(pk=closed.pk).delete(),
    ]
    for attempt in tries:
        with pytest.raises(REFUSED), transaction.atomic():
            attempt()


def test_the_digest_is_of_every_number_word_and_month(closed: ClosedMonth) -> None:
    rows, told = figures.kept(closed), closed.definitions
    assert figures.digest(closed.month, reversed(rows), definitions=told) == closed.digest
    assert figures.digest(closed.month, rows[1:], definitions=told) != closed.digest
    other = told | {"consultations": told["consultations"] | {"unit": "人"}}
    assert figures.digest(closed.month, rows, definitions=other) != closed.digest
    assert (
        figures.digest(closed.month - timedelta(days=31), rows, definitions=told) != closed.digest
    )


def test_a_manager_closes_a_month_from_its_page(
    client: Client, heard: list[Case], month: date, manager: Staff, coordinator: Staff
) -> None:
    address = f"/figures/months/{month:%Y-%m}/"
    client.force_login(coordinator)
    assert "閉めるのは、管理職の方です" in client.get(address).content.decode()
    assert client.post(f"{address}close").status_code == 403
    client.force_login(manager)
    assert "を閉める" in client.get(address).content.decode()
    assert client.post(f"{address}close").status_code == 302
    shown = client.get(address, {"compare": "1"}).content.decode()
    assert "ちがう数はありません" in shown
    assert "閉めたときのまま" in shown
    assert client.post(f"{address}close").status_code == 409
    assert "閉めた" in client.get("/figures/months/").content.decode()


@pytest.mark.parametrize("asked", ["1999-01", "2026-13", "0000-00", "9999-12"])
def test_a_month_that_is_none_is_not_found(asked: str, client: Client, manager: Staff) -> None:
    client.force_login(manager)
    assert client.get(f"/figures/months/{asked}/").status_code == 404
    assert client.post(f"/figures/months/{asked}/close").status_code == 404


def test_whoever_sees_a_part_sees_no_closed_month(
    client: Client, receiver_worker: Staff, month: date
) -> None:
    client.force_login(receiver_worker)
    for address in ("/figures/months/", f"/figures/months/{month:%Y-%m}/"):
        assert client.get(address).status_code == 404
