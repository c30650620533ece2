"""記録の一覧: filters with counts, words that stay out of the address, corrections beside originals."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.actions import records, referrals
from cases.dues import Terms
from cases.models import Case, Outcome, SupportRecord
from districts.models import Agency, Staff
from tests.cases.people import join
from tests.cast import Receive

pytestmark = pytest.mark.django_db
SAID = [
    ("visit", "absent", "連絡カードを置いた"),
    ("visit", "met", "母と玄関先で話した"),
    ("phone", "met", "母から電話があった"),
]


@pytest.fixture
def written(case: Case, owner_worker: Staff) -> list[SupportRecord]:
    at = timezone.now()
    return [
        records.write(
            case, by=owner_worker, at=at, happened_at=at, method=method, outcome=result, text=text
        )
        for method, result, text in SAID
    ]


@pytest.fixture
def address(case: Case) -> str:
    return reverse("case-records", args=[case.number])


def texts(page: str) -> list[str]:
    return [text for _, _, text in SAID if text in page]


def chips(page: str) -> list[str]:
    found = re.findall(r'<a class="chip[^"]*"[^>]*>([^<]+)', page)
    return [" ".join(each.split()) for each in found]


@pytest.mark.parametrize(
    ("query", "shown", "counts"),
    [
        ("", 3, ["電話 1", "訪問 2", "会えた・話せた 2", "不在 1", "窓口田 しるべ 3"]),
        ("?method=visit", 2, ["電話 1", "訪問 2", "会えた・話せた 1", "不在 1", "窓口田 しるべ 2"]),
        (
            "?method=visit&outcome=met",
            1,
            ["電話 1", "訪問 1", "会えた・話せた 1", "不在 1", "窓口田 しるべ 1"],
        ),
        ("?method=phone&outcome=absent", 0, ["電話 0", "訪問 1", "会えた・話せた 1", "不在 0"]),
    ],
)
def test_each_filter_counts_what_the_others_leave(
    owner: Client,
    address: str,
    written: list[SupportRecord],
    query: str,
    shown: int,
    counts: list[str],
) -> None:
    page = owner.get(address + query).content.decode()
    assert len(texts(page)) == shown
    assert chips(page) == counts


def test_a_word_is_looked_for_without_standing_in_the_address(
    owner: Client, address: str, written: list[SupportRecord]
) -> None:
    answer = owner.post(f"{address}?method=visit", {"q": "母と"})
    assert answer.headers["Location"] == f"{address}?method=visit"
    page = owner.get(answer.headers["Location"]).content.decode()
    assert texts(page) == ["母と玄関先で話した"]
    assert chips(page)[:2] == ["訪問 1", "会えた・話せた 1"]
    owner.post(address, {"q": ""})
    assert len(texts(owner.get(address).content.decode())) == 3


@pytest.mark.parametrize("query", ["?method=flying", "?written_by=x", "?unknown=1", "?q=母"])
def test_an_odd_filter_is_refused_in_words(owner: Client, address: str, query: str) -> None:
    status = owner.get(address + query).status_code
    assert status == (HTTPStatus.OK if query.startswith("?q") else HTTPStatus.BAD_REQUEST)


def test_a_correction_stands_beside_all_that_stood_there_before(
    owner: Client, address: str, written: list[SupportRecord], owner_worker: Staff
) -> None:
    second = records.correct(
        written[1], by=owner_worker, at=timezone.now(), text="祖母と玄関先で話した"
    )
    records.correct(second, by=owner_worker, at=timezone.now(), text="叔母と玄関先で話した")
    page = owner.get(address).content.decode()
    newest = page[page.index("叔母と") :]
    order = [newest.index(each) for each in ("叔母と", "直す前の記録", "祖母と", "もとの記録")]
    assert order == sorted(order)


def test_a_stranger_finds_neither_list_nor_who_is_there(stranger: Client, case: Case) -> None:
    for name in ("case-records", "case-here"):
        assert stranger.get(reverse(name, args=[case.number])).status_code == 404


def test_the_page_asks_the_same_for_one_and_for_three(
    owner: Client,
    case: Case,
    owner_worker: Staff,
    address: str,
    django_assert_num_queries: Any,
) -> None:
    owner.get(address)  # the first page of a session writes down that one is here
    for number in (1, 2, 3):
        at = timezone.now()
        first = records.write(
            case, by=owner_worker, at=at, happened_at=at, method="visit", text=f"{number}"
        )
        records.correct(first, by=owner_worker, at=timezone.now(), text=f"{number}回")
        if number != 2:
            with django_assert_num_queries(24):
                owner.get(address)


def test_who_else_has_it_open(
    owner: Client,
    joiner: Client,
    receive: Receive,
    ikiiki: Agency,
    joiner_worker: Staff,
    owner_worker: Staff,
    terms: Terms,
) -> None:
    asked = receive(outcome=Outcome.REFER, refer_to=(join(ikiiki),)).referrals.get()
    referrals.accept(asked, by=joiner_worker, at=timezone.now(), terms=terms)
    here = reverse("case-here", args=[asked.case.number])
    assert "開いています" not in owner.get(here).content.decode()
    assert owner_worker.name in joiner.get(here).content.decode()
    page = owner.get(here).content.decode()
    assert joiner_worker.name in page
    assert owner_worker.name not in page
