"""資料: the papers of a sitting, locked in editions, in numbered copies that are collected again."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.models.guards import append_only, never_deleted
from districts.models import Staff
from meetings.models.meeting import Meeting, Member


class Packet(models.Model):
    """One edition: what stood on every item when it was locked; a change afterwards makes the next."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="packets")
    edition = models.PositiveSmallIntegerField("第何版")
    content = models.JSONField("中身")
    because = models.CharField("直したわけ", max_length=500, blank=True)
    locked_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="確定した職員"
    )
    locked_at = models.DateTimeField("確定した日時")

    class Meta:
        verbose_name = verbose_name_plural = "会議の資料"
        ordering = ["-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "edition"],
                name="packet_edition_once",
                violation_error_message="ほかの人が先に確定しました。画面を開きなおしてください",
            ),
        ]
        triggers = [append_only("packet_stays")]

    def __str__(self) -> str:
        return f"会議の資料{self.pk}"


class PacketCopy(models.Model):
    """部数: one numbered copy in somebody's hands, ticked off when it comes back."""

    packet = models.ForeignKey(Packet, models.PROTECT, related_name="copies")
    number = models.PositiveSmallIntegerField("番号")
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="copies", verbose_name="だれに"
    )
    printed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="印刷した職員"
    )
    printed_at = models.DateTimeField("印刷した日時")
    collected_at = models.DateTimeField("回収した日時", null=True, blank=True)
    collected_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="回収した職員"
    )

    class Meta:
        verbose_name = verbose_name_plural = "資料の部数"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["packet", "number"],
                name="packet_copy_once",
                violation_error_message="その番号は、もう印刷されています",
            ),
            models.CheckConstraint(
                condition=Q(collected_at__isnull=True) | Q(collected_by__isnull=False),
                name="packet_copy_collected_by_somebody",
                violation_error_message="回収した職員を入れてください",
            ),
        ]
        triggers = [never_deleted("packet_copy_stays")]

    def __str__(self) -> str:
        return f"資料の{self.number}番"
