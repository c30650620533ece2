"""機関: their dates, whom they serve, in which order they are proposed, and who may open one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from districts.actions import agencies
from districts.models import (
    Agency,
    AgencyType,
    Block,
    BlockScheme,
    District,
    Posting,
    Programme,
    Role,
    Staff,
    Topic,
)
from districts.sheets import candidates
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed

Make = Callable[..., Agency]


@pytest.fixture
def make(db: None) -> Make:
    def make(
        name: str,
        *,
        topics: tuple[Topic, ...] = (),
        districts: tuple[District, ...] = (),
        **more: object,
    ) -> Agency:
        agency = Agency.objects.create(name=name, type=AgencyType.OTHER, **more)
        agency.topics.set(topics)
        agency.districts.set(districts)
        return agency

    return make


@pytest.mark.parametrize(
    ("earlier", "later", "clash"),
    [
        (("2020-04-01", "2024-03-31"), ("2024-04-01", None), False),
        (("2020-04-01", "2024-03-31"), ("2024-03-31", None), True),
        (("2020-04-01", None), ("2024-04-01", None), True),
        ((None, None), ("2024-04-01", None), True),
        ((None, "2024-03-31"), (None, None), True),
    ],
)
def test_a_name_is_one_agencys_at_a_time(
    make: Make,
    earlier: tuple[str | None, str | None],
    later: tuple[str | None, str | None],
    clash: bool,
) -> None:
    make("室（架空）", valid_from=earlier[0], valid_until=earlier[1])
    start, end = (date.fromisoformat(day) if day else None for day in later)
    second = Agency(name="室（架空）", type="other", valid_from=start, valid_until=end)
    if not clash:
        second.full_clean()
        second.save()
        return
    with pytest.raises(ValidationError, match="同じ名前の機関が"):
        second.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"valid_from": date(2024, 4, 1), "valid_until": date(2024, 3, 31)}, "開始日より前"),
        ({"type": "guild"}, "区分が正しくありません|選択肢"),
        ({"programmes": ["magic"]}, "担う事業が正しくありません|候補にありません|選択肢"),
    ],
)
@pytest.mark.django_db
def test_an_agency_that_cannot_be_is_refused(wrong: dict[str, object], words: str) -> None:
    agency = Agency(**({"name": "室（架空）", "type": "other"} | wrong))
    with pytest.raises(ValidationError, match=words):
        agency.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        agency.save()


@pytest.mark.parametrize(
    ("day", "valid"),
    [("2024-03-31", False), ("2024-04-01", True), ("2025-03-31", True), ("2025-04-01", False)],
)
def test_both_days_of_the_dates_are_included(make: Make, day: str, valid: bool) -> None:
    make("室（架空）", valid_from="2024-04-01", valid_until="2025-03-31")
    assert Agency.objects.valid_on(date.fromisoformat(day)).exists() is valid


def test_a_district_is_served_directly_by_block_or_as_part_of_the_city(
    make: Make, zengyo: District, kugenuma: District
) -> None:
    block = Block.objects.create(scheme=BlockScheme.objects.create(name="見本"), name="中部")
    block.districts.add(zengyo)
    make("中部の機関（架空）").blocks.add(block)
    make("善行の機関（架空）", districts=(zengyo,))
    make("全市の機関（架空）", citywide=True)
    make("鵠沼の機関（架空）", districts=(kugenuma,))
    make("区域不明の機関（架空）")
    assert set(Agency.objects.serving(zengyo).values_list("name", flat=True)) == {
        "中部の機関（架空）",
        "善行の機関（架空）",
        "全市の機関（架空）",
    }


@pytest.fixture
def offered(make: Make, zengyo: District, kugenuma: District, care: Topic, debt: Topic) -> None:
    make("善行の介護（架空）", topics=(care,), districts=(zengyo,))
    make("区域不明の介護（架空）", topics=(care,))
    make("全市の介護（架空）", topics=(care,), citywide=True)
    make("善行のなんでも窓口（架空）", districts=(zengyo,))
    make("全市のなんでも窓口（架空）", citywide=True)
    make("束ねる（架空）", topics=(debt,), citywide=True, programmes=[Programme.COORDINATION])
    make("鵠沼の介護（架空）", topics=(care,), districts=(kugenuma,))
    make("善行の債務（架空）", topics=(debt,), districts=(zengyo,))
    make("受けない介護（架空）", topics=(care,), districts=(zengyo,), accepts_referrals=False)
    make("昔の介護（架空）", topics=(care,), districts=(zengyo,), valid_until="2020-03-31")


def test_who_works_on_it_here_comes_first_and_coordinators_last(
    offered: None, today: date, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        found = candidates(["care"], "07", on=today)
    assert [(each.agency.name, each.why) for each in found] == [
        ("善行の介護（架空）", "介護／この地区を担当"),
        ("区域不明の介護（架空）", "介護／担当区域は要確認"),
        ("全市の介護（架空）", "介護／全市を担当"),
        ("善行のなんでも窓口（架空）", "分野を問わず受け止める／この地区を担当"),
        ("全市のなんでも窓口（架空）", "分野を問わず受け止める／全市を担当"),
        ("束ねる（架空）", "多機関協働／全市を担当"),
    ]


def test_the_house_whose_csw_walks_here_is_one_of_the_districts_own(
    offered: None, make: Make, zengyo: District, today: date
) -> None:
    carries = [Programme.COORDINATION, Programme.OUTREACH]
    house = make("例示社協", citywide=True, programmes=carries)
    csw = Staff.objects.create_user("csw", name="歩田", role=Role.CSW, agency=house)
    posting = Posting.objects.create(staff=csw, district=zengyo, starts_on=today)
    here = {one.agency.name: one.why for one in candidates((), zengyo, on=today)}
    assert here["例示社協"].endswith("この地区のCSW")
    names = [*here]
    assert names.index("例示社協") < names.index("束ねる（架空）")
    posting.delete()
    assert candidates((), zengyo, on=today)[-1].why == "多機関協働／全市を担当"


def test_without_a_district_no_one_is_called_local(offered: None, today: date) -> None:
    found = {each.agency.name: each.why for each in candidates(["care"], None, on=today)}
    assert found["鵠沼の介護（架空）"] == "介護／担当は地区による"
    assert "善行の債務（架空）" not in found


def test_without_a_trouble_only_who_takes_any_is_offered(offered: None, today: date) -> None:
    assert [each.agency.name for each in candidates([], "07", on=today)] == [
        "善行のなんでも窓口（架空）",
        "全市のなんでも窓口（架空）",
        "束ねる（架空）",
    ]


def test_several_troubles_are_named_in_their_order(
    make: Make, zengyo: District, care: Topic, debt: Topic, today: date
) -> None:
    make("両方（架空）", topics=(debt, care), districts=(zengyo,))
    [only] = candidates(["debt", "care", "nothing"], zengyo, on=today)
    assert (only.topics, only.why) == (("介護", "債務"), "介護・債務／この地区を担当")


def test_an_administrator_opens_and_ends_an_agency(
    administrator: Staff, zengyo: District, care: Topic, now: datetime, today: date
) -> None:
    agency = agencies.open_agency(
        name="新しい室（架空）",
        type=AgencyType.SECTION,
        fictional=True,
        programmes=[Programme.OUTREACH],
        topics=[care],
        districts=[zengyo],
        by=administrator,
        at=now,
    )
    ended = agencies.close_agency(agency, last_day=today, by=administrator, at=now)
    assert (ended.programmes, ended.valid_until) == (["outreach"], today)
    assert list(agency.topics.all()) == [care]


def test_a_worker_opens_no_agency(worker: Staff, now: datetime) -> None:
    with pytest.raises(NotAllowed, match="システム管理の職員だけ"):
        agencies.open_agency(name="勝手な室（架空）", type="other", by=worker, at=now)
    assert not Agency.objects.filter(name="勝手な室（架空）").exists()


def test_an_agency_with_people_or_cases_does_not_end(
    desk: Agency, worker: Staff, administrator: Staff, now: datetime, today: date
) -> None:
    with pytest.raises(IllegalStep, match="ケース 3件、職員 2人"):
        agencies.close_agency(
            desk, last_day=today, by=administrator, at=now, hanging=["ケース 3件"]
        )
    desk.refresh_from_db()
    assert desk.valid_until is None


def test_the_api_finds_agencies_valid_today(
    offered: None, api: APIClient, zengyo: District
) -> None:
    assert _names(api, "?district=07&topic=care") == [
        "全市の介護（架空）",
        "受けない介護（架空）",
        "善行の介護（架空）",
    ]
    assert _names(api, "?programme=coordination") == ["束ねる（架空）"]
    assert _names(api, "?q=なんでも&district=12") == ["全市のなんでも窓口（架空）"]


def test_an_ended_agency_can_still_be_read(make: Make, api: APIClient, care: Topic) -> None:
    agency = make("昔の室（架空）", topics=(care,), valid_until="2020-03-31", tel="0466-00-0000")
    answer = api.get(f"/api/v1/agencies/{agency.pk}/").json()
    assert (answer["valid_until"], answer["topics"], answer["tel"]) == (
        "2020-03-31",
        ["care"],
        "0466-00-0000",
    )


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries(
    number: int,
    make: Make,
    api: APIClient,
    desk: Agency,
    zengyo: District,
    care: Topic,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for index in range(number):
        make(f"見本{index}（架空）", topics=(care,), districts=(zengyo,))
    with django_assert_num_queries(5):
        found = api.get("/api/v1/agencies/").json()["results"]
    assert len(found) == number + 1


def test_pages_go_on_where_they_ended(make: Make, api: APIClient, desk: Agency) -> None:
    for index in range(4):
        make(f"見本{index}（架空）")
    seen, address = [], "/api/v1/agencies/?page_size=2&ordering=-name"
    while address:
        page = api.get(address).json()
        seen += [each["name"] for each in page["results"]]
        address = page["next"]
    assert seen == sorted({*seen}, reverse=True)
    assert len(seen) == 5


def _names(api: APIClient, query: str) -> list[str]:
    return [each["name"] for each in api.get(f"/api/v1/agencies/{query}").json()["results"]]
