"""つなぎ: a hand-over, or a request to join, that always gets one answer."""

from __future__ import annotations

from datetime import date
from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from cases.models.case import Case
from cases.models.consultation import Consultation, Urgency
from cases.models.ground import AccessGround, Level, holders
from cases.models.guards import append_only, never_deleted, on_an_open_case
from cases.states import ReferralStatus
from districts.models import Agency, Posting, Staff


class ReferralKind(models.TextChoices):
    TRANSFER = "transfer", "つなぐ"
    JOIN = "join", "いっしょに受ける"


class ReturnReason(models.TextChoices):
    AREA = "area", "担当の地区がちがう"
    OTHER_AGENCY_FIRST = "other_agency_first", "先に別の機関がよい"
    NOT_ENOUGH_INFORMATION = "not_enough_information", "情報が足りない"
    DUPLICATE = "duplicate", "重なっている"
    OTHER = "other", "そのほか"


class SharedItem(models.TextChoices):
    NAME = "name", "氏名・ふりがな"
    BIRTH = "birth", "生年月日"
    PHONE = "phone", "電話"
    ADDRESS = "address", "住所"
    FAMILY = "family", "いっしょに暮らす方"
    STORY = "story", "お話の内容"


# 氏名ふせ: what may go with a hand-over before the person has agreed.
WITHOUT_CONSENT = (SharedItem.FAMILY, SharedItem.STORY)
WITH_CONSENT = tuple(SharedItem)


class ReferralQuerySet(models.QuerySet["Referral"]):
    def visible_to(self, staff: Staff) -> Self:
        """Sent by my agency, sent to my agency, or part of a case I may read.

        What of the story is shown is the sheet's decision: an ended ground shows none of it.
        """
        if not holders(staff):
            return self.none()
        readable = AccessGround.objects.of(staff).at_least(Level.READ)
        return self.filter(
            Q(to_agency=staff.agency_id)
            | Q(from_agency=staff.agency_id)
            | Exists(readable.filter(case=OuterRef("case")))
        )

    def incoming(self, staff: Staff) -> Self:
        return self.filter(to_agency=staff.agency_id)

    def on_the_desk_of(self, staff: Staff, *, on: date) -> Self:
        """Incoming, less what belongs to the districts that colleagues are posted to."""
        posted = [district.pk for district in staff.districts]
        if not posted:
            return self.incoming(staff)
        colleagues = Posting.objects.on(on).filter(
            staff__agency=staff.agency_id,
            staff__is_active=True,
            district=OuterRef("case__district"),
        )
        return self.incoming(staff).filter(Q(case__district__in=posted) | ~Exists(colleagues))

    def outgoing(self, staff: Staff) -> Self:
        return self.filter(from_agency=staff.agency_id)

    def unanswered(self) -> Self:
        return self.filter(status=ReferralStatus.SENT)


class Referral(models.Model):
    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, null=True, related_name="referrals"
    )
    kind = models.CharField("つなぎ方", max_length=10, choices=ReferralKind.choices)
    from_agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name="つなぎ元"
    )
    to_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="つなぎ先")
    sent_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="つないだ職員"
    )
    sent_at = models.DateTimeField("つないだ日時")
    reply_due_at = models.DateTimeField("返事の期限")
    urgency = models.CharField("急ぎ度", max_length=10, choices=Urgency.choices)
    reason = models.TextField("つなぐ理由", blank=True, max_length=2000)
    note = models.CharField("ひとこと", max_length=500, blank=True)
    shared = ArrayField(
        models.CharField(max_length=10, choices=SharedItem.choices), verbose_name="伝える項目"
    )
    status = models.CharField("返事", max_length=10, choices=ReferralStatus.choices)
    accepted_as = models.CharField(
        "受け方", max_length=10, blank=True, choices=ReferralKind.choices
    )
    answered_at = models.DateTimeField("返事の日時", null=True)
    answered_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, related_name="+", verbose_name="返事をした職員"
    )
    answer_note = models.CharField("返事のひとこと", max_length=500, blank=True)
    return_reason = models.CharField(
        "戻す理由", max_length=30, blank=True, choices=ReturnReason.choices
    )
    suggestion = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", verbose_name="次の候補"
    )
    postponed_until = models.DateField("あとで見る日", null=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = "つなぎ"
        verbose_name_plural = "つなぎ"
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(status="sent", answered_at__isnull=True, answered_by__isnull=True)
                    | (~Q(status="sent") & Q(answered_at__isnull=False, answered_by__isnull=False))
                ),
                name="referral_answer_has_who_and_when",
                violation_error_message="返事には、だれがいつしたかが要ります",
            ),
            models.CheckConstraint(
                condition=(Q(status="returned") & ~Q(return_reason=""))
                | (~Q(status="returned") & Q(return_reason="", suggestion__isnull=True)),
                name="referral_return_has_a_reason",
                violation_error_message="戻す理由をえらんでください",
            ),
            models.CheckConstraint(
                condition=(Q(status="accepted") & ~Q(accepted_as=""))
                | (~Q(status="accepted") & Q(accepted_as="")),
                name="referral_accepted_as",
                violation_error_message="受け方をえらんでください",
            ),
            models.CheckConstraint(
                condition=~Q(from_agency=F("to_agency")),
                name="referral_to_another",
                violation_error_message="自分の機関にはつなげません。ほかの機関をえらんでください",
            ),
            models.UniqueConstraint(
                fields=["case", "to_agency"],
                condition=Q(status="sent"),
                name="referral_one_question_at_a_time",
                violation_error_message="この機関には、もうつないでいます。返事を待つか、取り下げてください",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_agency", "reply_due_at"],
                condition=Q(status="sent"),
                name="referral_waiting",
            ),
            models.Index(
                fields=["from_agency", "reply_due_at"],
                condition=Q(status="sent"),
                name="referral_asked",
            ),
            models.Index(fields=["to_agency", "-sent_at", "-id"], name="referral_in"),
            models.Index(fields=["from_agency", "-sent_at", "-id"], name="referral_out"),
            models.Index(fields=["case", "sent_at"], name="referral_by_case"),
            models.Index(fields=["sent_at"], condition=Q(status="sent"), name="referral_silent"),
        ]
        triggers = [
            never_deleted("referral_stays"),
            on_an_open_case(
                "referral_on_an_open_case", pgtrigger.Q(new__status=ReferralStatus.SENT.value)
            ),
            pgtrigger.Protect(
                name="referral_ends_once",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__status=ReferralStatus.SENT.value),
            ),
        ]

    def __str__(self) -> str:
        return f"つなぎ{self.pk}"


class ReferralMessageQuerySet(models.QuerySet["ReferralMessage"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(referral__in=Referral.objects.visible_to(staff))


class ReferralMessage(models.Model):
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="messages")
    said_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    said_at = models.DateTimeField("日時")
    text = models.CharField("やりとり", max_length=1000)

    objects = ReferralMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "やりとり"
        verbose_name_plural = "やりとり"
        indexes = [models.Index(fields=["referral", "said_at"], name="message_by_referral")]
        triggers = [append_only("message_stays")]

    def __str__(self) -> str:
        return f"やりとり{self.pk}"
