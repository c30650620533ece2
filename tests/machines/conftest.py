"""The cast and the pace of the machines."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from cases.dues import Terms
from districts.models import Agency, AgencyType, District, Programme, Role, Staff
from tests.machines.cast import Cast

# A story that fails is printed as it was found: to shorten it takes minutes, to read it takes one.
# Where CI is set the same sequences are tried every time; elsewhere each run tries new ones.
settings.register_profile(
    "machines",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

AGENCIES: dict[str, tuple[str, AgencyType, dict[str, Any]]] = {
    "desk": ("善行・地区福祉窓口（架空）", AgencyType.COUNTER, {}),
    "council": ("見本ふじ社協（架空）", AgencyType.SELF_RELIANCE, {}),
    "ikiiki": ("いきいきサポート善行（架空）", AgencyType.ELDERLY, {}),
    "shogai": ("障がい相談センター見本（架空）", AgencyType.DISABILITY, {}),
    "backup": (
        "多機関協働見本（架空）",
        AgencyType.SELF_RELIANCE,
        {"programmes": [Programme.COORDINATION]},
    ),
    "section": ("推進室見本（架空）", AgencyType.SECTION, {"accepts_referrals": False}),
}

STAFF = {
    "owner_worker": ("desk", Role.COUNTER),
    "owner_colleague": ("desk", Role.COUNTER),
    "receiver_worker": ("council", Role.CSW),
    "receiver_colleague": ("council", Role.CSW),
    "joiner_worker": ("ikiiki", Role.AGENCY),
    "outsider": ("shogai", Role.AGENCY),
    "coordinator": ("backup", Role.COORDINATOR),
    "manager": ("section", Role.MANAGER),
    "administrator": ("section", Role.ADMINISTRATOR),
    # sits among those who may everything, and still sees nothing
    "desk_administrator": ("desk", Role.ADMINISTRATOR),
    "has_left": ("council", Role.CSW),
}


@pytest.fixture
def terms() -> Terms:
    return Terms()


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, and a district for their cases."""
    agencies = {
        key: Agency.objects.create(name=name, type=kind, citywide=True, **more)
        for key, (name, kind, more) in AGENCIES.items()
    }
    staff = [
        Staff(
            username=name,
            email=f"{name}@example.test",
            name=name,
            role=role,
            agency=agencies[agency],
            is_active=name != "has_left",
        )
        for name, (agency, role) in STAFF.items()
    ]
    Staff.objects.bulk_create(staff)
    district = District.objects.create(
        code="07", name="善行", kana="ぜんぎょう", tile_row=4, tile_column=2
    )
    return Cast(tuple(agencies.values()), tuple(staff), district)
