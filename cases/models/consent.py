"""同意: dated events (asked, given, refused, withdrawn), never a yes-or-no field."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from cases.models.case import Case
from cases.models.consultation import ConsentMethod
from cases.models.guards import append_only
from districts.models import Agency, Staff


class ConsentKind(models.TextChoices):
    ASKED = "asked", "お願いした"
    GIVEN = "given", "同意した"
    REFUSED = "refused", "同意しない"
    WITHDRAWN = "withdrawn", "取り下げた"


class ConsentEventQuerySet(models.QuerySet["ConsentEvent"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(case__in=Case.objects.visible_to(staff))


class ConsentEvent(models.Model):
    case = models.ForeignKey(Case, models.PROTECT, related_name="consents")
    event = models.CharField("できごと", max_length=10, choices=ConsentKind.choices)
    method = models.CharField("方法", max_length=10, blank=True, choices=ConsentMethod.choices)
    given_by = models.CharField("だれが", max_length=40, default="本人")
    agencies = models.ManyToManyField(
        Agency, blank=True, related_name="+", verbose_name="見せてよい機関"
    )
    items = ArrayField(models.CharField(max_length=20), verbose_name="見せてよい項目", default=list)
    happened_at = models.DateTimeField("日時")
    taken_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="聞いた職員")
    valid_until = models.DateField("いつまで", null=True, blank=True)

    objects = ConsentEventQuerySet.as_manager()

    class Meta:
        verbose_name = "同意"
        verbose_name_plural = "同意"
        indexes = [models.Index(fields=["case", "-happened_at", "-id"], name="consent_by_case")]
        triggers = [append_only("consent_stays")]

    def __str__(self) -> str:
        return f"同意{self.pk}"
