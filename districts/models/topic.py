"""困りごとの分野: the list a worker ticks; agencies are found by it."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models


class TopicQuerySet(models.QuerySet["Topic"]):
    def active(self) -> TopicQuerySet:
        return self.filter(active=True)


class Topic(models.Model):
    """The code is stable and stands in the API; the city may rename, add and retire."""

    code = models.CharField(
        "コード",
        max_length=30,
        primary_key=True,
        validators=[
            RegexValidator(r"^[a-z][a-z0-9_]*\Z", "コードは英小文字・数字・_で入力してください。")
        ],
    )
    label = models.CharField("分野", max_length=30, unique=True)
    position = models.PositiveSmallIntegerField("並び順")
    active = models.BooleanField("使用中", default=True)
    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "困りごとの分野"
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                name="topic_code_form",
                condition=models.Q(code__regex=r"^[a-z][a-z0-9_]*$"),
                violation_error_message="コードは英小文字・数字・_で入力してください。",
            ),
        ]

    def __str__(self) -> str:
        return self.label
