"""The account of a place reaches its desk, its sign-in, its reminders and what anybody reads: nothing else (R6)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from cases.models import AccessLog
from districts.actions import tokens
from districts.models import Staff
from engawa.models import Site
from fujisawa_care.gate import ADMITTED, admits
from tests.cases.things import made

pytestmark = pytest.mark.django_db
TAKES = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
HERE = {"home", "desk", "desk-week", "reminders", "places", "account_change_password"}


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


def routes(inside: Any = None, before: str = "", space: str = "") -> list[tuple[str, str]]:
    """Every address there is, also of lodgers, with its full name."""
    found: list[tuple[str, str]] = []
    for each in get_resolver().url_patterns if inside is None else inside:
        route = f"{before}{each.pattern}".replace("^", "").replace(r"\Z", "").replace("$", "")
        if isinstance(each, URLResolver):
            found += routes(each.url_patterns, route, f"{each.namespace or space}")
        elif isinstance(each, URLPattern):
            found.append((route, f"{space}:{each.name}" if space else str(each.name)))
    return found


def test_every_other_address_is_not_there(
    request: pytest.FixtureRequest, bench_account: Staff, bench: Site, now: datetime, rf: Any
) -> None:
    """Who is let in is decided by the name alone; some pages and every door of the API are tried."""
    keys = made(request.getfixturevalue, at=now).keys
    keys["engawa"] = keys["places"] = str(bench.pk)
    before = AccessLog.objects.count()
    page, key = Client(), tokens.issue(bench_account, lasts=timedelta(hours=1), at=timezone.now())
    page.force_login(bench_account)
    token = {"Authorization": f"Token {key.token}"}
    reached: set[tuple[str, object]] = set()
    for number, (route, name) in enumerate(sorted(routes())):
        if name in ADMITTED:
            continue
        address = _filled(route, keys)
        if address.startswith("/api/"):
            sent = [Client().get(address, headers=token)]
        else:
            sent = [page.get(address)] if number % 9 == 0 else []
        reached |= {(name, one.status_code) for one in sent} - {(name, 404)}
        asked = rf.get(address)
        asked.user, asked.resolver_match = bench_account, SimpleNamespace(view_name=name)
        reached |= {(name, "admitted")} if admits(bench_account, asked) else set()
    # a door that takes no GET says so to everybody alike, before it looks who asks
    assert {one for one in reached if one[1] != 405} == set()
    assert AccessLog.objects.count() == before


def _filled(route: str, keys: dict[str, str]) -> str:
    def fill(found: re.Match[str]) -> str:
        return keys.get(route[: found.start()].rstrip("/").rpartition("/")[2], "1")

    return "/" + TAKES.sub(fill, route)


def test_what_it_is_admitted_to_is_there(sign_in: Any, bench_account: Staff) -> None:
    assert {name for _, name in routes()} >= ADMITTED
    bench_account.set_password("long-enough-7")
    bench_account.save(update_fields=["password"])
    client = sign_in(bench_account)
    addresses = {name: route for route, name in routes()}
    for name in HERE:
        assert client.get(f"/{addresses[name]}", follow=True).status_code == 200, name
    assert client.get("/").headers["Location"] == "/engawa/desk/"
    menu = client.get("/engawa/desk/").content.decode()
    rail = menu[menu.index('<nav class="rail"') : menu.index("<main")]
    assert re.findall(r'<a href="([^"]*)"', rail) == ["/engawa/desk/", "/reminders/"]


def test_another_place_is_as_if_it_were_not_there(bench_account: Staff, unknown: Site) -> None:
    key = tokens.issue(bench_account, lasts=timedelta(hours=1), at=timezone.now())
    token = {"Authorization": f"Token {key.token}"}
    for rest in ("", "calendar/", "reports/"):
        for site, status in ((unknown, 404), (bench_account.desk.site, 200)):
            answer = Client().get(f"/api/v1/engawa/{site.pk}/{rest}", headers=token)
            assert answer.status_code == status


def test_who_has_no_place_has_no_desk(owner: Client, keeper: Client) -> None:
    for client in (owner, keeper):
        assert client.get("/engawa/desk/").status_code == 404
