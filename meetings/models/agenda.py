"""議題: what lies on the table, why it may lie there, who may look, what was decided and who does what."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q

from cases.models import (
    AccessGround,
    Case,
    ConsentEvent,
    ConsentState,
    FollowUp,
    Plan,
    PlanDecision,
)
from cases.models.guards import append_only, counts_versions, never_deleted
from districts.models import Agency, Staff
from meetings.models import agenda_guards
from meetings.models.body import LOOK_AFTER
from meetings.models.meeting import Meeting, Member
from meetings.states import ITEM_STEPS, ItemState

ON_THE_TABLE = (ItemState.TABLED, ItemState.OPEN)
TALKED = (ItemState.DECIDED, ItemState.CONTINUED)
MEMO_LIMIT = 20_000


class Reason(models.TextChoices):
    """Fujisawa's own counting of what a case comes to a table for."""

    JUSO1 = "juso1", "重層① 多機関協働のプランの確認"
    JUSO2 = "juso2", "重層② 参加支援のプランの決定"
    SHIEN1 = "shien1", "支援① 同意のない事案の話し合い"
    SHIEN2 = "shien2", "支援② アウトリーチのプランの検討"
    NONE = "none", "理由の番号なし"


OF_JUSO = (Reason.JUSO1, Reason.JUSO2)
OF_SHIEN = (Reason.SHIEN1, Reason.SHIEN2)


class Decision(models.TextChoices):
    GO = "go", "この方針で進める"
    CONDITIONS = "conditions", "条件をつけて進める"
    AGAIN = "again", "次回も話し合う"
    NOT_HERE = "not_here", "この会議では扱わない"


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, staff: Staff) -> Self:
        """An item without a case: whoever sees the sitting. With one: its secretaries, and each member who
        has a running seat (sworn, until the days after have passed). Who sees the case itself sees that it is tabled.
        """
        if not staff.is_active or not staff.sees_cases:
            return self.none()
        if staff.role in LOOK_AFTER:
            return self
        seats = Seat.objects.running().filter(item=OuterRef("pk"), member__staff=staff)
        open_ = Q(case__isnull=True, meeting__in=Meeting.objects.visible_to(staff))
        return self.filter(open_ | Exists(seats) | Q(case__in=Case.objects.visible_to(staff)))

    def known_to(self, staff: Staff) -> Self:
        """Those, and what one was picked for and opens as soon as secrecy is confirmed."""
        picked = Seat.objects.filter(
            item=OuterRef("pk"),
            member__staff=staff,
            left_at__isnull=True,
            member__left_at__isnull=True,
            member__sworn_at__isnull=True,
        )
        seen = self.visible_to(staff).values("pk")
        if not staff.is_active or not staff.sees_cases:
            return self.none()
        return self.filter(Q(pk__in=seen) | Q(Exists(picked), state__in=ON_THE_TABLE))

    def on_the_table(self) -> Self:
        return self.filter(state__in=ON_THE_TABLE)


class AgendaItem(models.Model):
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField("順番")
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    title = models.CharField("題", max_length=100, blank=True)
    presenter = models.CharField("説明する人", max_length=60, blank=True)
    reason = models.CharField("理由", max_length=10, choices=Reason.choices)
    question = models.TextField("今日きめること", blank=True, max_length=1000)
    minutes = models.PositiveSmallIntegerField("時間（分）")
    state = models.CharField("ようす", max_length=10, choices=ItemState.choices)
    name_shown = models.BooleanField("氏名を出す", default=False)
    why = models.CharField("この会議に出すわけ", max_length=500, blank=True)
    follows = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name="前回の議題",
    )
    tabled_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="議題に入れた職員"
    )
    tabled_at = models.DateTimeField("議題に入れた日時")
    consent_state = models.CharField(
        "会議のときの同意", max_length=10, blank=True, choices=ConsentState.choices
    )
    consent = models.ForeignKey(
        ConsentEvent, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="同意"
    )
    opened_at = models.DateTimeField("話しはじめた日時", null=True, blank=True)
    closed_at = models.DateTimeField("終えた日時", null=True, blank=True)
    memo = models.TextField("議事メモ", blank=True, max_length=MEMO_LIMIT)
    memo_version = models.PositiveIntegerField("メモの版", default=1, editable=False)
    next_check_on = models.DateField("次に確かめる日", null=True, blank=True)
    removed_because = models.CharField("外したわけ", max_length=500, blank=True)
    version = models.PositiveIntegerField("版", default=1, editable=False)
    updated_at = models.DateTimeField("直した日時")

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "議題"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "case"],
                condition=Q(state__in=["tabled", "open"], case__isnull=False),
                name="agenda_case_once",
                violation_error_message="このケースは、もうこの会議の議題です",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=["tabled", "open"], plan__isnull=False),
                name="agenda_plan_on_one_table",
                violation_error_message="このプランは、もう会議に出ています",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(state="open"),
                name="agenda_one_at_a_time",
                violation_error_message="ほかの議題を話し合っています。先にそれを終えてください",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | ~Q(title="") & Q(plan__isnull=True),
                name="agenda_about_something",
                violation_error_message="ケースをえらぶか、題を入れてください",
            ),
            models.CheckConstraint(
                condition=Q(state="tabled", closed_at__isnull=True)
                | Q(state="open", opened_at__isnull=False, closed_at__isnull=True)
                | Q(closed_at__isnull=False),
                name="agenda_times",
                violation_error_message="終えた議題には、終えた日時が要ります",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=True)
                | ~Q(state__in=["open", "decided"])
                | ~Q(consent_state=""),
                name="agenda_consent_frozen",
                violation_error_message="話し合うときの同意のようすが要ります",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-tabled_at"], name="agenda_by_case"),
            models.Index(fields=["reason", "state"], name="agenda_counted"),
        ]
        triggers = [
            never_deleted("agenda_stays"),
            counts_versions(
                "agenda_version",
                *("position", "title", "reason", "question", "minutes", "state", "name_shown"),
                *("presenter", "plan", "next_check_on", "updated_at"),
            ),
            pgtrigger.ReadOnly(name="agenda_of_one_case", fields=["meeting", "case"]),
            pgtrigger.FSM(
                name="agenda_steps",
                field="state",
                transitions=[
                    (before.value, after.value)
                    for before, successors in ITEM_STEPS.items()
                    for after in sorted(successors)
                ],
            ),
            pgtrigger.Trigger(
                name="agenda_memo_version",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange("memo"),
                func="NEW.memo_version = OLD.memo_version + 1; RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="agenda_consent_decides_the_table",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__case__isnull=False)
                & (
                    pgtrigger.Q(new__state=ItemState.TABLED.value)
                    | pgtrigger.Q(new__state=ItemState.OPEN.value)
                    | pgtrigger.Q(new__state=ItemState.DECIDED.value)
                ),
                func=agenda_guards.CONSENT_DECIDES,
            ),
        ]

    def __str__(self) -> str:
        return f"議題{self.pk}"


class SeatQuerySet(models.QuerySet["Seat"]):
    def running(self) -> Self:
        """Sworn, and with a ground that has not ended."""
        grounds = AccessGround.objects.filter(pk=OuterRef("ground")).lasting(agenda_guards.NOW)
        return self.filter(Exists(grounds))


class Seat(models.Model):
    """席: the chair picked this member for this item; it opens the packet once secrecy is confirmed (R6)."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="seats")
    member = models.ForeignKey(Member, models.PROTECT, related_name="seats")
    ground = models.OneToOneField(
        AccessGround,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="seat",
        verbose_name="閲覧の根拠",
    )
    seated_at = models.DateTimeField("席についた日時")
    seated_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="えらんだ職員"
    )
    left_at = models.DateTimeField("外れた日時", null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "議題の席"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "member"],
                condition=Q(left_at__isnull=True),
                name="seat_once",
                violation_error_message="この方は、もうこの議題の席にいます",
            ),
        ]
        triggers = [
            never_deleted("seat_stays"),
            pgtrigger.Trigger(
                name="seat_covered_by_the_consent",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=agenda_guards.SEAT_COVERED,
            ),
            pgtrigger.Trigger(
                name="seat_only_the_sworn_see",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__ground__isnull=False),
                func=agenda_guards.ONLY_THE_SWORN,
            ),
        ]

    def __str__(self) -> str:
        return f"席{self.pk}"


class ItemRole(models.Model):
    """役割分担: who does what until when, agreed at the table; a decision makes it a 次の一手."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="roles")
    position = models.PositiveSmallIntegerField("並び順")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="機関"
    )
    staff = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="担当者"
    )
    who = models.CharField("機関でない方", max_length=100, blank=True)
    what = models.CharField("なにを", max_length=200, blank=True)
    due_on = models.DateField("いつまで", null=True, blank=True)
    standing = models.CharField("立場", max_length=10)
    follow_up = models.OneToOneField(
        FollowUp,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="item_role",
        verbose_name="次の一手",
    )
    result = models.CharField("その後", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "会議の役割分担"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(who=""),
                name="item_role_one_doer",
                violation_error_message="機関か、機関でない方か、どちらか一つにしてください",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="item_role_of_an_open_item",
                operation=pgtrigger.Insert | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=agenda_guards.ROLE_OF_AN_OPEN_ITEM,
            ),
            pgtrigger.Trigger(
                name="item_role_stands_as_decided",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange(
                    "item", "agency", "who", "what", "due_on", "standing"
                ),
                func=agenda_guards.ROLE_OF_AN_OPEN_ITEM,
            ),
        ]

    def __str__(self) -> str:
        return f"役割分担{self.pk}"


class ItemDecision(models.Model):
    """決定: what the table said, word for word; a later one stands above it, none is edited (R8)."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions")
    decision = models.CharField("決定", max_length=10, choices=Decision.choices)
    wording = models.CharField("決定の文", max_length=2000)
    plan_decision = models.OneToOneField(
        PlanDecision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="item_decision",
        verbose_name="プランの決定",
    )
    decided_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="記した職員"
    )
    decided_at = models.DateTimeField("日時")

    class Meta:
        verbose_name = verbose_name_plural = "会議の決定"
        triggers = [append_only("item_decision_stays")]

    def __str__(self) -> str:
        return f"会議の決定{self.pk}"


class PlanDecided(PlanDecision):
    """プランの決定と会議: at commit, a decision of a plan belongs to an item of a sitting that was held (R11)."""

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "プランの決定と会議"
        triggers = [
            pgtrigger.Trigger(
                name="plan_decision_of_a_sitting",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=agenda_guards.DECISION_OF_A_SITTING,
            ),
        ]
