"""支援経過記録: a dated entry that is never rewritten; a correction is a later entry (R8)."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.guards import append_only
from districts.models import Agency, Staff

TEXT_LIMIT = 20_000


class Method(models.TextChoices):
    PHONE = "phone", "電話"
    VISIT = "visit", "訪問"
    MEETING = "meeting", "来所・面談"
    ACCOMPANY = "accompany", "同行"
    LETTER = "letter", "手紙"
    MAIL = "mail", "メール"
    CONFERENCE = "conference", "会議"
    OTHER = "other", "そのほか"


class Counterpart(models.TextChoices):
    SELF = "self", "ご本人"
    FAMILY = "family", "家族"
    AGENCY = "agency", "関係機関"
    OTHER = "other", "そのほか"


class RecordOutcome(models.TextChoices):
    MET = "met", "会えた・話せた"
    ABSENT = "absent", "不在"
    DECLINED = "declined", "断り"
    MESSAGE_LEFT = "message_left", "伝言を残した"
    NONE = "none", "結果なし"


class LeftBehind(models.TextChoices):
    """置いてきたもの: the trace of a visit or call nobody answered."""

    CARD = "card", "連絡カード"
    LETTER = "letter", "手紙・メモ"
    LEAFLET = "leaflet", "資料"
    THINGS = "things", "品物"
    VOICE = "voice", "留守番電話"


class SupportRecordQuerySet(models.QuerySet["SupportRecord"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(case__in=Case.objects.visible_to(staff))


class SupportRecord(models.Model):
    case = models.ForeignKey(Case, models.PROTECT, related_name="records")
    happened_at = models.DateTimeField("日時")
    method = models.CharField("方法", max_length=10, choices=Method.choices)
    counterpart = models.CharField("相手", max_length=10, choices=Counterpart.choices)
    outcome = models.CharField("結果", max_length=20, choices=RecordOutcome.choices)
    left = ArrayField(
        models.CharField(max_length=10, choices=LeftBehind.choices),
        verbose_name="置いてきたもの",
        default=list,
        blank=True,
    )
    minutes = models.PositiveSmallIntegerField("時間（分）", null=True, blank=True)
    text = models.TextField("記録", blank=True, max_length=TEXT_LIMIT)
    third_party_text = models.TextField("ほかの方から聞いたこと", blank=True, max_length=TEXT_LIMIT)
    written_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    written_at = models.DateTimeField("書いた日時")
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )

    objects = SupportRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "支援経過記録"
        verbose_name_plural = "支援経過記録"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(third_party_text="") | ~Q(outcome="none"),
                name="record_says_something",
                violation_error_message="記録を書いてください",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__lte=1440),
                name="record_minutes_within_a_day",
                violation_error_message="時間は1440分（1日）までです",
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                name="record_corrected_once",
                violation_error_message="この記録は、もう直されています",
            ),
        ]
        indexes = [models.Index(fields=["case", "-happened_at", "-id"], name="record_by_case")]
        triggers = [
            append_only("record_stays"),
            pgtrigger.Trigger(
                name="record_breaks_the_silence",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=(
                    "UPDATE cases_case SET last_record_at = NEW.happened_at"
                    " WHERE id = NEW.case_id AND last_record_at < NEW.happened_at; RETURN NULL;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"記録{self.pk}"
