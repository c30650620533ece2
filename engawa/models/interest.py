"""好きなこと: what people like to do and places have, as a list the city edits."""

from __future__ import annotations

from django.db import models

from cases.models.menu import Listed
from engawa.models.opening import Weekday
from engawa.models.site import Site


class Interest(Listed):
    """将棋, 園芸, 料理 and so on: by these a person and a place find each other."""

    class Meta(Listed.Meta):
        verbose_name = verbose_name_plural = "好きなこと"


class Pastime(models.Model):
    """What is done at a place, on which days; without a weekday, whenever it is open."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="pastimes")
    interest = models.ForeignKey(Interest, models.PROTECT, related_name="pastimes")
    weekday = models.PositiveSmallIntegerField(
        "曜日", choices=Weekday.choices, null=True, blank=True
    )

    class Meta:
        verbose_name = verbose_name_plural = "場でしていること"
        constraints = [
            models.UniqueConstraint(
                fields=["site", "interest", "weekday"],
                nulls_distinct=False,
                name="pastime_once",
                violation_error_message="同じものが2つあります",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interest}"
