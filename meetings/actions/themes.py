"""重点テーマと取組: loaded from the city's own paper, written on year by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from districts.models import Staff
from fujisawa_care.foundation.loading import Loaded, Loading
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.rows import Row
from fujisawa_care.foundation.verdict import require
from meetings import rules
from meetings.models import Initiative, Pact, Theme

THEMES, INITIATIVES = "themes.csv", "initiatives.csv"
COLUMNS = {
    THEMES: ("code", "number", "name", "source"),
    INITIATIVES: ("theme", "fiscal_year", "what", "source"),
}
MEANWHILE = "ほかの人が先に直しました。画面を開きなおして、書いたことを入れなおしてください"


@dataclass(frozen=True, kw_only=True)
class Line:
    """取組のことば."""

    what: str
    section: str = ""
    progress: str = ""
    direction: str = ""


@transaction.atomic
def load(tables: Mapping[str, Sequence[Row]]) -> Loaded:
    """All of it or nothing; what has been written on a line since stays as it is."""
    loading = Loading()
    for row in tables[THEMES]:
        with loading.at(row, key=["code"]):
            said = {"number": row.number("number"), **_words(row, "name", "source")}
            loading.put(row, Theme, {"code": row.text("code")}, said)
    for row in tables[INITIATIVES]:
        with loading.at(row, key=["theme", "fiscal_year", "what"]):
            year = row.number("fiscal_year")
            key = {"theme_id": row.text("theme"), "fiscal_year": year, **_words(row, "what")}
            loading.put(row, Initiative, key, _words(row, "source"))
    if loading.faults:
        raise ValidationError(loading.faults)
    return loading.loaded


@transaction.atomic
def add(theme: Theme, *, by: Staff, at: datetime, fiscal_year: int, line: Line) -> Initiative:
    require(rules.look_after(by))
    made = Initiative(theme=theme, fiscal_year=fiscal_year)
    return _put(made, line, by=by, at=at)


@transaction.atomic
def report(initiative: Initiative, *, by: Staff, at: datetime, seen: int, line: Line) -> Initiative:
    """Progress and direction, on what still stands as its writer saw it."""
    require(rules.look_after(by))
    initiative = Initiative.objects.select_for_update(no_key=True).get(pk=initiative.pk)
    if initiative.version != seen:
        raise IllegalStep(MEANWHILE, code="changed-meanwhile")
    return _put(initiative, line, by=by, at=at)


def _put(initiative: Initiative, line: Line, *, by: Staff, at: datetime) -> Initiative:
    initiative.what, initiative.section = line.what, line.section
    initiative.progress, initiative.direction = line.progress, line.direction
    initiative.written_by, initiative.updated_at = by, at
    initiative.validate_constraints()
    save_once(initiative)
    initiative.refresh_from_db(fields=["version"])
    return initiative


def save_once(thing: Initiative | Pact) -> None:
    """Two may write down the same at once: the later one is told so in words, not by the database."""
    try:
        with transaction.atomic():
            thing.save()
    except IntegrityError:
        thing.validate_constraints()
        raise


def _words(row: Row, *names: str) -> dict[str, str]:
    return {name: row.text(name) for name in names}
