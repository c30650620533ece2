"""下書き: words on their way to becoming something, sealed and only their writer's."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cases.models.case import Case
from cases.models.follow_up import FollowUp
from cases.models.plan import Plan
from cases.models.record import SupportRecord
from districts.models import Staff


class DraftKind(models.TextChoices):
    INTAKE = "intake", "受け止め"
    RECORD = "record", "記録"
    CORRECTION = "correction", "記録の直し"
    REFERRAL = "referral", "つなぐ"
    SUMMARY = "summary", "要点"
    RESULT = "result", "次の一手の結果"
    MOVE = "move", "日の変更"
    STEP = "step", "次の一手"
    PLAN = "plan", "プラン"
    EVALUATION = "evaluation", "プランの評価"
    PLAN_END = "plan_end", "プランの終わり"


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, staff: Staff) -> Self:
        """One's own, as long as one may still read the case it is about."""
        readable = Case.objects.visible_to(staff).filter(pk=OuterRef("case"))
        return self.filter(Q(case=None) | Exists(readable), owner=staff)

    def about(
        self,
        kind: str,
        *,
        case: Case | None,
        record: SupportRecord | None = None,
        follow_up: FollowUp | None = None,
        plan: Plan | None = None,
    ) -> Self:
        return self.filter(kind=kind, case=case, record=record, follow_up=follow_up, plan=plan)


class Draft(models.Model):
    """`key` is the form's own `once`: whoever saves that form has no draft of it any more."""

    owner = models.ForeignKey(Staff, models.CASCADE, related_name="+", verbose_name="書いている人")
    key = models.UUIDField("用紙の番号")
    kind = models.CharField("何の下書きか", max_length=12, choices=DraftKind.choices)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    record = models.ForeignKey(
        SupportRecord, models.PROTECT, null=True, blank=True, related_name="+"
    )
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, null=True, blank=True, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="+")
    sealed = models.TextField("封をした中身")
    started_at = models.DateTimeField("書きはじめた日時")
    saved_at = models.DateTimeField("保存した日時", db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "下書き"
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="draft_once_per_form"),
            models.CheckConstraint(
                condition=Q(kind="intake", case=None) | (~Q(kind="intake") & Q(case__isnull=False)),
                name="draft_about_a_case_unless_intake",
                violation_error_message="どのケースの下書きかがわかりません",
            ),
            models.CheckConstraint(
                condition=Q(kind="correction", record__isnull=False)
                | (~Q(kind="correction") & Q(record=None)),
                name="draft_of_a_record_when_correcting",
                violation_error_message="どの記録の下書きかがわかりません",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["result", "move"], follow_up__isnull=False)
                | (~Q(kind__in=["result", "move"]) & Q(follow_up=None)),
                name="draft_of_a_step_when_ending_or_moving_it",
                violation_error_message="どの次の一手の下書きかがわかりません",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["plan", "evaluation", "plan_end"], plan__isnull=False)
                | (~Q(kind__in=["plan", "evaluation", "plan_end"]) & Q(plan=None)),
                name="draft_of_a_plan_when_writing_of_it",
                violation_error_message="どのプランの下書きかがわかりません",
            ),
        ]
        indexes = [models.Index(fields=["owner", "-saved_at", "-id"], name="draft_by_owner")]

    def __str__(self) -> str:
        return f"下書き{self.pk}"
