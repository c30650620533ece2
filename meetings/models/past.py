"""過去の開催: what a paper of the city says was held, with the paper named; nobody was called here."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from districts.models import Staff
from fujisawa_care.foundation import wareki
from meetings.models.body import MeetingBody


class PastSittingQuerySet(models.QuerySet["PastSitting"]):
    def visible_to(self, staff: Staff) -> Self:
        """Printed long ago: open to all at work."""
        if not staff.is_active or not staff.sees_cases:
            return self.none()
        return self

    def in_order(self) -> Self:
        """The latest year first; within it day by day, and last what is said of the year as a whole."""
        return self.order_by("-fiscal_year", F("held_on").asc(nulls_last=True), "ordinal", "pk")


class PastSitting(models.Model):
    """No 会議: it has no hour, no secretary and no members, and is never counted among them (0028).

    `said` are the words of the paper where it names no day.
    """

    body = models.ForeignKey(
        MeetingBody, models.PROTECT, related_name="past", verbose_name="会議体"
    )
    fiscal_year = models.PositiveSmallIntegerField("年度")
    ordinal = models.PositiveSmallIntegerField("第何回", null=True, blank=True)
    part = models.CharField("ブロックなど", max_length=30, blank=True)
    held_on = models.DateField("開いた日", null=True, blank=True)
    said = models.CharField("日付のことば", max_length=60, blank=True)
    place = models.CharField("場所", max_length=100, blank=True)
    about = models.TextField("主なこと", max_length=1000, blank=True)
    source = models.CharField("出典", max_length=200)

    objects = PastSittingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "過去の開催"
        constraints = [
            models.UniqueConstraint(
                fields=["body", "fiscal_year", "ordinal", "part", "held_on"],
                nulls_distinct=False,
                name="past_sitting_once",
                violation_error_message="この年度のこの開催は、もうあります",
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=False, said="") | Q(held_on__isnull=True) & ~Q(said=""),
                name="past_sitting_says_when",
                violation_error_message="開いた日か、日付のことばの、どちらかを入れてください",
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="past_sitting_has_a_source",
                violation_error_message="出典を入れてください",
            ),
        ]

    def __str__(self) -> str:
        return f"過去の開催{self.pk}"

    def clean(self) -> None:
        """What is counted of cases is only what was entered at the table itself."""
        if self.body_id and self.body.of_cases:
            raise ValidationError(
                {"body": "重層的支援会議と支援会議は、ここには入れられません"}, code="of-cases"
            )
        if self.held_on and wareki.fiscal_year(self.held_on) != self.fiscal_year:
            raise ValidationError({"held_on": "この日は、この年度ではありません"}, code="year")
