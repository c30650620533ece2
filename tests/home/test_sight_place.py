"""ひとつの地区: everything a district has on one page, and nothing of any case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.models import Case
from districts.actions import issues, resources
from districts.actions.resources import Help
from districts.models import Agency, District, Population, Staff, Topic
from engawa.models import Opening, Site
from meetings.models import Meeting, MeetingBody, MeetingKind
from tests.cast import Receive
from tests.screens import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


def page(client: Client, code: str = "07", query: str = "", *, status: int = 200) -> str:
    answer = client.get(f"/districts/{code}/{query}")
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


Site_ = Callable[[str], Site]


@pytest.fixture
def bench(zengyo: District, now: datetime) -> Site_:
    def bench(name: str) -> Site:
        site = Site.objects.create(
            name=name, sort="engawa", district=zengyo, closed_on_holidays=False, fictional=True,
            created_at=now, updated_at=now,
        )  # fmt: skip
        Opening.objects.create(
            site=site, weekday=timezone.localdate().weekday(), starts=time(10), ends=time(14)
        )
        return site

    return bench


def called(zengyo: District, by: Staff, *, days: int, ordinal: int = 1) -> Meeting:
    body, _ = MeetingBody.objects.get_or_create(
        code="talk07", name="協議体（善行）", kind=MeetingKind.DISTRICT_TALK, district=zengyo,
        defaults={"position": 1},
    )  # fmt: skip
    at = timezone.now() + timedelta(days=days)
    return Meeting.objects.create(
        body=body, kind=body.kind, fiscal_year=2026, ordinal=ordinal, starts_at=at,
        ends_at=at + timedelta(hours=1), state="planned", called_by=by, created_at=timezone.now(),
        updated_at=timezone.now(),
    )  # fmt: skip


def test_a_district_shows_what_it_has(
    sign_in: SignIn,
    zengyo: District,
    hikikomori: Topic,
    ikiiki: Agency,
    receiver_worker: Staff,
    owner_worker: Staff,
    manager: Staff,
    bench: Site_,
    now: datetime,
) -> None:
    Population.objects.create(
        district=zengyo, year=2025, as_of=date(2025, 5, 1), kind="actual", total=41571, age65=11502,
        ageing_rate="27.67", source="住民基本台帳",
    )  # fmt: skip
    ikiiki.districts.add(zengyo)
    bench("縁側 ひなた（架空）")
    called(zengyo, manager, days=3)
    issues.bring_up(
        by=owner_worker, at=now, topic=hikikomori, district=zengyo, text="集まる場がない"
    )
    told = Help(name="見本の送り迎え（架空）", kind="ride", what="車で送る", districts=[zengyo])
    resources.add(told, by=owner_worker, at=now, fictional=True)
    shown = page(sign_in(manager))
    for words in (
        *(
            "41,571",
            "27.7",
            "ふみ出 すすむ",
            "いきいきサポート善行",
            "縁側 ひなた",
            "きょう開いている",
        ),
        *("協議体（善行） 第1回", "ひきこもり", "課題 1", "見本の送り迎え"),
    ):
        assert words in shown, words


def test_a_case_is_only_a_number_there(
    sign_in: SignIn, known_case: Case, receive: Receive, outsider: Staff, manager: Staff
) -> None:
    for _ in range(2):
        receive()
    for who in (outsider, manager):
        shown = page(sign_in(who))
        assert known_case.number not in shown
        assert "例田" not in shown
        assert ">3</a>" in shown


@pytest.mark.parametrize("code", ["99", "7", "070", "x", "0７"])
def test_there_is_no_other_district(
    sign_in: SignIn, zengyo: District, manager: Staff, code: str
) -> None:
    page(sign_in(manager), code, status=404)


def test_a_month_that_is_none_is_said(sign_in: SignIn, zengyo: District, manager: Staff) -> None:
    page(sign_in(manager), query="?month=2026-13", status=400)


def test_whoever_sees_no_case_is_refused(
    sign_in: SignIn, zengyo: District, administrator: Staff
) -> None:
    page(sign_in(administrator), status=403)


@pytest.mark.parametrize("number", [1, 3])
def test_a_district_costs_the_same_for_one_and_three(
    sign_in: SignIn,
    zengyo: District,
    owner_worker: Staff,
    hikikomori: Topic,
    manager: Staff,
    bench: Site_,
    receive: Receive,
    now: datetime,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for place in range(number):
        receive()
        bench(f"縁側{place}（架空）")
        called(zengyo, manager, days=place + 1, ordinal=place + 1)
        issues.bring_up(by=owner_worker, at=now, topic=hikikomori, district=zengyo, text="ない")
    client = sign_in(manager)
    with django_assert_num_queries(28):
        page(client)
