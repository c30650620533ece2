"""機関の名前: an agency keeps its identity when its name changes; from which day it has had which."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from districts.models.agency import Agency


class AgencyName(models.Model):
    """Without a first day it is the name it always had."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="names", verbose_name="機関")
    name = models.CharField("機関名", max_length=100)
    short_name = models.CharField("略称・愛称", max_length=50, blank=True)
    valid_from = models.DateField("いつから", null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    noted_at = models.DateTimeField("書いた日時")

    class Meta:
        verbose_name = verbose_name_plural = "機関の名前"
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "valid_from"],
                nulls_distinct=False,
                name="agency_name_once_a_day",
                violation_error_message="その日からの名前が、もうあります。",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="agency_name_says_something",
                violation_error_message="機関名を入れてください。",
            ),
        ]

    def __str__(self) -> str:
        return self.name
