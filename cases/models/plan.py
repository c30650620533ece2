"""支援プラン: wishes, goals and who does what until when; decided by a sitting and by nothing else (R11)."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from cases.models import guard_sql, plan_guards
from cases.models.case import Case
from cases.models.follow_up import FollowUp
from cases.models.guards import counts_versions, never_deleted
from cases.models.menu import SupportMenu
from cases.states import PLAN_STEPS, PlanState
from districts.models import Agency, Staff

LIVE = (
    PlanState.DRAFT,
    PlanState.TABLED,
    PlanState.DECIDED,
    PlanState.RUNNING,
    PlanState.EVALUATED,
)
# what a sitting has before it, or has decided
ON_PAPER = [PlanState.TABLED.value, PlanState.DECIDED.value]
AGREED = (PlanState.DECIDED, PlanState.RUNNING, PlanState.EVALUATED)
OVER = (PlanState.CLOSED, PlanState.RENEWED)
WORDS_LIMIT = 4000
MONTHS, MONITOR_MONTHS = 6, 3


class PlanKind(models.TextChoices):
    MULTI_AGENCY = "multi_agency", "多機関協働"
    PARTICIPATION = "participation", "参加支援"
    OUTREACH = "outreach", "アウトリーチ"


class Signature(models.TextChoices):
    """本人の確認: how far the person has come with the sheet in their hands."""

    NONE = "none", "まだ見せていない"
    SHOWN = "shown", "見せた"
    VERBAL = "verbal", "口頭でよいと言った"
    WRITTEN = "written", "署名した"
    DECLINED = "declined", "署名はしない"


class TaskStanding(models.TextChoices):
    """立場: 主 answers for a goal; the others stand beside."""

    LEAD = "lead", "主"
    SECOND = "second", "副"
    HELP = "help", "協力"
    ADVICE = "advice", "助言"


class TaskAnswer(models.TextChoices):
    """Whether the agency named in a row was asked, and what it said."""

    NOT_ASKED = "not_asked", "まだ聞いていない"
    ASKED = "asked", "返事待ち"
    AGREED = "agreed", "引き受けた"
    DECLINED = "declined", "引き受けられない"


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(case__in=Case.objects.visible_to(staff))

    def live(self) -> Self:
        """Not over: a draft, on a table, agreed, or being looked back on."""
        return self.filter(state__in=LIVE)

    def agreed(self) -> Self:
        """Decided by a sitting and not yet over: their roles hold."""
        return self.filter(state__in=AGREED)


class Plan(models.Model):
    case = models.ForeignKey(Case, models.PROTECT, related_name="plans")
    kind = models.CharField("種類", max_length=20, choices=PlanKind.choices)
    state = models.CharField("ようす", max_length=10, choices=PlanState.choices)
    edition = models.PositiveSmallIntegerField("第何版", default=1)
    renews = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="renewal",
        verbose_name="前のプラン",
    )
    wishes = models.TextField("本人の望み", blank=True, max_length=WORDS_LIMIT)
    troubles = models.TextField("解決したい課題", blank=True, max_length=WORDS_LIMIT)
    aim = models.TextField("めざす姿", blank=True, max_length=WORDS_LIMIT)
    direction = models.TextField("支援の方向性", blank=True, max_length=WORDS_LIMIT)
    menus = models.ManyToManyField(
        SupportMenu, blank=True, related_name="+", verbose_name="支援メニュー"
    )
    starts_on = models.DateField("いつから", null=True, blank=True)
    ends_on = models.DateField("いつまで", null=True, blank=True)
    evaluate_on = models.DateField("評価の日", null=True, blank=True)
    monitor_months = models.PositiveSmallIntegerField(
        "ようすを確かめる間かく（月）", default=MONITOR_MONTHS
    )
    shown_on = models.DateField("本人に見せた日", null=True, blank=True)
    signature = models.CharField(
        "本人の確認", max_length=10, choices=Signature.choices, default=Signature.NONE
    )
    signed_on = models.DateField("本人が確かめた日", null=True, blank=True)
    drafted_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="作った職員"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="作った機関")
    drafted_at = models.DateTimeField("作った日時")
    tabled_at = models.DateTimeField("会議に出した日時", null=True, blank=True)
    decided_at = models.DateTimeField("決まった日時", null=True, blank=True)
    ended_at = models.DateTimeField("終わった日時", null=True, blank=True)
    ended_because = models.CharField("終わったわけ", max_length=1000, blank=True)
    stays_with = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="このあとの主担当",
    )
    version = models.PositiveIntegerField("版", default=1, editable=False)
    updated_at = models.DateTimeField("直した日時")

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "支援プラン"
        verbose_name_plural = "支援プラン"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(state__in=[*LIVE]),
                name="plan_one_live_of_a_kind",
                violation_error_message="この種類のプランは、もうあります。それを開いて直してください",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gt=F("starts_on")),
                name="plan_period",
                violation_error_message="「いつまで」は「いつから」より後の日にしてください",
            ),
            models.CheckConstraint(
                condition=Q(evaluate_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(evaluate_on__gte=F("starts_on"), evaluate_on__lte=F("ends_on")),
                name="plan_evaluated_within",
                violation_error_message="評価の日は、プランの期間の中にしてください",
            ),
            models.CheckConstraint(
                condition=Q(monitor_months__range=(1, 12)),
                name="plan_monitoring",
                violation_error_message="間かくは1か月から12か月までにしてください",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PlanState.TABLED, *AGREED])
                | Q(
                    tabled_at__isnull=False,
                    starts_on__isnull=False,
                    ends_on__isnull=False,
                    evaluate_on__isnull=False,
                ),
                name="plan_tabled_whole",
                violation_error_message="会議に出すプランには、期間と評価の日が要ります",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[*OVER], ended_at__isnull=False)
                | ~Q(state__in=[*OVER]) & Q(ended_at__isnull=True),
                name="plan_ends_with_a_day",
                violation_error_message="終わったプランには、終わった日時が要ります",
            ),
        ]
        indexes = [models.Index(fields=["case", "-drafted_at"], name="plan_by_case")]
        triggers = [
            never_deleted("plan_stays"),
            counts_versions(
                "plan_version",
                *("kind", "state", "wishes", "troubles", "aim", "direction", "starts_on"),
                *("ends_on", "evaluate_on", "monitor_months", "shown_on", "signature"),
                *("signed_on", "stays_with", "updated_at"),
            ),
            pgtrigger.FSM(
                name="plan_steps",
                field="state",
                transitions=[
                    (before.value, after.value)
                    for before, successors in PLAN_STEPS.items()
                    for after in sorted(successors)
                ],
            ),
            pgtrigger.Trigger(
                name="plan_begins_as_a_draft",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=~pgtrigger.Q(new__state=PlanState.DRAFT.value),
                func=plan_guards.BEGINS_AS_A_DRAFT,
            ),
            pgtrigger.Trigger(
                name="plan_decided_by_a_sitting",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__state=PlanState.DECIDED.value)
                & ~pgtrigger.Q(old__state=PlanState.DECIDED.value),
                func=plan_guards.DECIDED_BY_A_SITTING,
            ),
            pgtrigger.Trigger(
                name="plan_of_an_open_case",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__state__in=[one.value for one in LIVE]),
                func=guard_sql.closed_whole("NEW.case_id"),
            ),
            pgtrigger.Trigger(
                name="plan_whole_on_the_table",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__state__in=ON_PAPER)
                & pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
                func=plan_guards.whole("NEW.id"),
            ),
        ]

    def __str__(self) -> str:
        return f"プラン{self.pk}"

    @property
    def frozen(self) -> bool:
        """Its words are those of the sitting from the moment it lies on the table."""
        return self.state != PlanState.DRAFT


class PlanGoal(models.Model):
    """めざす姿: one of the steps of a plan; exactly one 主 answers for it."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals")
    position = models.PositiveSmallIntegerField("並び順")
    text = models.CharField("めざす姿", max_length=500)

    class Meta:
        verbose_name = "めざす姿"
        verbose_name_plural = "めざす姿"
        ordering = ["position", "pk"]
        triggers = [
            pgtrigger.Trigger(
                name="goal_of_a_draft",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=plan_guards.only_in_a_draft("plan_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"めざす姿{self.pk}"


class PlanTaskQuerySet(models.QuerySet["PlanTask"]):
    def visible_to(self, staff: Staff) -> Self:
        """Who sees the case; and the house that was asked sees its own row of a plan that is not over."""
        if not staff.is_active or not staff.sees_cases:
            return self.none()
        seen = Q(plan__case__in=Case.objects.visible_to(staff))
        return self.filter(seen | Q(pk__in=PlanTask.objects.asked_of(staff)))

    def of_house(self, agency_id: int) -> Self:
        """Its rows: as named, or taken over from a house that handed on."""
        return self.filter(Q(carried_by=agency_id) | Q(carried_by__isnull=True, agency=agency_id))

    def asked_of(self, staff: Staff) -> Self:
        """What their house was asked for, in plans that are not over."""
        if not staff.is_active or not staff.sees_cases:
            return self.none()
        ours = self.of_house(staff.agency_id).filter(plan__state__in=LIVE)
        return ours.exclude(answer=TaskAnswer.NOT_ASKED)


class PlanTask(models.Model):
    """支えの内容と役割: what is done, by which agency or whom, in which standing, until when."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks")
    goal = models.ForeignKey(PlanGoal, models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField("並び順")
    what = models.CharField("支えの内容", max_length=200)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="機関"
    )
    staff = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="担当者"
    )
    who = models.CharField("機関でない方・場所", max_length=100, blank=True)
    standing = models.CharField("立場", max_length=10, choices=TaskStanding.choices)
    times = models.CharField("回数", max_length=40, blank=True)
    until = models.DateField("いつまで", null=True, blank=True)
    answer = models.CharField(
        "機関の返事", max_length=10, choices=TaskAnswer.choices, default=TaskAnswer.NOT_ASKED
    )
    answer_note = models.CharField("返事のひとこと", max_length=500, blank=True)
    answered_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="答えた職員"
    )
    answered_at = models.DateTimeField("答えた日時", null=True, blank=True)
    follow_up = models.OneToOneField(
        FollowUp,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_task",
        verbose_name="次の一手",
    )
    carried_by = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="引き継いだ機関",
    )

    objects = PlanTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "プランの役割"
        verbose_name_plural = "プランの役割"
        ordering = ["goal__position", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal"],
                condition=Q(standing="lead"),
                name="plan_one_lead_per_goal",
                violation_error_message="「主」は、めざす姿ひとつに一つだけです",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(who=""),
                name="plan_task_one_doer",
                violation_error_message="機関か、機関でない方か、どちらか一つにしてください",
            ),
            models.CheckConstraint(
                condition=~Q(standing="lead") | Q(who=""),
                name="plan_lead_is_an_agency",
                violation_error_message="「主」になれるのは機関です",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="plan_task_words_of_a_draft",
                operation=pgtrigger.Insert | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=plan_guards.only_in_a_draft("plan_id"),
            ),
            pgtrigger.Trigger(
                name="plan_task_stands_as_decided",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange(
                    "plan", "goal", "what", "agency", "who", "standing", "times", "until"
                ),
                func=plan_guards.only_in_a_draft("plan_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"プランの役割{self.pk}"

    @property
    def house(self) -> Agency | None:
        """Who does it now: the agency named, or the one that took its work over."""
        return self.carried_by or self.agency
