"""よその人: a stranger at every address that takes an id, of pages and API, found from the resolver (R6).

A new address of a known kind is tried without a word; a new kind fails until it has something to be tried on.
"""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client

from cases.models import AccessLog, Case, Event
from districts.models import Staff
from tests import routes
from tests.cases.things import NOWHERE, Things, made

pytestmark = pytest.mark.django_db
SCRUB = re.compile(r'name="(csrfmiddlewaretoken|once|started)" value="[^"]*"|data-elapsed="\d+"')

# kinds that are no secret inside the house, or have a secret of their own, and why
NOT_TRIED = {
    "districts": "the city's own figures",
    "agencies": "who may be asked for help",
    "staff": "who works where: pages about the house itself, without a case",
    "themes": "what the city means to do is no secret inside the house",
    "initiatives": "a line of the same",
    "bodies": "which tables the city has, and what is talked about there without a case",
    "pacts": "whom the city works with is no secret inside the house",
    "deeds": "what was done under a pact",
    "issues": "nameless: everybody at work reads what is missing",
    "courses": "what the house is taught, and how many of which agency",
    "topics": "what a table above the case talks about is open to everybody at work",
    "places": "open to everybody, signed in or not",
    "engawa": "the list of places is everybody's at work; no person stands in it",
    "figures": "numbers of a month, without a case",
    "resources": "open to residents, and so to everybody at work",
    "calendar": "served to whoever has the secret, and to nobody else",
}
# addresses that answer otherwise than 404, to everybody and of everything alike, and why
ALIKE = {
    "cases/<number:number>/emergency/": "the page says nothing of the case; the reason comes first",
    "api/v1/cases/<number:number>/access/emergency/": "the reason comes before the case is looked for",
}
# a bare link to a verb leads back to its page, which is not there; a page is not posted to
FINE = {"get": (404, 302), "post": (404, 405)}


ROUTES = {route: entry for route, entry in routes.of(*routes.ROOMS) if routes.kinds(route)}


def _kind(route: str) -> str:
    """The collection: cases, view-requests, drafts, …"""
    plain = route.removeprefix("api/v1/")
    return plain.partition("/")[0]


TRIED = [
    (method, route)
    for route, entry in ROUTES.items()
    if _kind(route) not in NOT_TRIED
    for method in routes.methods(entry)
]


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def things(request: pytest.FixtureRequest, now: datetime) -> Things:
    return made(request.getfixturevalue, at=now)


def _told(by: Staff, method: str, address: str, number: str) -> tuple[int, str]:
    """The status and the page, but for what is new each time and for what was asked."""
    client = Client()  # with no word left over from the last page
    client.force_login(by)
    send = getattr(client, method)
    json = {"content_type": "application/json"} if "/api/" in address and method != "get" else {}
    answer = send(address, {}, **json)
    body = SCRUB.sub("", answer.content.decode()).replace(address, "…").replace(number, "…")
    return answer.status_code, body


def test_every_kind_of_address_has_something_to_be_tried_on(things: Things) -> None:
    kinds = {kind for _, route in TRIED for kind in routes.kinds(route)}
    assert kinds - things.keys.keys() == set()
    assert set(NOT_TRIED) <= {_kind(route) for route in ROUTES}
    assert set(ALIKE) <= set(ROUTES)


def test_to_a_stranger_nothing_is_there(things: Things, outsider: Staff) -> None:
    """What is there and what is not are told apart by nothing, and nothing is written."""
    before = (AccessLog.objects.count(), Event.objects.count(), Case.objects.count())
    wrong = []
    for method, route in TRIED:
        there = routes.filled(route, things.keys)
        nowhere = routes.filled(route, things.nowhere)
        seen = _told(outsider, method, there, things.number)
        unseen = _told(outsider, method, nowhere, NOWHERE)
        fine = route in ALIKE or seen[0] in FINE.get(method, (404,))
        if seen != unseen or not fine:
            wrong.append((method, route, seen[0], unseen[0]))
    assert wrong == []
    assert (AccessLog.objects.count(), Event.objects.count(), Case.objects.count()) == before


def test_an_administrator_finds_no_more(things: Things, administrator: Staff) -> None:
    found = [
        (method, route, status)
        for method, route in TRIED
        if method == "get"
        if (status := _told(administrator, method, routes.filled(route, things.keys), things.number)[0])
        not in (302, 403, 404, 405)
    ]  # fmt: skip
    assert found == []
    assert not AccessLog.objects.filter(staff=administrator).exists()


def test_whoever_is_not_signed_in_is_asked_to(things: Things) -> None:
    client = Client()
    for method, route in TRIED:
        answer = getattr(client, method)(routes.filled(route, things.keys))
        assert answer.status_code in (302, 401), (method, route)
        if answer.status_code == 302:
            assert answer.headers["Location"].startswith("/accounts/login/"), route
