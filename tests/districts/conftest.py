"""The cast: who administers, who works where."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from rest_framework.test import APIClient

from districts.actions import tokens
from districts.models import Agency, AgencyType, District, Role, Staff, Topic
from fujisawa_care.foundation.workdays import TOKYO

NOW = datetime(2026, 11, 24, 10, 33, tzinfo=TOKYO)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def today(now: datetime) -> date:
    return now.date()


@pytest.fixture
def zengyo(db: None) -> District:
    return District.objects.create(
        code="07",
        name="善行",
        kana="ぜんぎょう",
        tile_row=4,
        tile_column=2,
        centre_name="善行市民センター",
    )


@pytest.fixture
def kugenuma(db: None) -> District:
    return District.objects.create(
        code="12",
        name="鵠沼",
        kana="くげぬま",
        tile_row=6,
        tile_column=2,
        centre_name="鵠沼市民センター",
    )


@pytest.fixture
def care(db: None) -> Topic:
    return Topic.objects.create(code="care", label="介護", position=10)


@pytest.fixture
def debt(db: None) -> Topic:
    return Topic.objects.create(code="debt", label="債務", position=20)


@pytest.fixture
def desk(db: None) -> Agency:
    return Agency.objects.create(name="善行・地区福祉窓口（架空）", type=AgencyType.COUNTER)


@pytest.fixture
def worker(desk: Agency) -> Staff:
    return Staff.objects.create_user("worker", name="窓口田 しるべ", role=Role.COUNTER, agency=desk)


@pytest.fixture
def administrator(desk: Agency) -> Staff:
    return Staff.objects.create_user(
        "administrator", name="管理 つとむ", role=Role.ADMINISTRATOR, agency=desk, is_staff=True
    )


@pytest.fixture
def stranger() -> APIClient:
    return APIClient()


@pytest.fixture
def api(worker: Staff, now: datetime) -> APIClient:
    issued = tokens.issue(worker, lasts=timedelta(hours=1), at=now)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {issued.token}")
    return client
