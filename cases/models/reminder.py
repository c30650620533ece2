"""お知らせ: one message to one staff member about one event, on screen and by mail, once (R10)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cases.models.case import Case
from cases.models.follow_up import FollowUp
from cases.models.guards import never_deleted
from cases.models.referral import Referral
from cases.states import MailState
from districts.models import Staff


class ReminderKind(models.TextChoices):
    ARRIVED = "arrived", "つなぎが届きました"
    ANSWERED = "answered", "つなぎに返事がありました"
    SAID = "said", "やりとりが届きました"
    UNANSWERED = "unanswered", "つなぎに、まだ返事がありません"
    DUE = "due", "次の一手の日です"
    OVERDUE = "overdue", "次の一手の日をすぎています"
    QUIET = "quiet", "しばらく記録がありません"
    COORDINATION = "coordination", "多機関協働で進め方を決めます"
    PASSED = "passed", "次の一手の担当になりました"
    PROTECTION = "protection", "期間の終わりが近づいています"
    SUCCEEDED = "succeeded", "引き継ぎが届きました"
    CLOSED = "closed", "ケースが終わりになりました"
    EMERGENCY = "emergency", "緊急の閲覧がありました"
    VIEW_ASKED = "view_asked", "閲覧のおねがいが届きました"
    VIEW_ANSWERED = "view_answered", "閲覧のおねがいに返事がありました"
    CONSENTED = "consented", "本人の同意で見られるようになりました"
    CONSENT_WITHDRAWN = "consent_withdrawn", "本人の同意がなくなりました"
    CONSENT_ENDS = "consent_ends", "同意の期限が近づいています"
    CONSENT_AGAIN = "consent_again", "同意を、もう一度お願いする時期です"
    ROLE_ASKED = "role_asked", "プランの役割をたのまれました"
    ROLE_ANSWERED = "role_answered", "プランの役割に返事がありました"
    ROLE_DECIDED = "role_decided", "会議で役割が決まりました"
    EVALUATION = "evaluation", "プランの評価の日が近づいています"
    INVITED = "invited", "会議に招かれました"
    SITTING = "sitting", "会議の日が近づいています"
    PACKET = "packet", "会議の資料の期限です"
    OFF_TABLE = "off_table", "議題の同意がなくなりました"
    BROUGHT = "brought", "議題が持ちこまれました。席をえらびます"
    ITEM_OFF = "item_off", "議題が取り下げになりました"
    CONTINUED = "continued", "議題は、次回も話し合うことになりました"
    SITTING_MOVED = "sitting_moved", "会議の予定が変わりました"
    CALLED_OFF = "called_off", "会議が取りやめになりました"
    PAPERS = "papers", "会議の資料を読めます"
    PACT_ENDS = "pact_ends", "協定の終わりが近づいています"
    PACT_OVER = "pact_over", "協定の期間が終わりました"
    NOTICED = "noticed", "縁側から気づきが届きました"
    REPORT_LATE = "report_late", "縁側の毎月の報告が、まだ届いていません"
    SITE_STALE = "site_stale", "縁側のことを、半年より長く確かめていません"
    DESK_ASKED = "desk_asked", "場の窓口のアカウントをたのまれました"
    ISSUE_ANSWERED = "issue_answered", "地域課題に、会議の答えがありました"
    VISIT_ASKED = "visit_asked", "見学のおねがいが届きました"
    VISIT_OFF = "visit_off", "見学のおねがいが取り下げられました"
    VISIT_ANSWERED = "visit_answered", "見学のおねがいに返事がありました"


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, staff: Staff) -> Self:
        """A reminder is its recipient's own."""
        return self.filter(recipient=staff)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def standing(self) -> Self:
        """Without what a later word about the same step and day has overtaken."""
        later = Reminder.objects.filter(
            Q(kind=ReminderKind.OVERDUE, stage__gt=OuterRef("stage"))
            | (Q(kind=ReminderKind.OVERDUE) & ~Q(kind=OuterRef("kind"))),
            recipient=OuterRef("recipient"),
            follow_up=OuterRef("follow_up"),
            occasion=OuterRef("occasion"),
        )
        overtaken = Q(kind__in=(ReminderKind.DUE, ReminderKind.OVERDUE)) & Q(Exists(later))
        return self.exclude(overtaken)

    def to_mail(self) -> Self:
        return self.filter(mail=MailState.PENDING)


class Reminder(models.Model):
    recipient = models.ForeignKey(Staff, models.PROTECT, related_name="reminders")
    kind = models.CharField("お知らせ", max_length=20, choices=ReminderKind.choices)
    stage = models.PositiveSmallIntegerField("何回目", default=1)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="reminders")
    about = models.CharField("なにのこと", max_length=100, blank=True)
    page = models.CharField("開くところ", max_length=200, blank=True)
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="reminders")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, null=True, related_name="reminders")
    occasion = models.CharField("そのときの日時", max_length=40)
    raised_at = models.DateTimeField("届いた日時")
    read_at = models.DateTimeField("読んだ日時", null=True)
    mail = models.CharField("メール", max_length=10, choices=MailState.choices)
    mail_at = models.DateTimeField("メールの日時", null=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "お知らせ"
        verbose_name_plural = "お知らせ"
        constraints = [
            models.UniqueConstraint(
                "recipient",
                *("kind", "stage", "case", "page", "referral", "follow_up", "occasion"),
                nulls_distinct=False,
                name="reminder_once",
                violation_error_message="このお知らせは、もう届いています",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | ~Q(about="") & ~Q(page=""),
                name="reminder_is_about_something",
                violation_error_message="お知らせには、ケースか会議が要ります",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-raised_at", "-id"], name="reminder_of_staff"),
            models.Index(
                fields=["recipient"], condition=Q(read_at__isnull=True), name="reminder_unread"
            ),
            models.Index(
                fields=["mail_at", "id"],
                condition=Q(mail__in=["pending", "sending"]),
                name="reminder_to_mail",
            ),
            models.Index(fields=["follow_up", "kind", "stage"], name="reminder_by_follow_up"),
            models.Index(fields=["referral", "kind", "stage"], name="reminder_by_referral"),
            models.Index(fields=["case", "kind", "stage"], name="reminder_by_case"),
        ]
        triggers = [never_deleted("reminder_stays")]

    def __str__(self) -> str:
        return f"お知らせ{self.pk}"

    @property
    def subject(self) -> str:
        """The number of the case, or the sitting: what may stand outside, never a name."""
        return self.case.number if self.case else self.about


class Round(models.Model):
    """見回り: the last time each scheduled question was asked, so that a silent scheduler is seen."""

    name = models.CharField("見回り", max_length=40, primary_key=True)
    started_at = models.DateTimeField("はじめ")
    finished_at = models.DateTimeField("終わり", null=True)
    raised = models.PositiveIntegerField("新しいお知らせ", default=0)

    class Meta:
        verbose_name = "見回り"
        verbose_name_plural = "見回り"

    def __str__(self) -> str:
        return self.name
