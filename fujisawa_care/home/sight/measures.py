"""えらべる数: what the map can be coloured by and the table be sorted by; what each means stands in the registry."""

from __future__ import annotations

from dataclasses import dataclass

from fujisawa_care.home.indicators.registry import REGISTRY
from fujisawa_care.home.indicators.shape import Indicator


@dataclass(frozen=True)
class Measure:
    """`short` heads a column; without an indicator it is a figure of the population."""

    code: str
    label: str
    short: str
    unit: str
    urgent: bool = False

    @property
    def indicator(self) -> Indicator | None:
        return REGISTRY.get(self.code)


HEARD, SITES = "consultations", "engawa_sites"
AGEING = Measure("ageing", "高齢化率 2025", "65歳以上%", "%")
OF_CASES = (
    Measure(HEARD, "受け止め", "受け止め", "件"),
    Measure("cases_open", "ケース", "ケース", "件"),
    Measure("follow_ups_overdue", "連絡日すぎ", "すぎ", "件", urgent=True),
)
COUNTED = (*OF_CASES, Measure(SITES, "縁側", "縁側", "か所"))
PASSED = Measure("consultations_passed", "つないだ", "つないだ", "件")
TALKED = Measure("items", "会議で話し合った", "会議", "件")
BEHIND = {one.code: one for one in (*OF_CASES, PASSED, TALKED)}
ALL = (AGEING, *COUNTED)
BY_CODE = {one.code: one for one in ALL}
