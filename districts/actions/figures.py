"""月を閉める: what was counted is written down once, with what it meant and a digest of it all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import structlog
from django.db import transaction

from districts import rules
from districts.models import ClosedMonth, Figure, Staff
from fujisawa_care.foundation.verdict import require

log = structlog.get_logger()
Definitions = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, order=True)
class Counted:
    code: str
    cut: str
    key: str
    value: Decimal


@transaction.atomic
def close(
    month: date, *, by: Staff, at: datetime, counted: Iterable[Counted], definitions: Definitions
) -> ClosedMonth:
    """Whoever comes second finds it closed: a month is closed once."""
    rows = sorted(counted)
    require(rules.close_month(by, month, at=at))
    closed, new = ClosedMonth.objects.get_or_create(
        month=month,
        defaults={
            "closed_by": by,
            "closed_at": at,
            "definitions": definitions,
            "numbers": len(rows),
            "digest": digest(month, rows, definitions=definitions),
        },
    )
    require(rules.closed_once(new=new))
    Figure.objects.bulk_create(
        Figure(closed=closed, code=one.code, cut=one.cut, key=one.key, value=one.value)
        for one in rows
    )
    log.info("month_closed", month=f"{month:%Y-%m}", figures=len(rows), digest=closed.digest)
    return closed


def kept(closed: ClosedMonth) -> list[Counted]:
    rows = closed.figures.values_list("code", "cut", "key", "value")
    return sorted(Counted(*row) for row in rows)


def digest(month: date, rows: Iterable[Counted], *, definitions: Definitions) -> str:
    """SHA-256 over the month, the definitions and every number in one fixed order, as UTF-8."""
    lines = [f"{month:%Y-%m}", json.dumps(definitions, ensure_ascii=False, sort_keys=True)]
    lines += [
        f"{one.code}\t{one.cut}\t{one.key}\t{one.value.quantize(Decimal('0.01'))}"
        for one in sorted(rows)
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
