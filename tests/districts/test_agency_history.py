"""機関の直した記録: a new name keeps the old one beside it, and who gave it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from districts.models import Agency, AgencyType, Programme, Role, Staff
from fujisawa_care.foundation import history


@pytest.fixture
def agency(db: None) -> Agency:
    return Agency.objects.create(name="見本相談室", type=AgencyType.OTHER, citywide=True)


def _staff(role: Role, agency: Agency) -> Staff:
    return Staff.objects.create_user(role.value, name=f"{role.label}さん", role=role, agency=agency)


def test_a_new_name_stands_beside_the_old_one(agency: Agency) -> None:
    keeper = _staff(Role.ADMINISTRATOR, agency)
    with connection.execute_wrapper(history.Signature(lambda: keeper.pk)):
        Agency.objects.filter(pk=agency.pk).update(name="新しい相談室")
    client = Client()
    client.force_login(keeper)
    words = client.get(f"/agencies/{agency.pk}/history/").content.decode()
    assert "見本相談室" in words
    assert "新しい相談室" in words
    assert f"{keeper.name}" in words


def test_nobody_else_is_shown_it(agency: Agency) -> None:
    client = Client()
    client.force_login(_staff(Role.COUNTER, agency))
    assert client.get(f"/agencies/{agency.pk}/history/").status_code == 404


def test_what_an_agency_does_is_told_in_words(agency: Agency) -> None:
    Agency.objects.filter(pk=agency.pk).update(programmes=[Programme.COORDINATION])
    client = Client()
    client.force_login(_staff(Role.ADMINISTRATOR, agency))
    words = client.get(f"/agencies/{agency.pk}/history/").content.decode()
    assert (Programme.COORDINATION.label in words, "coordination" in words) == (True, False)
