"""引き継ぎ: all that hung on one person or a whole house, passed to others in one go and acknowledged (R4)."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q

from cases.models.case import Case
from cases.models.event import Event
from cases.models.follow_up import FollowUp
from cases.models.guards import never_deleted
from cases.models.referral import Referral
from districts.models import Agency, Role, Staff

NOTE_LIMIT = 1000


def for_staff(staff: Staff) -> Q:
    """What this person may acknowledge: their own, and what their house got for nobody in particular."""
    return Q(to_staff=staff) | Q(to_staff__isnull=True, to_agency=staff.agency_id)


class SuccessionQuerySet(models.QuerySet["Succession"]):
    def visible_to(self, staff: Staff) -> Self:
        """Of one's own house, on either side, and for the managers of the city (R6)."""
        if not staff.is_active or not staff.sees_cases:
            return self.none()
        if staff.role == Role.MANAGER:
            return self
        received = SuccessionItem.objects.filter(
            succession=OuterRef("pk"), to_agency=staff.agency_id
        )
        return self.filter(Q(from_agency=staff.agency_id) | Q(made_by=staff) | Q(Exists(received)))

    def waiting_for(self, staff: Staff) -> Self:
        """With something in it that this person has not yet acknowledged."""
        mine = SuccessionItem.objects.filter(for_staff(staff), succession=OuterRef("pk"))
        waiting = mine.filter(acknowledged_at__isnull=True, undone_at__isnull=True)
        return self.filter(Exists(waiting))


class Succession(models.Model):
    """Of one person, or where nobody is named of the whole house."""

    from_staff = models.ForeignKey(
        Staff, models.PROTECT, null=True, related_name="successions", verbose_name="だれから"
    )
    from_agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name="どの機関から"
    )
    note = models.CharField("全体のひとこと", max_length=NOTE_LIMIT, blank=True)
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="した職員")
    made_at = models.DateTimeField("引き継いだ日時")
    undone_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, related_name="+", verbose_name="取り消した職員"
    )
    undone_at = models.DateTimeField("取り消した日時", null=True)

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = "引き継ぎ"
        verbose_name_plural = "引き継ぎ"
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="succession_undone_by_somebody",
                violation_error_message="取り消しには、だれがいつしたかが要ります",
            ),
        ]
        indexes = [
            models.Index(fields=["-made_at", "-id"], name="succession_newest"),
            models.Index(fields=["from_agency", "-made_at"], name="succession_by_agency"),
        ]
        triggers = [
            never_deleted("succession_stays"),
            pgtrigger.ReadOnly(
                name="succession_is_as_made",
                fields=["from_staff", "from_agency", "note", "made_by", "made_at"],
            ),
            pgtrigger.Protect(
                name="succession_undone_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__undone_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"引き継ぎ{self.pk}"


class Part(models.TextChoices):
    OWNER = "owner", "主担当"
    STEP = "step", "次の一手"
    TEAM = "team", "いっしょに受けている"
    ROLE = "role", "プランの役割"
    ASKED = "asked", "届いたつなぎ"
    SENT = "sent", "返事待ちのつなぎ"


class SuccessionItem(models.Model):
    """引き継いだもの: a case (主担当), one next step of it, or what else a house had in it."""

    succession = models.ForeignKey(Succession, models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    part = models.CharField("渡したもの", max_length=10, choices=Part.choices)
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, null=True, related_name="+")
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="+")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    from_staff = models.ForeignKey(
        Staff, models.PROTECT, null=True, related_name="+", verbose_name="それまでの担当"
    )
    to_staff = models.ForeignKey(
        Staff, models.PROTECT, null=True, related_name="+", verbose_name="だれへ"
    )
    to_agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name="どの機関へ"
    )
    note = models.CharField("ひとこと", max_length=NOTE_LIMIT, blank=True)
    acknowledged_at = models.DateTimeField("受けとった日時", null=True)
    acknowledged_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, related_name="+", verbose_name="受けとった職員"
    )
    undone_at = models.DateTimeField("戻した日時", null=True)
    kept_because = models.CharField("戻さなかったわけ", max_length=200, blank=True)

    class Meta:
        verbose_name = "引き継いだもの"
        verbose_name_plural = "引き継いだもの"
        constraints = [
            models.UniqueConstraint(
                fields=["succession", "case", "part", "follow_up", "referral"],
                nulls_distinct=False,
                name="succession_item_once",
                violation_error_message="同じものが2回えらばれています",
            ),
            models.CheckConstraint(
                condition=Q(part="step", follow_up__isnull=False, referral__isnull=True)
                | Q(
                    part__in=("owner", "team", "role"),
                    follow_up__isnull=True,
                    referral__isnull=True,
                )
                | Q(part__in=("asked", "sent"), follow_up__isnull=True, referral__isnull=False),
                name="succession_item_is_one_thing",
                violation_error_message="渡すのは、主担当・次の一手・つなぎのどれか一つです",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_staff"],
                condition=Q(acknowledged_at__isnull=True, undone_at__isnull=True),
                name="succession_waiting",
            ),
            models.Index(fields=["to_agency", "succession"], name="succession_received"),
        ]
        triggers = [
            never_deleted("succession_item_stays"),
            pgtrigger.ReadOnly(
                name="succession_item_as_made",
                fields=[
                    "succession",
                    "case",
                    "part",
                    "follow_up",
                    "referral",
                    "event",
                    "from_staff",
                    "to_staff",
                    "to_agency",
                    "note",
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"引き継いだもの{self.pk}"
