"""議会資料のことば: what is said beside the numbers of a fiscal year; the newest counts and all stay."""

from __future__ import annotations

import pgtrigger
from django.db import models

from districts.models.staff import Staff

WORDS_LIMIT = 4000


class CouncilText(models.Model):
    fiscal_year = models.PositiveSmallIntegerField("年度")
    section = models.CharField("章", max_length=20)
    text = models.TextField("文", max_length=WORDS_LIMIT, blank=True)
    written_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    written_at = models.DateTimeField("書いた日時")

    class Meta:
        verbose_name = verbose_name_plural = "議会資料のことば"
        indexes = [
            models.Index(
                fields=["fiscal_year", "section", "-written_at", "-id"], name="council_newest"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="council_text_stays", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year} {self.section}"
