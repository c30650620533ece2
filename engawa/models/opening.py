"""開いている日: the week as usual, and the days on which it is otherwise."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cases.models.guards import append_only
from districts.models import Staff
from engawa.models.site import Site


class Weekday(models.IntegerChoices):
    MONDAY = 0, "月"
    TUESDAY = 1, "火"
    WEDNESDAY = 2, "水"
    THURSDAY = 3, "木"
    FRIDAY = 4, "金"
    SATURDAY = 5, "土"
    SUNDAY = 6, "日"


class Opening(models.Model):
    """One line of the week; `weeks` is empty for every week, or says which of the month (毎月第3土曜)."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="openings")
    weekday = models.PositiveSmallIntegerField("曜日", choices=Weekday.choices)
    weeks = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name="第何週", default=list, blank=True
    )
    starts = models.TimeField("はじまり", null=True, blank=True)
    ends = models.TimeField("終わり", null=True, blank=True)
    what = models.CharField("この日にすること", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "いつもの開く日"
        ordering = ["weekday", "starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__lte=6),
                name="opening_on_a_weekday",
                violation_error_message="曜日をえらんでください",
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(starts__lt=F("ends")),
                name="opening_in_order",
                violation_error_message="終わりは、はじまりより後の時刻にしてください",
            ),
            models.CheckConstraint(
                condition=Q(weeks__contained_by=[1, 2, 3, 4, 5]),
                name="opening_weeks_of_a_month",
                violation_error_message="第何週かは、1から5までです",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()}"


class OpeningException(models.Model):
    """この日だけ: closed, open, or at other hours; the last word on a day counts, and all stay."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="exceptions")
    day = models.DateField("日")
    open = models.BooleanField("開く")
    starts = models.TimeField("はじまり", null=True, blank=True)
    ends = models.TimeField("終わり", null=True, blank=True)
    because = models.CharField("わけ", max_length=100, blank=True)
    said_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    said_at = models.DateTimeField("知らせた日時")

    class Meta:
        verbose_name = verbose_name_plural = "この日だけの変更"
        constraints = [
            models.CheckConstraint(
                condition=Q(open=True) | Q(starts__isnull=True, ends__isnull=True),
                name="exception_closed_has_no_hours",
                violation_error_message="休みの日に時刻は入りません",
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(starts__lt=F("ends")),
                name="exception_in_order",
                violation_error_message="終わりは、はじまりより後の時刻にしてください",
            ),
        ]
        indexes = [models.Index(fields=["site", "day", "-id"], name="exception_by_day")]
        triggers = [append_only("exception_stays")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
