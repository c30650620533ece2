"""機関の再編: another name from a day on, and two houses where one was, with all that follows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cases.actions import divisions
from cases.models import AccessGround, Case, FollowUp, Ownership
from districts.actions import agencies
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import NotAllowed
from tests.cases.people import A_YEAR_AGO
from tests.cast import Receive

pytestmark = pytest.mark.django_db
APRIL = date(2027, 4, 1)


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


def test_a_name_holds_from_its_day_and_nothing_moves(
    case: Case, desk: Agency, administrator: Staff, now: datetime
) -> None:
    agencies.rename(desk, name="総合窓口（架空）", from_day=APRIL, by=administrator, at=now)
    desk.refresh_from_db()
    assert desk.name == "善行・地区福祉窓口（架空）"
    assert agencies.bear_names(at=now + timedelta(days=30)) == 0
    first_of_april = now + (APRIL - now.date())
    assert [agencies.bear_names(at=first_of_april) for _ in range(2)] == [1, 0]
    case.refresh_from_db()
    assert (case.owner, case.owner.name) == (desk, "総合窓口（架空）")
    names = desk.names.order_by("pk").values_list("name", "valid_from")
    assert list(names) == [("善行・地区福祉窓口（架空）", None), ("総合窓口（架空）", APRIL)]


def test_what_cannot_be_a_name_is_refused(
    desk: Agency, ikiiki: Agency, administrator: Staff, owner_worker: Staff, now: datetime
) -> None:
    today = now.date()
    with pytest.raises(NotAllowed):
        agencies.rename(desk, name="別", from_day=today, by=owner_worker, at=now)
    for wrong in ({"name": desk.name}, {"name": ""}, {"name": ikiiki.name}):
        with pytest.raises(ValidationError):
            agencies.rename(desk, from_day=today, by=administrator, at=now, **wrong)
    agencies.rename(desk, name="新（架空）", from_day=today, by=administrator, at=now)
    with pytest.raises(ValidationError, match="より後に"):
        agencies.rename(desk, name="また（架空）", from_day=today, by=administrator, at=now)
    desk.refresh_from_db()
    assert desk.name == "新（架空）"


def test_whoever_goes_takes_their_cases_along(
    receive: Receive, desk: Agency, owner_worker: Staff, administrator: Staff, now: datetime
) -> None:
    stays = Staff.objects.create_user("stays", name="残田 のこる", role="counter", agency=desk)
    mine, theirs = receive(), receive(by=stays)
    at = now + timedelta(hours=1)
    made = divisions.divide(
        desk, name="善行第二窓口（架空）", staff=[owner_worker], by=administrator, at=at
    )
    for row in (mine, theirs, owner_worker):
        row.refresh_from_db()
    assert (mine.owner, mine.owner_staff, mine.hops) == (made, owner_worker, 0)
    assert (theirs.owner, theirs.owner_staff) == (desk, stays)
    assert owner_worker.agency == made
    assert FollowUp.objects.open().get(case=mine).agency == made
    periods = Ownership.objects.filter(case=mine).order_by("since").values_list("agency", "until")
    assert list(periods) == [(desk.pk, at), (made.pk, None)]
    running = AccessGround.objects.running().filter(ground="owner").values_list("case", "agency")
    assert set(running) == {(mine.pk, made.pk), (theirs.pk, desk.pk)}
    assert set(Case.objects.visible_to(owner_worker)) == {mine}
    assert set(Case.objects.visible_to(stays)) == {theirs}
    assert (made.type, made.valid_from) == (desk.type, at.date())


def test_only_an_administrator_divides_a_house(
    case: Case, desk: Agency, owner_worker: Staff, manager: Staff, now: datetime
) -> None:
    for by in (owner_worker, manager):
        with pytest.raises(NotAllowed):
            divisions.divide(desk, name="第二（架空）", staff=[owner_worker], by=by, at=now)
    assert not Agency.objects.filter(name="第二（架空）").exists()


def test_the_pages(
    client: Client, case: Case, desk: Agency, owner_worker: Staff, administrator: Staff
) -> None:
    here = f"/agencies/{desk.pk}/"
    client.force_login(owner_worker)
    for address in ("/agencies/", here):
        assert client.get(address).status_code == 404
    assert client.post(f"{here}split", {}).status_code == 404
    client.force_login(administrator)
    assert desk.name in client.get("/agencies/").content.decode()
    told = {"name": "総合窓口（架空）", "from_day": "2999-04-01"}
    assert "になります" in client.post(f"{here}rename", told, follow=True).content.decode()
    assert "これから" in client.get(here).content.decode()
    history = f"{here}history/"
    assert f'href="{history}"' in client.get(here).content.decode()
    assert f'href="{here}"' in client.get(history).content.decode()
    for verb, wrong in (("rename", {"name": "x"}), ("split", {"name": "第二（架空）"})):
        assert client.post(f"{here}{verb}", wrong).status_code == 422
    told = {"name": "第二（架空）", "staff": str(owner_worker.pk)}
    shown = client.post(f"{here}split", told, follow=True).content.decode()
    assert "に分けました" in shown
    assert case.number not in shown
    case.refresh_from_db()
    assert case.owner.name == "第二（架空）"
