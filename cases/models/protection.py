"""支援措置: who is kept from being found by whom, from when to when (R7)."""

from __future__ import annotations

from datetime import date
from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from cases.models import guard_sql
from cases.models.case import Case
from cases.models.guards import append_only, counts_versions, never_deleted
from cases.models.person import Person
from cases.states import ProtectionState
from districts.models import Staff
from fujisawa_care.foundation.workdays import months_later

MOST_OTHERS, LONGEST_OTHER = 5, 100


class ProtectionSide(models.TextChoices):
    COVERED = "covered", "まもる方"
    OTHER = "other", "相手方"


class AddressProtectionQuerySet(models.QuerySet["AddressProtection"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(case__in=Case.objects.visible_to(staff))

    def running(self) -> Self:
        return self.filter(state=ProtectionState.RUNNING)

    def about(self, case: Case) -> Self:
        """Those that cover the person of this case, and those set from it; never the other side's."""
        covers = ProtectionMember.objects.filter(
            protection=OuterRef("pk"), side=ProtectionSide.COVERED, person=case.person_id
        )
        return self.filter(Q(case=case) | Exists(covers))


class AddressProtection(models.Model):
    """One year from the day it was accepted; longer only by being asked for again."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="protections")
    starts_on = models.DateField("はじめの日")
    ends_on = models.DateField("終わりの日")
    extensions = models.PositiveSmallIntegerField("延長した回数", default=0)
    other_parties = ArrayField(
        models.CharField(max_length=LONGEST_OTHER), verbose_name="相手方", size=MOST_OTHERS
    )
    school = models.CharField("学校・園", max_length=200, blank=True)
    workplace = models.CharField("勤め先", max_length=200, blank=True)
    meeting_place = models.CharField("会う場所", max_length=200, blank=True)
    state = models.CharField("ようす", max_length=10, choices=ProtectionState.choices)
    set_at = models.DateTimeField("つけた日時")
    set_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="つけた職員")
    ended_at = models.DateTimeField("終わった日時", null=True)
    ended_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, related_name="+", verbose_name="終わりにした職員"
    )
    end_reason = models.CharField("終わりにした理由", max_length=500, blank=True)
    version = models.PositiveIntegerField("版", default=1, editable=False)
    updated_at = models.DateTimeField("直した日時")

    objects = AddressProtectionQuerySet.as_manager()

    class Meta:
        verbose_name = "支援措置"
        verbose_name_plural = "支援措置"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="protection_period",
                violation_error_message="終わりの日は、はじめの日より後にしてください",
            ),
            models.CheckConstraint(
                condition=~Q(other_parties=[]),
                name="protection_names_the_other_party",
                violation_error_message="相手方を入れてください",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="running", ended_at__isnull=True, ended_by__isnull=True, end_reason="")
                    | Q(state="lapsed", ended_at__isnull=False, end_reason="")
                    | Q(state="ended", ended_at__isnull=False, ended_by__isnull=False)
                    & ~Q(end_reason="")
                ),
                name="protection_ends_with_a_reason",
                violation_error_message="期間の途中で終わりにするには、理由が要ります",
            ),
        ]
        indexes = [
            models.Index(fields=["ends_on"], condition=Q(state="running"), name="protection_ends"),
            models.Index(fields=["case", "-set_at"], name="protection_by_case"),
        ]
        triggers = [
            never_deleted("protection_stays"),
            counts_versions(
                "protection_version",
                *("ends_on", "other_parties", "school", "workplace", "meeting_place", "state"),
            ),
            pgtrigger.Protect(
                name="protection_ends_once",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state=ProtectionState.RUNNING.value),
            ),
            pgtrigger.Trigger(
                name="protection_no_longer_than_a_year",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=guard_sql.NO_LONGER_THAN_A_YEAR,
            ),
            pgtrigger.Trigger(
                name="protection_lifts",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
                func=guard_sql.LIFT_PROTECTION,
            ),
        ]

    def __str__(self) -> str:
        return f"支援措置{self.pk}"

    @property
    def extendable_from(self) -> date:
        """It may be asked for again from one month before its end, never by itself (R7)."""
        return months_later(self.ends_on, -1)


class ProtectionMember(models.Model):
    """One person on one side of it; both sides may once have been one household."""

    protection = models.ForeignKey(AddressProtection, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="protections")
    side = models.CharField("どちら", max_length=10, choices=ProtectionSide.choices)

    class Meta:
        verbose_name = "支援措置の人"
        verbose_name_plural = "支援措置の人"
        constraints = [
            models.UniqueConstraint(
                fields=["protection", "person"],
                name="protection_one_side",
                violation_error_message="同じ方を、まもる方と相手方の両方にはできません",
            ),
        ]
        indexes = [models.Index(fields=["person", "side"], name="protection_of_person")]
        triggers = [
            append_only("protection_member_stays"),
            pgtrigger.Trigger(
                name="protection_covers",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                condition=pgtrigger.Q(new__side=ProtectionSide.COVERED.value),
                func=guard_sql.COVER_PERSON,
            ),
        ]

    def __str__(self) -> str:
        return f"支援措置{self.protection_id} {self.side}"
