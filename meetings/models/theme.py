"""重点テーマ: the six of 藤沢型地域包括ケア, and what is done for each in a fiscal year."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from cases.models.guards import counts_versions, never_deleted
from districts.models import Staff


class Theme(models.Model):
    code = models.CharField("コード", max_length=30, primary_key=True)
    number = models.PositiveSmallIntegerField("番号", unique=True)
    name = models.CharField("重点テーマ", max_length=60, unique=True)
    source = models.CharField("出典", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "重点テーマ"
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    def visible_to(self, staff: Staff) -> Self:
        """What the city means to do and has done is no secret inside the house."""
        if not staff.is_active or not staff.sees_cases:
            return self.none()
        return self


class Initiative(models.Model):
    """取組: a line of the road map; its progress and where it goes next are reported once a year."""

    theme = models.ForeignKey(Theme, models.PROTECT, related_name="initiatives")
    fiscal_year = models.PositiveSmallIntegerField("年度")
    what = models.CharField("取組", max_length=200)
    section = models.CharField("担当課", max_length=60, blank=True)
    progress = models.TextField("取組状況", max_length=2000, blank=True)
    direction = models.TextField("次の年度の方向性", max_length=2000, blank=True)
    source = models.CharField("出典", max_length=200, blank=True)
    written_by = models.ForeignKey(
        Staff,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="書いた職員",
    )
    version = models.PositiveIntegerField("版", default=1, editable=False)
    updated_at = models.DateTimeField("直した日時", auto_now_add=True)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "取組"
        ordering = ["theme", "fiscal_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "fiscal_year", "what"],
                name="initiative_once_a_year",
                violation_error_message="この年度のこの取組は、もうあります",
            ),
            models.CheckConstraint(
                condition=~Q(what=""),
                name="initiative_says_what",
                violation_error_message="取組を入れてください",
            ),
        ]
        triggers = [
            never_deleted("initiative_stays"),
            counts_versions(
                "initiative_version",
                *("what", "section", "progress", "direction", "updated_at"),
            ),
        ]

    def __str__(self) -> str:
        return f"取組{self.pk}"
