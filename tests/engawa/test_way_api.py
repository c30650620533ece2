"""参加支援 in the API: the whole way by verbs, nothing lost between two, and nothing seen by who may not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.models import AccessLog, Case
from cases.sheets.shields import HIDDEN
from districts.models import Staff
from engawa.models import Interest, Participation, Site
from tests.cast import Begin, Receive
from tests.engawa.ways import begun

pytestmark = pytest.mark.django_db
HERE = "/api/v1/participations/"


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def post(client: Client, address: str, status: int = 200, **body: Any) -> Any:
    answer = client.post(address, body, content_type="application/json")
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def test_the_whole_way(owner: Client, known_case: Case, bench: Site, unknown: Site) -> None:
    Interest.objects.create(code="shogi", label="将棋", position=1)
    told = {"case": known_case.number, "interests": ["shogi"], "days": [0], "own_words": "話したい"}
    made = post(owner, HERE, 201, **told)
    way = f"{HERE}{made['id']}/"
    assert (made["state"], made["interests"], made["case"]) == (
        "seeking",
        ["将棋"],
        known_case.number,
    )
    post(owner, HERE, 400, **told)
    [first, second] = owner.get(f"{way}matches/").json()
    assert (first["site"], second["fits"]) == (bench.pk, 0)
    post(owner, f"{way}matches/", site=bench.pk)
    day = f"{timezone.localdate():%Y-%m-%d}"
    asked = post(owner, f"{way}visits/", 409, site=bench.pk, on=day, named=True)
    assert asked["type"].endswith("no-word-for-the-place")
    post(owner, f"{way}consent/", site=bench.pk, event="given", method="verbal")
    visit = post(owner, f"{way}visits/", 201, site=bench.pk, on=day, named=True)
    assert (visit["named"], "例田" in str(visit)) == (True, False)
    one = f"{way}visits/{visit['id']}/"
    post(owner, f"{way}try/", 409, site=bench.pk)
    post(owner, f"{one}answer/", welcome=True, words="どうぞ")
    post(owner, f"{one}missed/", 400, how="?")
    assert post(owner, f"{one}went/", words="笑っていた")["state"] == "done"
    post(owner, f"{one}withdraw/", 409)
    assert post(owner, f"{way}try/", site=bench.pk)["site"] == bench.pk
    assert post(owner, f"{way}settle/")["state"] == "settled"
    assert post(owner, f"{way}seek/", because="合わない")["state"] == "seeking"
    assert post(owner, f"{way}end/", because="ひとりで通える")["ended_because"] == "ひとりで通える"
    post(owner, f"{way}end/", 409, because="もう一度")
    assert [one["state"] for one in owner.get(f"{way}visits/").json()] == ["done"]


def test_wishes_put_right_against_the_version_read(
    owner: Client, case: Case, owner_worker: Staff, now: datetime
) -> None:
    way = f"{HERE}{begun(case, by=owner_worker, at=now).pk}/"
    tag = owner.get(way).headers["ETag"]

    def patch(body: dict[str, Any], **headers: str) -> Any:
        return owner.patch(way, body, content_type="application/json", headers=headers)

    assert patch({"own_words": "x"}).status_code == 428
    assert patch({"company_most": 6}, **{"If-Match": tag}).json()["wishes"] == ["6人くらいまで"]
    assert patch({"own_words": "x"}, **{"If-Match": tag}).status_code == 412
    again = owner.get(way).headers["ETag"]
    assert patch({"days": [9]}, **{"If-Match": again}).status_code == 400
    assert patch({"own_words": "あ" * 1001}, **{"If-Match": again}).status_code == 400
    assert owner.get(way).json()["own_words"] == "将棋がさしたい"


def test_who_may_not_see_the_case_sees_no_way(
    stranger: Client, leader: Client, case: Case, bench: Site, owner_worker: Staff, now: datetime
) -> None:
    way = begun(case, bench, by=owner_worker, at=now)
    assert stranger.get(HERE).json()["results"] == []
    for address in (f"{HERE}{way.pk}/", f"{HERE}{way.pk}/matches/", f"{HERE}{way.pk}/visits/"):
        assert stranger.get(address).status_code == 404
    post(stranger, HERE, 404, case=case.number)
    before = AccessLog.objects.count()
    assert leader.get(f"{HERE}{way.pk}/").status_code == 200
    assert AccessLog.objects.count() == before + 1
    post(leader, f"{HERE}{way.pk}/end/", 403, because="x")
    assert leader.get(HERE, {"state": "settled"}).json()["results"] == []
    assert leader.get(HERE, {"state": "gone"}).status_code == 400


def test_under_protection_no_place_is_read(
    owner: Client, known_case: Case, bench: Site, owner_worker: Staff, begin: Begin, now: datetime
) -> None:
    way = begun(known_case, bench, by=owner_worker, at=now)
    begin(known_case)
    assert owner.get(f"{HERE}{way.pk}/").json()["own_words"] == HIDDEN
    assert owner.get(f"{HERE}{way.pk}/matches/").status_code == 403


@pytest.mark.parametrize("times", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    owner: Client,
    receive: Receive,
    owner_worker: Staff,
    now: datetime,
    times: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(times):
        begun(receive(at=now), by=owner_worker, at=now)
    with django_assert_num_queries(8):
        assert len(owner.get(HERE).json()["results"]) == times
    assert Participation.objects.count() == times
