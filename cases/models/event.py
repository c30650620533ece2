"""できごと: one line for everything that happened to a case, appended and never edited."""

from __future__ import annotations

from typing import Self

from django.db import models

from cases.models.case import Case
from cases.models.consent import ConsentEvent
from cases.models.consultation import Consultation
from cases.models.follow_up import FollowUp
from cases.models.guards import append_only
from cases.models.plan import Plan
from cases.models.record import SupportRecord
from cases.models.referral import Referral
from districts.models import Agency, Staff


class EventKind(models.TextChoices):
    RECEIVED = "received", "受け止めた"
    CONSENTED = "consented", "同意を聞いた"
    REFERRED = "referred", "つないだ"
    ACCEPTED = "accepted", "受けた"
    JOINED = "joined", "いっしょに受けた"
    RETURNED = "returned", "戻した"
    WITHDRAWN = "withdrawn", "取り下げた"
    SAID = "said", "やりとり"
    RECORDED = "recorded", "記録した"
    ATTACHED = "attached", "書類をそえた"
    DETACHED = "detached", "書類を取り下げた"
    PLANNED = "planned", "次の一手を決めた"
    DONE = "done", "次の一手を終えた"
    MOVED = "moved", "日を変えた"
    PASSED = "passed", "担当を代わった"
    ASSIGNED = "assigned", "担当者を決めた"
    HANDED_ON = "handed_on", "引き継いだ"
    UPDATED = "updated", "直した"
    FAMILY = "family", "世帯を直した"
    PACED = "paced", "連絡の間かくを決めた"
    WARNED = "warned", "訪問の注意を書いた"
    CLEARED = "cleared", "訪問の注意を終えた"
    ASSESSED = "assessed", "聞き取った"
    SUMMARIZED = "summarized", "要点を直した"
    BEFORE_COORDINATORS = "before_coordinators", "多機関協働へ出た"
    PROTECTED = "protected", "支援措置をつけた"
    PROTECTION_EXTENDED = "protection_extended", "支援措置を延長した"
    PROTECTION_OPENED = "protection_opened", "ふせた情報を開いた"
    PROTECTION_ENDED = "protection_ended", "支援措置が終わった"
    EMERGENCY = "emergency", "緊急で開いた"
    VIEW_ASKED = "view_asked", "閲覧をたのまれた"
    VIEW_GRANTED = "view_granted", "閲覧を認めた"
    VIEW_DECLINED = "view_declined", "閲覧をことわった"
    PLAN_DRAFTED = "plan_drafted", "プランの案を作った"
    PLAN_ASKED = "plan_asked", "役割をたのんだ"
    PLAN_ANSWERED = "plan_answered", "役割に返事した"
    PLAN_SHOWN = "plan_shown", "本人に見せた"
    PLAN_TABLED = "plan_tabled", "プランを会議に出した"
    PLAN_TAKEN_BACK = "plan_taken_back", "プランを案にもどした"
    PLAN_DECIDED = "plan_decided", "プランが決まった"
    PLAN_STARTED = "plan_started", "プランが始まった"
    PLAN_EVALUATED = "plan_evaluated", "プランを評価した"
    PLAN_ENDED = "plan_ended", "プランが終わった"
    ON_AGENDA = "on_agenda", "議題にした"
    OFF_AGENDA = "off_agenda", "議題から外した"
    DISCUSSED = "discussed", "会議で話し合った"
    ISSUE_RAISED = "issue_raised", "地域課題を出した"
    PARTICIPATION = "participation", "参加支援"
    CLOSED = "closed", "終わりにした"
    REOPENED = "reopened", "再開した"


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(case__in=Case.objects.visible_to(staff))


class Event(models.Model):
    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    kind = models.CharField("できごと", max_length=20, choices=EventKind.choices)
    at = models.DateTimeField("日時")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="だれが")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="どの機関")
    consultation = models.ForeignKey(Consultation, models.PROTECT, null=True, related_name="+")
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="+")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, null=True, related_name="+")
    record = models.ForeignKey(SupportRecord, models.PROTECT, null=True, related_name="+")
    consent = models.ForeignKey(ConsentEvent, models.PROTECT, null=True, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="+")
    note = models.CharField("ひとこと", max_length=1000, blank=True)
    data = models.JSONField("変わったこと", default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "できごと"
        verbose_name_plural = "できごと"
        indexes = [models.Index(fields=["case", "-at", "-id"], name="event_by_case")]
        triggers = [append_only("event_stays")]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"
