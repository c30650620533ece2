"""職員: the rules of accounts and postings."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from districts import rules
from districts.actions import staff as staff_actions
from districts.actions import tokens
from districts.models import Agency, District, Posting, Role, Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed


@pytest.mark.parametrize(
    ("role", "active", "allowed"),
    [(role, True, role == Role.ADMINISTRATOR) for role in Role]
    + [(Role.ADMINISTRATOR, False, False)],
)
def test_who_may_administer(role: Role, active: bool, allowed: bool) -> None:
    verdict = rules.may_administer(Staff(role=role, is_active=active))
    assert (bool(verdict), bool(verdict.reason)) == (allowed, not allowed)


def test_the_command_line_may_administer() -> None:
    assert rules.may_administer(None)


def test_nobody_stops_the_own_account(administrator: Staff, now: datetime) -> None:
    with pytest.raises(NotAllowed, match="自分のアカウント"):
        staff_actions.deactivate(administrator, by=administrator, at=now)


def test_enlisting_gives_an_account_that_can_sign_in(
    administrator: Staff, desk: Agency, now: datetime
) -> None:
    staff = _enlist(desk, administrator, now, password="long-enough-7")
    assert (staff.check_password("long-enough-7"), staff.is_staff, str(staff)) == (
        True,
        False,
        "例田 はな",
    )


def test_without_a_password_nobody_signs_in(
    administrator: Staff, desk: Agency, now: datetime
) -> None:
    assert not _enlist(desk, administrator, now).has_usable_password()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"username": "名 前"}, "username"),
        ({"username": "worker"}, "username"),
        ({"name": ""}, "name"),
        ({"role": "king"}, "role"),
        ({"email": "not-an-address"}, "email"),
        ({"password": "1234"}, None),
    ],
)
def test_a_wrong_account_is_refused_whole(
    wrong: dict[str, str],
    field: str | None,
    worker: Staff,
    administrator: Staff,
    desk: Agency,
    now: datetime,
) -> None:
    with pytest.raises(ValidationError) as refused:
        _enlist(desk, administrator, now, **wrong)
    assert field is None or field in refused.value.message_dict
    assert set(Staff.objects.all()) == {worker, administrator}


def test_a_worker_enlists_nobody(worker: Staff, desk: Agency, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        _enlist(desk, worker, now)


@pytest.mark.parametrize(
    "wrong", [{"is_staff": True}, {"is_superuser": True}, {"role": "king"}, {"name": ""}]
)
def test_the_database_has_the_last_word_on_accounts(wrong: dict[str, object], desk: Agency) -> None:
    account = {"name": "例田 はな", "role": Role.COUNTER, "agency": desk} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        Staff.objects.create(username="hana", **account)


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        (("2024-04-01", "2025-03-31"), ("2025-04-01", None), False),
        (("2024-04-01", "2025-03-31"), ("2025-03-31", None), True),
        (("2024-04-01", None), ("2030-04-01", None), True),
    ],
)
@pytest.mark.parametrize("somewhere", [True, False])
def test_postings_to_one_place_do_not_overlap(
    first: tuple[str, str | None],
    second: tuple[str, str | None],
    clash: bool,
    somewhere: bool,
    worker: Staff,
    zengyo: District,
    administrator: Staff,
    now: datetime,
) -> None:
    place = zengyo if somewhere else None
    Posting.objects.create(staff=worker, district=place, starts_on=first[0], ends_on=first[1])
    starts, ends = (date.fromisoformat(day) if day else None for day in second)
    assert starts
    if not clash:
        staff_actions.post(
            worker, district=place, starts_on=starts, ends_on=ends, by=administrator, at=now
        )
        return
    with pytest.raises(ValidationError, match="同じ地区に同じ時期の配属"):
        staff_actions.post(
            worker, district=place, starts_on=starts, ends_on=ends, by=administrator, at=now
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(staff=worker, district=place, starts_on=starts, ends_on=ends)


def test_a_posting_ends_after_it_began(worker: Staff, administrator: Staff, now: datetime) -> None:
    posting = Posting.objects.create(staff=worker, starts_on=date(2024, 4, 1))
    with pytest.raises(ValidationError, match="開始日より前"):
        staff_actions.end_posting(posting, last_day=date(2024, 3, 31), by=administrator, at=now)


def test_the_districts_are_those_of_today_in_one_query(
    worker: Staff,
    zengyo: District,
    kugenuma: District,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    Posting.objects.create(staff=worker, district=zengyo, starts_on="2024-04-01")
    Posting.objects.create(
        staff=worker, district=kugenuma, starts_on="2020-04-01", ends_on="2024-03-31"
    )
    with django_assert_num_queries(1):
        assert (worker.districts, worker.districts) == ([zengyo], [zengyo])


def test_nobody_leaves_while_something_hangs(
    worker: Staff, administrator: Staff, now: datetime
) -> None:
    with pytest.raises(IllegalStep, match="次の一手 2件") as refused:
        staff_actions.deactivate(worker, by=administrator, at=now, hanging=["次の一手 2件"])
    worker.refresh_from_db()
    assert (refused.value.code, worker.is_active) == ("still-in-charge", True)


def test_leaving_ends_the_tokens(
    worker: Staff, administrator: Staff, api: APIClient, now: datetime
) -> None:
    staff_actions.deactivate(worker, by=administrator, at=now)
    assert api.get("/api/v1/staff/me/").status_code == 401


def test_moving_waits_for_what_hangs(worker: Staff, administrator: Staff, now: datetime) -> None:
    other = Agency.objects.create(name="ほかの室（架空）", type="other")
    with pytest.raises(IllegalStep):
        staff_actions.move(worker, agency=other, by=administrator, at=now, hanging=["ケース 1件"])
    assert staff_actions.move(worker, agency=other, by=administrator, at=now).agency == other


def test_me(worker: Staff, api: APIClient, zengyo: District, desk: Agency) -> None:
    Posting.objects.create(staff=worker, district=zengyo, starts_on="2024-04-01")
    assert api.get("/api/v1/staff/me/").json() == {
        "id": worker.pk,
        "username": "worker",
        "name": "窓口田 しるべ",
        "kana": "",
        "role": "counter",
        "role_label": "窓口",
        "agency": {"id": desk.pk, "name": "善行・地区福祉窓口（架空）"},
        "districts": ["07"],
    }


@pytest.mark.django_db
def test_createsuperuser_makes_an_administrator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "long-enough-7")
    call_command(
        "createsuperuser", interactive=False, username="root", name="管理 もと", verbosity=0
    )
    made = Staff.objects.get(username="root")
    assert (made.role, made.is_superuser, made.agency.name) == (
        "administrator",
        True,
        "システム管理",
    )


def test_a_token_ends(worker: Staff, now: datetime) -> None:
    issued = tokens.issue(worker, lasts=timedelta(seconds=-1), at=now)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {issued.token}")
    assert client.get("/api/v1/staff/me/").status_code == 401


def _enlist(agency: Agency, by: Staff, at: datetime, **more: str) -> Staff:
    told = {"username": "hana", "name": "例田 はな", "role": "counter"} | more
    return staff_actions.enlist(agency=agency, by=by, at=at, **told)
