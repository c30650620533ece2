"""報告の様式: which number stands in which cell of a report, as the city puts it together (no code)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from districts.models.district import District
from districts.models.staff import Staff


class ReportForm(models.Model):
    name = models.CharField("様式の名前", max_length=60, unique=True)
    title = models.CharField("表の題", max_length=100)
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("作った日時")
    retired_at = models.DateTimeField("使わなくなった日時", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "報告の様式"
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(title=""),
                name="report_form_has_words",
                violation_error_message="様式の名前と表の題を入れてください",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReportRow(models.Model):
    """One number: an indicator, or one key of one of its cuts."""

    form = models.ForeignKey(ReportForm, models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField("並び順")
    label = models.CharField("行の名前", max_length=60)
    code = models.CharField("指標", max_length=30)
    cut = models.CharField("切り口", max_length=20, blank=True)
    key = models.CharField("区分", max_length=30, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "様式の行"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label


class ReportColumn(models.Model):
    """Some months of a fiscal year, of the whole city or of one district."""

    form = models.ForeignKey(ReportForm, models.CASCADE, related_name="columns")
    position = models.PositiveSmallIntegerField("並び順")
    label = models.CharField("列の名前", max_length=60)
    first = models.PositiveSmallIntegerField("はじめの月", default=4)
    last = models.PositiveSmallIntegerField("終わりの月", default=3)
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="地区"
    )

    class Meta:
        verbose_name = verbose_name_plural = "様式の列"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first__range=(1, 12), last__range=(1, 12)),
                name="report_column_of_months",
                violation_error_message="月は1から12までです",
            ),
        ]

    def __str__(self) -> str:
        return self.label
