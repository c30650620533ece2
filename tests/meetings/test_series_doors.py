"""くり返しの会議の扉: its next dates and who comes, read and ended on the page and over the API."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from districts.models import Staff
from meetings.actions import members, series
from meetings.actions.members import Called
from meetings.actions.series import Repeated
from meetings.models import Meeting, MeetingBody, Series
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
HERE, API, QUERIES = "/meetings/series/", "/api/v1/series/", 9


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def secretary(sign_in: SignIn, coordinator: Staff) -> Client:
    return sign_in(coordinator)


def weekly(since: date) -> Repeated:
    return Repeated(
        rhythm="weekly",
        weekday=since.weekday(),
        since=since,
        place="本庁舎",
        starts_at=time(14),
        ends_at=time(15, 30),
    )


@pytest.fixture
def rhythm(
    shien_body: MeetingBody, coordinator: Staff, owner_worker: Staff, now: datetime
) -> Series:
    since = timezone.localdate() + timedelta(days=1)
    made = series.begin(shien_body, by=coordinator, at=now, plan=weekly(since))
    first = made.meetings.order_by("starts_at")[0]
    members.add(first, by=coordinator, at=now, who=Called(staff=owner_worker))
    return made


def test_the_page_says_how_often_when_next_and_who_comes(
    rhythm: Series, secretary: Client, owner_worker: Staff, owner: Client, stranger: Client
) -> None:
    page = secretary.get(HERE).content.decode()
    first = rhythm.meetings.order_by("starts_at")[0]
    for words in (
        "支援会議",
        "毎週",
        f"/meetings/{first.pk}/",
        owner_worker.agency.short_name,
        "本庁舎",
    ):
        assert words in page
    assert "くり返しを終える" in page
    seen = owner.get(HERE).content.decode()  # called to one of them
    assert "毎週" in seen
    assert "くり返しを終える" not in seen
    assert "毎週" not in stranger.get(HERE).content.decode()
    assert HERE in secretary.get("/meetings/").content.decode()


def test_it_ends_on_the_day_that_is_said(
    rhythm: Series, secretary: Client, owner: Client, stranger: Client
) -> None:
    last = rhythm.meetings.order_by("starts_at")[1].starts_at
    where = f"{HERE}{rhythm.pk}/end"
    for wrong in ("", "きのう", "\0", "1999-01-01", "あ" * 20_001):
        refused = secretary.post(where, {"until": wrong})
        assert refused.status_code == 422
    told = {"until": timezone.localdate(last).isoformat()}
    assert (owner.post(where, told).status_code, stranger.post(where, told).status_code) == (
        403,
        404,
    )
    assert secretary.post(where, told).status_code == 302
    states = list(rhythm.meetings.order_by("starts_at").values_list("state", flat=True))
    assert states[:2] == ["planned", "planned"]
    assert set(states[2:]) == {"cancelled"}


def test_the_api_reads_and_ends_it(
    rhythm: Series, secretary: Client, owner: Client, stranger: Client
) -> None:
    told = secretary.get(API).json()["results"]
    assert [(one["id"], one["body"], len(one["coming"])) for one in told] == [
        (rhythm.pk, "shien", 3)
    ]
    assert secretary.get(f"{API}{rhythm.pk}/").json() == told[0]
    last = timezone.localdate(rhythm.meetings.order_by("starts_at")[0].starts_at).isoformat()
    where = f"{API}{rhythm.pk}/end/"
    json: dict[str, Any] = {"content_type": "application/json"}
    assert owner.post(where, {"until": last}, **json).status_code == 403
    assert stranger.get(f"{API}{rhythm.pk}/").status_code == 404
    assert secretary.post(where, {"until": "明日"}, **json).status_code == 400
    ended = secretary.post(where, {"until": last}, **json).json()
    assert (ended["until"], len(ended["coming"])) == (last, 1)
    assert Meeting.objects.filter(series=rhythm, state="planned").count() == 1


def test_the_questions_do_not_grow(
    rhythm: Series, juso_body: MeetingBody, coordinator: Staff, secretary: Client, now: datetime
) -> None:
    secretary.get(HERE)
    asked = []
    for more in (0, 2):
        for number in range(more):
            since = timezone.localdate() + timedelta(days=2 + number)
            series.begin(juso_body, by=coordinator, at=now, plan=weekly(since))
        with CaptureQueriesContext(connection) as queries:
            assert secretary.get(HERE).content.decode().count("毎週") == 1 + more
        asked.append(len(queries))
    assert asked == [QUERIES, QUERIES]
