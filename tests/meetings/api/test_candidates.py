"""重層①の候補: two signs or more, explained, for those who look after the tables; never by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from cases.actions import referrals
from cases.actions.people import Known
from cases.models import Case
from districts.models import Agency, Staff, Topic
from meetings.models import AgendaItem, Meeting
from tests.cases.people import transfer
from tests.meetings.cast import Table

pytestmark = pytest.mark.django_db
HERE = "/api/v1/agenda-items/candidates/"


@pytest.fixture
def sent_back(
    receive: Callable[..., Case],
    hikikomori: Topic,
    care: Topic,
    council: Agency,
    receiver_worker: Staff,
    now: datetime,
) -> Callable[[], Case]:
    """Two fields of trouble, and a hand-over given back."""

    def sent_back() -> Case:
        case = receive(
            topics=(hikikomori, care),
            person=Known(name="例田 花子", birth_text="50代"),
            outcome="refer",
            refer_to=(transfer(council),),
        )
        referrals.give_back(
            case.referrals.get(),
            by=receiver_worker,
            at=now + timedelta(seconds=1),
            reason="area",
            note="地区がちがいます",
        )
        return case

    return sent_back


def test_two_signs_make_a_candidate_and_say_why(
    leader: APIClient, sent_back: Callable[[], Case], receive: Callable[..., Case]
) -> None:
    case, _one_sign_less = sent_back(), receive()
    found = leader.get(HERE).json()["results"]
    assert [(one["case"], one["title"]) for one in found] == [(case.number, "本人（50代）")]
    assert found[0]["why"] == [
        "困りごとの分野が2つあります（ひきこもり・介護）",
        "つなぎが1回もどっています",
        "多機関協働のプランがまだありません",
    ]
    assert found[0]["consent_words"] == "本人の同意を、まだ聞いていません。先に同意を聞きます"
    assert not AgendaItem.objects.exists()


def test_what_lies_on_a_table_is_no_candidate(
    leader: APIClient, sent_back: Callable[[], Case], shien: Meeting, table: Table
) -> None:
    table(shien, sent_back())
    assert leader.get(HERE).json()["results"] == []


def test_only_secretaries_ask_and_only_of_what_they_see(
    leader: APIClient, secretary: APIClient, owner: APIClient, sent_back: Callable[[], Case]
) -> None:
    sent_back()
    assert owner.get(HERE).status_code == 403
    assert (secretary.get(HERE).json()["results"], len(leader.get(HERE).json()["results"])) == (
        [],
        1,
    )
    assert leader.get(f"{HERE}?district=99").status_code == 400


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_few_questions(
    number: int, leader: APIClient, sent_back: Callable[[], Case]
) -> None:
    for _ in range(number):
        sent_back()
    with CaptureQueriesContext(connection) as asked:
        assert len(leader.get(HERE).json()["results"]) == number
    assert len(asked) == 6
