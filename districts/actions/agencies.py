"""機関: opened, renamed from a day on, and ended; never deleted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from districts import rules
from districts.models import Agency, AgencyName, Block, District, Programme, Staff, Topic
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO

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


@transaction.atomic
def rename(
    agency: Agency,
    *,
    name: str,
    from_day: date,
    by: Staff | None,
    at: datetime,
    short_name: str = "",
) -> Agency:
    """Another name from a day on, today or to come: cases, つなぎ and staff follow, since nothing moves."""
    require(rules.may_administer(by))
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    if name == agency.name:
        raise ValidationError({"name": "いまの名前とおなじです。"})
    last = agency.names.order_by(F("valid_from").desc(nulls_last=True)).first()
    if last is None:
        _note(agency, agency.name, agency.short_name, agency.valid_from, by=by, at=at)
    elif last.valid_from is not None and from_day <= last.valid_from:
        raise ValidationError({"from_day": "前に名前を変えた日より後にしてください。"})
    if agency.valid_from is not None and from_day <= agency.valid_from:
        raise ValidationError({"from_day": "この機関が始まった日より後にしてください。"})
    _note(agency, name, short_name, from_day, by=by, at=at)
    _bear(agency, on=at.astimezone(TOKYO).date())
    log.info("agency_renamed", agency=agency.pk, by=by and by.pk, at=at.isoformat())
    return agency


@transaction.atomic
def bear_names(*, at: datetime) -> int:
    """Let every agency bear the name of the day; how many have begun to."""
    today = at.astimezone(TOKYO).date()
    waiting = Agency.objects.filter(names__valid_from__lte=today).order_by("pk").distinct()
    return sum(_bear(agency, on=today) for agency in waiting)


def _note(
    agency: Agency, name: str, short_name: str, day: date | None, *, by: Staff | None, at: datetime
) -> None:
    noted = AgencyName(
        agency=agency, name=name, short_name=short_name, valid_from=day, noted_by=by, noted_at=at
    )
    noted.full_clean()
    noted.save()


def _bear(agency: Agency, *, on: date) -> bool:
    due = agency.names.filter(valid_from__lte=on).order_by("-valid_from").first()
    if due is None or due.name == agency.name:
        return False
    agency.name, agency.short_name = due.name, due.short_name
    agency.full_clean()
    agency.save(update_fields=["name", "short_name"])
    return True
