"""機関を分ける予定: from a day to come two houses where one was; done on that day, or called off before."""

from __future__ import annotations

from datetime import date
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q

from cases.models.guards import never_deleted
from cases.states import DivisionState
from districts.models import Agency, Staff


class DivisionQuerySet(models.QuerySet["Division"]):
    def planned(self) -> Self:
        return self.filter(state=DivisionState.PLANNED)

    def due(self, day: date) -> Self:
        return self.planned().filter(on_day__lte=day)


class Division(models.Model):
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="divisions", verbose_name="分かれる機関"
    )
    name = models.CharField("分かれてできる機関の名前", max_length=100)
    short_name = models.CharField("略称・愛称", max_length=50, blank=True)
    staff = models.ManyToManyField(Staff, related_name="+", verbose_name="移る方")
    on_day = models.DateField("いつから")
    state = models.CharField("ようす", max_length=10, choices=DivisionState.choices)
    planned_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="決めた職員"
    )
    planned_at = models.DateTimeField("決めた日時")
    ended_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField("終わった日時", null=True)
    into = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", verbose_name="できた機関"
    )
    why_not = models.CharField("できなかったわけ", max_length=500, blank=True)

    objects = DivisionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "機関を分ける予定"
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "on_day"],
                condition=Q(state="planned"),
                name="division_once_a_day",
                violation_error_message="その日に分ける予定が、もうあります。",
            ),
            models.CheckConstraint(
                condition=Q(state="planned", ended_at__isnull=True, into__isnull=True, why_not="")
                | Q(state="done", ended_at__isnull=False, into__isnull=False, why_not="")
                | Q(state="called_off", ended_at__isnull=False, into__isnull=True, why_not="")
                | Q(state="failed", ended_at__isnull=False, into__isnull=True) & ~Q(why_not=""),
                name="division_ends_whole",
                violation_error_message="終わりには、日時と、できた機関かわけが要ります。",
            ),
        ]
        indexes = [
            models.Index(fields=["on_day"], condition=Q(state="planned"), name="division_waiting"),
        ]
        triggers = [
            never_deleted("division_stays"),
            pgtrigger.ReadOnly(
                name="division_is_as_planned",
                fields=["agency", "name", "short_name", "on_day", "planned_by", "planned_at"],
            ),
            pgtrigger.Protect(
                name="division_ends_once",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state=DivisionState.PLANNED.value),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on_day} {self.name}"
