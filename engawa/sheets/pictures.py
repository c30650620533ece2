"""写真の見えかた: what is on it, and which may be shown to residents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from engawa.models import Picture, Site


@dataclass(frozen=True)
class PictureSheet:
    id: int
    words: str
    faces_agreed: bool
    shown: bool
    kilobytes: int
    put_by: str
    put_at: datetime
    month: date | None


def of_site(site: Site) -> list[PictureSheet]:
    """For whoever may see the place at work; one query, the latest first."""
    there = (
        site.pictures.filter(removed_at=None)
        .select_related("put_by", "report")
        .order_by("-put_at", "-pk")
    )
    return [
        PictureSheet(
            id=one.pk,
            words=one.words,
            faces_agreed=one.faces_agreed,
            shown=one.shown,
            kilobytes=-(-one.size // 1000),
            put_by=one.put_by.name,
            put_at=one.put_at,
            month=one.report.month if one.report else None,
        )
        for one in there
    ]


def public(site: Site) -> list[PictureSheet]:
    """Only what was opened to residents."""
    return [one for one in of_site(site) if one.shown]


def given() -> QuerySet[Picture]:
    """The pictures anybody may fetch: shown, not taken back, of a place that is on the public list."""
    return Picture.objects.filter(shown=True, removed_at=None, site__in=Site.objects.public())
