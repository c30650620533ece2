"""扉の前で同時に: the same press twice, two at one hand-over; through pages and API, never a 500."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from cases.models import Case, Consultation, Referral
from districts.actions import tokens
from districts.models import Agency, Staff
from tests.cases.together import at_once, in_line

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    """A moment ago: the doors read the clock themselves."""
    return a_moment_ago


@pytest.fixture
def receiver_colleague(council: Agency) -> Staff:
    return Staff.objects.create_user("colleague", name="並田 ならび", role="csw", agency=council)


def _page(who: Staff) -> Client:
    client = Client()
    client.force_login(who)
    return client


def _api(who: Staff) -> APIClient:
    client = APIClient()
    issued = tokens.issue(who, lasts=timedelta(hours=1), at=timezone.now())
    client.credentials(HTTP_AUTHORIZATION=f"Token {issued.token}")
    return client


def test_one_press_sent_three_times_is_one_intake(owner_worker: Staff) -> None:
    told = {
        "channel": "counter",
        "outcome": "continue",
        "urgency": "normal",
        "consent": "not_yet",
        "story": "眠れない",
        "once": str(uuid4()),
    }
    clients = [_page(owner_worker) for _ in range(3)]
    answers = at_once(*(partial(one.post, "/intake/new", told) for one in clients))
    assert [answer.status_code for answer in answers] == [302] * 3
    assert len({answer["Location"] for answer in answers}) == 1
    assert Consultation.objects.count() == Case.objects.count() == 1


def test_one_key_sent_three_times_is_one_intake(owner_worker: Staff) -> None:
    body, key = {"channel": "phone", "story": "眠れない"}, {"Idempotency-Key": "k-1"}
    clients = [_api(owner_worker) for _ in range(3)]
    answers = at_once(
        *(partial(one.post, "/api/v1/consultations/", body, headers=key) for one in clients)
    )
    assert [answer.status_code for answer in answers] == [201] * 3
    assert len({answer.content for answer in answers}) == 1
    assert sorted("Idempotent-Replayed" in answer.headers for answer in answers) == [
        *(False, True, True)
    ]
    assert Case.objects.count() == 1


Ask = Callable[[Staff, int], Callable[[], Any]]
DOORS: dict[str, tuple[Ask, int, int]] = {
    "page": (lambda who, pk: partial(_page(who).post, f"/inbox/{pk}/accept", {}), 302, 409),
    "api": (lambda who, pk: partial(_api(who).post, f"/api/v1/referrals/{pk}/accept/"), 200, 409),
}


@pytest.mark.parametrize("door", DOORS)
def test_of_two_who_take_it_one_reads_who_was_first(
    referral: Referral, receiver_worker: Staff, receiver_colleague: Staff, door: str
) -> None:
    ask, taken, too_late = DOORS[door]
    first, second = in_line(
        referral.case, ask(receiver_colleague, referral.pk), ask(receiver_worker, referral.pk)
    )
    assert (first.status_code, second.status_code) == (taken, too_late)
    assert "並田 ならびさんがもう返事をしています（受けた）" in second.content.decode()
    assert Case.objects.get().owner_staff == receiver_colleague


@pytest.mark.parametrize("door", DOORS)
def test_whoever_comes_after_the_withdrawal_reads_so(
    referral: Referral, owner_worker: Staff, receiver_worker: Staff, door: str
) -> None:
    ask, _, too_late = DOORS[door]
    withdraw = partial(_page(owner_worker).post, f"/inbox/{referral.pk}/withdraw", {})
    first, second = in_line(referral.case, withdraw, ask(receiver_worker, referral.pk))
    assert (first.status_code, second.status_code) == (302, too_late)
    assert "窓口田 しるべさんがもう返事をしています（取り下げ）" in second.content.decode()
    assert Case.objects.get().owner == owner_worker.agency
