"""会議: one sitting of a body, who is called to it, and what each of them has confirmed."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from cases.models.guards import append_only, counts_versions, never_deleted
from districts.models import Agency, Staff
from fujisawa_care.foundation.workdays import TOKYO
from meetings.models.body import LOOK_AFTER, LegalBasis, MeetingBody, MeetingKind, Series
from meetings.states import MEETING_STEPS, MeetingState

MINUTES_LIMIT = 20_000


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, staff: Staff) -> Self:
        """Who is called, the secretaries (多機関協働) and managers; what stands above the case is open to all at work.

        Seeing that a sitting exists opens nothing that lies on its table: items ask for themselves.
        """
        if not staff.is_active or not staff.sees_cases:
            return self.none()
        if staff.role in LOOK_AFTER:
            return self
        called = Member.objects.filter(meeting=OuterRef("pk"), staff=staff, left_at__isnull=True)
        return self.filter(~Q(kind__in=[MeetingKind.JUSO, MeetingKind.SHIEN]) | Exists(called))

    def of_cases(self) -> Self:
        return self.filter(kind__in=[MeetingKind.JUSO, MeetingKind.SHIEN])

    def coming(self, at: datetime) -> Self:
        return self.filter(state__in=[MeetingState.PLANNED, MeetingState.INVITED], ends_at__gte=at)


class Meeting(models.Model):
    body = models.ForeignKey(MeetingBody, models.PROTECT, related_name="meetings")
    kind = models.CharField("種類", max_length=20, choices=MeetingKind.choices)
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    fiscal_year = models.PositiveSmallIntegerField("年度")
    ordinal = models.PositiveSmallIntegerField("第何回")
    title = models.CharField("テーマ", max_length=100, blank=True)
    bases = models.ManyToManyField(
        LegalBasis, blank=True, related_name="meetings", verbose_name="根拠"
    )
    starts_at = models.DateTimeField("はじめ")
    ends_at = models.DateTimeField("終わり")
    place = models.CharField("場所", max_length=100, blank=True)
    online_url = models.URLField("オンラインのアドレス", blank=True)
    emergency = models.BooleanField("緊急（必要な方だけ）", default=False)
    packet_due_on = models.DateField("資料の期限", null=True, blank=True)
    state = models.CharField("ようす", max_length=10, choices=MeetingState.choices)
    notes = models.TextField("記録", blank=True, max_length=MINUTES_LIMIT)
    called_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="事務局の職員"
    )
    created_at = models.DateTimeField("作った日時")
    held_at = models.DateTimeField("開いた日時", null=True, blank=True)
    settled_at = models.DateTimeField("記録を終えた日時", null=True, blank=True)
    cancelled_because = models.CharField("取りやめたわけ", max_length=500, blank=True)
    version = models.PositiveIntegerField("版", default=1, editable=False)
    updated_at = models.DateTimeField("直した日時")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会議"
        constraints = [
            models.UniqueConstraint(
                fields=["body", "fiscal_year", "ordinal"],
                name="meeting_numbered_once",
                violation_error_message="この年度のその回は、もうあります",
            ),
            models.UniqueConstraint(
                fields=["series", "starts_at"],
                condition=Q(series__isnull=False),
                name="meeting_of_series_once",
                violation_error_message="この日の会議は、もうあります",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meeting_hours",
                violation_error_message="終わりは、はじめより後の時刻にしてください",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["held", "settled"]) | Q(held_at__isnull=False),
                name="meeting_held_with_a_time",
                violation_error_message="開いた会議には、開いた日時が要ります",
            ),
        ]
        indexes = [
            models.Index(fields=["-starts_at", "-id"], name="meeting_by_day"),
            models.Index(fields=["fiscal_year", "kind", "state"], name="meeting_counted"),
        ]
        triggers = [
            never_deleted("meeting_stays"),
            counts_versions(
                "meeting_version",
                *("title", "starts_at", "ends_at", "place", "online_url", "emergency"),
                *("packet_due_on", "state", "notes", "updated_at"),
            ),
            pgtrigger.FSM(
                name="meeting_steps",
                field="state",
                transitions=[
                    (before.value, after.value)
                    for before, successors in MEETING_STEPS.items()
                    for after in sorted(successors)
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"会議{self.pk}"

    @property
    def of_cases(self) -> bool:
        return self.kind in (MeetingKind.JUSO, MeetingKind.SHIEN)

    @property
    def hurried(self) -> bool:
        """Made after its papers ought to have been ready: as soon as may be, and not late."""
        made = self.created_at.astimezone(TOKYO).date()
        return self.packet_due_on is not None and self.packet_due_on < made

    @property
    def called(self) -> str:
        """「支援会議 第8回」: what everybody calls it."""
        return f"{self.body.name} 第{self.ordinal}回"

    @property
    def day(self) -> str:
        return self.starts_at.astimezone(TOKYO).date().isoformat()


class Answer(models.TextChoices):
    NOT_ASKED = "not_asked", "まだ招いていない"
    ASKED = "asked", "返事待ち"
    COMING = "coming", "出席"
    ONLINE = "online", "オンラインで出席"
    AWAY = "away", "欠席"


class MemberQuerySet(models.QuerySet["Member"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(meeting__in=Meeting.objects.visible_to(staff))

    def sworn(self) -> Self:
        """Those who have confirmed secrecy."""
        return self.filter(sworn_at__isnull=False)


class Member(models.Model):
    """出席者: of an agency, with an account or without; or from outside (民生委員, 医師)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="members")
    staff = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="seats", verbose_name="職員"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="機関"
    )
    name = models.CharField("名前", max_length=100, blank=True)
    title = models.CharField("立場・職種", max_length=60, blank=True)
    chairs = models.BooleanField("議長", default=False)
    answer = models.CharField(
        "返事", max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED
    )
    invited_at = models.DateTimeField("招いた日時", null=True, blank=True)
    answered_at = models.DateTimeField("返事の日時", null=True, blank=True)
    attended = models.BooleanField("出席した", null=True, blank=True)
    sworn_at = models.DateTimeField("守秘を確かめた日時", null=True, blank=True)
    sworn_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="確かめた職員"
    )
    left_at = models.DateTimeField("外れた日時", null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "出席者"
        ordering = ["-chairs", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "staff"],
                condition=Q(staff__isnull=False),
                name="member_once",
                violation_error_message="この方は、もう出席者に入っています",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(chairs=True),
                name="meeting_one_chair",
                violation_error_message="議長は一人です",
            ),
            models.CheckConstraint(
                condition=Q(staff__isnull=False) | ~Q(name=""),
                name="member_has_a_name",
                violation_error_message="職員をえらぶか、名前を入れてください",
            ),
            models.CheckConstraint(
                condition=Q(sworn_at__isnull=True) | Q(sworn_by__isnull=False),
                name="member_sworn_before_somebody",
                violation_error_message="守秘の確認には、だれが確かめたかが要ります",
            ),
        ]
        triggers = [
            never_deleted("member_stays"),
            pgtrigger.ReadOnly(name="member_of_one_meeting", fields=["meeting", "staff"]),
            pgtrigger.Protect(
                name="member_sworn_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__sworn_at__isnull=False)
                & pgtrigger.Q(old__sworn_at__df=pgtrigger.F("new__sworn_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"出席者{self.pk}"


class MeetingEventKind(models.TextChoices):
    CREATED = "created", "会議を作った"
    CHANGED = "changed", "予定を直した"
    INVITED = "invited", "招いた"
    ANSWERED = "answered", "返事した"
    SWORN = "sworn", "守秘を確かめた"
    TABLED = "tabled", "議題に入れた"
    REMOVED = "removed", "議題から外した"
    LET_GO = "let_go", "ほかの会議に出さないことにした"
    LOCKED = "locked", "資料を確定した"
    PRINTED = "printed", "資料を印刷した"
    COLLECTED = "collected", "資料を回収した"
    HANDED_OUT = "handed_out", "配布資料を入れた"
    TAKEN_BACK = "taken_back", "配布資料を取り下げた"
    COUNTED = "counted", "参加人数を入れた"
    HELD = "held", "開いた"
    DECIDED = "decided", "決めた"
    SETTLED = "settled", "記録を終えた"
    CANCELLED = "cancelled", "取りやめた"


class MeetingEvent(models.Model):
    """会議のできごと: one line for what happened to a sitting, appended and never edited."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="events")
    kind = models.CharField("できごと", max_length=20, choices=MeetingEventKind.choices)
    at = models.DateTimeField("日時")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="だれが")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, null=True, related_name="+")
    note = models.CharField("ひとこと", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "会議のできごと"
        indexes = [models.Index(fields=["meeting", "-at", "-id"], name="meeting_event_newest")]
        triggers = [append_only("meeting_event_stays")]

    def __str__(self) -> str:
        return f"{self.kind} {self.meeting_id}"
