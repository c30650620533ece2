"""ブロック: groups of districts, several schemes side by side."""

from __future__ import annotations

from django.db import models

from districts.models.district import District


class BlockScheme(models.Model):
    """One way of dividing the city; disability consultation and residents' groups use two."""

    name = models.CharField("区割り", max_length=50, unique=True)
    source = models.TextField("出典", max_length=2000, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "区割り"

    def __str__(self) -> str:
        return self.name


class Block(models.Model):
    """A block whose membership is not known stays without districts: never guessed."""

    scheme = models.ForeignKey(
        BlockScheme, models.PROTECT, verbose_name="区割り", related_name="blocks"
    )
    name = models.CharField("ブロック名", max_length=20)
    note = models.CharField("備考", max_length=500, blank=True)
    districts = models.ManyToManyField(
        District, verbose_name="地区", related_name="blocks", blank=True
    )

    class Meta:
        verbose_name = verbose_name_plural = "ブロック"
        constraints = [
            models.UniqueConstraint(
                name="block_once_in_scheme",
                fields=["scheme", "name"],
                violation_error_message="この区割りには、同じ名前のブロックがあります。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.scheme.name}）"
