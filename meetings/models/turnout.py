"""参加人数とeラーニング: how many came, by agency and never by name, and courses one takes at one's own desk."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from cases.models.guards import counts_versions, never_deleted
from districts.models import Agency, Staff
from meetings.models.body import MeetingBody, MeetingKind
from meetings.models.meeting import Meeting

# who was counted, as a page says it: a:12 for an agency by its key, g:市民 for a group that is none
AGENCY, GROUP = "a:", "g:"
TEACHES = (MeetingKind.TRAINING, MeetingKind.PROFESSIONALS)
MOST_PEOPLE = 10_000


class CourseQuerySet(models.QuerySet["Course"]):
    def visible_to(self, staff: Staff) -> Self:
        """What the house is taught is no secret inside it."""
        if not staff.is_active or not staff.sees_cases:
            return self.none()
        return self


class Course(models.Model):
    """eラーニング: open from a day until a day; counted in the fiscal year in which it opens."""

    body = models.ForeignKey(
        MeetingBody, models.PROTECT, related_name="courses", verbose_name="会議体"
    )
    title = models.CharField("eラーニングの名前", max_length=100)
    opens_on = models.DateField("はじめの日")
    closes_on = models.DateField("終わりの日")
    fiscal_year = models.PositiveSmallIntegerField("年度")
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="入れた職員")
    created_at = models.DateTimeField("入れた日時")
    version = models.PositiveIntegerField("版", default=1, editable=False)
    updated_at = models.DateTimeField("直した日時")

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "eラーニング"
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "title", "opens_on"],
                name="course_once",
                violation_error_message="このeラーニングは、もうあります",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="course_has_a_title",
                violation_error_message="eラーニングの名前を入れてください",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="course_closes_after_it_opens",
                violation_error_message="終わりの日は、はじめの日より後にしてください",
            ),
        ]
        indexes = [models.Index(fields=["body", "fiscal_year"], name="course_by_year")]
        triggers = [
            never_deleted("course_stays"),
            counts_versions("course_version", "title", "opens_on", "closes_on"),
            pgtrigger.ReadOnly(name="course_of_one_body", fields=["body", "made_by", "created_at"]),
        ]

    def __str__(self) -> str:
        return f"eラーニング{self.pk}"


class Turnout(models.Model):
    """参加人数: so many people of an agency, or of a group that is none (市民, 民生委員) at one sitting or course."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="turnout"
    )
    course = models.ForeignKey(
        Course, models.PROTECT, null=True, blank=True, related_name="turnout"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="機関"
    )
    group = models.CharField("機関でない方", max_length=60, blank=True)
    people = models.PositiveIntegerField("人数")
    counted_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="数えた職員"
    )
    counted_at = models.DateTimeField("数えた日時")

    class Meta:
        verbose_name = verbose_name_plural = "参加人数"
        ordering = ["agency__name", "group", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "course", "agency", "group"],
                nulls_distinct=False,
                name="turnout_once",
                violation_error_message="この機関の人数は、もう入っています",
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, course__isnull=True)
                | Q(meeting__isnull=True, course__isnull=False),
                name="turnout_of_one_thing",
                violation_error_message="会議かeラーニングの、どちらかの人数にしてください",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=False, group="") | Q(agency__isnull=True) & ~Q(group=""),
                name="turnout_of_somebody",
                violation_error_message="機関か、機関でない方のことばを入れてください",
            ),
            models.CheckConstraint(
                condition=Q(people__lte=MOST_PEOPLE),
                name="turnout_fits_a_hall",
                violation_error_message="人数は10000人までにしてください",
            ),
        ]
        triggers = [
            never_deleted("turnout_stays"),
            pgtrigger.ReadOnly(
                name="turnout_of_one_row", fields=["meeting", "course", "agency", "group"]
            ),
        ]

    def __str__(self) -> str:
        return f"参加人数{self.pk}"

    @property
    def code(self) -> str:
        return f"{AGENCY}{self.agency_id}" if self.agency_id else f"{GROUP}{self.group}"
