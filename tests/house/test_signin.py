"""ログイン: closed to strangers, locked after repeated failures, over after silence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from districts.models import Agency, AgencyType, Role, Staff
from fujisawa_care.urls import SHUT
from tests.house.test_names import addresses

if TYPE_CHECKING:
    from time_machine import TimeMachineFixture

PASSWORD = "long-enough-7"
LOGIN = "/accounts/login/"
# what the API can do, not what it holds; and what residents read
PUBLIC = {"api-docs", "api-schema", "places", "engawa-csv", "engawa-geojson", "engawa-ics"}
HOME = "/accounts/password/change/"  # a page that is only for people who are signed in


@pytest.fixture
def clerk(db: None) -> Staff:
    desk = Agency.objects.create(name="見本の窓口（架空）", type=AgencyType.COUNTER)
    return Staff.objects.create_user(
        "clerk", password=PASSWORD, name="窓口田 しるべ", role=Role.COUNTER, agency=desk
    )


def _sign_in(client: Client, password: str = PASSWORD) -> str:
    """The words of the page that answers, or nothing when it lets the person in."""
    answer = client.post(LOGIN, {"login": "clerk", "password": password})
    return "" if answer.status_code == 302 else answer.content.decode()


def test_the_right_password_opens(client: Client, clerk: Staff) -> None:
    assert _sign_in(client) == ""
    assert client.get(HOME).status_code == 200
    assert clerk.password.startswith("argon2")


def test_a_wrong_one_is_told_plainly(client: Client, clerk: Staff) -> None:
    assert "ログイン名とパスワードの組み合わせがちがいます" in _sign_in(client, "wrong")


def test_five_wrong_ones_lock_the_name_even_for_the_right_one(client: Client, clerk: Staff) -> None:
    for _ in range(5):
        _sign_in(client, "wrong")
    assert "10分止めています" in _sign_in(client)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["", "\0", "clerk\0", "あ" * 10_000])
def test_what_is_no_name_is_refused_and_breaks_nothing(
    client: Client, clerk: Staff, name: str
) -> None:
    answer = client.post(LOGIN, {"login": name, "password": "x"})
    assert answer.status_code in {200, 400, 422}


def test_nobody_signs_up(client: Client, db: None) -> None:
    answer = client.post(
        "/accounts/signup/", {"username": "stranger", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert answer.status_code == 200
    assert not Staff.objects.exists()


def test_the_administrators_pages_have_no_second_door(client: Client, db: None) -> None:
    answer = client.get("/admin/login/?next=/admin/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(LOGIN)


def test_silence_ends_a_session(
    client: Client, clerk: Staff, time_machine: TimeMachineFixture
) -> None:
    client.force_login(clerk)
    start = timezone.now()
    for minutes in (20, 40, 60):
        time_machine.move_to(start + timedelta(minutes=minutes))
        assert client.get(HOME).status_code == 200
    time_machine.move_to(start + timedelta(minutes=91))
    assert client.get(HOME).status_code == 302


def test_a_page_that_polls_keeps_nobody_signed_in(
    client: Client, clerk: Staff, time_machine: TimeMachineFixture
) -> None:
    client.force_login(clerk)
    start = timezone.now()
    for minutes in (0, 10, 20, 29):
        time_machine.move_to(start + timedelta(minutes=minutes))
        assert client.get(HOME, headers={"X-Polling": "1"}).status_code == 200
    time_machine.move_to(start + timedelta(minutes=31))
    assert client.get(HOME).status_code == 302


def test_work_within_a_minute_writes_the_session_once(client: Client, clerk: Staff) -> None:
    client.force_login(clerk)
    client.get(HOME)
    before = Session.objects.get().expire_date
    client.get(HOME)
    assert Session.objects.get().expire_date == before


def test_the_cookies_end_with_the_browser_and_hide_from_scripts(
    client: Client, clerk: Staff
) -> None:
    _sign_in(client)
    cookie = client.cookies["sessionid"]
    assert not cookie["max-age"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_signing_out_leaves_nothing_on_the_terminal(client: Client, clerk: Staff) -> None:
    _sign_in(client)
    assert "Clear-Site-Data" not in client.get(HOME).headers
    assert client.post("/accounts/logout/").headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get(HOME).status_code == 302


@pytest.mark.parametrize("page", [LOGIN, "/health/live/"])
def test_every_answer_carries_the_headers(client: Client, db: None, page: str) -> None:
    headers = client.get(page).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def _plain() -> list[str]:
    """The names of all addresses of ours without anything to fill in."""
    return sorted({str(entry.name) for route, entry in addresses() if _is_plain(route, entry)})


def _is_plain(route: str, entry: URLPattern) -> bool:
    open_to_all = entry.name in PUBLIC or str(entry.name).startswith("health-")
    return "<" not in route and "(?P" not in route and not open_to_all


@pytest.mark.parametrize("name", _plain())
def test_a_stranger_gets_nowhere(client: Client, db: None, name: str) -> None:
    """A page sends to the sign-in; the API says 401; its sign-in takes a POST."""
    answer = client.get(reverse(name))
    assert answer.status_code in {302, 401, 405}, answer.content[:200]
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith(LOGIN)


@pytest.mark.parametrize("address", [f"{way}/" for way in SHUT])
def test_mail_and_reset_are_the_administrators_business(
    client: Client, clerk: Staff, address: str
) -> None:
    asked = client.get(f"/accounts/{address}")
    assert (asked.status_code, asked.headers.get("Location", "")[:16]) == (302, "/accounts/login/")
    client.force_login(clerk)
    assert client.get(f"/accounts/{address}").status_code == 404
