"""プランの決定と評価: what a sitting said of a plan, and what became of it; both stay as they were written."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from cases.models.guards import append_only
from cases.models.plan import WORDS_LIMIT, Plan
from districts.models import Staff


class Reached(models.TextChoices):
    REACHED = "reached", "できた"
    PARTLY = "partly", "すこしできた"
    NOT_YET = "not_yet", "まだ"


class Conclusion(models.TextChoices):
    """What an evaluation leads to."""

    CLOSE = "close", "終結"
    RENEW = "renew", "再プラン"
    SUSPEND = "suspend", "中断"
    CONTINUE = "continue", "このまま続ける"


class PlanDecision(models.Model):
    """会議の決定: what a sitting said of a plan; without one no plan is decided (R11)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="decisions")
    sitting = models.CharField("会議", max_length=100)
    held_on = models.DateField("開いた日")
    approved = models.BooleanField("進めてよい")
    answer = models.CharField("会議の答え", max_length=30, blank=True)
    wording = models.CharField("決定の文", max_length=2000)
    decided_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="記した職員"
    )
    decided_at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "プランの決定"
        verbose_name_plural = "プランの決定"
        triggers = [append_only("plan_decision_stays")]

    def __str__(self) -> str:
        return f"プランの決定{self.pk}"


class PlanEvaluation(models.Model):
    """評価: what has changed for the person, per goal and as a whole, and what follows from it."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="evaluations")
    evaluated_on = models.DateField("評価した日")
    changes = ArrayField(
        models.CharField(max_length=30), verbose_name="見られた変化", default=list, blank=True
    )
    reached = models.JSONField("めざす姿ごと", default=dict, blank=True)
    own_words = models.TextField("本人のことば", blank=True, max_length=WORDS_LIMIT)
    text = models.TextField("評価", blank=True, max_length=WORDS_LIMIT)
    conclusion = models.CharField("これから", max_length=10, choices=Conclusion.choices)
    evaluated_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="評価した職員"
    )
    evaluated_at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "プランの評価"
        verbose_name_plural = "プランの評価"
        triggers = [append_only("plan_evaluation_stays")]

    def __str__(self) -> str:
        return f"プランの評価{self.pk}"
