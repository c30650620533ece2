"""直した記録: who changed what from what to what, through every door, and covered where it must be (R8)."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from cases.actions import people, protections
from cases.actions.people import Known
from cases.actions.protections import Shield
from cases.models import Case, Person, PersonVersion
from cases.sheets import history, shields
from cases.sheets.history import Kept
from districts.actions import tokens
from districts.models import Staff
from fujisawa_care.foundation.history import Signature, signed
from tests.cast import Receive

API = "/api/v1/"


@pytest.fixture
def now() -> object:
    return timezone.now()


@pytest.fixture
def known_case(receive: Receive) -> Case:
    return receive(person=Known(name="例田 花子", phones=("0466-00-0142",), address="架空台1-2"))


@pytest.fixture
def token(owner_worker: Staff) -> APIClient:
    issued = tokens.issue(owner_worker, lasts=timedelta(hours=1), at=timezone.now())
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {issued.token}")
    return client


def _moved(client: APIClient, case: Case, address: str) -> None:
    person = f"{API}people/{case.person_id}/"
    tag = client.get(person).headers["ETag"]
    answer = client.patch(person, {"address": address}, headers={"If-Match": tag})
    assert answer.status_code == 200


def _told(case: Case, kind: Kept = Kept.PERSON, *, covered: bool = False) -> list[object]:
    rows = history.loaded(history.of_case(case, kind)).order_by("-pgh_id")
    cover = shields.Cover(on=covered)
    return [
        (one.by and one.by.name, each.label, each.before, each.after)
        for one in history.of(list(rows), kind=kind, cover=cover)
        for each in one.changes
        if not one.first
    ]


def test_whoever_holds_the_token_stands_beside_the_change(
    token: APIClient, known_case: Case, owner_worker: Staff
) -> None:
    _moved(token, known_case, "架空台3-4")
    assert _told(known_case) == [(owner_worker.name, "住所", "架空台1-2", "架空台3-4")]


def test_so_does_whoever_is_at_the_screen(known_case: Case, owner_worker: Staff) -> None:
    client = APIClient()
    client.force_login(owner_worker)
    _moved(client, known_case, "架空台5-6")
    assert _told(known_case) == [(owner_worker.name, "住所", "架空台1-2", "架空台5-6")]


def test_what_nobody_did_says_so(known_case: Case) -> None:
    Person.objects.filter(cases=known_case).update(kana="れいだ はなこ")
    assert _told(known_case) == [(None, "ふりがな", "", "れいだ はなこ")]


def test_what_is_undone_takes_the_signature_with_it_and_not_the_next_one(
    known_case: Case, owner_worker: Staff
) -> None:
    mine = Person.objects.filter(cases=known_case)
    with connection.execute_wrapper(Signature(lambda: owner_worker.pk)):
        with suppress(ZeroDivisionError), transaction.atomic():
            mine.update(kana="もどされる")
            raise ZeroDivisionError
        mine.update(kana="れいだ はなこ")
    assert _told(known_case) == [(owner_worker.name, "ふりがな", "", "れいだ はなこ")]


def test_several_may_sign_in_one_transaction_and_each_only_their_own(
    known_case: Case, owner_worker: Staff, outsider: Staff
) -> None:
    mine = Person.objects.filter(cases=known_case)
    for by, kana in ((owner_worker, "いち"), (outsider, "に")):
        with signed(by.pk):
            mine.update(kana=kana)
    mine.update(kana="さん")
    assert [one[0] for one in _told(known_case) if isinstance(one, tuple)] == [
        None,
        outsider.name,
        owner_worker.name,
    ]


def test_every_version_is_kept_by_the_database(known_case: Case, owner_worker: Staff) -> None:
    for address in ("一", "二", "三"):
        people.update(
            Person.objects.get(cases=known_case),
            by=owner_worker,
            at=timezone.now(),
            known=Known(name="例田 花子", address=address),
            district=None,
        )
    rows = PersonVersion.objects.order_by("pgh_id").values_list("address", flat=True)
    assert list(rows) == ["架空台1-2", "一", "二", "三"]


def test_it_is_read_on_a_page_and_in_the_api(
    token: APIClient, known_case: Case, owner_worker: Staff, outsider: Staff
) -> None:
    _moved(token, known_case, "架空台3-4")
    page = Client()
    page.force_login(owner_worker)
    words = page.get(f"/cases/{known_case.number}/history/").content.decode()
    assert "架空台1-2" in words
    assert "架空台3-4" in words
    answer = token.get(f"{API}cases/{known_case.number}/history/?of=person").json()
    assert [one["first"] for one in answer["results"]] == [False, True]
    assert answer["results"][0]["changes"] == [
        {"field": "address", "field_label": "住所", "before": "架空台1-2", "after": "架空台3-4"}
    ]
    assert token.get(f"{API}cases/{known_case.number}/history/?of=x").status_code == 400
    page.force_login(outsider)
    assert page.get(f"/cases/{known_case.number}/history/").status_code == 404


def test_what_is_protected_is_covered_here_too(
    token: APIClient, known_case: Case, owner_worker: Staff
) -> None:
    shield = Shield(
        starts_on=timezone.localdate(), other_parties=("例田 太郎",), school="架空小学校"
    )
    begun = protections.begin(known_case, by=owner_worker, at=timezone.now(), shield=shield)
    _moved(token, known_case, "架空台3-4")
    assert (None, "住所", shields.HIDDEN, shields.HIDDEN) in [
        (None, *one[1:]) for one in _told(known_case, covered=True) if isinstance(one, tuple)
    ]
    for kind in Kept:
        for address in (
            f"/cases/{known_case.number}/history/",
            f"{API}cases/{known_case.number}/history/",
        ):
            client = APIClient()
            client.force_login(owner_worker)
            words = client.get(f"{address}?of={kind.value}").content.decode()
            assert not [secret for secret in ("架空台", "0466", "架空小学校") if secret in words]
    protections.end(begun, by=owner_worker, at=timezone.now(), reason="申出の取り下げ")
    told = [one[1:] for one in _told(known_case, Kept.PROTECTION) if isinstance(one, tuple)]
    assert ("ようす", "支援措置の期間中", "期間の途中で終わった") in told


@pytest.mark.parametrize("times", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    times: int, token: APIClient, known_case: Case, django_assert_num_queries: object
) -> None:
    for number in range(times):
        _moved(token, known_case, f"架空台{number}")
    with django_assert_num_queries(10):  # type: ignore[operator]
        answer = token.get(f"{API}cases/{known_case.number}/history/")
    assert len(answer.json()["results"]) == times + 1
