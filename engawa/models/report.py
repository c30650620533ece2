"""毎月の報告: how many days a place was open, who came, what was noticed."""

from __future__ import annotations

from typing import Self
from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, ExtractDay
from django.db.models.lookups import Exact

from cases.models.guards import counts_versions, never_deleted
from districts.models import Staff, Topic
from engawa.models.site import Site
from fujisawa_care.foundation.files import LIMIT, FileKind


class Generation(models.TextChoices):
    CHILD = "child", "18歳まで"
    ADULT = "adult", "19歳から64歳"
    OLDER = "older", "65歳から"


class ReportQuerySet(models.QuerySet["ActivityReport"]):
    def sent(self) -> Self:
        return self.filter(sent_at__isnull=False)


class ActivityReport(models.Model):
    """One a month for each place; numbers of people are visits, not persons."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="reports")
    month = models.DateField("月（1日の日付）")
    open_days = models.PositiveSmallIntegerField("開いた日数", null=True, blank=True)
    child = models.PositiveIntegerField("来た人・18歳まで", null=True, blank=True)
    adult = models.PositiveIntegerField("来た人・19歳から64歳", null=True, blank=True)
    older = models.PositiveIntegerField("来た人・65歳から", null=True, blank=True)
    consultations = models.PositiveIntegerField("相談に気づいた数", null=True, blank=True)
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="+", verbose_name="話に出た困りごと"
    )
    volunteer_hours = models.DecimalField(
        "手伝った時間（のべ）", max_digits=6, decimal_places=1, null=True, blank=True
    )
    text = models.TextField("ようす", max_length=2000, blank=True)
    written_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField("届けた日時", null=True, blank=True)
    version = models.PositiveIntegerField("版", default=1, editable=False)
    updated_at = models.DateTimeField("直した日時")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "毎月の報告"
        constraints = [
            models.UniqueConstraint(
                fields=["site", "month"],
                name="report_once_a_month",
                violation_error_message="この月の報告は、もうあります",
            ),
            models.CheckConstraint(
                condition=Exact(ExtractDay(Cast("month", models.DateField())), 1),
                name="report_of_a_whole_month",
                violation_error_message="月をえらんでください",
            ),
            models.CheckConstraint(
                condition=Q(open_days__isnull=True) | Q(open_days__lte=31),
                name="report_days_of_a_month",
                violation_error_message="開いた日数は31までです",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True)
                | Q(
                    open_days__isnull=False,
                    child__isnull=False,
                    adult__isnull=False,
                    older__isnull=False,
                ),
                name="report_sent_whole",
                violation_error_message="開いた日数と来た人の数を入れてください",
            ),
        ]
        indexes = [models.Index(fields=["month", "site"], name="report_by_month")]
        triggers = [
            never_deleted("report_stays"),
            pgtrigger.ReadOnly(name="report_of_one_month", fields=["site", "month"]),
            counts_versions(
                "report_version",
                *("open_days", "child", "adult", "older", "consultations"),
                *("volunteer_hours", "text", "sent_at"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class Picture(models.Model):
    """写真: of a place, or of a month there; nobody's face may be on it without their word."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="pictures")
    report = models.ForeignKey(
        ActivityReport, models.PROTECT, null=True, blank=True, related_name="pictures"
    )
    words = models.CharField("写真の説明", max_length=200)
    faces_agreed = models.BooleanField("写っている人の了解がある", default=False)
    shown = models.BooleanField("公開する", default=False)
    kind = models.CharField("種類", max_length=5, choices=FileKind.choices)
    size = models.PositiveIntegerField("大きさ（バイト）")
    digest = models.CharField("中身の指紋", max_length=64)
    stored = models.UUIDField("置き場所", default=uuid4, unique=True, editable=False)
    put_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    put_at = models.DateTimeField("入れた日時")
    removed_at = models.DateTimeField("取り下げた日時", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "写真"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["jpg", "png"]),
                name="picture_is_one",
                violation_error_message="写真は JPEG か PNG にしてください",
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=LIMIT),
                name="picture_of_fair_size",
                violation_error_message="ファイルは10MBまでです",
            ),
            models.CheckConstraint(
                condition=Q(shown=False) | Q(faces_agreed=True),
                name="picture_shown_with_consent",
                violation_error_message="公開するには、写っている人の了解が要ります",
            ),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="picture_has_words",
                violation_error_message="写真の説明を入れてください",
            ),
        ]
        triggers = [never_deleted("picture_stays")]

    def __str__(self) -> str:
        return f"写真{self.pk}"
