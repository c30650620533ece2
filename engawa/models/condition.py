"""縁側の条件と補助: what the city's rule asks of a place, whether it was seen there, and what is paid."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cases.models.guards import append_only
from cases.models.menu import Listed
from districts.models import Staff
from engawa.models.site import Site, SiteKind


class Condition(Listed):
    """週に1回以上, 9時から17時のあいだに4時間以上 and so on; for which kinds, where they differ."""

    label = models.CharField("条件", max_length=100, unique=True)
    kinds = ArrayField(
        models.CharField(max_length=10, choices=SiteKind.choices),
        verbose_name="どの種類に",
        default=list,
        blank=True,
    )

    class Meta(Listed.Meta):
        verbose_name = verbose_name_plural = "縁側の条件"


class ConditionCheck(models.Model):
    """Seen or not, on a day, by somebody; the last one counts and all stay."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="checks")
    condition = models.ForeignKey(Condition, models.PROTECT, related_name="checks")
    met = models.BooleanField("満たしている")
    note = models.CharField("ひとこと", max_length=200, blank=True)
    checked_on = models.DateField("確かめた日")
    checked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField("残した日時")

    class Meta:
        verbose_name = verbose_name_plural = "条件の確認"
        indexes = [
            models.Index(
                fields=["site", "condition", "-checked_on", "-id"], name="check_by_condition"
            )
        ]
        triggers = [append_only("condition_check_stays")]

    def __str__(self) -> str:
        return f"{self.condition}"


class SubsidyStep(models.Model):
    """補助の段: what is paid a month by the days a week a place is open; the sums are the city's to enter."""

    kind = models.CharField("種類", max_length=10, choices=SiteKind.choices)
    days_from = models.PositiveSmallIntegerField("週に何日から")
    yen = models.PositiveIntegerField("月の額（円）", null=True, blank=True)
    valid_from = models.DateField("いつから")
    source = models.CharField("出典", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "補助の段"
        ordering = ["kind", "-valid_from", "days_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "days_from", "valid_from"],
                name="subsidy_step_once",
                violation_error_message="同じ段が、もうあります",
            ),
            models.CheckConstraint(
                condition=Q(days_from__range=(1, 7)),
                name="subsidy_days_of_a_week",
                violation_error_message="週の日数は、1から7までです",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} 週{self.days_from}日から"
