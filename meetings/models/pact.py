"""協定: what a company or body has agreed to do with the city (マルチパートナーシップ), and what was done under it."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from cases.models.guards import counts_versions, never_deleted
from districts.models import Staff
from meetings.models.theme import Theme

DEED_LIMIT = 2000


class PactQuerySet(models.QuerySet["Pact"]):
    def visible_to(self, staff: Staff) -> Self:
        """Whom the city works with is no secret inside the house."""
        if not staff.is_active or not staff.sees_cases:
            return self.none()
        return self

    def running(self, on: date) -> Self:
        return self.filter(Q(until__isnull=True) | Q(until__gte=on), ended_on__isnull=True)

    def over(self, on: date) -> Self:
        return self.filter(Q(ended_on__isnull=False) | Q(until__lt=on))


class Pact(models.Model):
    partner = models.CharField("相手", max_length=100)
    what = models.TextField("とりきめたこと", max_length=2000)
    themes = models.ManyToManyField(
        Theme, through="PactTheme", related_name="pacts", verbose_name="重点テーマ"
    )
    section = models.CharField("担当課", max_length=60)
    since = models.DateField("はじまり")
    until = models.DateField("終わり", null=True, blank=True)
    contact = models.CharField("連絡先", max_length=200, blank=True)
    ended_on = models.DateField("終えた日", null=True, blank=True)
    ended_because = models.CharField("終えたわけ", max_length=500, blank=True)
    fictional = models.BooleanField("架空", default=False)
    source = models.CharField("出典", max_length=200, blank=True)
    written_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="直した職員"
    )
    version = models.PositiveIntegerField("版", default=1, editable=False)
    updated_at = models.DateTimeField("直した日時")
    created_at = models.DateTimeField("のせた日時")

    objects = PactQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "協定"
        constraints = [
            models.CheckConstraint(
                condition=~Q(partner="") & ~Q(what="") & ~Q(section=""),
                name="pact_says_what",
                violation_error_message="相手・とりきめたこと・担当課を入れてください",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="pact_ends_after_it_begins",
                violation_error_message="終わりは、はじまりより後の日にしてください",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_because="")
                | Q(ended_on__isnull=False) & ~Q(ended_because=""),
                name="pact_ended_for_a_reason",
                violation_error_message="終えたわけを入れてください",
            ),
            models.UniqueConstraint(
                fields=["partner", "since", "section"],
                condition=Q(ended_on__isnull=True),
                name="pact_once",
                violation_error_message="この相手・担当課・はじまりの協定は、もうあります",
            ),
        ]
        indexes = [models.Index(fields=["partner", "id"], name="pact_by_partner")]
        triggers = [
            never_deleted("pact_stays"),
            counts_versions(
                "pact_version",
                *("partner", "what", "section", "since", "until", "contact"),
                *("ended_on", "ended_because", "updated_at"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}との協定"


class PactTheme(models.Model):
    pact = models.ForeignKey(Pact, models.CASCADE, related_name="named_themes")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+", verbose_name="重点テーマ")

    class Meta:
        verbose_name = verbose_name_plural = "協定と重点テーマ"
        constraints = [models.UniqueConstraint(fields=["pact", "theme"], name="pact_theme_once")]

    def __str__(self) -> str:
        return f"協定と重点テーマ{self.pk}"


class Deed(models.Model):
    """協定の取組: put right by whoever looks after it; what stood there before stays among the versions."""

    pact = models.ForeignKey(Pact, models.PROTECT, related_name="deeds")
    fiscal_year = models.PositiveSmallIntegerField("年度")
    text = models.TextField("したこと", max_length=DEED_LIMIT)
    written_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="書いた職員"
    )
    version = models.PositiveIntegerField("版", default=1, editable=False)
    updated_at = models.DateTimeField("直した日時")

    class Meta:
        verbose_name = verbose_name_plural = "協定の取組"
        ordering = ["-fiscal_year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="deed_says_what",
                violation_error_message="したことを入れてください",
            ),
        ]
        triggers = [
            never_deleted("deed_stays"),
            counts_versions("deed_version", *("fiscal_year", "text", "updated_at")),
        ]

    def __str__(self) -> str:
        return f"協定の取組{self.pk}"
