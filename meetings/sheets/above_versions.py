"""直した記録: what a paper was called and how many were counted before, at a table above the case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from districts.models import Staff
from districts.sheets import VersionSheet
from fujisawa_care.foundation import history
from fujisawa_care.foundation.history import Step
from meetings.models import Handout, HandoutVersion, Meeting, TurnoutVersion

OF_PAPERS = ("title", "reach", "position", "removed_why")
OF_NUMBERS = ("people",)
MOST = 200


def changes(meeting: Meeting, *, viewer: Staff) -> list[VersionSheet]:
    """The latest first; of papers those the viewer may read."""
    seen = Handout.objects.visible_to(viewer).filter(meeting=meeting)
    papers = HandoutVersion.objects.filter(pgh_obj__in=seen)
    numbers = TurnoutVersion.objects.filter(meeting=meeting)
    steps = _told(papers, OF_PAPERS, lambda one: f"資料「{one.title}」")
    steps += _told(numbers, OF_NUMBERS, lambda one: one.agency.name if one.agency else one.group)
    steps.sort(key=lambda one: (one.at, one.id), reverse=True)
    staff = Staff.objects.in_bulk({one.by for one in steps if one.by})
    return [
        VersionSheet(one.at, staff.get(one.by) if one.by else None, one.first, one.changes)
        for one in steps
        if one.changes
    ]


def _told(rows: Any, fields: Sequence[str], name: Callable[[Any], str]) -> list[Step]:
    """Each change under the name of what it happened to."""
    found = list(history.loaded(rows).order_by("-pgh_id")[:MOST])
    names = {one.pk: name(one) for one in found}
    return [
        replace(
            one,
            changes=tuple(
                replace(each, label=f"{names[one.id]}　{each.label}")
                for each in one.changes
                if each.field in fields
            ),
        )
        for one in history.steps(found)
    ]
