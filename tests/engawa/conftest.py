"""縁側の登場人物: two places, one known well and one by name only."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from districts.models import Agency, District, Role, Staff
from engawa.models import Desk, Opening, Site


@pytest.fixture
def bench(zengyo: District, now: datetime) -> Site:
    """Open on Mondays and Wednesdays from ten to two, and on third Saturdays from ten on."""
    site = Site.objects.create(
        name="縁側 ひなたベンチ（架空）",
        sort="engawa",
        kind="basic",
        district=zengyo,
        takes_visits=True,
        fictional=True,
        created_at=now,
        updated_at=now,
    )
    for weekday in (0, 2):
        Opening.objects.create(site=site, weekday=weekday, starts=time(10), ends=time(14))
    Opening.objects.create(site=site, weekday=5, weeks=[3], starts=time(10))
    return site


@pytest.fixture
def unknown(now: datetime) -> Site:
    return Site.objects.create(
        name="名前だけの縁側（架空）", sort="engawa", fictional=True, created_at=now, updated_at=now
    )


@pytest.fixture
def bench_account(bench: Site, desk: Agency, now: datetime) -> Staff:
    """The bench's own account, of the very agency that is 主担当 of the cast's case."""
    staff = Staff.objects.create_user("bench", name="縁野 ひなた", role=Role.SITE, agency=desk)
    Desk.objects.create(site=bench, staff=staff, since=now)
    return staff
