"""一覧の表: the list of places as one table, out and in again; tried first, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction

from districts.models import District, Staff
from engawa import rules
from engawa.actions import lists
from engawa.models import Opening, Site, Weekday
from fujisawa_care.foundation import rows
from fujisawa_care.foundation.rows import Row
from fujisawa_care.foundation.verdict import require

log = structlog.get_logger()
COLUMNS = lists.COLUMNS[lists.SITES]
FILE = "sites.csv"
FORMULA = ("=", "+", "-", "@")
NEW, CHANGED, SAME, WRONG = "new", "changed", "same", "wrong"


@dataclass(frozen=True)
class Line:
    """One row of the table, and what it would do or did."""

    number: int
    name: str
    what: str
    words: tuple[str, ...] = ()


def written() -> list[list[str]]:
    """Every place there is, in the columns in which it may come back."""
    there = Site.objects.there().select_related("district").prefetch_related("openings")
    return [_cells(one) for one in there.order_by("name", "pk")]


@transaction.atomic
def bring_in(content: str, *, by: Staff, at: datetime, apply: bool) -> list[Line]:
    """Only tried unless `apply`; a single wrong row and nothing is done."""
    require(rules.keep(by))
    table = rows.parse(content, FILE, COLUMNS)
    places = District.objects.in_bulk(field_name="name")
    known = {one.name: one for one in Site.objects.there().prefetch_related("openings")}
    names: set[str] = set()
    lines = [_line(_plain(row), places, known, names, at=at) for row in table]
    if not apply or any(one.what == WRONG for one in lines):
        transaction.set_rollback(True)
    else:
        log.info("sites_brought_in", by=by.pk, rows=len(lines))
    return lines


def _line(
    row: Row,
    places: Mapping[str, District],
    known: Mapping[str, Site],
    names: set[str],
    *,
    at: datetime,
) -> Line:
    name = row.cells["name"].strip()
    try:
        with transaction.atomic():
            if name in names:
                raise ValidationError("同じ名前の行が、上にもあります")
            names.add(name)
            return _put(row, places, known.get(name), at=at)
    except ValidationError as wrong:
        return Line(row.line, name[:100], WRONG, tuple(_sentences(wrong)))


def _put(row: Row, places: Mapping[str, District], site: Site | None, *, at: datetime) -> Line:
    name = row.text("name", needed=True)
    told: dict[str, Any] = lists.told_of(row, places)
    fresh = site is None
    site = site or Site(name=name, created_at=at)
    changed = [one for one, value in told.items() if getattr(site, one) != value]
    said, stands = row.text("openings"), "" if fresh else _week(site)
    if said != stands:
        changed.append("openings")
    if not (fresh or changed):
        return Line(row.line, name, SAME)
    for one, value in told.items():
        setattr(site, one, value)
    site.updated_at = at
    site.full_clean(exclude={"agency", "confirmed_by"})
    site.save()
    if said != stands:
        Opening.objects.filter(site=site).delete()
        Opening.objects.bulk_create(lists.openings(said, site))
    return Line(row.line, name, NEW if fresh else CHANGED, tuple(_labels(changed)))


def _cells(site: Site) -> list[str]:
    told = {name: str(getattr(site, name) or "") for name in COLUMNS if hasattr(site, name)}
    told["district"] = site.district.name if site.district else ""
    told["openings"] = _week(site)
    return [f"'{told[name]}" if told[name].startswith(FORMULA) else told[name] for name in COLUMNS]


def _plain(row: Row) -> Row:
    """Without the mark that kept a spreadsheet from taking a cell for a formula."""
    cells = {name: cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA) else cell
             for name, cell in row.cells.items()}  # fmt: skip
    return Row(row.file, row.line, cells)


def _week(site: Site) -> str:
    """As `lists.openings` reads it."""
    ordered = sorted(site.openings.all(), key=lambda one: (one.weekday, str(one.starts), one.pk))
    return ";".join(part for one in ordered for part in _parts(one))


def _parts(one: Opening) -> list[str]:
    day = Weekday(one.weekday).label
    hours = ""
    if one.starts is not None:
        hours = f" {one.starts:%H:%M}-" + (f"{one.ends:%H:%M}" if one.ends else "")
    return [f"{day}{week}{hours}" for week in [f"#{each}" for each in one.weeks] or [""]]


def _labels(changed: list[str]) -> list[str]:
    labels = {one.name: str(one.verbose_name) for one in Site._meta.concrete_fields}
    return [(labels | {"openings": "いつもの開く日"})[one] for one in changed]


def _sentences(wrong: ValidationError) -> list[str]:
    if not hasattr(wrong, "error_dict"):
        return wrong.messages
    return [
        words for errors in wrong.error_dict.values() for one in errors for words in one.messages
    ]
