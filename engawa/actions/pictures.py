"""写真: of a place or of a month there; shown to residents only with the word of who is on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction

from districts.models import Staff
from engawa import rules
from engawa.models import ActivityReport, Picture, Site
from fujisawa_care.foundation import files, fit, pictures
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require

log = structlog.get_logger()
SHELF = "engawa"
MOST = 12
SHOWN_SIZE = 400_000


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A picture as it came, what is on it, and whether it may be shown."""

    content: bytes
    words: str
    faces_agreed: bool = False
    shown: bool = False


@transaction.atomic
def add(
    site: Site, *, by: Staff, at: datetime, taken: Taken, report: ActivityReport | None = None
) -> Picture:
    """Without what the camera wrote beside it; the same one is there once. The file is written last."""
    site = _locked(site)
    require(rules.speak_for(by, site))
    if report is not None and report.site_id != site.pk:
        raise ValidationError({"file": "この場の報告をえらんでください"})
    try:
        kind, content = pictures.bare(taken.content)
    except files.NotTaken as refused:
        raise ValidationError({"file": str(refused)}) from refused
    digest = sha256(content).hexdigest()
    there = Picture.objects.filter(site=site, removed_at=None)
    if same := there.filter(digest=digest).first():
        return same
    if there.count() >= MOST:
        raise ValidationError({"file": f"写真は{MOST}枚までです。古いものを取り下げてください"})
    picture = Picture(
        site=site, report=report, words=taken.words, faces_agreed=taken.faces_agreed,
        shown=taken.shown, kind=kind, size=len(content), digest=digest, put_by=by, put_at=at,
    )  # fmt: skip
    _showable(picture)
    fit.require(picture)
    picture.save()
    files.put(picture.stored, content, shelf=SHELF)
    log.info("picture_added", picture=picture.pk, by=by.pk)
    return picture


@transaction.atomic
def show(picture: Picture, *, by: Staff, at: datetime, faces_agreed: bool, shown: bool) -> Picture:
    """Open it to residents, or take it from them; who said so and when stands in the log."""
    picture = _there(picture, by)
    picture.faces_agreed, picture.shown = faces_agreed, shown
    _showable(picture)
    fit.require(picture)
    picture.save(update_fields=["faces_agreed", "shown"])
    log.info(
        "picture_shown" if shown else "picture_hidden", picture=picture.pk, by=by.pk, at=str(at)
    )
    return picture


@transaction.atomic
def remove(picture: Picture, *, by: Staff, at: datetime) -> Picture:
    """That it was there stays written, its content does not."""
    picture = _there(picture, by)
    picture.removed_at, picture.shown = at, False
    picture.save(update_fields=["removed_at", "shown"])
    transaction.on_commit(lambda: files.erase(picture.stored, shelf=SHELF))
    log.info("picture_removed", picture=picture.pk, by=by.pk)
    return picture


def clear(*, at: datetime) -> int:
    """Erase what no row speaks of any more; returns how many."""
    return files.clear(
        lambda some: dict(
            Picture.objects.filter(stored__in=some).values_list("stored", "removed_at")
        ),
        at=at,
        shelf=SHELF,
    )


def _showable(picture: Picture) -> None:
    if picture.shown and not picture.faces_agreed:
        raise ValidationError({"shown": "公開するには、写っている人の了解が要ります"})
    if picture.shown and picture.size > SHOWN_SIZE:
        raise ValidationError(
            {"shown": "公開するには、細かすぎます。JPEGの写真にするか、小さくしてください"}
        )


def _there(picture: Picture, by: Staff) -> Picture:
    site = _locked(picture.site)
    require(rules.speak_for(by, site))
    picture = Picture.objects.select_for_update(of=("self",)).get(pk=picture.pk)
    if picture.removed_at is not None:
        raise IllegalStep("この写真は、もう取り下げてあります", code="picture-removed")
    return picture


def _locked(site: Site) -> Site:
    return Site.objects.select_for_update(of=("self",), no_key=True).get(pk=site.pk)
