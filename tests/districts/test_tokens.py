"""トークン: a name and password for a key, the same lock as the page's, and bad input refused."""

from __future__ import annotations

from uuid import uuid4

import pytest
from knox.models import AuthToken
from rest_framework.test import APIClient

from districts.models import Agency, Role, Staff

ADDRESS = "/api/v1/auth/token/"
GOOD = {"username": "worker", "password": "long-enough-7"}


@pytest.fixture
def worker(worker: Staff) -> Staff:
    worker.set_password(GOOD["password"])
    worker.save()
    return worker


def test_a_token_opens_the_api_until_it_is_ended(worker: Staff, stranger: APIClient) -> None:
    issued = stranger.post(ADDRESS, GOOD)
    assert (issued.status_code, set(issued.json())) == (200, {"token", "expires_at"})
    assert issued.json()["expires_at"].endswith("+09:00")
    stranger.credentials(HTTP_AUTHORIZATION=f"Token {issued.json()['token']}")
    assert stranger.get("/api/v1/staff/me/").json()["username"] == "worker"
    assert stranger.post("/api/v1/auth/logout/").status_code == 204
    assert stranger.get("/api/v1/staff/me/").status_code == 401


def test_the_token_itself_is_not_kept(worker: Staff, stranger: APIClient) -> None:
    token = stranger.post(ADDRESS, GOOD).json()["token"]
    kept = AuthToken.objects.get(user=worker)
    assert token not in (kept.digest, kept.token_key)


@pytest.mark.parametrize(
    "wrong", [{"password": "wrong"}, {"username": "nobody"}, {"password": " long-enough-7"}]
)
def test_a_wrong_pair_says_nothing_about_which(
    wrong: dict[str, str], worker: Staff, stranger: APIClient
) -> None:
    answer = stranger.post(ADDRESS, GOOD | wrong)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Token"
    assert answer.json() == {
        "type": "urn:fujisawa-care:authentication-failed",
        "title": "ログインが必要です",
        "status": 401,
        "detail": "ログイン名とパスワードの組み合わせがちがいます。",
        "errors": [],
    }
    assert not AuthToken.objects.exists()


def test_an_account_that_ended_gets_none(worker: Staff, stranger: APIClient) -> None:
    Staff.objects.update(is_active=False)
    assert stranger.post(ADDRESS, GOOD).status_code == 401


def test_a_name_is_locked_after_repeated_failures(desk: Agency, stranger: APIClient) -> None:
    name = f"locked-{uuid4().hex[:8]}"
    Staff.objects.create_user(
        name, password="long-enough-7", name="例田 はな", role=Role.COUNTER, agency=desk
    )
    tries = [stranger.post(ADDRESS, {"username": name, "password": "wrong"}) for _ in range(6)]
    assert [each.status_code for each in tries] == [401] * 5 + [429]
    right = stranger.post(ADDRESS, {"username": name, "password": "long-enough-7"})
    assert (right.status_code, right.headers["Retry-After"]) == (429, "600")
    assert right.json()["type"] == "urn:fujisawa-care:throttled"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["username", "password"]),
        ({"username": "", "password": ""}, ["username", "password"]),
        ({"username": None, "password": None}, ["username", "password"]),
        ({"username": 1, "password": ["x"]}, ["username", "password"]),
        ({"username": True, "password": {"a": 1}}, ["username", "password"]),
        ({"username": "a\0", "password": "b\0"}, ["username", "password"]),
        ({"username": "a" * 151, "password": "b" * 129}, ["username", "password"]),
        ([], [""]),
        ("worker", [""]),
        (1, [""]),
    ],
)
def test_a_body_that_is_no_pair_is_refused_by_field(
    body: object, fields: list[str], worker: Staff, stranger: APIClient
) -> None:
    answer = stranger.post(ADDRESS, body)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [error["field"] for error in answer.json()["errors"]] == fields


@pytest.mark.parametrize(
    ("content", "content_type", "status"),
    [
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b'{"username": "\xff\xfe"}', "application/json", 400),
        (b'{"username": "a\\ud800", "password": "b\\ud800"}', "application/json", 400),
        (b'{"username": NaN}', "application/json", 400),
        (b'{"username": ' + b"9" * 5000 + b"}", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'"' + b"x" * (5 * 1024 * 1024) + b'"', "application/json", 413),
        (b"{}", "application/json; charset=klingon", 400),
        (b"username=worker", "application/x-www-form-urlencoded", 415),
        (b"--x--", "multipart/form-data; boundary=x", 415),
        (b"{}", "nonsense", 415),
    ],
)
def test_what_is_no_json_is_refused(
    content: bytes, content_type: str, status: int, stranger: APIClient, db: None
) -> None:
    answer = stranger.post(ADDRESS, data=content, content_type=content_type)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status


@pytest.mark.parametrize(
    "header", ["Token", "Token ", "Token a b", "Token \x7f", "Token \xff\xfe", "Token é", "Token " + "a" * 9000,
               "Basic d29ya2VyOmxvbmctZW5vdWdoLTc=", "Bearer x", "\x00"]
)  # fmt: skip
def test_a_header_that_is_no_token_is_401(header: str, stranger: APIClient, db: None) -> None:
    stranger.credentials(HTTP_AUTHORIZATION=header)
    answer = stranger.get("/api/v1/staff/me/")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Token")


def test_a_page_session_works_but_not_without_its_csrf_token(worker: Staff) -> None:
    browser = APIClient(enforce_csrf_checks=True)
    browser.force_login(worker)
    assert browser.get("/api/v1/staff/me/").status_code == 200
    assert browser.post("/api/v1/auth/logout/").status_code == 401
