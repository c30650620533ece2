"""閉めた月: the numbers of a month as they were counted when it was closed, and never changed."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models.functions import Cast, ExtractDay
from django.db.models.lookups import Exact

from districts.models.staff import Staff

WRITTEN_ONCE = pgtrigger.Update | pgtrigger.Delete


class ClosedMonth(models.Model):
    """`definitions` says what each number meant on that day; `digest` is of all of it together."""

    month = models.DateField("月（1日の日付）", unique=True)
    closed_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="閉めた人")
    closed_at = models.DateTimeField("閉めた日時")
    definitions = models.JSONField("数えかた")
    numbers = models.PositiveIntegerField("数の数")
    digest = models.CharField("中身の指紋", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "閉めた月"
        constraints = [
            models.CheckConstraint(
                condition=Exact(ExtractDay(Cast("month", models.DateField())), 1),
                name="closed_month_is_a_month",
                violation_error_message="月をえらんでください",
            ),
        ]
        triggers = [pgtrigger.Protect(name="closed_month_stays", operation=WRITTEN_ONCE)]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class Figure(models.Model):
    """One number: of the whole where `cut` is empty, otherwise of one key of a cut."""

    closed = models.ForeignKey(ClosedMonth, models.PROTECT, related_name="figures")
    code = models.CharField("指標", max_length=30)
    cut = models.CharField("切り口", max_length=20, blank=True)
    key = models.CharField("区分", max_length=30, blank=True)
    value = models.DecimalField("値", max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = verbose_name_plural = "閉めた月の数"
        constraints = [
            models.UniqueConstraint(fields=["closed", "code", "cut", "key"], name="figure_once"),
        ]
        triggers = [
            pgtrigger.Protect(name="figure_stays", operation=WRITTEN_ONCE),
            pgtrigger.Trigger(
                name="figure_none_added",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=(
                    "IF (SELECT count(*) FROM districts_figure WHERE closed_id = NEW.closed_id) >="
                    " (SELECT numbers FROM districts_closedmonth WHERE id = NEW.closed_id) THEN"
                    " RAISE EXCEPTION '閉めた月に、あとから数は足せません' USING ERRCODE ="
                    " 'integrity_constraint_violation'; END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.key}"
