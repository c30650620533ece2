"""ふせた情報を開いた記録: a typed reason lets one person read one covered case for a short time (R7)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from cases.models.case import Case
from cases.models.guards import append_only
from districts.models import Agency, Staff


class ProtectionOpeningQuerySet(models.QuerySet["ProtectionOpening"]):
    def running(self) -> Self:
        return self.filter(until__gt=Now())


class ProtectionOpening(models.Model):
    case = models.ForeignKey(Case, models.PROTECT, related_name="openings")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="開いた人")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="機関")
    reason = models.CharField("理由", max_length=500)
    at = models.DateTimeField("開いた日時")
    until = models.DateTimeField("いつまで")

    objects = ProtectionOpeningQuerySet.as_manager()

    class Meta:
        verbose_name = "ふせた情報を開いた記録"
        verbose_name_plural = "ふせた情報を開いた記録"
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="opening_has_a_reason",
                violation_error_message="開く理由を入れてください",
            ),
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="opening_period"),
        ]
        indexes = [
            models.Index(fields=["staff", "case", "until"], name="opening_of_staff"),
            models.Index(fields=["case", "-at", "-id"], name="opening_by_case"),
        ]
        triggers = [append_only("opening_stays")]

    def __str__(self) -> str:
        return f"開いた{self.pk}"
