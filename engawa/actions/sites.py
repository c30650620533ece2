"""場: put on the list, put right, made sure of, ended; its week and single days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time
from decimal import Decimal

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction

from districts.models import Agency, District, Staff
from engawa import rules
from engawa.models import (
    Condition,
    ConditionCheck,
    Interest,
    Opening,
    OpeningException,
    Pastime,
    Site,
)
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO

log = structlog.get_logger()
MEANWHILE = "ほかの人が先に直しました。画面を開きなおして、書いたことを入れなおしてください"


@dataclass(frozen=True, kw_only=True)
class Place:
    """What is told of a place; what is not known stays blank."""

    name: str
    sort: str = "engawa"
    kind: str = ""
    form: str = ""
    target: str = ""
    target_note: str = ""
    operator: str = ""
    agency: Agency | None = None
    coordinator: str = ""
    district: District | None = None
    address: str = ""
    venue: str = ""
    access: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    tel: str = ""
    capacity: int | None = None
    company_from: int | None = None
    company_to: int | None = None
    what: str = ""
    cost: str = ""
    features: Sequence[str] = ()
    days_said: str = ""
    hours_said: str = ""
    closed_on_holidays: bool = True
    takes_visits: bool = False
    started: str = ""
    listed: bool = True
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the week."""

    weekday: int
    weeks: Sequence[int] = ()
    starts: time | None = None
    ends: time | None = None
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class Done:
    """What is done there, on a weekday or whenever it is open."""

    interest: Interest
    weekday: int | None = None


@transaction.atomic
def add(told: Place, *, by: Staff, at: datetime, fictional: bool = False) -> Site:
    require(rules.keep(by))
    site = Site(created_at=at, fictional=fictional)
    return _put(site, told, by=by, at=at)


@transaction.atomic
def change(site: Site, *, by: Staff, at: datetime, seen: int, told: Place) -> Site:
    """Only what still stands as its editor saw it; whoever looked it over has made sure of it."""
    site = _locked(site)
    require(rules.change(by, site))
    if site.version != seen:
        raise IllegalStep(MEANWHILE, code="changed-meanwhile")
    return _put(site, told, by=by, at=at)


@transaction.atomic
def confirm(site: Site, *, by: Staff, at: datetime) -> Site:
    """Everything is still as it stands."""
    site = _locked(site)
    require(rules.speak_for(by, site))
    return _sure(site, by=by, at=at)


@transaction.atomic
def set_week(site: Site, *, by: Staff, at: datetime, lines: Sequence[Line]) -> Site:
    """The week as it is from now on, whole."""
    site = _locked(site)
    require(rules.speak_for(by, site))
    rows = [Opening(site=site, **(asdict(one) | {"weeks": [*one.weeks]})) for one in lines]
    for number, row in enumerate(rows, start=1):
        try:
            row.full_clean(exclude=["site"])
        except ValidationError as wrong:
            raise ValidationError({f"line_{number}": wrong.messages}) from wrong
    Opening.objects.filter(site=site).delete()
    Opening.objects.bulk_create(rows)
    return _sure(site, by=by, at=at)


@transaction.atomic
def set_pastimes(site: Site, *, by: Staff, at: datetime, done: Collection[Done]) -> Site:
    site = _locked(site)
    require(rules.change(by, site))
    Pastime.objects.filter(site=site).delete()
    wanted = {(one.interest.pk, one.weekday): one for one in done}
    Pastime.objects.bulk_create(
        [Pastime(site=site, interest=one.interest, weekday=one.weekday) for one in wanted.values()]
    )
    return _sure(site, by=by, at=at)


@transaction.atomic
def say_of(
    site: Site,
    day: date,
    *,
    by: Staff,
    at: datetime,
    opens: bool,
    starts: time | None = None,
    ends: time | None = None,
    because: str = "",
) -> OpeningException:
    """この日だけ: from today on; what was said before stays on record."""
    site = _locked(site)
    require(rules.speak_for(by, site))
    if day < at.astimezone(TOKYO).date():
        raise ValidationError({"day": "今日か、今日より後の日にしてください"})
    said = OpeningException(
        site=site, day=day, open=opens, starts=starts, ends=ends, because=because
    )
    said.said_by, said.said_at = by, at
    said.full_clean(exclude=["site", "said_by"])
    said.save()
    return said


@transaction.atomic
def check(
    site: Site,
    condition: Condition,
    *,
    by: Staff,
    at: datetime,
    met: bool,
    note: str = "",
) -> ConditionCheck:
    """条件の確認: what was seen there today."""
    site = _locked(site)
    require(rules.change(by, site))
    if condition.kinds and site.kind not in condition.kinds:
        raise ValidationError({"condition": "この種類の縁側にない条件です"})
    seen = ConditionCheck(site=site, condition=condition, met=met, note=note)
    seen.checked_on, seen.checked_by, seen.checked_at = at.astimezone(TOKYO).date(), by, at
    seen.full_clean(exclude=["site", "condition", "checked_by"])
    seen.save()
    return seen


@transaction.atomic
def end(site: Site, *, by: Staff, at: datetime, because: str) -> Site:
    """It is no more; what it was stays on record."""
    site = _locked(site)
    require(rules.change(by, site))
    site.ended_on, site.ended_because = at.astimezone(TOKYO).date(), because
    site.validate_constraints()
    site.save(update_fields=["ended_on", "ended_because"])
    site.refresh_from_db(fields=["version", "updated_at"])
    log.info("site_ended", site=site.pk, by=by.pk)
    return site


def _put(site: Site, told: Place, *, by: Staff, at: datetime) -> Site:
    for field in fields(told):
        value = getattr(told, field.name)
        setattr(site, field.name, [*value] if field.name == "features" else value)
    site.confirmed_on, site.confirmed_by, site.updated_at = at.astimezone(TOKYO).date(), by, at
    site.full_clean(exclude={"confirmed_by", "agency", "district"})
    site.save()
    site.refresh_from_db(fields=["version", "updated_at"])
    log.info("site_put", site=site.pk, by=by.pk)
    return site


def _sure(site: Site, *, by: Staff, at: datetime) -> Site:
    site.confirmed_on, site.confirmed_by = at.astimezone(TOKYO).date(), by
    site.save(update_fields=["confirmed_on", "confirmed_by"])
    site.refresh_from_db(fields=["version", "updated_at"])
    return site


def _locked(site: Site) -> Site:
    return Site.objects.select_for_update(of=("self",), no_key=True).get(pk=site.pk)
