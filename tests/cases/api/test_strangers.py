"""A stranger at every door: what one has no ground to see is as if it were not there."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import transaction
from rest_framework.test import APIClient

from cases.actions.people import Known
from cases.models import AccessLog
from districts.models import Agency, Staff
from tests import routes
from tests.cases.people import transfer
from tests.cases.things import made
from tests.cast import Receive

API = "/api/v1/"
# answers everybody alike, before a case is looked for
ALIKE = ("cases/<number:number>/access/emergency/",)
# what the receiver of a hand-over has before the answer
SHEET = "cases/<number:number>/sheet/"
LISTS = ("people", "consultations", "cases", "referrals", "follow-ups", "reminders")


ROUTES = {route.removeprefix(API[1:]): entry for route, entry in routes.of("cases.api.")}
OF_ONE = [
    (method, route)
    for route, entry in ROUTES.items()
    if routes.kinds(route) and route not in ALIKE
    for method in routes.methods(entry)
]


@pytest.fixture
def addresses(request: pytest.FixtureRequest, now: datetime) -> dict[str, str]:
    """One real thing for every kind of address."""
    keys = made(request.getfixturevalue, at=now).keys
    return {route: API + routes.filled(route, keys)[1:] for route in ROUTES}


def test_a_stranger_finds_nothing(addresses: dict[str, str], stranger: APIClient) -> None:
    for method, route in OF_ONE:
        answer = getattr(stranger, method)(addresses[route], {})
        assert answer.status_code == 404, (method, route)
        assert answer.headers["Content-Type"] == "application/problem+json", (method, route)
        assert answer.json()["type"] == "urn:fujisawa-care:not-found", (method, route)
    assert not AccessLog.objects.exists()


def test_nobody_in_particular_is_asked_to_sign_in(addresses: dict[str, str]) -> None:
    for method, route in OF_ONE:
        answer = getattr(APIClient(), method)(addresses[route], {})
        assert answer.status_code == 401, (method, route)
        assert answer.headers["WWW-Authenticate"] == "Token", (method, route)


def test_the_lists_of_a_stranger_are_empty(addresses: dict[str, str], stranger: APIClient) -> None:
    nothing: dict[str, object] = {"next": None, "previous": None, "results": []}
    assert {name: stranger.get(f"{API}{name}/").json() for name in LISTS} == dict.fromkeys(
        LISTS, nothing
    )


def test_searching_leads_nobody_to_a_person_out_of_sight(
    addresses: dict[str, str], stranger: APIClient
) -> None:
    for query in ("例田", "ﾚｲﾀﾞ", "0466000142", "R8-", "郎"):
        for name in ("people", "cases"):
            answer = stranger.get(f"{API}{name}/", {"q": query})
            assert answer.json()["results"] == [], (name, query)


def test_the_receiver_has_no_more_than_the_sheet_before_answering(
    addresses: dict[str, str], receiver: APIClient
) -> None:
    for method, route in OF_ONE:
        if route.startswith(("cases/", "people/", "consult")) and route != SHEET:
            answer = getattr(receiver, method)(addresses[route], {})
            assert answer.status_code == 404, (method, route)


def test_the_receiver_reads_the_sheet_and_that_is_logged(
    addresses: dict[str, str], receiver: APIClient, receiver_worker: Staff
) -> None:
    assert receiver.get(addresses["referrals/<int:pk>/"]).status_code == 200
    look = AccessLog.objects.get()
    assert (look.staff, look.ground, look.level, look.door, look.address) == (
        *(receiver_worker, "referral", 1, "api", "127.0.0.1"),
    )


def test_a_hand_over_given_back_shows_none_of_it_to_who_gave_it_back(
    addresses: dict[str, str], receiver: APIClient
) -> None:
    here = addresses["referrals/<int:pk>/"]
    receiver.post(f"{here}return/", {"reason": "area", "note": "地区がちがいます"})
    sheet = receiver.get(here).json()
    assert (sheet["readable"], sheet["person"], sheet["heard"]["story"], sheet["messages"]) == (
        *(False, None, "", []),
    )
    assert receiver.get(f"{here}messages/").json()["results"] == []
    assert not AccessLog.objects.exists()


def test_without_consent_the_sheet_withholds_the_name(
    receive: Receive, receiver: APIClient, council: Agency
) -> None:
    known = Known(name="例田 一郎", birth_text="50代", phones=("0466-00-0142",))
    case = receive(person=known, outcome="refer", refer_to=(transfer(council),))
    referral = case.referrals.get()
    sheet = receiver.get(f"{API}referrals/{referral.pk}/").json()
    assert (sheet["title"], sheet["withheld"], sheet["shared"], sheet["age_band"]) == (
        *("氏名ふせ", True, ["family", "story"], "50代"),
    )
    assert (sheet["person"]["name"], sheet["person"]["phones"]) == ("", [])
    assert sheet["person"]["masked"] == [
        *("name", "kana", "birth_date", "birth_text", "phones", "address", "town")
    ]


READ = [
    *(
        route
        for method, route in OF_ONE
        if method == "get" and route.startswith("cases/") and route.count("/") > 2
    ),
    *("cases/<number:number>/", "people/<int:pk>/", "consultations/<int:pk>/"),
]


def test_whoever_reads_a_case_is_seen_to_have_read_it(
    addresses: dict[str, str], owner: APIClient, owner_worker: Staff
) -> None:
    for route in READ:
        with transaction.atomic():  # nobody has looked yet, each time
            answer = owner.get(addresses[route])
            looks = owner.get(addresses["cases/<number:number>/views/"]).json()["results"]
            transaction.set_rollback(True)
        covered = route.endswith("content/")  # the case of this cast is under 支援措置
        expected = (403 if covered else 200, True)
        said = (answer.status_code, "no-store" in answer.headers["Cache-Control"])
        assert said == expected, route
        about_reading = route.endswith(("/access/", "/views/"))
        seen = [look["staff"]["id"] for look in looks]
        assert seen == ([] if about_reading else [owner_worker.pk]), route
