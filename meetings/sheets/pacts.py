"""協定と取組で見せるもの: with their themes and deeds, and who changed what from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Prefetch, QuerySet

from districts.models import Staff
from districts.sheets import VersionSheet
from fujisawa_care.foundation import history, wareki
from meetings.models import (
    Deed,
    DeedVersion,
    Initiative,
    InitiativeVersion,
    Pact,
    PactThemeVersion,
    PactVersion,
)

SOON = timedelta(days=90)
NEWEST = 200  # more than anybody puts right in a book that is kept by hand
THEMES = "重点テーマ"


def loaded(rows: QuerySet[Pact]) -> QuerySet[Pact]:
    deeds = Deed.objects.select_related("written_by").order_by("-fiscal_year", "-pk")
    return rows.select_related("written_by").prefetch_related("themes", Prefetch("deeds", deeds))


def named(year: int) -> str:
    """「平成29年度」, as the council's paper says it."""
    return f"{wareki.long(date(year, 4, 1)).partition('年')[0]}年度"


def soon(today: date) -> date:
    """Until this day an end is near enough to be said."""
    return today + SOON


def by_year(pact: Pact) -> list[tuple[str, list[Deed]]]:
    """The deeds of a `loaded` pact, the latest year first."""
    found = groupby(pact.deeds.all(), key=lambda one: one.fiscal_year)
    return [(named(year), list(deeds)) for year, deeds in found]


def changes(pact: Pact) -> list[VersionSheet]:
    """Of the agreement, its themes and what was done under it, the latest first."""
    own = _steps(PactVersion.objects.filter(pgh_obj=pact))
    done = DeedVersion.objects.filter(pact=pact)
    years = dict(done.values_list("pgh_id", "fiscal_year"))
    told = [replace(one, changes=tuple(_of_year(one, years[one.id]))) for one in _steps(done)]
    return _signed([*own, *told, *_themes(pact)])


def line_changes(line: Initiative) -> list[VersionSheet]:
    return _signed(_steps(InitiativeVersion.objects.filter(pgh_obj=line)))


def _steps(rows: QuerySet[Any]) -> list[history.Step]:
    found = history.loaded(rows).order_by("-pgh_id")[:NEWEST]
    return history.steps(list(found), hidden=("written_by",))


def _of_year(step: history.Step, year: int) -> Iterator[history.Change]:
    """What was done in which year; the year itself only where it was put right."""
    for change in step.changes:
        if change.field == "text":
            yield replace(change, label=f"{named(year)}に{change.label}")
        elif change.field == "fiscal_year" and not step.first:
            yield change


def _themes(pact: Pact) -> Iterator[history.Step]:
    """Rows that came and went, told as the whole set before and after."""
    rows = PactThemeVersion.objects.filter(pact=pact).select_related("theme").order_by("pgh_id")
    here: dict[int, str] = {}
    first = True
    for at, found in groupby(rows, key=_when):
        together, before = list(found), _words(here.values())
        for one in together:
            if one.pgh_label == "delete":
                here.pop(one.theme.number, None)
            else:
                here[one.theme.number] = one.theme.name
        here = dict(sorted(here.items()))
        change = history.Change("themes", THEMES, before, _words(here.values()))
        last = together[-1]
        who = (last.pgh_context or {}).get(history.WHO)
        yield history.Step(last.pk, at, who, first, (change,))
        first = False


def _when(row: Any) -> datetime:
    at: datetime = row.pgh_created_at
    return at


def _words(names: Iterable[str]) -> str:
    return "、".join(names)


def _signed(steps: list[history.Step]) -> list[VersionSheet]:
    """One line for what one person did in one go."""
    staff = Staff.objects.in_bulk({one.by for one in steps if one.by})
    ordered = sorted(steps, key=lambda one: (one.at, one.id), reverse=True)
    sheets = []
    for (at, by), found in groupby(ordered, key=lambda one: (one.at, one.by)):
        together = list(found)
        told = tuple(
            change
            for one in sorted(together, key=lambda one: one.id)
            for change in one.changes
            if change.field != "written_by"
        )
        if told:
            who = staff.get(by) if by else None
            sheets.append(VersionSheet(at, who, together[0].first, told))
    return sheets
