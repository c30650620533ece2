"""議会資料のことば: written beside the numbers of a year; what stood there before stays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import structlog
from django.db import transaction

from districts import rules
from districts.models import CouncilText, Staff
from fujisawa_care.foundation.verdict import require

log = structlog.get_logger()


def standing(year: int) -> dict[str, CouncilText]:
    """The newest of each section."""
    rows = CouncilText.objects.filter(fiscal_year=year).select_related("written_by")
    return {row.section: row for row in rows.order_by("written_at", "pk")}


@transaction.atomic
def write(year: int, *, by: Staff, at: datetime, texts: Mapping[str, str]) -> int:
    """Only what was changed is written; how many sections that were."""
    require(rules.write_council(by))
    before = standing(year)
    changed = [
        CouncilText(fiscal_year=year, section=section, text=text, written_by=by, written_at=at)
        for section, text in texts.items()
        if text != (before[section].text if section in before else "")
    ]
    for one in changed:
        one.full_clean()
    CouncilText.objects.bulk_create(changed)
    log.info("council_texts_written", year=year, sections=len(changed))
    return len(changed)
