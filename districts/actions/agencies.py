"""機関: opened and ended, never deleted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import structlog
from django.db import transaction

from districts import rules
from districts.models import Agency, Block, District, Programme, Staff, Topic
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require

log = structlog.get_logger()


@transaction.atomic
def open_agency(
    *,
    name: str,
    by: Staff | None,
    at: datetime,
    programmes: Collection[Programme | str] = (),
    topics: Collection[Topic] = (),
    districts: Collection[District] = (),
    blocks: Collection[Block] = (),
    **details: Any,
) -> Agency:
    """`details` are the plain fields of Agency: type, kind, tel, citywide, valid_from, fictional…"""
    require(rules.may_administer(by))
    agency = Agency(name=name, programmes=[str(each) for each in programmes], **details)
    agency.full_clean()
    agency.save()
    agency.topics.set(topics)
    agency.districts.set(districts)
    agency.blocks.set(blocks)
    log.info("agency_opened", agency=agency.pk, by=by and by.pk, at=at.isoformat())
    return agency


@transaction.atomic
def close_agency(
    agency: Agency,
    *,
    last_day: date,
    by: Staff | None,
    at: datetime,
    hanging: Collection[str] = (),
) -> Agency:
    """The name holds through `last_day`; refused while staff are active or anything hangs on it."""
    require(rules.may_administer(by))
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    waiting = [*hanging]
    if active := agency.staff.filter(is_active=True).count():
        waiting.append(f"職員 {active}人")
    if not (verdict := rules.nothing_hangs(waiting)):
        raise IllegalStep(verdict.reason, code=verdict.code)
    agency.valid_until = last_day
    agency.full_clean()
    agency.save(update_fields=["valid_until"])
    log.info("agency_closed", agency=agency.pk, by=by and by.pk, at=at.isoformat())
    return agency
