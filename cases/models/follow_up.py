"""次の一手: what, who, by when; an open case always has one (R4)."""

from __future__ import annotations

from datetime import date
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q

from cases.models import guard_sql
from cases.models.case import Case
from cases.models.guards import never_deleted, on_an_open_case
from cases.models.referral import Referral
from cases.states import FollowUpState
from districts.models import Agency, Staff


class FollowUpKind(models.TextChoices):
    VISIT = "visit", "訪問"
    PHONE = "phone", "電話"
    MEETING = "meeting", "会議"
    TASK = "task", "しごと"


# to be seen or spoken to, in this or that way
CONTACTS = (FollowUpKind.VISIT, FollowUpKind.PHONE, FollowUpKind.MEETING)


class Purpose(models.TextChoices):
    """Why the follow-up is there; the ones tied to a referral end with its answer."""

    NEXT = "next", "次の一手"
    FIRST_CONTACT = "first_contact", "初回の連絡"
    REPLY = "reply", "返事を待つ"
    RETURNED = "returned", "戻された件"
    COORDINATION = "coordination", "多機関協働"
    WITHDRAWAL = "withdrawal", "同意の取り下げ"
    ROLE = "role", "役割分担"
    MONITORING = "monitoring", "プランのようすの確認"
    EVALUATION = "evaluation", "プランの評価"
    PARTICIPATION = "participation", "参加支援の見守り"


class FollowUpOutcome(models.TextChoices):
    MET = "met", "会えた・話せた"
    ABSENT = "absent", "不在"
    DECLINED = "declined", "断り"
    MESSAGE_LEFT = "message_left", "伝言を残した"
    NONE = "none", "済んだ"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(case__in=Case.objects.visible_to(staff))

    def open(self) -> Self:
        return self.filter(state=FollowUpState.OPEN)

    def of_staff(self, staff: Staff) -> Self:
        """Mine, and those of my agency that nobody has taken yet."""
        return self.filter(Q(assignee=staff) | Q(assignee__isnull=True, agency=staff.agency_id))

    def on_the_desk_of(self, staff: Staff) -> Self:
        """What is still to be done: of a case they may see, by them or by whoever takes it."""
        return self.visible_to(staff).of_staff(staff).open()

    def due_by(self, day: date) -> Self:
        return self.filter(due_on__lte=day)


class FollowUp(models.Model):
    case = models.ForeignKey(Case, models.PROTECT, related_name="follow_ups")
    purpose = models.CharField("わけ", max_length=20, choices=Purpose.choices)
    referral = models.ForeignKey(
        Referral, models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    plan = models.ForeignKey(
        "cases.Plan", models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    kind = models.CharField("かたち", max_length=10, choices=FollowUpKind.choices)
    what = models.CharField("すること", max_length=200)
    due_on = models.DateField("いつまで")
    due_time = models.TimeField("時刻", null=True, blank=True)
    place = models.CharField("場所", max_length=100, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="担当の機関")
    assignee = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="follow_ups", verbose_name="担当"
    )
    state = models.CharField("ようす", max_length=10, choices=FollowUpState.choices)
    outcome = models.CharField("結果", max_length=20, blank=True, choices=FollowUpOutcome.choices)
    outcome_note = models.CharField("結果のひとこと", max_length=500, blank=True)
    ended_at = models.DateTimeField("終わった日時", null=True)
    ended_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    planned_at = models.DateTimeField("決めた日時")
    planned_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "次の一手"
        verbose_name_plural = "次の一手"
        constraints = [
            models.CheckConstraint(
                condition=~Q(what=""),
                name="follow_up_says_what",
                violation_error_message="次にすることを入れてください",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="open", ended_at__isnull=True, ended_by__isnull=True, outcome="")
                    | Q(state="dropped", ended_at__isnull=False, ended_by__isnull=False, outcome="")
                    | (
                        Q(state="done", ended_at__isnull=False, ended_by__isnull=False)
                        & ~Q(outcome="")
                    )
                ),
                name="follow_up_ends_with_who_and_when",
                violation_error_message="終えるときは、結果とだれがいつしたかが要ります",
            ),
        ]
        indexes = [
            models.Index(
                fields=["assignee", "due_on", "due_time"],
                condition=Q(state="open"),
                name="follow_up_of_staff",
            ),
            models.Index(
                fields=["agency", "due_on"],
                condition=Q(state="open", assignee__isnull=True),
                name="follow_up_of_agency",
            ),
            models.Index(
                fields=["case", "due_on"], condition=Q(state="open"), name="follow_up_next"
            ),
            models.Index(fields=["due_on"], condition=Q(state="open"), name="follow_up_due"),
            models.Index(fields=["ended_by", "-ended_at"], name="follow_up_ended"),
        ]
        triggers = [
            never_deleted("follow_up_stays"),
            pgtrigger.Protect(
                name="follow_up_ends_once",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state=FollowUpState.OPEN.value),
            ),
            pgtrigger.Trigger(
                name="follow_up_taken_at_work",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__state=FollowUpState.OPEN.value),
                func=guard_sql.at_work("assignee_id"),
            ),
            pgtrigger.ReadOnly(name="follow_up_of_one_case", fields=["case"]),
            on_an_open_case(
                "follow_up_on_an_open_case", pgtrigger.Q(new__state=FollowUpState.OPEN.value)
            ),
            pgtrigger.Trigger(
                name="follow_up_never_the_last",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                condition=~pgtrigger.Q(new__state=FollowUpState.OPEN.value),
                func=guard_sql.always_planned("NEW.case_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"次の一手{self.pk}"
