"""聞き取りの画面: section by section, never forced, nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from cases.actions import assessments
from cases.models import AccessLog, AssessmentAnswer, AssessmentItem, Case
from districts.actions import tokens
from districts.models import Staff
from tests.cases.pages.test_case_page import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def way(case: Case) -> str:
    call_command("load_items", verbosity=0)
    return f"/cases/{case.number}/assessment/"


def test_one_section_at_a_time(owner: Client, way: str) -> None:
    assert "国へ報告する項目の印は" in page(owner, way)
    AssessmentItem.objects.filter(pk="housing").update(reported=True)
    assert "国へ報告する項目" in page(owner, f"{way}family/")
    told = {"version": "0", "housing": "公営住宅", "household_care": ["8050"], "heard_on": "R7.4.1"}
    shown = owner.post(f"{way}family/", told, follow=True).content.decode()
    assert ("聞き取りを2つ残しました" in shown, "公営住宅" in shown, "2025年4月1日" in shown) == (
        *(True, True, True),
    )
    owner.post(f"{way}family/", {"version": "1", "housing": ""})
    shown = page(owner, way)
    assert ("前の答え 1" in shown, AssessmentAnswer.objects.count()) == (True, 4)


def test_nothing_has_to_be_filled_in(owner: Client, way: str) -> None:
    answer = owner.post(f"{way}money/", {"version": "0"}, follow=True)
    assert "聞き取りを0つ残しました" in answer.content.decode()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"housing": "お城"}, "「住まい」をえらんでください"),
        ({"heard_on": "R80.1.1"}, "聞いた日が今日より後です"),
        ({"heard_on": "50代"}, "聞いた日を「R8.4.1」のように日まで入れてください"),
        ({"community": "あ" * 1001}, "地域とのつながりは1,000字までです"),
        ({"community": "\0"}, "読めない文字（制御文字）が入っています"),
    ],
)
def test_refused_in_words_and_kept(
    owner: Client, way: str, told: dict[str, str], words: str
) -> None:
    answer = owner.post(f"{way}family/", {"version": "0", "children": "残る言葉"} | told)
    shown = answer.content.decode()
    assert (answer.status_code, words in shown, "残る言葉" in shown) == (422, True, True)
    assert not AssessmentAnswer.objects.exists()


def test_the_same_item_is_decided_by_a_person(
    owner: Client, owner_worker: Staff, case: Case, way: str
) -> None:
    said = {"health": ("良い",)}
    assessments.answer(case, by=owner_worker, at=case.opened_at, said=said, seen=0)
    refused = owner.post(f"{way}health/", {"version": "0", "health": "通院している"})
    assert (refused.status_code, "相手の保存した内容" in refused.content.decode()) == (409, True)
    told = {"version": "1", "health": "通院している", "asked": "health", "pick-health": "theirs"}
    assert owner.post(f"{way}health/", told).status_code == 302
    assert AssessmentAnswer.objects.get().said == ["良い"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(
    owner: Client,
    owner_worker: Staff,
    case: Case,
    way: str,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(number):
        said = {"debt": (str(n),), "tax": (str(n),)}
        assessments.answer(case, by=owner_worker, at=case.opened_at, said=said, seen=n)
    with django_assert_num_queries(21):
        page(owner, way)


def test_nobody_else_comes_in(stranger: Client, keeper: Client, owner: Client, way: str) -> None:
    page(owner, f"{way}nowhere/", status=404)
    for client in (stranger, keeper):
        for each in (way, f"{way}health/"):
            assert client.get(each).status_code == 404
        assert client.post(f"{way}health/", {"version": "0"}).status_code == 404
    assert not AccessLog.objects.exists()


def test_the_api_reads_and_answers(owner_worker: Staff, case: Case, way: str) -> None:
    client = APIClient()
    issued = tokens.issue(owner_worker, lasts=timedelta(hours=1), at=timezone.now())
    client.credentials(HTTP_AUTHORIZATION=f"Token {issued.token}")
    address = f"/api/v1{way}"
    read = client.get(address)
    tag = {"If-Match": read.headers["ETag"]}
    body = {"answers": [{"item": "housing", "said": ["持家"]}]}
    assert client.patch(address, body, format="json").status_code == 428
    answered = client.patch(address, body, format="json", headers=tag)
    items = {item["code"]: item for item in answered.json()["items"]}
    assert (items["housing"]["answer"]["said"], items["housing"]["reported"]) == (["持家"], None)
    assert client.patch(address, body, format="json", headers=tag).status_code == 412
    fresh = {"If-Match": answered.headers["ETag"]}
    for wrong in ({"item": "castle", "said": ["城"]}, {"item": "housing", "said": ["城"]}):
        refused = client.patch(address, {"answers": [wrong]}, format="json", headers=fresh)
        assert refused.status_code == 400
