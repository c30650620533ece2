"""縁側の一覧と短いリスト: loaded from tables; what the city has put right since stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextChoices

from cases.models import FollowUpKind
from districts.models import District
from engawa.models import (
    After,
    Condition,
    Interest,
    Opening,
    Rhythm,
    Site,
    SiteKind,
    SiteSort,
    SiteWay,
    TargetGroup,
    Weekday,
    Whom,
)
from fujisawa_care.foundation.loading import Loaded, Loading
from fujisawa_care.foundation.rows import Row

SITES, CONDITIONS, INTERESTS = "sites.csv", "conditions.csv", "interests.csv"
RHYTHM = "rhythm.csv"
WORDS = (
    *("target_note", "district_basis", "address", "venue", "access", "operator", "coordinator"),
    *("tel", "what", "cost", "days_said", "hours_said", "started"),
    *("source_as_of", "source", "notes"),
)
CHOICES: Mapping[str, type[TextChoices]] = {
    "sort": SiteSort,
    "kind": SiteKind,
    "form": SiteWay,
    "target": TargetGroup,
}
COLUMNS = {
    SITES: (
        *("name", "sort", "kind", "form", "target", "target_note", "district", "district_basis"),
        *("address", "venue", "access", "operator", "coordinator", "tel", "what", "cost"),
        *("days_said", "hours_said", "openings", "started", "source_as_of", "source", "notes"),
    ),
    CONDITIONS: ("code", "label", "kinds", "position", "source"),
    INTERESTS: ("code", "label", "position", "source"),
    RHYTHM: ("code", "label", "after", "whom", "days", "kind", "position", "source"),
}
# 土#3 10:00-15:00: the third Saturday; the hour it ends may be unknown
LINE = re.compile(r"([月火水木金土日])(?:#([1-5]))?(?: (\d{1,2}:\d{2})-(\d{1,2}:\d{2})?)?")


@transaction.atomic
def load(tables: Mapping[str, Sequence[Row]], *, at: datetime) -> Loaded:
    """All of it or nothing; a place that is there already is left to those who know it."""
    loading, places = Loading(), District.objects.in_bulk(field_name="name")
    for row in tables[CONDITIONS]:
        with loading.at(row, key=["code"]):
            kinds = [str(each) for each in row.choices("kinds", SiteKind)]
            said = {"label": row.text("label"), "kinds": kinds, **_listed(row)}
            loading.put(row, Condition, {"code": row.text("code")}, said)
    for row in tables[INTERESTS]:
        with loading.at(row, key=["code"]):
            said = {"label": row.text("label"), **_listed(row)}
            loading.put(row, Interest, {"code": row.text("code")}, said)
    kept = set(Rhythm.objects.values_list("code", flat=True))
    for row in tables[RHYTHM]:
        if row.text("code") not in kept:
            with loading.at(row, key=["code"]):
                loading.put(row, Rhythm, {"code": row.text("code")}, _asked_again(row))
    known = set(Site.objects.values_list("name", flat=True))
    for row in tables[SITES]:
        if row.text("name") not in known:
            with loading.at(row, key=["name"]):
                said = told_of(row, places) | {"updated_at": at, "created_at": at}
                site = loading.put(row, Site, {"name": row.text("name", needed=True)}, said)
                Opening.objects.bulk_create(openings(row.text("openings"), site))
    if loading.faults:
        raise ValidationError(loading.faults)
    return loading.loaded


def openings(said: str, site: Site) -> list[Opening]:
    """「火 10:00-16:00;土#3 10:00-」 as lines of the week, not yet saved."""
    return [_opening(part.strip(), site) for part in said.split(";") if part.strip()]


def _opening(said: str, site: Site) -> Opening:
    found = LINE.fullmatch(said)
    if found is None:
        raise ValidationError(f"「openings」「{said[:50]}」は「火 10:00-16:00」のように入れます")
    day, week, starts, ends = found.groups()
    opening = Opening(
        site=site,
        weekday=Weekday.labels.index(day),
        weeks=[int(week)] if week else [],
        starts=_clock(starts) if starts else None,
        ends=_clock(ends) if ends else None,
    )
    opening.full_clean(exclude=["site"])
    return opening


def _clock(said: str) -> time:
    hours, minutes = said.split(":")
    try:
        return time(int(hours), int(minutes))
    except ValueError:
        raise ValidationError(f"「openings」{said}という時刻はありません") from None


def told_of(row: Row, places: Mapping[str, District]) -> dict[str, Any]:
    """Each column of a place but its name and its week."""
    said: dict[str, Any] = {name: row.text(name) for name in WORDS}
    for name, choices in CHOICES.items():
        said[name] = row.choice(name, choices) if row.text(name) else ""
    where = row.text("district")
    if where and where not in places:
        raise ValidationError(f"「district」の「{where[:10]}」という地区はありません")
    return said | {"district": places.get(where)}


def _asked_again(row: Row) -> dict[str, Any]:
    return {
        "label": row.text("label"),
        "after": row.choice("after", After),
        "whom": row.choice("whom", Whom),
        "days": row.number("days"),
        "kind": row.choice("kind", FollowUpKind),
        **_listed(row),
    }


def _listed(row: Row) -> dict[str, Any]:
    return {"position": row.number("position"), "source": row.text("source")}
