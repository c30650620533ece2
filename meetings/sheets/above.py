"""ケースの上にある会議の見えかた: the papers handed out there, and the 地域課題 it was to talk about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat

from districts.models import Agency, Issue, Staff
from districts.sheets import issues_loaded
from fujisawa_care.foundation.files import FileKind
from fujisawa_care.foundation.verdict import Verdict
from meetings import rules_above as rules
from meetings.models import Handout, Meeting, Reach


@dataclass(frozen=True)
class HandoutSheet:
    id: int
    meeting: int
    position: int
    title: str
    reach: str
    reach_label: str
    name: str
    kind: str
    kind_label: str
    size: int
    size_label: str
    put_by: Staff
    agency: Agency
    put_at: datetime
    removed_at: datetime | None
    removed_why: str
    version: int
    may_arrange: Verdict

    @property
    def public(self) -> bool:
        return self.reach == Reach.PUBLIC


def loaded(handouts: QuerySet[Handout]) -> QuerySet[Handout]:
    return handouts.select_related("meeting__body", "put_by__agency", "agency")


def handout(one: Handout, *, viewer: Staff) -> HandoutSheet:
    return HandoutSheet(
        id=one.pk,
        meeting=one.meeting_id,
        position=one.position,
        title=one.title,
        reach=one.reach,
        reach_label=Reach(one.reach).label,
        name=one.name,
        kind=one.kind,
        kind_label=FileKind(one.kind).label,
        size=one.size,
        size_label=filesizeformat(one.size),
        put_by=one.put_by,
        agency=one.agency,
        put_at=one.put_at,
        removed_at=one.removed_at,
        removed_why=one.removed_why,
        version=one.version,
        may_arrange=rules.arrange(viewer, one),
    )


def handouts(meeting: Meeting, *, viewer: Staff) -> tuple[HandoutSheet, ...]:
    """In order, without what was taken back, as far as the viewer may read it."""
    rows = Handout.objects.visible_to(viewer).there().filter(meeting=meeting)
    return tuple(handout(one, viewer=viewer) for one in loaded(rows))


def heard(meeting: Meeting) -> QuerySet[Issue]:
    """What it was to talk about."""
    rows = Issue.objects.filter(hearing__meeting=meeting)
    return issues_loaded(rows).order_by("handed_on", "pk")
