"""書類: a file that belongs to a case, a record or a consent; taken back for good or left as it is."""

from __future__ import annotations

from typing import Self
from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.consent import ConsentEvent
from cases.models.guards import never_deleted
from cases.models.record import SupportRecord
from districts.models import Agency, Staff
from fujisawa_care.foundation.files import LIMIT, FileKind


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(case__in=Case.objects.visible_to(staff))

    def there(self) -> Self:
        return self.filter(removed_at=None)


class Attachment(models.Model):
    """`stored` is its name on the disk and tells nobody anything; `name` is what a person sees."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="attachments")
    record = models.ForeignKey(
        SupportRecord, models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    consent = models.ForeignKey(
        ConsentEvent, models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    name = models.CharField("ファイルの名前", max_length=150)
    kind = models.CharField("種類", max_length=5, choices=FileKind.choices)
    size = models.PositiveIntegerField("大きさ（バイト）")
    digest = models.CharField("中身の指紋", max_length=64)
    stored = models.UUIDField("置き場所", default=uuid4, unique=True, editable=False)
    added_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="そえた職員")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("そえた日時")
    removed_at = models.DateTimeField("取り下げた日時", null=True, blank=True)
    removed_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    removed_why = models.CharField("取り下げた理由", max_length=500, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "書類"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "record", "consent", "digest"],
                condition=Q(removed_at=None),
                nulls_distinct=False,
                name="attachment_once_in_a_place",
                violation_error_message="この書類は、もうそえてあります",
            ),
            models.CheckConstraint(
                condition=Q(record=None) | Q(consent=None),
                name="attachment_of_one_thing",
                violation_error_message="書類は、記録か同意のどちらかにそえてください",
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=LIMIT),
                name="attachment_of_fair_size",
                violation_error_message="ファイルは10MBまでです",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None, removed_why="")
                | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removed_why="")),
                name="attachment_removed_by_somebody_for_a_reason",
                violation_error_message="取り下げる理由を書いてください",
            ),
        ]
        indexes = [models.Index(fields=["case", "-added_at", "-id"], name="attachment_by_case")]
        triggers = [
            never_deleted("attachment_stays"),
            pgtrigger.Protect(
                name="attachment_as_it_came",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    *("case", "record", "consent", "name", "kind", "size", "digest", "stored"),
                    *("added_by", "agency", "added_at"),
                ),
            ),
            pgtrigger.Protect(
                name="attachment_removed_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__removed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"書類{self.pk}"
