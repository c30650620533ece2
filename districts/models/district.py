"""地区: one of the 13 生活圏域, and how many people live in it."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q


class District(models.Model):
    """The codes 01 to 13, from north to south, are a convention of this software only."""

    code = models.CharField(
        "地区コード",
        max_length=2,
        primary_key=True,
        validators=[RegexValidator(r"^[0-9]{2}\Z", "地区コードは数字2桁で入力してください。")],
    )
    name = models.CharField("地区名", max_length=20, unique=True)
    kana = models.CharField("ふりがな", max_length=40)
    tile_row = models.PositiveSmallIntegerField("地図の行")
    tile_column = models.PositiveSmallIntegerField("地図の列")
    centre_name = models.CharField("市民センター", max_length=50)
    centre_address = models.CharField("市民センターの住所", max_length=100, blank=True)
    centre_tel = models.CharField("市民センターの電話", max_length=50, blank=True)
    centre_source = models.TextField("市民センターの出典", max_length=2000, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "地区"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="district_code_two_digits",
                condition=Q(code__regex=r"^[0-9]{2}$"),
                violation_error_message="地区コードは数字2桁で入力してください。",
            ),
            models.UniqueConstraint(
                name="district_one_per_tile",
                fields=["tile_row", "tile_column"],
                violation_error_message="地図の同じます目に、ほかの地区があります。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def neighbours(self) -> models.QuerySet[District]:
        """Those that touch it on the map of tiles."""
        beside = Q(
            tile_row__in=[self.tile_row - 1, self.tile_row + 1], tile_column=self.tile_column
        )
        across = Q(
            tile_column__in=[self.tile_column - 1, self.tile_column + 1], tile_row=self.tile_row
        )
        return District.objects.filter(beside | across)


class Population(models.Model):
    """Counted and projected figures side by side, each with its source; blank is not known."""

    class Kind(models.TextChoices):
        ACTUAL = "actual", "実績"
        PROJECTION = "projection", "推計"

    district = models.ForeignKey(
        District, models.PROTECT, verbose_name="地区", related_name="populations"
    )
    year = models.PositiveSmallIntegerField("年")
    as_of = models.DateField("基準日", null=True, blank=True)
    kind = models.CharField("種類", max_length=10, choices=Kind)
    total = models.PositiveIntegerField("人口", null=True, blank=True)
    age65 = models.PositiveIntegerField("65歳以上")
    age75 = models.PositiveIntegerField("75歳以上", null=True, blank=True)
    ageing_rate = models.DecimalField("高齢化率（%）", max_digits=5, decimal_places=2)
    source = models.TextField("出典", max_length=2000)

    class Meta:
        verbose_name = verbose_name_plural = "人口"
        ordering = ["district", "year", "kind", "as_of"]
        constraints = [
            models.UniqueConstraint(
                name="population_once",
                fields=["district", "year", "kind", "as_of"],
                nulls_distinct=False,
                violation_error_message="同じ地区・年・種類・基準日の人口がすでにあります。",
            ),
            models.CheckConstraint(
                name="population_kind_known",
                condition=Q(kind__in=["actual", "projection"]),
                violation_error_message="種類は実績か推計です。",
            ),
            models.CheckConstraint(
                name="population_rate_is_percent",
                condition=Q(ageing_rate__gte=0, ageing_rate__lte=100),
                violation_error_message="高齢化率は0から100までの数です。",
            ),
            models.CheckConstraint(
                name="population_parts_fit",
                condition=(Q(age75__isnull=True) | Q(age75__lte=F("age65")))
                & (Q(total__isnull=True) | Q(age65__lte=F("total"))),
                violation_error_message="75歳以上は65歳以上を、65歳以上は人口を超えられません。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district_id} {self.year}年 {self.get_kind_display()}"
