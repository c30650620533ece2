"""配布資料: a paper handed out at a table above the case; no paper of a case lies here."""

from __future__ import annotations

from typing import Self
from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q

from cases.models.guards import counts_versions, never_deleted
from districts.models import Agency, Staff
from fujisawa_care.foundation.files import LIMIT, FileKind
from meetings.models.body import LOOK_AFTER
from meetings.models.meeting import Meeting, Member


class Reach(models.TextChoices):
    INSIDE = "inside", "出席者と事務局まで"
    PUBLIC = "public", "公開してよい"


class HandoutQuerySet(models.QuerySet["Handout"]):
    def visible_to(self, staff: Staff) -> Self:
        """What may be published: everybody at work. The rest: who is called, and who looks after sittings."""
        seen = self.filter(meeting__in=Meeting.objects.visible_to(staff))
        if staff.role in LOOK_AFTER:
            return seen
        called = Member.objects.filter(
            meeting=OuterRef("meeting"), staff=staff, left_at__isnull=True
        )
        return seen.filter(Q(reach=Reach.PUBLIC) | Q(put_by=staff) | Exists(called))

    def there(self) -> Self:
        return self.filter(removed_at=None)


class Handout(models.Model):
    """`stored` is its name on the disk; `name` the one a person keeps it under."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="handouts")
    position = models.PositiveSmallIntegerField("順番")
    title = models.CharField("資料の名前", max_length=100)
    reach = models.CharField("見せてよい先", max_length=10, choices=Reach.choices)
    name = models.CharField("ファイルの名前", max_length=150)
    kind = models.CharField("種類", max_length=5, choices=FileKind.choices)
    size = models.PositiveIntegerField("大きさ（バイト）")
    digest = models.CharField("中身の指紋", max_length=64)
    stored = models.UUIDField("置き場所", default=uuid4, unique=True, editable=False)
    put_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="入れた職員")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    put_at = models.DateTimeField("入れた日時")
    removed_at = models.DateTimeField("取り下げた日時", null=True, blank=True)
    removed_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    removed_why = models.CharField("取り下げたわけ", max_length=500, blank=True)
    version = models.PositiveIntegerField("版", default=1, editable=False)
    updated_at = models.DateTimeField("直した日時")

    objects = HandoutQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "配布資料"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "digest"],
                condition=Q(removed_at=None),
                name="handout_once",
                violation_error_message="この資料は、もう入っています",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="handout_has_a_title",
                violation_error_message="資料の名前を入れてください",
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=LIMIT),
                name="handout_of_fair_size",
                violation_error_message="ファイルは10MBまでです",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None, removed_why="")
                | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removed_why="")),
                name="handout_removed_by_somebody_for_a_reason",
                violation_error_message="取り下げるわけを入れてください",
            ),
        ]
        triggers = [
            never_deleted("handout_stays"),
            counts_versions("handout_version", "position", "title", "reach", "removed_at"),
            pgtrigger.ReadOnly(
                name="handout_as_it_came",
                fields=[
                    *("meeting", "name", "kind", "size", "digest", "stored"),
                    *("put_by", "agency", "put_at"),
                ],
            ),
            pgtrigger.Protect(
                name="handout_removed_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__removed_at__isnull=False),
            ),
            pgtrigger.Trigger(
                name="handout_above_the_case",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF EXISTS (SELECT FROM meetings_meeting m
                                WHERE m.id = NEW.meeting_id AND m.kind IN ('juso', 'shien')) THEN
                        RAISE EXCEPTION 'a handout at a table of cases'
                              USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"配布資料{self.pk}"
