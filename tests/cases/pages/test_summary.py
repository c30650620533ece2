"""要点の画面: two pages open at once, and no word is lost on either."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.actions import summaries
from cases.models import AccessLog, Case, CaseSummary
from cases.sheets import summaries as sheets
from districts.models import Staff
from tests.cases.pages.test_case_page import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(case: Case) -> str:
    return f"/cases/{case.number}/"


@pytest.fixture
def way(address: str) -> str:
    return f"{address}summary/"


def _told(version: int, **points: str) -> dict[str, str]:
    blank = dict.fromkeys(("situation", "wishes", "strengths", "cautions"), "")
    return {**blank, **points, "version": str(version)}


def test_written_once_and_read_on_the_case(owner: Client, address: str, way: str) -> None:
    assert 'data-key="e"' in page(owner, address)
    assert "要点を直す" in page(owner, way)
    told = _told(0, wishes="自分が倒れたとき\r\nに困らないように")
    answer = owner.post(way, told, follow=True)
    assert "要点を残しました" in answer.content.decode()
    shown = page(owner, address)
    assert ("困らないように" in shown, "要点を直した：望み" in shown) == (True, True)
    assert shown.count("まだ聞いていません") == 3
    assert AccessLog.objects.count() == 4


def test_another_point_comes_in_by_itself(
    owner: Client, owner_worker: Staff, case: Case, way: str
) -> None:
    page(owner, way)
    summaries.write(case, by=owner_worker, at=case.opened_at, said={"strengths": "将棋"}, seen=0)
    answer = owner.post(way, _told(0, wishes="静かに"), follow=True)
    assert "ほかの人が直した「つよみ」も入っています" in answer.content.decode()
    assert (sheets.newest(case).strengths, sheets.newest(case).wishes) == ("将棋", "静かに")


def test_the_same_point_is_decided_by_a_person(
    owner: Client, beside: Staff, case: Case, way: str
) -> None:
    summaries.write(case, by=beside, at=case.opened_at, said={"wishes": "一"}, seen=0)
    refused = owner.post(way, _told(0, wishes="二", cautions="犬"))
    assert refused.status_code == 409
    shown = refused.content.decode()
    assert "ほかの人が先に保存しました" in shown
    assert re.search(r"<mark>\s*二\s*</mark>", shown)
    assert re.search(r">\s*犬\s*</textarea>", shown)
    assert re.search(r'name="version" value="1"', shown)
    undecided = owner.post(way, _told(1, wishes="二", cautions="犬") | {"asked": "wishes"})
    assert undecided.status_code == 409
    decided = {"asked": "wishes", "pick-wishes": "theirs"}
    assert owner.post(way, _told(1, wishes="二", cautions="犬") | decided).status_code == 302
    newest = sheets.newest(case)
    assert (newest.wishes, newest.cautions, newest.version) == ("一", "犬", 2)


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ("あ" * 1001, "つよみは1,000字までです（いま 1,001字）"),
        ("あ" * 20_001, "つよみは1,000字までです（いま 20,001字）"),
        ("\0", "読めない文字（制御文字）が入っています"),
    ],
)
def test_refused_in_words_and_kept(owner: Client, way: str, point: str, words: str) -> None:
    answer = owner.post(way, _told(0, strengths=point, wishes="残る言葉"))
    shown = answer.content.decode()
    assert (answer.status_code, words in shown, "残る言葉" in shown) == (422, True, True)
    assert not CaseSummary.objects.exists()


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 30, "１"])
def test_a_version_that_is_none_is_the_beginning(
    owner: Client, case: Case, way: str, version: str
) -> None:
    owner.post(way, _told(0, wishes="静かに") | {"version": version})
    assert sheets.newest(case).wishes == "静かに"


def test_every_version_is_shown_beside_the_one_before(
    owner: Client, owner_worker: Staff, case: Case, way: str
) -> None:
    for version, words in enumerate(("はじめ", "つぎ")):
        told = {"situation": words}
        summaries.write(case, by=owner_worker, at=case.opened_at, said=told, seen=version)
    shown = page(owner, f"{way}versions/")
    assert ("<del>はじめ</del>" in shown, "<ins>つぎ</ins>" in shown, "第2版" in shown) == (
        *(True, True, True),
    )


@pytest.mark.parametrize("number", [1, 3])
def test_the_versions_cost_the_same_for_one_and_three(
    owner: Client,
    owner_worker: Staff,
    case: Case,
    way: str,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for version in range(number):
        told = {"situation": str(version)}
        summaries.write(case, by=owner_worker, at=case.opened_at, said=told, seen=version)
    with django_assert_num_queries(20):
        page(owner, f"{way}versions/")


def test_nobody_else_comes_in(stranger: Client, keeper: Client, way: str) -> None:
    for client in (stranger, keeper):
        for each in (way, f"{way}versions/"):
            page(client, each, status=404)
        assert client.post(way, _told(0, wishes="。")).status_code == 404
    assert not AccessLog.objects.exists()
