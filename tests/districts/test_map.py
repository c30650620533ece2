"""地図: where help is, where it is missing, and how much of that has been held against each other."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from districts import sheets
from districts.actions import issues, resources
from districts.actions.resources import Help
from districts.models import Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def needs(zengyo: Any, kugenuma: Any, care: Any, debt: Any, worker: Staff, now: datetime) -> None:
    """善行: two want care, one of them met; one is in debt. 鵠沼: nothing but a help of the whole city."""
    said: dict[str, Any] = {"by": worker, "at": now}
    waiting, met, _owing = (
        issues.bring_up(**said, topic=topic, district=zengyo, text="足りない")
        for topic in (care, care, debt)
    )
    gone = issues.bring_up(**said, topic=care, district=zengyo, text="もう要らない")
    issues.withdraw(gone, **said, because="なくなった")
    ride = resources.add(
        Help(name="送迎（架空）", kind="ride", what="送る", districts=[zengyo], topics=[care]),
        **said,
    )
    city = Help(name="電話（架空）", kind="talk", what="話す", citywide=True, topics=[care])
    over = resources.add(
        Help(
            name="終わった会（架空）", kind="food", what="食事", districts=[zengyo], topics=[care]
        ),
        **said,
    )
    resources.add(city, **said)
    for issue, resource in ((met, ride), (waiting, over)):
        resources.match(issue, resource, **said)
    resources.end(over, **said, because="終わった")


def test_a_need_is_met_only_by_help_that_is_still_there(
    needs: None, zengyo: Any, kugenuma: Any
) -> None:
    tiles = {one.district.name: one for one in sheets.tile_map().tiles}
    here, there = tiles["善行"], tiles["鵠沼"]
    assert (here.resources, here.issues, here.met) == (1, 3, 1)
    assert (there.resources, there.issues, there.met) == (0, 0, 0)
    assert [(one.topic.label, one.issues, one.met, one.help) for one in sheets.needs(zengyo)] == [
        ("介護", 2, 1, 2),
        ("債務", 1, 0, 0),
    ]
    assert sheets.needs(kugenuma) == []


def test_the_map_stands_beside_both_lists_and_leads_into_each(
    needs: None, client: Client, worker: Staff
) -> None:
    client.force_login(worker)
    words = client.get("/issues/?district=07").content.decode()
    assert 'href="/issues/?district=12"' in words
    assert "うちつき合わせ1件" in words
    words = client.get("/resources/?district=07").content.decode()
    assert 'href="/resources/?district=12"' in words
    assert 'href="/issues/?district=07&amp;topic=debt"' in words
    assert "善行で足りないこと" in words
    assert "足りないこと" not in client.get("/resources/").content.decode().partition("<main")[2]
