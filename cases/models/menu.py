"""支援メニューと見られた変化: short lists that plans are written with, as data the city edits."""

from __future__ import annotations

from typing import Self, TypeVar

from django.core.validators import RegexValidator
from django.db import models

CODE = RegexValidator(r"^[a-z][a-z0-9_]*\Z", "コードは英小文字・数字・_で入力してください。")


Entry_co = TypeVar("Entry_co", bound="Listed", covariant=True)


class ListedQuerySet(models.QuerySet[Entry_co]):
    def active(self) -> Self:
        return self.filter(active=True)


class Listed(models.Model):
    """One entry of such a list: the code is stable, the words may change, nothing is taken out."""

    code = models.CharField("コード", max_length=30, primary_key=True, validators=[CODE])
    label = models.CharField("ことば", max_length=60, unique=True)
    position = models.PositiveSmallIntegerField("並び順")
    active = models.BooleanField("使用中", default=True)
    source = models.CharField("出典", max_length=200, blank=True)

    objects = ListedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.label


class SupportMenu(Listed):
    """What may be offered: 就労準備支援, 家計改善支援, 地域の縁側 and so on."""

    class Meta(Listed.Meta):
        verbose_name = verbose_name_plural = "支援メニュー"


class ChangeSeen(Listed):
    """What has become better, in the words of the national monitoring form."""

    class Meta(Listed.Meta):
        verbose_name = verbose_name_plural = "見られた変化"
