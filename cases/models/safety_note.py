"""訪問の注意: what whoever goes to the door must know first; dated, ended with who and when."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.guards import never_deleted
from districts.models import Agency, Staff


class SafetyKind(models.TextChoices):
    TWO_PEOPLE = "two_people", "2人で訪問"
    DOG = "dog", "犬がいる"
    NO_RING = "no_ring", "チャイムを鳴らさない"
    OTHER = "other", "そのほか"


class SafetyNoteQuerySet(models.QuerySet["SafetyNote"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(case__in=Case.objects.visible_to(staff))

    def running(self) -> Self:
        return self.filter(ended_at__isnull=True)


class SafetyNote(models.Model):
    case = models.ForeignKey(Case, models.PROTECT, related_name="safety_notes")
    kind = models.CharField("注意", max_length=20, choices=SafetyKind.choices)
    words = models.CharField("くわしく", max_length=200, blank=True)
    written_at = models.DateTimeField("書いた日時")
    written_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("終わった日時", null=True)
    ended_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    because = models.CharField("終えた理由", max_length=200, blank=True)

    objects = SafetyNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "訪問の注意"
        verbose_name_plural = "訪問の注意"
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="other") | ~Q(words=""),
                name="safety_note_says_what",
                violation_error_message="そのほかの注意は、くわしく書いてください",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, because="")
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="safety_note_ends_with_who_and_when",
                violation_error_message="終えるときは、だれがいつ終えたかが要ります",
            ),
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(ended_at__isnull=True) & ~Q(kind="other"),
                name="safety_note_running_once",
                violation_error_message="この注意は、もうあります",
            ),
        ]
        indexes = [
            models.Index(
                fields=["case", "id"],
                condition=Q(ended_at__isnull=True),
                name="safety_note_running",
            ),
        ]
        triggers = [
            never_deleted("safety_note_stays"),
            pgtrigger.Protect(
                name="safety_note_ends_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
            pgtrigger.ReadOnly(
                name="safety_note_keeps_its_words",
                fields=["case", "kind", "words", "written_at", "written_by", "agency"],
            ),
        ]

    def __str__(self) -> str:
        return f"訪問の注意{self.pk}"
