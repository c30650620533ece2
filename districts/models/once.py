"""二重送信よけ: one key of one person is answered once, whatever is clicked or sent again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Once(models.Model):
    """Written before the work and completed in the same transaction with its answer."""

    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="職員", related_name="+"
    )
    key = models.CharField("鍵", max_length=200)
    door = models.CharField("入口", max_length=300)
    fingerprint = models.CharField("本文の指紋", max_length=64)
    status = models.PositiveSmallIntegerField("状態コード", null=True, blank=True)
    body = models.TextField("応答", blank=True)
    location = models.CharField("行き先", max_length=500, blank=True)
    created_at = models.DateTimeField("受付日時", db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "二重送信よけ"
        constraints = [
            models.UniqueConstraint(
                name="once_per_key",
                fields=["staff", "key"],
                violation_error_message="この送信はすでに受け付けています。",
            ),
            models.CheckConstraint(
                name="once_has_key",
                condition=~Q(key=""),
                violation_error_message="鍵がありません。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.door} {self.created_at:%Y-%m-%d %H:%M}"
