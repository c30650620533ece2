"""ケース: the thread of accountability for one household's trouble, from the first word to 終結."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from cases.models import guard_sql
from cases.models.ground import AccessGround, Level
from cases.models.guards import counts_versions, never_deleted
from cases.models.household import Household
from cases.models.person import Person
from cases.states import CaseStage
from districts.models import Agency, District, Staff, Topic
from fujisawa_care.foundation.kept import Accompanied

LONGEST_RHYTHM = 365


class ClosingOutcome(models.TextChoices):
    INFORMATION = "information", "情報を伝えて終わり"
    SOLVED = "solved", "困りごとが落ちついた"
    LINKED = "linked", "ほかの支援につながった"
    MOVED = "moved", "転出"
    DECLINED = "declined", "本人が望まない"
    DIED = "died", "亡くなった"
    OTHER = "other", "その他"


class OwnedBecause(models.TextChoices):
    RECEIVED = "received", "受け止めた"
    ACCEPTED = "accepted", "つなぎを受けた"
    ASSIGNED = "assigned", "担当者を決めた"
    REOPENED = "reopened", "再開した"
    SUCCEEDED = "succeeded", "引き継いだ"


class CaseQuerySet(Accompanied["Case"]):
    def visible_to(
        self, staff: Staff, *, level: Level = Level.READ, at: datetime | None = None
    ) -> Self:
        """The only definition of who may see a case; everything below a case asks this (R6)."""
        grounds = AccessGround.objects.of(staff, at=at).at_least(level)
        return self.filter(Exists(grounds.filter(case=OuterRef("pk"))))

    def open(self) -> Self:
        return self.filter(stage=CaseStage.OPEN)

    def owned_by(self, staff: Staff) -> Self:
        return self.filter(owner=staff.agency_id, owner_staff=staff)


class Case(models.Model):
    number = models.CharField("受付番号", max_length=12, unique=True)
    household = models.ForeignKey(Household, models.PROTECT, related_name="cases")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="本人"
    )
    owner = models.ForeignKey(
        Agency, models.PROTECT, related_name="owned_cases", verbose_name="主担当の機関"
    )
    owner_staff = models.ForeignKey(
        Staff, models.PROTECT, null=True, related_name="owned_cases", verbose_name="主担当の職員"
    )
    owner_since = models.DateTimeField("主担当になった日時")
    owner_because = models.CharField("主担当の理由", max_length=20, choices=OwnedBecause.choices)
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, verbose_name="地区"
    )
    topics = models.ManyToManyField(Topic, blank=True, verbose_name="困りごと")
    stage = models.CharField("ようす", max_length=10, choices=CaseStage.choices)
    opened_at = models.DateTimeField("はじめ")
    closed_at = models.DateTimeField("終わり", null=True, blank=True)
    outcome = models.CharField(
        "終わりのかたち", max_length=20, blank=True, choices=ClosingOutcome.choices
    )
    closing_reason = models.TextField("終わりの理由", blank=True)
    hops = models.PositiveSmallIntegerField("つないだ回数", default=0, editable=False)
    coordinators_since = models.DateTimeField("多機関協働へ", null=True, blank=True)
    last_record_at = models.DateTimeField("最後の記録")
    rhythm_days = models.PositiveSmallIntegerField("連絡の間かく（日）", null=True, blank=True)
    version = models.PositiveIntegerField("版", default=1, editable=False)
    updated_at = models.DateTimeField("直した日時")

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "ケース"
        verbose_name_plural = "ケース"
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(stage=CaseStage.OPEN, closed_at__isnull=True, outcome="")
                    | Q(stage=CaseStage.CLOSED, closed_at__isnull=False)
                    & ~Q(outcome="")
                    & ~Q(closing_reason="")
                ),
                name="case_closing_is_complete",
                violation_error_message="終わりにするには、終わりのかたち・理由・日時が要ります",
            ),
            models.CheckConstraint(
                condition=Q(rhythm_days__isnull=True) | Q(rhythm_days__range=(1, LONGEST_RHYTHM)),
                name="case_rhythm",
                violation_error_message="間かくは1日から365日までにしてください",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="case_period",
                violation_error_message="終わりの日時は、はじめより後にしてください",
            ),
        ]
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="case_newest"),
            models.Index(
                fields=["owner", "owner_staff"], condition=Q(stage="open"), name="case_open_owner"
            ),
            models.Index(
                fields=["last_record_at"], condition=Q(stage="open"), name="case_open_quiet"
            ),
            models.Index(fields=["district", "-opened_at"], name="case_by_district"),
            models.Index(
                fields=["coordinators_since"],
                condition=Q(coordinators_since__isnull=False, stage="open"),
                name="case_before_coordinators",
            ),
        ]
        triggers = [
            never_deleted("case_stays"),
            counts_versions(
                "case_version",
                *("household", "person", "owner", "owner_staff", "district", "stage"),
                *("coordinators_since", "updated_at"),
            ),
            pgtrigger.Trigger(
                name="case_counts_hops",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__owner__df=pgtrigger.F("new__owner"))
                & ~pgtrigger.Q(new__owner_because=OwnedBecause.SUCCEEDED.value),
                func="NEW.hops = OLD.hops + 1; RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="case_owner_at_work",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__stage="open"),
                func=guard_sql.at_work("owner_staff_id"),
            ),
            pgtrigger.Trigger(
                name="case_writes_ownership",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                func=guard_sql.WRITE_OWNERSHIP,
            ),
            pgtrigger.Trigger(
                name="case_always_planned",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__stage="open"),
                func=guard_sql.always_planned("NEW.id"),
            ),
            pgtrigger.Trigger(
                name="case_closed_whole",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__stage="closed"),
                func=guard_sql.closed_whole("NEW.id"),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def not_before(self, at: datetime) -> datetime:
        """`at`, or what is already written: who clicked first may be served last."""
        return max(filter(None, (at, self.owner_since, self.closed_at)))


class CaseCounter(models.Model):
    fiscal_year = models.PositiveSmallIntegerField("年度", primary_key=True)
    last = models.PositiveIntegerField("最後の番号", default=0)

    class Meta:
        verbose_name = "受付番号の控え"
        verbose_name_plural = "受付番号の控え"

    def __str__(self) -> str:
        return f"{self.fiscal_year}年度 {self.last}"


class OwnershipQuerySet(models.QuerySet["Ownership"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(case__in=Case.objects.visible_to(staff))


class Ownership(models.Model):
    """主担当の期間: written by the database itself from Case.owner, so that it has no gap (R1)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="ownerships")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField("から")
    until = models.DateTimeField("まで", null=True)
    because = models.CharField("理由", max_length=20, choices=OwnedBecause.choices)

    objects = OwnershipQuerySet.as_manager()

    class Meta:
        verbose_name = "主担当"
        verbose_name_plural = "主担当"
        constraints = [
            guard_sql.NO_TWO_OWNERS,
            models.UniqueConstraint(
                fields=["case"], condition=Q(until__isnull=True), name="ownership_one_running"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="ownership_period",
                violation_error_message="主担当の終わりは、始まりより後にしてください",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="ownership_only_by_case",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=guard_sql.ONLY_FROM_A_TRIGGER,
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.agency_id}"
