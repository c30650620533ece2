"""プランの直した記録: each saving beside the one before it, said as a person would say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from cases.models import Plan, PlanRevision, PlanTask, SupportMenu, TaskStanding
from cases.sheets.shields import NOBODY, Cover, Eyes
from districts.models import Agency, Staff
from fujisawa_care.foundation import wareki

OWN = (
    *("wishes", "troubles", "aim", "direction", "menus"),
    *("starts_on", "ends_on", "evaluate_on", "monitor_months"),
)
CELLS = ("what", "agency", "staff", "who", "standing", "times", "until")
LABELS = {name: str(Plan._meta.get_field(name).verbose_name) for name in OWN}  # type: ignore[union-attr]
CELL_LABELS = {name: str(PlanTask._meta.get_field(name).verbose_name) for name in CELLS}  # type: ignore[union-attr]


@dataclass(frozen=True)
class Change:
    """`where`: 「めざす姿1の2行目」, empty for the plan itself."""

    where: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    version: int
    at: datetime
    by: Staff
    agency: Agency
    first: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class _Names:
    """Whom the numbers in the rows mean."""

    agencies: Mapping[int, Agency]
    staff: Mapping[int, Staff]
    menus: Mapping[str, SupportMenu]
    cover: Cover


def loaded(plan: Plan) -> QuerySet[PlanRevision]:
    return PlanRevision.objects.filter(plan=plan).select_related(
        "plan__case__person", "written_by__agency", "agency"
    )


def of(revisions: Sequence[PlanRevision], *, eyes: Eyes = NOBODY) -> list[Version]:
    """Newest first, each beside the one before it, which may lie beyond this page."""
    if not revisions:
        return []
    last = revisions[-1]
    earlier = PlanRevision.objects.newest(last.plan, until=last.version - 1)
    cover = eyes.over(last.plan.case)
    names = _names([*revisions, *([earlier] if earlier else [])], cover)
    return [
        Version(
            version=now.version,
            at=now.written_at,
            by=cover.staff(now.written_by),
            agency=cover.agency(now.agency),
            first=before is None,
            changes=tuple(_changes(before.content if before else {}, now.content, names)),
        )
        for now, before in zip(revisions, [*revisions[1:], earlier], strict=True)
    ]


def _names(revisions: Iterable[PlanRevision], cover: Cover) -> _Names:
    contents = [one.content for one in revisions]
    rows = [row for one in contents for goal in one["goals"] for row in goal["tasks"]]
    return _Names(
        Agency.objects.in_bulk({row["agency"] for row in rows if row["agency"]}),
        Staff.objects.select_related("agency").in_bulk(
            {row["staff"] for row in rows if row["staff"]}
        ),
        SupportMenu.objects.in_bulk({code for one in contents for code in one["menus"]}),
        cover,
    )


def _changes(before: Mapping[str, Any], now: Mapping[str, Any], names: _Names) -> list[Change]:
    found = [
        Change("", label, said, says)
        for name, label in LABELS.items()
        if (said := _said(name, before.get(name), names)) != (says := _said(name, now[name], names))
    ]
    old, new = _goals(before), _goals(now)
    for pk in [*new, *(pk for pk in old if pk not in new)]:
        was, is_ = (names.cover.text(side[pk][1]) if pk in side else "" for side in (old, new))
        if was != is_:
            found.append(Change((new.get(pk) or old[pk])[0], "ことば", was, is_))
    return [*found, *_row_changes(before, now, names)]


def _row_changes(
    before: Mapping[str, Any], now: Mapping[str, Any], names: _Names
) -> Iterable[Change]:
    old, new = _rows(before), _rows(now)
    for pk in [*new, *(pk for pk in old if pk not in new)]:
        where = (new.get(pk) or old[pk])[0]
        was, is_ = (side[pk][1] if pk in side else None for side in (old, new))
        if was is None or is_ is None:
            yield Change(where, "行", _row(was, names), _row(is_, names))
            continue
        for cell in CELLS:
            said, says = _said(cell, was[cell], names), _said(cell, is_[cell], names)
            if said != says:
                yield Change(where, CELL_LABELS[cell], said, says)


def _goals(content: Mapping[str, Any]) -> dict[int, tuple[str, str]]:
    return {
        goal["id"]: (f"めざす姿{number}", goal["text"])
        for number, goal in enumerate(content.get("goals", ()), start=1)
    }


def _rows(content: Mapping[str, Any]) -> dict[int, tuple[str, dict[str, Any]]]:
    return {
        row["id"]: (f"めざす姿{goal}の{number}行目", row)
        for goal, one in enumerate(content.get("goals", ()), start=1)
        for number, row in enumerate(one["tasks"], start=1)
    }


def _row(row: Mapping[str, Any] | None, names: _Names) -> str:
    """The whole of it, where it is new or gone."""
    if row is None:
        return ""
    said = [_said(cell, row[cell], names) for cell in CELLS]
    return "・".join(dict.fromkeys(filter(None, said)))


def _said(name: str, value: Any, names: _Names) -> str:
    """A value in words."""
    if value in (None, "", []):
        return ""
    if name in ("agency", "staff", "menus"):
        return _named(name, value, names)
    if name == "standing":
        return str(dict(TaskStanding.choices).get(value, value))
    if name == "until" or name.endswith("_on"):
        return wareki.long(date.fromisoformat(value))
    return f"{value}か月" if name == "monitor_months" else names.cover.text(str(value))


def _named(name: str, value: Any, names: _Names) -> str:
    if name == "agency":
        return names.cover.agency(names.agencies[value]).name
    if name == "staff":
        return names.cover.staff(names.staff[value]).name
    return "、".join(names.menus[code].label for code in value)
