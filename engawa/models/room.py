"""空き: how many more people a place says it can take; the last word counts, and all stay."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.models.guards import append_only
from districts.models import Staff
from engawa.models.site import Site

MOST = 500


class Room(models.Model):
    """いま受けられる人数, as it was said on a day; who has begun to come since then is taken off."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="rooms")
    people = models.PositiveSmallIntegerField("いま受けられる人数")
    said_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    said_at = models.DateTimeField("知らせた日時")

    class Meta:
        verbose_name = verbose_name_plural = "場の空き"
        constraints = [
            models.CheckConstraint(
                condition=Q(people__lte=MOST),
                name="room_for_so_many",
                violation_error_message="人数は500までです",
            ),
        ]
        indexes = [models.Index(fields=["site", "-said_at", "-id"], name="room_newest")]
        triggers = [append_only("room_stays")]

    def __str__(self) -> str:
        return f"あと{self.people}人"
