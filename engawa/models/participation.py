"""参加支援: from what a person likes to a place they stay at, step by step (社会福祉法106条の4第2項2号)."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cases.models import Case, Level, Plan
from cases.models.guards import append_only, counts_versions, never_deleted
from districts.models import District, Staff
from engawa.models import name_guard
from engawa.models.interest import Interest
from engawa.models.opening import Weekday
from engawa.models.site import Feature, Site
from engawa.states import PARTICIPATION_STEPS, VISIT_STEPS, ParticipationState, VisitState


class PartOfDay(models.TextChoices):
    MORNING = "morning", "午前"
    AFTERNOON = "afternoon", "午後"


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def visible_to(self, staff: Staff) -> Self:
        """Who may read the case, and nobody else: a place sees only what was asked of it."""
        return self.filter(case__in=Case.objects.visible_to(staff, level=Level.READ))

    def going(self) -> Self:
        return self.exclude(state=ParticipationState.ENDED)


class Participation(models.Model):
    """What the person likes and needs, in their own words where possible; one at a time for each case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="participations")
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="participations"
    )
    state = models.CharField(
        "ようす",
        max_length=10,
        choices=ParticipationState.choices,
        default=ParticipationState.SEEKING,
    )
    own_words = models.TextField("本人のことば", max_length=1000, blank=True)
    interests = models.ManyToManyField(Interest, blank=True, verbose_name="好きなこと")
    days = ArrayField(
        models.PositiveSmallIntegerField(choices=Weekday.choices),
        verbose_name="行ける曜日",
        default=list,
        blank=True,
    )
    parts = ArrayField(
        models.CharField(max_length=10, choices=PartOfDay.choices),
        verbose_name="行ける時間",
        default=list,
        blank=True,
    )
    near = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="近い地区"
    )
    neighbours_too = models.BooleanField("となりの地区も", default=True)
    company_most = models.PositiveSmallIntegerField("人数は多くて", null=True, blank=True)
    needs = ArrayField(
        models.CharField(max_length=12, choices=Feature.choices),
        verbose_name="要ること",
        default=list,
        blank=True,
    )
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="participations"
    )
    begun_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField("始めた日時")
    ended_at = models.DateTimeField("終えた日時", null=True, blank=True)
    ended_because = models.CharField("終えたわけ", max_length=500, blank=True)
    version = models.PositiveIntegerField("版", default=1, editable=False)
    updated_at = models.DateTimeField("直した日時")

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "参加支援"
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=~Q(state="ended"),
                name="participation_one_at_a_time",
                violation_error_message="このケースの参加支援は、もう始まっています",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False) & ~Q(ended_because="")
                | ~Q(state="ended") & Q(ended_at__isnull=True, ended_because=""),
                name="participation_ended_for_a_reason",
                violation_error_message="終えるわけを入れてください",
            ),
            models.CheckConstraint(
                condition=Q(state="seeking") | Q(state="ended") | Q(site__isnull=False),
                name="participation_somewhere",
                violation_error_message="どの場かをえらんでください",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-begun_at", "-id"], name="participation_by_state"),
            models.Index(
                fields=["site"], condition=~Q(state="ended"), name="participation_at_a_site"
            ),
        ]
        triggers = [
            never_deleted("participation_stays"),
            pgtrigger.ReadOnly(name="participation_of_a_case", fields=["case", "begun_at"]),
            pgtrigger.FSM(
                name="participation_steps",
                field="state",
                transitions=[
                    (before, after)
                    for before, then in PARTICIPATION_STEPS.items()
                    for after in sorted(then)
                ],
            ),
            pgtrigger.Trigger(
                name="participation_on_an_open_case",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                condition=~pgtrigger.Q(new__state=ParticipationState.ENDED.value),
                func=name_guard.closed_without_a_way("NEW.case_id"),
            ),
            counts_versions(
                "participation_version",
                *("plan", "state", "own_words", "days", "parts", "near", "neighbours_too"),
                *("company_most", "needs", "site", "ended_at", "ended_because"),
            ),
        ]

    def __str__(self) -> str:
        return f"参加支援{self.pk}"


class CaseOnTheWay(Case):
    """ケースの終わりと参加支援: a case is not closed while its way to a place goes on (R12)."""

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "参加支援のあるケース"
        triggers = [
            pgtrigger.Trigger(
                name="case_closes_without_a_way",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.AnyChange("stage"),
                func=name_guard.closed_without_a_way("NEW.id"),
            ),
        ]


class Candidate(models.Model):
    """候補: a place put on the tray, with what spoke for it at that moment."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="candidates")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    reasons = models.JSONField("合うところ", default=list)
    put_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    put_at = models.DateTimeField("候補にした日時")
    taken_out_at = models.DateTimeField("外した日時", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "候補"
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "site"],
                condition=Q(taken_out_at__isnull=True),
                name="candidate_once",
                violation_error_message="この場は、もう候補に入っています",
            ),
        ]
        triggers = [never_deleted("candidate_stays")]

    def __str__(self) -> str:
        return f"{self.site}"


class VisitQuerySet(models.QuerySet["VisitAsked"]):
    def visible_to(self, staff: Staff) -> Self:
        """Both ends: whoever reads the case, and the desk of the place it was asked of."""
        seen = Participation.objects.visible_to(staff).values("pk")
        return self.filter(Q(participation__in=seen) | Q(site__desks__staff=staff))

    def waiting(self) -> Self:
        return self.filter(state=VisitState.ASKED)


class VisitAsked(models.Model):
    """見学のおねがい: what the place may read; no name goes along unless the person agreed to it (R6)."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="visits")
    site = models.ForeignKey(Site, models.PROTECT, related_name="visits")
    state = models.CharField(
        "ようす", max_length=10, choices=VisitState.choices, default=VisitState.ASKED
    )
    on = models.DateField("行きたい日")
    starts = models.TimeField("時刻", null=True, blank=True)
    words = models.CharField("伝えること（名前なし）", max_length=300, blank=True)
    name = models.CharField("名前（同意のあるときだけ）", max_length=100, blank=True)
    with_staff = models.BooleanField("職員もいっしょに行く", default=True)
    asked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("たのんだ日時")
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField("返事の日時", null=True, blank=True)
    answer = models.CharField("返事のひとこと", max_length=300, blank=True)
    ended_at = models.DateTimeField("終わった日時", null=True, blank=True)
    went = models.CharField("行ってみて", max_length=500, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "見学のおねがい"
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "site"],
                condition=Q(state__in=["asked", "welcome"]),
                name="visit_asked_once",
                violation_error_message="この場には、もう見学をたのんでいます",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True)
                | Q(state="withdrawn")
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="visit_answered_by_somebody",
                violation_error_message="だれの返事かがわかりません",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("asked_at")),
                name="visit_answered_after_asking",
                violation_error_message="返事は、たのんだ後になります",
            ),
        ]
        indexes = [models.Index(fields=["site", "state", "on", "id"], name="visit_by_site")]
        triggers = [
            never_deleted("visit_stays"),
            pgtrigger.ReadOnly(
                name="visit_as_it_was_asked",
                fields=["participation", "site", "words", "asked_by", "asked_at"],
            ),
            pgtrigger.Trigger(
                name="visit_name_on_a_word",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=~pgtrigger.Q(new__name=""),
                func=name_guard.NAME_ON_A_WORD,
            ),
            pgtrigger.FSM(
                name="visit_steps",
                field="state",
                transitions=[
                    (before, after)
                    for before, then in VISIT_STEPS.items()
                    for after in sorted(then)
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"見学{self.pk}"


class ParticipationStep(models.Model):
    """歩み: each step from looking to settling, by whom and why; never rewritten (R9)."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="steps")
    state = models.CharField("ようす", max_length=10, choices=ParticipationState.choices)
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField("ひとこと", max_length=500, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField("日時")

    class Meta:
        verbose_name = verbose_name_plural = "参加支援の歩み"
        ordering = ["at", "pk"]
        triggers = [append_only("participation_step_stays")]

    def __str__(self) -> str:
        return f"{self.get_state_display()}"
