"""記録: printed with what the caller may read, and saying of nobody that they came who was not seen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import AccessLog, Case
from districts.models import Staff
from meetings import table_rules
from meetings.actions import agenda, secrecy
from meetings.models import AgendaItem, Meeting, Member
from meetings.sheets import minutes
from tests.cast import Receive
from tests.meetings.cast import Agree, Join, Table
from tests.screens import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def secretary(sign_in: SignIn, coordinator: Staff) -> Client:
    return sign_in(coordinator)


@pytest.fixture
def seat(juso: Meeting, join: Join, coordinator: Staff, now: datetime) -> Member:
    return secrecy.swear(join(juso, coordinator, chairs=True), by=coordinator, at=now)


def written(meeting: Meeting, viewer: Staff) -> dict[str, Any]:
    read = {one.pk for one in meeting.items.all() if table_rules.read(viewer, one)}
    return minutes.content(meeting, viewer=viewer, today=timezone.localdate(), readable=read)


def test_an_item_moved_away_is_a_number_and_the_rest_is_printed(
    seat: Member, juso: Meeting, case: Case, receive: Receive, table: Table, agree: Agree,
    secretary: Client, coordinator: Staff, now: datetime,
) -> None:  # fmt: skip
    staying = receive()
    for one in (case, staying):
        agree(one, at=now - timedelta(days=1))
    table(juso, case, question="動いたことば")
    table(juso, staying, question="残ったことば")
    agree(case, event="withdrawn", at=now)
    answer = secretary.get(f"/meetings/{juso.pk}/minutes/")
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    moved, kept = written(juso, coordinator)["items"]
    assert moved == {"number": 1, "title": "移した議題", "sub": "", "facts": [], "roles": []}
    assert (kept["title"], ["理由", "重層① 多機関協働のプランの確認"] in kept["facts"]) == (
        staying.number,
        True,
    )
    assert set(AccessLog.objects.filter(staff=coordinator).values_list("case", flat=True)) == {
        staying.pk
    }


def test_what_one_has_not_sworn_for_is_a_number_too(
    juso: Meeting, join: Join, case: Case, table: Table, agree: Agree, coordinator: Staff,
    now: datetime,
) -> None:  # fmt: skip
    join(juso, coordinator)
    agree(case, at=now)
    table(juso, case)
    (only,) = written(juso, coordinator)["items"]
    assert (only["title"], only["facts"]) == ("守秘を確かめた、席のある方が見られます", [])


def test_only_who_was_seen_came(
    juso: Meeting, join: Join, owner_worker: Staff, manager: Staff, coordinator: Staff
) -> None:
    join(juso, owner_worker, chairs=True, attended=True, answer="away")
    join(juso, coordinator)
    join(juso, name="善行 一（架空）", answer="away")
    join(juso, name="善行 二（架空）", attended=False)
    facts = dict(written(juso, manager)["facts"])
    owner, asked = (one.agency.short_name or one.agency.name for one in (owner_worker, coordinator))
    assert (facts["議長"], facts["出席"], facts["未確認"]) == (owner, owner, asked)
    assert facts["欠席"] == "善行 一（架空）、善行 二（架空）"


def test_after_a_decision_comes_the_next_item_that_one_may_read(
    seat: Member, juso: Meeting, case: Case, receive: Receive, table: Table, agree: Agree,
    secretary: Client, coordinator: Staff, hold: Any, now: datetime,
) -> None:  # fmt: skip
    cases = [case, receive(), receive(), receive()]
    for one in cases:
        agree(one, at=now - timedelta(days=1))
    first, moved, closed, last = (
        table(juso, one, seats=[] if one is cases[2] else None) for one in cases
    )
    agree(cases[1], event="withdrawn", at=now)
    hold(juso)
    agenda.open_item(first, by=coordinator, at=now)
    here = f"/meetings/{juso.pk}/items/{first.pk}/"
    page = secretary.get(here).content.decode()
    assert cases[1].number not in page
    assert f"/items/{moved.pk}/" not in page
    onward = page[page.index('data-key="]"') :][:200]
    assert f"/items/{last.pk}/" in onward
    told = {"memo": "", "base": "", "roles-count": "0", "next_check_on": "", "once": "a1"}
    answer = secretary.post(here, told | {"decision": "go", "wording": "進める"})
    assert answer["Location"] == f"/meetings/{juso.pk}/items/{last.pk}/"
    assert {AgendaItem.objects.get(pk=one.pk).state for one in (moved, closed)} == {
        "rerouted",
        "tabled",
    }
