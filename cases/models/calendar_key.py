"""予定表の鍵: the secret address under which a calendar program reads one person's days."""

from __future__ import annotations

from hashlib import sha256
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from cases.models.guards import never_deleted
from districts.models import BLIND, Staff

MOST_KEYS = 5


def digest(secret: str) -> str:
    """What is kept of a secret: it is long and random, so a plain hash tells nothing of it."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


class CalendarKeyQuerySet(models.QuerySet["CalendarKey"]):
    def visible_to(self, staff: Staff) -> Self:
        """A key is its maker's own."""
        return self.filter(staff=staff)

    def running(self) -> Self:
        return self.filter(revoked_at__isnull=True)

    def opened_by(self, secret: str) -> Self:
        """The key this secret is, as long as its owner is at work and sees cases at all."""
        at_work = self.running().filter(digest=digest(secret), staff__is_active=True)
        return at_work.exclude(staff__role__in=BLIND)


class CalendarKey(models.Model):
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="calendar_keys")
    digest = models.CharField("鍵の指紋", max_length=64, unique=True)
    hint = models.CharField("鍵のはじめ", max_length=6)
    made_at = models.DateTimeField("作った日時")
    read_at = models.DateTimeField("最後に読まれた日時", null=True)
    revoked_at = models.DateTimeField("やめた日時", null=True)

    objects = CalendarKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "予定表の鍵"
        verbose_name_plural = "予定表の鍵"
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("made_at")),
                name="calendar_key_period",
                violation_error_message="やめた日時は、作った日時より後にしてください",
            ),
        ]
        indexes = [
            models.Index(
                fields=["staff"], condition=Q(revoked_at__isnull=True), name="calendar_key_running"
            ),
        ]
        triggers = [
            never_deleted("calendar_key_stays"),
            pgtrigger.Protect(
                name="calendar_key_ends_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__revoked_at__isnull=False),
            ),
            pgtrigger.ReadOnly(
                name="calendar_key_keeps_its_owner", fields=["staff", "digest", "hint", "made_at"]
            ),
        ]

    def __str__(self) -> str:
        return f"予定表の鍵{self.pk}"
