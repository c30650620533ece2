"""会議の数: the same sittings and items that 会議の数 shows, over any period."""

from __future__ import annotations

from fujisawa_care.home.indicators.shape import Indicator
from meetings.sheets import counts

INDICATORS = (
    Indicator(
        code="sittings",
        label="開いた会議",
        definition=counts.OF_SITTINGS,
        unit="回",
        source=counts.held,
        when="starts_at",
        cuts={"meeting": "kind"},
        people=False,
    ),
    Indicator(
        code="items",
        label="話し合った件数",
        definition=counts.OF_ITEMS,
        unit="件",
        source=counts.talked,
        when="meeting__starts_at",
        cuts={
            "meeting": "meeting__kind",
            "reason": "reason",
            "district": "case__district",
            "agency": "case__owner",
        },
    ),
)
