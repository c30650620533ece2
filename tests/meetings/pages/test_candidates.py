"""重層①の候補の画面: each sign in words, a way to the table, and nothing for who looks after no sittings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.actions import referrals
from cases.actions.people import Known
from cases.models import Case
from districts.models import Agency, Staff, Topic
from meetings.models import AgendaItem, Meeting
from tests.cases.people import transfer
from tests.meetings.cast import Table
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
HERE = "/meetings/candidates/"
QUERIES = 10


@pytest.fixture
def wanting(
    receive: Callable[..., Case], hikikomori: Topic, care: Topic, council: Agency
) -> Callable[[], Case]:
    """Two fields of trouble, and two houses at work."""

    def wanting() -> Case:
        return receive(
            topics=(hikikomori, care),
            person=Known(name="例田 花子", birth_text="50代"),
            outcome="refer",
            refer_to=(transfer(council),),
        )

    return wanting


@pytest.fixture
def leader(sign_in: SignIn, manager: Staff) -> Client:
    return sign_in(manager)


@pytest.fixture
def returned(receiver_worker: Staff, now: datetime) -> Callable[[Case], None]:
    """Its hand-over comes back."""

    def returned(case: Case) -> None:
        later = now + timedelta(seconds=1)
        referrals.give_back(
            case.referrals.get(), by=receiver_worker, at=later, reason="area", note="遠い"
        )

    return returned


def test_each_sign_is_said_in_words_and_a_button_leads_to_the_table(
    wanting: Callable[[], Case], returned: Callable[[Case], None], leader: Client
) -> None:
    case = wanting()
    assert case.number not in leader.get(HERE).content.decode()  # one sign is not enough
    returned(case)
    page = leader.get(HERE).content.decode()
    for words in (
        case.number,
        "困りごとの分野が2つあります（ひきこもり・介護）",
        "つなぎが1回もどっています",
        "先に同意を聞きます",
        f"/cases/{case.number}/table/",
    ):
        assert words in page
    assert "例田" not in page
    assert not AgendaItem.objects.exists()
    assert HERE in leader.get("/meetings/").content.decode()


def test_what_lies_on_a_table_is_no_candidate_and_nobody_else_reads_the_list(
    wanting: Callable[[], Case], returned: Callable[[Case], None], shien: Meeting, table: Table,
    leader: Client, owner: Client,
) -> None:  # fmt: skip
    case = wanting()
    returned(case)
    assert owner.get(HERE).status_code == 403
    assert HERE not in owner.get("/meetings/").content.decode()
    table(shien, case)
    assert case.number not in leader.get(HERE).content.decode()


@pytest.mark.parametrize(("days", "named"), [(10, False), (91, True)])
def test_what_was_talked_about_of_late_waits_for_what_comes_of_it(
    days: int, *, named: bool, wanting: Callable[[], Case], returned: Callable[[Case], None],
    shien: Meeting, table: Table, leader: Client, now: datetime,
) -> None:  # fmt: skip
    case = wanting()
    returned(case)
    item = table(shien, case)
    AgendaItem.objects.filter(pk=item.pk).update(
        state="continued", closed_at=now - timedelta(days=days), opened_at=None
    )
    page = leader.get(HERE).content.decode()
    assert (case.number in page) is named
    assert "この90日に会議で話し合われておらず" in page


def test_an_empty_list_says_that_it_looks_only_at_what_one_sees(
    wanting: Callable[[], Case], returned: Callable[[Case], None], leader: Client,
    sign_in: SignIn, coordinator: Staff,
) -> None:  # fmt: skip
    words = "見る根拠のないケースは、ここには出ません"
    assert words not in leader.get(HERE).content.decode()
    case = wanting()
    returned(case)
    page = sign_in(coordinator).get(HERE).content.decode()
    assert words in page
    assert case.number not in page


def test_a_district_that_is_none_is_refused_and_the_questions_do_not_grow(
    wanting: Callable[[], Case], returned: Callable[[Case], None], leader: Client
) -> None:
    assert leader.get(f"{HERE}?district=xx").status_code == 400
    asked = []
    for more in (1, 2):
        for _ in range(more):
            returned(wanting())
        with CaptureQueriesContext(connection) as queries:
            assert leader.get(HERE).status_code == 200
        asked.append(len(queries))
    assert asked == [QUERIES, QUERIES]
