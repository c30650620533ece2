"""受け止め: one intake at any counter, always in a case; the words spoken are kept as spoken."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.guards import append_only
from districts.models import Agency, Staff, Topic

STORY_LIMIT = 20_000


class Channel(models.TextChoices):
    COUNTER = "counter", "窓口"
    PHONE = "phone", "電話"
    VISIT = "visit", "訪問"
    DOCUMENT = "document", "文書"
    MAIL = "mail", "メール"
    ENGAWA = "engawa", "地域の縁側"
    AGENCY = "agency", "関係機関"


class Consulter(models.TextChoices):
    SELF = "self", "ご本人"
    FAMILY = "family", "家族"
    NEIGHBOUR = "neighbour", "近所の方"
    MINSEI = "minsei", "民生委員・児童委員"
    AGENCY = "agency", "関係機関・学校"
    OTHER = "other", "そのほか"


class Urgency(models.TextChoices):
    NORMAL = "normal", "ふつう"
    WEEK = "week", "1週間内"
    NOW = "now", "今すぐ"


class Outcome(models.TextChoices):
    INFORMATION = "information", "情報提供で終わり"
    CONTINUE = "continue", "この窓口で続ける"
    REFER = "refer", "つなぐ"


class ConsentState(models.TextChoices):
    GIVEN = "given", "同意あり"
    NOT_YET = "not_yet", "まだ"
    REFUSED = "refused", "なし"
    NOT_ASKED = "not_asked", "聞いていない"


class ConsentMethod(models.TextChoices):
    WRITTEN = "written", "書面"
    VERBAL = "verbal", "口頭"


class WhyNot(models.TextChoices):
    """Why the person's yes was not asked for, or not got."""

    ABSENT = "absent", "本人に会えていない"
    UNABLE = "unable", "話せる状態にない"
    TRUST = "trust", "先に関係をつくりたい"
    DANGER = "danger", "聞くと本人があぶない"
    OTHER = "other", "そのほか"


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(case__in=Case.objects.visible_to(staff))


class Consultation(models.Model):
    case = models.ForeignKey(Case, models.PROTECT, related_name="consultations")
    received_at = models.DateTimeField("受けた日時")
    received_by = models.ForeignKey(Staff, models.PROTECT, related_name="consultations")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="受けた機関")
    channel = models.CharField("受けた方法", max_length=10, choices=Channel.choices)
    consulter = models.CharField("話した方", max_length=10, blank=True, choices=Consulter.choices)
    anonymous = models.BooleanField("匿名", default=False)
    story = models.TextField("お話の内容", max_length=STORY_LIMIT)
    topics = models.ManyToManyField(Topic, blank=True, verbose_name="関わる分野", related_name="+")
    main_topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="いちばんの困りごと",
    )
    urgency = models.CharField("急ぎ度", max_length=10, choices=Urgency.choices)
    outcome = models.CharField("このあと", max_length=12, choices=Outcome.choices)
    consent = models.CharField("本人の同意", max_length=10, choices=ConsentState.choices)
    brought_by = models.CharField("持ちこんだ方", max_length=100, blank=True, db_default="")
    why_not = models.CharField(
        "同意がない理由", max_length=10, blank=True, choices=WhyNot.choices, db_default=""
    )
    why_not_note = models.CharField("くわしい理由", max_length=200, blank=True, db_default="")
    known_to = models.CharField("知っている方", max_length=200, blank=True, db_default="")

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "受け止め"
        verbose_name_plural = "受け止め"
        constraints = [
            models.CheckConstraint(
                condition=~Q(story=""),
                name="consultation_has_words",
                violation_error_message="お話の内容を入れてください",
            ),
            models.CheckConstraint(
                condition=~Q(consent=ConsentState.GIVEN)
                | Q(brought_by="", why_not="", why_not_note="", known_to=""),
                name="consultation_yes_needs_no_reason",
                violation_error_message="同意があるときは、同意がない理由を残しません",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-received_at"], name="consultation_by_case"),
            models.Index(fields=["-received_at", "-id"], name="consultation_newest"),
            models.Index(fields=["received_by", "-received_at"], name="consultation_by_staff"),
        ]
        triggers = [append_only("consultation_stays")]

    def __str__(self) -> str:
        return f"受け止め{self.pk}"
