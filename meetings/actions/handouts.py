"""配布資料: put on a table above the case, called otherwise, put in order, and taken back with a reason."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from districts.models import Staff
from fujisawa_care.foundation import files
from fujisawa_care.foundation.verdict import require
from meetings import rules_above as rules
from meetings.actions import events, locks
from meetings.models import Handout, Meeting, MeetingEventKind, Reach

SHELF = "handouts"


@transaction.atomic
def add(
    meeting: Meeting,
    *,
    by: Staff,
    at: datetime,
    name: str,
    content: bytes,
    title: str = "",
    reach: str = Reach.INSIDE,
) -> Handout:
    """The same content is there once, however often it is sent; the file is written last."""
    meeting = locks.meeting(meeting.pk)
    require(rules.bring(by, meeting))
    kind, digest = _kind(content), sha256(content).hexdigest()
    if there := Handout.objects.there().filter(meeting=meeting, digest=digest).first():
        return there
    last = Handout.objects.there().filter(meeting=meeting).aggregate(last=Max("position"))["last"]
    kept_as = files.name_of(name, kind)
    handout = Handout(
        meeting=meeting,
        position=(last or 0) + 1,
        title=title or kept_as.rpartition(".")[0][:100],
        reach=_reach(reach),
        name=kept_as,
        kind=kind,
        size=len(content),
        digest=digest,
        put_by=by,
        agency=by.agency,
        put_at=at,
        updated_at=at,
    )
    _save(handout)
    events.add(meeting, MeetingEventKind.HANDED_OUT, by=by, at=at, note=handout.title)
    files.put(handout.stored, content, shelf=SHELF)
    return handout


@transaction.atomic
def change(handout: Handout, *, by: Staff, at: datetime, title: str, reach: str) -> Handout:
    handout = _locked(handout)
    require(rules.arrange(by, handout))
    before = (handout.title, handout.reach)
    handout.title, handout.reach = title, _reach(reach)
    if before != (handout.title, handout.reach):
        _save(handout, "title", "reach")
        note = f"{handout.title}（{handout.get_reach_display()}）"
        events.add(handout.meeting, MeetingEventKind.CHANGED, by=by, at=at, note=note)
    return handout


@transaction.atomic
def move(handout: Handout, *, by: Staff, at: datetime, position: int) -> Handout:
    """Another place in the order; the others close up."""
    handout = _locked(handout)
    require(rules.arrange(by, handout))
    rows = list(Handout.objects.there().filter(meeting=handout.meeting).exclude(pk=handout.pk))
    rows.insert(max(position - 1, 0), handout)
    for place, row in enumerate(rows, start=1):
        if row.position != place:
            row.position = place
            row.save(update_fields=["position"])
    handout.refresh_from_db(fields=["position", "version", "updated_at"])
    return handout


@transaction.atomic
def remove(handout: Handout, *, by: Staff, at: datetime, why: str) -> Handout:
    """That it was there stays written, its content does not."""
    if not why:
        raise ValidationError({"why": "取り下げるわけを入れてください"})
    handout = _locked(handout)
    require(rules.arrange(by, handout))
    handout.removed_at, handout.removed_by, handout.removed_why = at, by, why
    _save(handout, "removed_at", "removed_by", "removed_why")
    events.add(handout.meeting, MeetingEventKind.TAKEN_BACK, by=by, at=at, note=handout.title)
    transaction.on_commit(lambda: files.erase(handout.stored, shelf=SHELF))
    return handout


def clear(*, at: datetime) -> int:
    """Erase what no row speaks of any more; returns how many."""
    return files.clear(
        lambda some: dict(
            Handout.objects.filter(stored__in=some).values_list("stored", "removed_at")
        ),
        at=at,
        shelf=SHELF,
    )


def _kind(content: bytes) -> files.FileKind:
    try:
        return files.kind_of(content)
    except files.NotTaken as refused:
        raise ValidationError({"file": str(refused)}) from refused


def _reach(reach: str) -> str:
    if reach not in Reach.values:
        raise ValidationError({"reach": "見せてよい先をえらんでください"})
    return reach


def _save(handout: Handout, *fields: str) -> None:
    kept = {"title", "removed_why"}
    handout.clean_fields(exclude={one.name for one in handout._meta.fields} - kept)
    handout.validate_constraints()
    handout.save(update_fields=fields or None)
    handout.refresh_from_db(fields=["version", "updated_at"])


def _locked(handout: Handout) -> Handout:
    meeting = locks.meeting(handout.meeting_id)
    found = Handout.objects.select_for_update(no_key=True).get(pk=handout.pk)
    found.meeting = meeting
    return found
