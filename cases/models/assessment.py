"""聞き取り: the items of the standard form as data the city edits; what was heard stays, dated."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.guards import append_only
from districts.models import Agency, Staff

ANSWER_LIMIT = 1000


class Section(models.TextChoices):
    """The parts of the standard インテーク・アセスメントシート."""

    ROUTE = "route", "相談経路・相談歴"
    FAMILY = "family", "家族・地域関係・住まい"
    HEALTH = "health", "健康・障がい"
    MONEY = "money", "収入・公的給付・債務"
    WORK = "work", "職業・職歴・学歴"
    TRAITS = "traits", "課題と特性"
    DIRECTION = "direction", "課題のまとめと支援の方向性"
    SCREENING = "screening", "スクリーニング結果"


class ItemKind(models.TextChoices):
    ONE = "one", "一つえらぶ"
    MANY = "many", "いくつでも"
    TEXT = "text", "書く"


class AssessmentItemQuerySet(models.QuerySet["AssessmentItem"]):
    def active(self) -> Self:
        return self.filter(active=True)


class AssessmentItem(models.Model):
    """Never required of anybody. `reported`: unknown until held against the State's own sheet."""

    code = models.CharField(
        "コード",
        max_length=30,
        primary_key=True,
        validators=[
            RegexValidator(r"^[a-z][a-z0-9_]*\Z", "コードは英小文字・数字・_で入力してください。")
        ],
    )
    section = models.CharField("まとまり", max_length=20, choices=Section.choices)
    label = models.CharField("項目", max_length=60)
    kind = models.CharField("答えかた", max_length=10, choices=ItemKind.choices)
    choices = ArrayField(
        models.CharField(max_length=60), verbose_name="えらぶもの", default=list, blank=True
    )
    reported = models.BooleanField(
        "国へ報告する項目", null=True, blank=True, help_text="標準様式と照合するまでは「不明」"
    )
    position = models.PositiveSmallIntegerField("並び順")
    active = models.BooleanField("使用中", default=True)
    source = models.CharField("出典", max_length=200, blank=True)

    objects = AssessmentItemQuerySet.as_manager()

    class Meta:
        verbose_name = "聞き取りの項目"
        verbose_name_plural = "聞き取りの項目"
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="text", choices=[]) | ~Q(kind="text") & ~Q(choices=[]),
                name="item_offers_what_it_asks",
                violation_error_message="えらぶ項目には、えらぶものが要ります",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class AssessmentAnswerQuerySet(models.QuerySet["AssessmentAnswer"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(case__in=Case.objects.visible_to(staff))


class AssessmentAnswer(models.Model):
    """The words as they stood that day: renaming a choice later rewrites nothing."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="answers")
    item = models.ForeignKey(AssessmentItem, models.PROTECT, related_name="+", verbose_name="項目")
    version = models.PositiveIntegerField("版")
    said = ArrayField(
        models.CharField(max_length=ANSWER_LIMIT), verbose_name="答え", default=list, blank=True
    )
    heard_on = models.DateField("聞いた日")
    answered_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="聞いた職員"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="どの機関")
    answered_at = models.DateTimeField("書いた日時")

    objects = AssessmentAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "聞き取りの答え"
        verbose_name_plural = "聞き取りの答え"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "item", "version"],
                name="answer_version_once",
                violation_error_message="ほかの人が先に保存しました。画面を開きなおしてください",
            ),
        ]
        triggers = [append_only("answer_stays")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.case_id} 第{self.version}版"
