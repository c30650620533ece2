"""要点: a case in four sentences; every version stays, the newest is read (E on the case page)."""

from __future__ import annotations

from typing import Self

from django.db import models

from cases.models.case import Case
from cases.models.guards import append_only
from districts.models import Agency, Staff

POINT_LIMIT = 1000
POINTS = ("situation", "wishes", "strengths", "cautions")


class CaseSummaryQuerySet(models.QuerySet["CaseSummary"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(case__in=Case.objects.visible_to(staff))

    def newest(self, case: Case, *, until: int | None = None) -> CaseSummary | None:
        """What is read now, or what stood there as version `until`."""
        versions = self.filter(case=case)
        if until is not None:
            versions = versions.filter(version__lte=until)
        return versions.order_by("-version").first()


class CaseSummary(models.Model):
    case = models.ForeignKey(Case, models.PROTECT, related_name="summaries")
    version = models.PositiveIntegerField("版")
    situation = models.TextField("いまの状況", blank=True, max_length=POINT_LIMIT)
    wishes = models.TextField("望み（本人・家族のことば）", blank=True, max_length=POINT_LIMIT)
    strengths = models.TextField("つよみ", blank=True, max_length=POINT_LIMIT)
    cautions = models.TextField("気をつけること", blank=True, max_length=POINT_LIMIT)
    written_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="だれが")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="どの機関")
    written_at = models.DateTimeField("書いた日時")

    objects = CaseSummaryQuerySet.as_manager()

    class Meta:
        verbose_name = "要点"
        verbose_name_plural = "要点"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "version"],
                name="summary_version_once",
                violation_error_message="ほかの人が先に保存しました。画面を開きなおしてください",
            ),
        ]
        triggers = [append_only("summary_stays")]

    def __str__(self) -> str:
        return f"要点 {self.case_id} 第{self.version}版"

    @property
    def points(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in POINTS}
