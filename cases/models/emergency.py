"""緊急の閲覧: who broke the glass, why, until when, and which manager has looked into it."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from cases.models.guards import never_deleted
from districts.models import Agency, Role, Staff


class EmergencyQuerySet(models.QuerySet["Emergency"]):
    def visible_to(self, staff: Staff) -> Self:
        """The managers of the whole city look into each; everybody keeps their own in sight."""
        return self if staff.role == Role.MANAGER else self.filter(opened_by=staff)

    def not_seen(self) -> Self:
        return self.filter(seen_at__isnull=True)


class Emergency(models.Model):
    case = models.ForeignKey(Case, models.PROTECT, related_name="emergencies")
    opened_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="開いた職員"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="機関")
    reason = models.CharField("理由", max_length=500)
    opened_at = models.DateTimeField("開いた日時")
    until = models.DateTimeField("いつまで")
    seen_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, related_name="+", verbose_name="確かめた管理職"
    )
    seen_at = models.DateTimeField("確かめた日時", null=True)
    seen_note = models.CharField("確かめたこと", max_length=500, blank=True)

    objects = EmergencyQuerySet.as_manager()

    class Meta:
        verbose_name = "緊急の閲覧"
        verbose_name_plural = "緊急の閲覧"
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="emergency_has_a_reason",
                violation_error_message="開く理由を入れてください",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("opened_at")),
                name="emergency_period",
                violation_error_message="緊急の閲覧の終わりは、始まりより後にしてください",
            ),
            models.CheckConstraint(
                condition=Q(seen_at__isnull=True, seen_by__isnull=True, seen_note="")
                | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="emergency_seen_has_who_and_when",
                violation_error_message="だれがいつ確かめたかが要ります",
            ),
        ]
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="emergency_newest"),
            models.Index(
                fields=["-opened_at"], condition=Q(seen_at__isnull=True), name="emergency_not_seen"
            ),
        ]
        triggers = [
            never_deleted("emergency_stays"),
            pgtrigger.ReadOnly(
                name="emergency_keeps_its_reason",
                fields=["case", "opened_by", "agency", "reason", "opened_at", "until"],
            ),
            pgtrigger.Protect(
                name="emergency_seen_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__seen_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"緊急の閲覧{self.pk}"
