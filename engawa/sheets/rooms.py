"""つなぎと空き: how many stay at a place, and for how many more there is room; numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from engawa.models import ParticipationStep, Room, Site
from engawa.states import ParticipationState

STAYING = (ParticipationState.TRYING, ParticipationState.SETTLED)


@dataclass(frozen=True)
class RoomSheet:
    """`left` is None where the place has not said."""

    connected: int
    left: int | None
    said_at: datetime | None

    @property
    def words(self) -> str:
        if self.left is None:
            return ""
        return f"あと{self.left}人" if self.left else "いまはいっぱい"


def counted(sites: QuerySet[Site]) -> QuerySet[Site]:
    """With who stays there, what was said last, and who has begun since: in the same question."""
    newest = Room.objects.filter(site=OuterRef("pk")).order_by("-said_at", "-pk")
    said = sites.annotate(
        connected=Count(
            "participations", filter=Q(participations__state__in=STAYING), distinct=True
        ),
        room=Subquery(newest.values("people")[:1]),
        room_said_at=Subquery(newest.values("said_at")[:1]),
    )
    begun = ParticipationStep.objects.filter(
        site=OuterRef("pk"), state=ParticipationState.TRYING, at__gt=OuterRef("room_said_at")
    )
    since = begun.order_by().values("site").annotate(count=Count("pk")).values("count")
    return said.annotate(
        begun_since=Coalesce(Subquery(since, output_field=IntegerField()), Value(0))
    )


def of(site: Any) -> RoomSheet:
    """Of `counted`."""
    left = None if site.room is None else max(0, site.room - site.begun_since)
    return RoomSheet(site.connected, left, site.room_said_at)


def at(site: Site) -> RoomSheet:
    return of(counted(Site.objects.filter(pk=site.pk)).get())
