"""会議体: what stands above the case is open to everybody at work, year by year."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from districts.actions import issues as raising
from districts.models import Issue, Staff
from fujisawa_care.foundation import wareki
from meetings.actions import issues
from meetings.models import Meeting, MeetingBody
from tests.meetings.cast import Call, Table

pytestmark = pytest.mark.django_db
LIST_QUERIES, PAGE_QUERIES, API_QUERIES = 7, 18, 4


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def handed(
    council_body: MeetingBody, owner_worker: Staff, manager: Staff, care: Any, now: datetime
) -> Issue:
    raised = raising.bring_up(by=owner_worker, at=now, topic=care, text="通院に付き添う人がいない")
    return issues.hand(raised, by=manager, at=now, body=council_body)


def test_the_page_of_a_table_shows_its_year(
    owner: Client,
    council_body: MeetingBody,
    call: Call,
    table: Table,
    handed: Issue,
    manager: Staff,
    now: datetime,
) -> None:
    here = f"/bodies/{council_body.code}/"
    year = wareki.fiscal_year(now.date())
    table(call(council_body, title="秋の回"), None, title="居場所づくり")
    last_year = call(council_body, at=now - timedelta(days=366), title="去年の回")
    words = owner.get(here).content.decode()
    assert "秋の回" in words
    assert "居場所づくり" in words
    assert "去年の回" not in words
    assert "通院に付き添う人がいない" in words
    assert f"?year={last_year.fiscal_year}" in words
    then = owner.get(here, {"year": year - 1}).content.decode()
    assert "去年の回" in then
    assert "秋の回" not in then
    issues.answer(handed, by=manager, at=now, text="送迎を試す")
    assert "送迎を試す" in owner.get(here).content.decode()
    assert "送迎を試す" not in owner.get(here, {"year": year - 1}).content.decode()
    for odd in ("x", "99999999999", "0", "\0", "-1"):
        assert "秋の回" in owner.get(here, {"year": odd}).content.decode()


def test_no_case_and_no_sitting_about_one_is_there(
    owner: Client, leader: Client, keeper: Client, council_body: MeetingBody, shien: Meeting
) -> None:
    for one in (owner, leader):
        assert shien.body.name not in one.get("/bodies/").content.decode()
        assert one.get(f"/bodies/{shien.body.code}/").status_code == 404
        assert one.get(f"/api/v1/bodies/{shien.body.code}/").status_code == 404
    assert keeper.get("/bodies/").status_code == 403
    assert keeper.get(f"/bodies/{council_body.code}/").status_code == 404
    assert keeper.get("/api/v1/bodies/").json()["results"] == []


def test_the_list_says_what_waits(
    owner: Client, council_body: MeetingBody, call: Call, handed: Issue, now: datetime
) -> None:
    call(council_body, at=now - timedelta(hours=1), state="held", held_at=now)
    call(council_body, at=now + timedelta(days=3))
    words = owner.get("/bodies/").content.decode()
    assert "1回" in words
    assert "1件" in words
    [row] = owner.get("/api/v1/bodies/", {"kind": council_body.kind}).json()["results"]
    assert (row["held"], row["waiting"], row["district"]) == (1, 1, None)
    assert datetime.fromisoformat(row["next_at"]) == now + timedelta(days=3)
    assert owner.get("/api/v1/bodies/", {"kind": "juso"}).status_code == 400
    assert owner.get("/bodies/", {"kind": "juso"}).status_code == 400


def test_above_the_case_everybody_reads_the_minutes(
    owner: Client, leader: Client, council_body: MeetingBody, call: Call, shien: Meeting
) -> None:
    sitting = call(council_body)
    assert owner.get(f"/meetings/{sitting.pk}/minutes/").content[:5] == b"%PDF-"
    assert owner.get(f"/meetings/{shien.pk}/minutes/").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_three_cost_as_much_as_one(
    many: int,
    owner_worker: Staff,
    owner: Client,
    council_body: MeetingBody,
    manager: Staff,
    care: Any,
    call: Call,
    table: Table,
    now: datetime,
    django_assert_num_queries: Any,
) -> None:
    for number in range(many):
        sitting = call(council_body)
        for word in ("あ", "い")[: number + 1]:
            table(sitting, None, title=word)
        raised = raising.bring_up(by=owner_worker, at=now, topic=care, text=f"足りない{number}")
        issues.hand(raised, by=manager, at=now, body=council_body, meeting=sitting)
        MeetingBody.objects.create(
            code=f"more{number}", name=f"会議{number}", kind="council", position=number
        )
    owner.get("/bodies/")
    with django_assert_num_queries(LIST_QUERIES):
        owner.get("/bodies/")
    with django_assert_num_queries(PAGE_QUERIES):
        owner.get(f"/bodies/{council_body.code}/")
    with django_assert_num_queries(API_QUERIES):
        owner.get("/api/v1/bodies/")
