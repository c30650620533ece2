"""場の窓口のアカウント: asked for, given, signed in with, taken away; and who changed what of a place."""

from __future__ import annotations

import pytest
from django.test import Client

from cases.models import Reminder
from districts.models import Agency, Role, Staff
from engawa.actions import desks
from engawa.models import Desk, Site

pytestmark = pytest.mark.django_db
TOLD = {"username": "hinata", "name": "縁野 ひなた", "password": "long-enough-7"}


def test_given_by_an_administrator_and_good_for_this_place(
    keeper: Client, bench: Site, unknown: Site
) -> None:
    here = f"/engawa/{bench.pk}/desks/"
    assert keeper.post(here, TOLD).status_code == 302
    desk = Desk.objects.get()
    assert (desk.site, desk.staff.role, desk.staff.agency.name) == (bench, Role.SITE, desks.HOUSE)
    keeper.post(f"/engawa/{unknown.pk}/desks/", TOLD | {"username": "another"})
    assert Agency.objects.filter(name=desks.HOUSE).count() == 1
    place = Client()
    answer = place.post(
        "/accounts/login/", {"login": "hinata", "password": TOLD["password"]}, follow=True
    )
    assert answer.redirect_chain[-1][0] == "/engawa/desk/"
    keeper.post(f"{here}{desk.pk}/end")
    assert place.get("/engawa/desk/").status_code == 302
    assert keeper.post(f"{here}{desk.pk}/end").status_code in (302, 409)


def test_what_is_wrong_is_said_beside_it(keeper: Client, bench: Site, owner_worker: Staff) -> None:
    for wrong in ({"username": "owner"}, {"password": "short"}, {"name": ""}, {"username": "a b"}):
        answer = keeper.post(f"/engawa/{bench.pk}/desks/", TOLD | wrong)
        assert (answer.status_code, bool(answer.context["form"].errors)) == (422, True)
    assert not Desk.objects.exists()


def test_who_keeps_the_list_asks_and_nobody_else_looks(
    receiver: Client, owner: Client, bench: Site, administrator: Staff
) -> None:
    here = f"/engawa/{bench.pk}/desks/"
    assert receiver.post(here, TOLD).status_code == 403
    for _ in range(2):
        assert receiver.post(f"{here}ask").status_code == 302
    told = Reminder.objects.get()
    assert (told.kind, told.recipient, told.page) == ("desk_asked", administrator, here)
    assert owner.get(here).status_code == 403
    assert owner.post(f"{here}ask").status_code == 403


def test_every_change_of_a_place_is_read_again(
    receiver: Client, bench: Site, receiver_worker: Staff
) -> None:
    told = {"name": bench.name, "sort": "engawa", "version": "1", "tel": "0466-00-0000"}
    receiver.post(f"/engawa/{bench.pk}/edit/", told)
    shown = receiver.get(f"/engawa/{bench.pk}/versions/").content.decode()
    assert ("0466-00-0000" in shown, receiver_worker.name in shown) == (True, True)
