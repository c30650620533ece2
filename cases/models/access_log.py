"""見た人の記録: who looked at which case, when, on which ground, through which door (R9)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Self

from django.db import models

from cases.models.case import Case
from cases.models.ground import Ground, Level
from cases.models.guards import append_only
from districts.models import Agency, Staff
from fujisawa_care.foundation.workdays import TOKYO


class Door(models.TextChoices):
    WEB = "web", "画面"
    API = "api", "API"
    PRINT = "print", "印刷"


class AccessLogQuerySet(models.QuerySet["AccessLog"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(case__in=Case.objects.visible_to(staff))

    def on(self, day: date) -> Self:
        begins = datetime.combine(day, time(), tzinfo=TOKYO)
        return self.filter(at__gte=begins, at__lt=begins + timedelta(days=1))


class AccessLog(models.Model):
    case = models.ForeignKey(Case, models.PROTECT, related_name="looks")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="見た人")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="機関")
    at = models.DateTimeField("日時")
    ground = models.CharField("根拠", max_length=20, choices=Ground.choices)
    level = models.PositiveSmallIntegerField("できること", choices=Level.choices)
    door = models.CharField("どこから", max_length=10, choices=Door.choices)
    address = models.GenericIPAddressField("端末", null=True)

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        verbose_name = "見た人の記録"
        verbose_name_plural = "見た人の記録"
        indexes = [
            models.Index(fields=["case", "-at", "-id"], name="look_by_case"),
            models.Index(fields=["staff", "-at"], name="look_by_staff"),
        ]
        triggers = [append_only("look_stays")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.case_id}"
