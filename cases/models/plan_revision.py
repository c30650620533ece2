"""プランの控え: the whole plan as it was after each saving, so that two people can write on it (R8)."""

from __future__ import annotations

from django.db import models

from cases.models.guards import append_only
from cases.models.plan import Plan
from districts.models import Agency, Staff


class PlanRevisionQuerySet(models.QuerySet["PlanRevision"]):
    def newest(self, plan: Plan, *, until: int | None = None) -> PlanRevision | None:
        """What stood there at version `until`, or stands there now."""
        rows = self.filter(plan=plan).order_by("-version")
        return (rows if until is None else rows.filter(version__lte=until)).first()


class PlanRevision(models.Model):
    """One saving. The versions of three tables cannot be put together to what one person had before them."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField("版")
    content = models.JSONField("中身")
    written_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="書いた職員"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="機関")
    written_at = models.DateTimeField("書いた日時")

    objects = PlanRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "プランの控え"
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "version"],
                name="plan_revision_once",
                violation_error_message="ほかの人が先に保存しました。画面を開きなおしてください",
            ),
        ]
        triggers = [append_only("plan_revision_stays")]

    def __str__(self) -> str:
        return f"プランの控え{self.pk}"
