"""覚えた問い: one set of words, the rows of whichever keys are asked for."""

from threading import Thread

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from districts.models import Agency, Staff
from fujisawa_care.foundation.kept import Accompanied, Kept

pytestmark = pytest.mark.django_db


def house(name: str) -> Agency:
    return Agency.objects.create(name=name, type="counter", fictional=True)


def member(name: str, of: Agency) -> Staff:
    return Staff.objects.create(username=name, name=name, agency=of, role="counter")


@pytest.fixture
def colleagues() -> Kept[Staff]:
    return Kept(lambda: Staff.objects.select_related("agency").order_by("-username"), by="agency")


def test_other_keys_are_asked_with_the_same_words(colleagues: Kept[Staff]) -> None:
    one, two = house("見本一"), house("見本二")
    for name, of in (("a", one), ("b", two), ("c", two)):
        member(name, of)
    with CaptureQueriesContext(connection) as seen:
        first = colleagues.of([one.pk])
        both = colleagues.of({one.pk, two.pk})
        agencies = [each.agency.name for each in both]
    assert [each.username for each in first] == ["a"]
    assert [each.username for each in both] == ["c", "b", "a"]
    assert agencies == ["見本二", "見本二", "見本一"]
    assert len(seen) == 2


def test_no_keys_ask_nothing(colleagues: Kept[Staff]) -> None:
    with CaptureQueriesContext(connection) as seen:
        assert colleagues.of([]) == []
    assert not seen.captured_queries


def test_what_was_answered_once_is_asked_again(colleagues: Kept[Staff]) -> None:
    """Only the words are kept: who came or changed in between is seen."""
    one = house("見本一")
    member("a", one)
    assert len(colleagues.of([one.pk])) == 1
    member("b", one)
    Staff.objects.filter(username="a").update(name="改めた名")
    assert [each.name for each in colleagues.of([one.pk])] == ["b", "改めた名"]


def test_by_its_own_key_and_with_what_was_reckoned() -> None:
    one = house("見本一")
    kept = Kept(lambda: Agency.objects.annotate(again=F("name")))
    assert kept.in_bulk([one.pk])[one.pk].again == "見本一"  # type: ignore[attr-defined]


@pytest.mark.django_db(transaction=True)
def test_another_thread_asks_on_its_own_connection(colleagues: Kept[Staff]) -> None:
    one = house("見本一")
    member("a", one)
    colleagues.of([one.pk])
    found: list[list[Staff]] = []

    def ask() -> None:
        found.append(colleagues.of([one.pk]))
        connection.close()

    asking = Thread(target=ask)
    asking.start()
    asking.join()
    assert [each.username for each in found[0]] == ["a"]
    assert [each.username for each in colleagues.of([one.pk])] == ["a"]


def test_each_row_comes_with_those_beside_it(colleagues: Kept[Staff]) -> None:
    one, two = house("見本一"), house("見本二")
    member("a", two)
    every: Accompanied[Agency] = Accompanied(Agency)
    rows = every.filter(name__startswith="見本").beside(people=colleagues)
    with CaptureQueriesContext(connection) as seen:
        beside = {each.name: each.people for each in rows.order_by("name")}  # type: ignore[attr-defined]
    assert {name: [each.username for each in people] for name, people in beside.items()} == {
        "見本一": [],
        "見本二": ["a"],
    }
    assert len(seen) == 2
    assert set(rows.values_list("pk", flat=True)) == {one.pk, two.pk}
