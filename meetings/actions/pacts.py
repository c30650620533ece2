"""協定: written down, put right, ended; and what was done under it, year by year."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction

from districts.models import Staff
from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO
from meetings import pact_rules as rules
from meetings.actions import themes
from meetings.actions.themes import MEANWHILE
from meetings.models import Deed, Pact, Theme

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Promise:
    """とりきめたこと."""

    partner: str
    what: str
    section: str
    since: date
    until: date | None = None
    themes: Collection[Theme] = ()
    contact: str = ""
    source: str = ""


@transaction.atomic
def add(told: Promise, *, by: Staff, at: datetime, fictional: bool = False) -> Pact:
    require(rules.keep(by))
    return _put(Pact(created_at=at, fictional=fictional), told, by=by, at=at)


@transaction.atomic
def change(pact: Pact, *, by: Staff, at: datetime, seen: int, told: Promise) -> Pact:
    """Only what still stands as its editor saw it; a later end is how it is prolonged."""
    pact = _locked(pact)
    require(rules.change(by, pact))
    if pact.version != seen:
        raise IllegalStep(MEANWHILE, code="changed-meanwhile")
    return _put(pact, told, by=by, at=at)


@transaction.atomic
def end(pact: Pact, *, by: Staff, at: datetime, because: str) -> Pact:
    pact = _locked(pact)
    require(rules.change(by, pact))
    pact.ended_on, pact.ended_because = at.astimezone(TOKYO).date(), because
    pact.written_by, pact.updated_at = by, at
    pact.validate_constraints()
    pact.save(
        update_fields=["ended_on", "ended_because", "written_by", "updated_at"],
    )
    log.info("pact_ended", pact=pact.pk, by=by.pk)
    return pact


@transaction.atomic
def report(pact: Pact, *, by: Staff, at: datetime, fiscal_year: int, text: str) -> Deed:
    """What was done may be told after its end as well."""
    require(rules.keep(by))
    pact = _locked(pact)
    return _write(Deed(pact=pact), by=by, at=at, fiscal_year=fiscal_year, text=text)


@transaction.atomic
def correct(deed: Deed, *, by: Staff, at: datetime, seen: int, fiscal_year: int, text: str) -> Deed:
    require(rules.keep(by))
    rows = Deed.objects.select_for_update(of=("self",), no_key=True).select_related("pact")
    deed = rows.get(pk=deed.pk)
    if deed.version != seen:
        raise IllegalStep(MEANWHILE, code="changed-meanwhile")
    return _write(deed, by=by, at=at, fiscal_year=fiscal_year, text=text)


def _write(deed: Deed, *, by: Staff, at: datetime, fiscal_year: int, text: str) -> Deed:
    first, last = _years(deed.pact, at)
    if not first <= fiscal_year <= last:
        said = f"協定の年度（{first}から{last}まで）の数字を入れてください"
        raise ValidationError({"fiscal_year": said})
    deed.fiscal_year, deed.text = fiscal_year, text
    deed.written_by, deed.updated_at = by, at
    deed.full_clean(exclude={"pact", "written_by"})
    deed.save()
    deed.refresh_from_db(fields=["version"])
    return deed


def _years(pact: Pact, at: datetime) -> tuple[int, int]:
    """From the year it began to this one, or to the one in which it was ended."""
    last = pact.ended_on or at.astimezone(TOKYO).date()
    first = wareki.fiscal_year(pact.since)
    return first, max(first, wareki.fiscal_year(last))


def _put(pact: Pact, told: Promise, *, by: Staff, at: datetime) -> Pact:
    if not told.themes:
        raise ValidationError({"themes": "「重点テーマ」をえらんでください"})
    for name in ("partner", "what", "section", "since", "until", "contact", "source"):
        setattr(pact, name, getattr(told, name))
    pact.written_by, pact.updated_at = by, at
    pact.full_clean(exclude={"written_by"})
    themes.save_once(pact)
    pact.themes.set(told.themes)
    pact.refresh_from_db(fields=["version"])
    log.info("pact_put", pact=pact.pk, by=by.pk)
    return pact


def _locked(pact: Pact) -> Pact:
    return Pact.objects.select_for_update(of=("self",), no_key=True).get(pk=pact.pk)
