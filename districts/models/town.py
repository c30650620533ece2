"""町名: proposes the district for an address; staff confirm it."""

from __future__ import annotations

import re
import unicodedata

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Value

from districts.models.district import District
from fujisawa_care.foundation import kana

PREFIX = 3


class TownQuerySet(models.QuerySet["Town"]):
    def with_districts(self) -> TownQuerySet:
        """Ready for `proposed_districts` and `split` without a query per town."""
        rows = TownDistrict.objects.select_related("district").order_by("district_id", "map")
        return self.prefetch_related(Prefetch("town_districts", queryset=rows))

    def named(self, words: str) -> TownQuerySet:
        """Towns beginning with these words, and the one an address typed in full begins with."""
        plain = unicodedata.normalize("NFKC", words).replace(" ", "")
        place = re.sub(r"^(神奈川県)?藤沢市", "", plain.lstrip("〒"))
        return self.alias(typed=Value(place)).filter(
            Q(name__startswith=place)
            | Q(typed__startswith=F("name"))
            | Q(kana__startswith=kana.hiragana(place))
            | Q(postal_code__startswith=_postal(place))
        )

    def split(self) -> TownQuerySet:
        """Towns that lie in more than one district."""
        rows = TownDistrict.objects.filter(town=OuterRef("pk"))
        other = rows.filter(~Q(district=OuterRef("town_districts__district")))
        return self.filter(Exists(rows.filter(partial=True)) | Exists(other)).distinct()


def _postal(words: str) -> str:
    """2510001 and 251-0001 alike; what is no number stays as it is and finds nothing."""
    digits = words.replace("-", "")
    return f"{digits[:3]}-{digits[3:]}" if digits.isdigit() and len(digits) > PREFIX else words


class Town(models.Model):
    name = models.CharField("町名", max_length=50, unique=True)
    kana = models.CharField("ふりがな", max_length=100)
    postal_code = models.CharField(
        "郵便番号",
        max_length=8,
        validators=[
            RegexValidator(r"^[0-9]{3}-[0-9]{4}\Z", "郵便番号は251-0001の形で入力してください。")
        ],
    )
    objects = TownQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "町名"
        constraints = [
            models.CheckConstraint(
                name="town_postal_code_form",
                condition=Q(postal_code__regex=r"^[0-9]{3}-[0-9]{4}$"),
                violation_error_message="郵便番号は251-0001の形で入力してください。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def proposed_districts(self) -> list[District]:
        """Every district this town is known to touch; none where no source names one."""
        return list(dict.fromkeys(row.district for row in self.town_districts.all()))

    @property
    def split(self) -> bool:
        """Whether the name alone does not settle the district."""
        rows = self.town_districts.all()
        return len({row.district_id for row in rows}) > 1 or any(row.partial for row in rows)


class TownDistrict(models.Model):
    """Two maps are in use: the 市民センター that serves, and the 13 districts of the statistics."""

    class Map(models.TextChoices):
        SERVICE = "service", "市民センターの担当"
        STATISTICS = "statistics", "統計の13地区"
        UNSPECIFIED = "unspecified", "どちらかの記載なし"

    class Basis(models.TextChoices):
        STATED = "stated", "出典に記載"
        DERIVED = "derived", "出典から推定"

    town = models.ForeignKey(
        Town, models.CASCADE, verbose_name="町名", related_name="town_districts"
    )
    district = models.ForeignKey(
        District, models.PROTECT, verbose_name="地区", related_name="town_districts"
    )
    map = models.CharField("区分", max_length=12, choices=Map)
    partial = models.BooleanField("町の一部", null=True, blank=True, help_text="空欄は不明")
    basis = models.CharField("根拠", max_length=8, choices=Basis)
    source = models.TextField("出典", max_length=2000)
    note = models.CharField("備考", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "町名と地区"
        constraints = [
            models.UniqueConstraint(
                name="town_district_once_per_map",
                fields=["town", "district", "map"],
                violation_error_message="この町名と地区の組み合わせは、すでにあります。",
            ),
            models.CheckConstraint(
                name="town_district_map_known",
                condition=Q(map__in=["service", "statistics", "unspecified"]),
                violation_error_message="区分が正しくありません。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.town_id} → {self.district_id}"
