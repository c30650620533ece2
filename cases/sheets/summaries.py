"""要点の見えかた: the four points as they stand, and what each version changed in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from cases.models import POINTS, Case, CaseSummary
from cases.sheets.shields import NOBODY, OPEN, Eyes
from districts.models import Agency, Staff

LABELS = {name: str(CaseSummary._meta.get_field(name).verbose_name) for name in POINTS}  # type: ignore[union-attr]


@dataclass(frozen=True)
class Point:
    name: str
    label: str
    text: str


@dataclass(frozen=True)
class SummarySheet:
    """`version` 0: nobody has written one yet."""

    version: int
    situation: str
    wishes: str
    strengths: str
    cautions: str
    written_at: datetime | None
    written_by: Staff | None
    agency: Agency | None

    def __bool__(self) -> bool:
        return any(point.text for point in self.points)

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(Point(name, label, getattr(self, name)) for name, label in LABELS.items())


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    version: int
    written_at: datetime
    written_by: Staff
    agency: Agency
    changes: tuple[Change, ...]


def labels(names: Iterable[str]) -> list[str]:
    """Without what is said in brackets: a heading has little room."""
    return [LABELS[name].partition("（")[0] for name in names if name in LABELS]


def loaded(case: Case) -> QuerySet[CaseSummary]:
    return CaseSummary.objects.filter(case=case).select_related(
        "case__person", "written_by", "agency"
    )


def newest(case: Case, *, eyes: Eyes = NOBODY) -> SummarySheet:
    return of(loaded(case).order_by("-version").first(), eyes=eyes)


def of(summary: CaseSummary | None, *, eyes: Eyes = NOBODY) -> SummarySheet:
    cover = eyes.over(summary.case) if summary else OPEN
    points = summary.points if summary else dict.fromkeys(POINTS, "")
    return SummarySheet(
        version=summary.version if summary else 0,
        **{name: cover.text(text) for name, text in points.items()},
        written_at=summary.written_at if summary else None,
        written_by=cover.staff(summary.written_by) if summary else None,
        agency=cover.agency(summary.agency) if summary else None,
    )


def changes(versions: list[CaseSummary]) -> list[Version]:
    """Newest first, each beside the one before it, which may lie beyond this page."""
    if not versions:
        return []
    last = versions[-1]
    earlier = CaseSummary.objects.newest(last.case, until=last.version - 1)
    return [
        _change(now, before) for now, before in zip(versions, [*versions[1:], earlier], strict=True)
    ]


def _change(now: CaseSummary, before: CaseSummary | None) -> Version:
    was = before.points if before else dict.fromkeys(POINTS, "")
    return Version(
        version=now.version,
        written_at=now.written_at,
        written_by=now.written_by,
        agency=now.agency,
        changes=tuple(
            Change(LABELS[name], was[name], text)
            for name, text in now.points.items()
            if text != was[name]
        ),
    )
