"""地域課題: what is missing in a district, without a name; handed to a table and answered there."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q

from districts.models.agency import Agency
from districts.models.district import District
from districts.models.staff import Staff
from districts.models.topic import Topic
from districts.states import ISSUE_STEPS, IssueState

TEXT_LIMIT, ANSWER_LIMIT = 1000, 2000


class IssueQuerySet(models.QuerySet["Issue"]):
    def visible_to(self, staff: Staff) -> Self:
        """Nothing in it names anybody: whoever works on cases or above them reads it."""
        if not staff.is_active or not staff.sees_cases:
            return self.none()
        return self

    def waiting(self) -> Self:
        """Gathered, and not yet before any table."""
        return self.filter(state=IssueState.RAISED)

    def unanswered(self) -> Self:
        return self.filter(state__in=[IssueState.RAISED, IssueState.HANDED])


class Issue(models.Model):
    """Of a case it keeps only who raised it, where and on what: no key leads back (R7).

    `handed_to` is what the table was called on that day.
    """

    district = models.ForeignKey(
        District,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issues",
        verbose_name="地区",
    )
    topic = models.ForeignKey(
        Topic, models.PROTECT, related_name="issues", verbose_name="困りごとの分野"
    )
    text = models.TextField("足りないこと・困っていること", max_length=TEXT_LIMIT)
    from_case = models.BooleanField("ケースから見えた")
    raised_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="issues", verbose_name="出した職員"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="機関")
    raised_on = models.DateField("出した日")
    state = models.CharField("ようす", max_length=10, choices=IssueState.choices)
    handed_to = models.CharField("渡した会議", max_length=120, blank=True)
    handed_on = models.DateField("渡した日", null=True, blank=True)
    handed_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField("答え", max_length=ANSWER_LIMIT, blank=True)
    answered_on = models.DateField("答えの日", null=True, blank=True)
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.CharField("取り下げたわけ", max_length=500, blank=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "地域課題"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="issue_says_what",
                violation_error_message="足りないこと・困っていることを入れてください",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["raised", "withdrawn"], handed_to="", handed_on=None, handed_by=None
                )
                | Q(state__in=["handed", "answered"], handed_on__isnull=False)
                & Q(handed_by__isnull=False)
                & ~Q(handed_to=""),
                name="issue_handed_to_a_table",
                violation_error_message="渡す会議をえらんでください",
            ),
            models.CheckConstraint(
                condition=(~Q(state="answered") & Q(answer="", answered_on=None, answered_by=None))
                | Q(state="answered", answered_on__isnull=False, answered_by__isnull=False)
                & ~Q(answer=""),
                name="issue_answered_in_words",
                violation_error_message="答えを入れてください",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_because=""),
                name="issue_withdrawn_for_a_reason",
                violation_error_message="取り下げるわけを入れてください",
            ),
        ]
        indexes = [
            models.Index(fields=["-raised_on", "-id"], name="issue_newest"),
            models.Index(fields=["district", "topic", "state"], name="issue_gathered"),
        ]
        triggers = [
            pgtrigger.Protect(name="issue_stays", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="issue_keeps_its_words",
                fields=[
                    *("district", "topic", "text", "from_case"),
                    *("raised_by", "agency", "raised_on"),
                ],
            ),
            pgtrigger.Protect(
                name="issue_answered_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=["answered", "withdrawn"]),
            ),
            pgtrigger.FSM(
                name="issue_steps",
                field="state",
                transitions=[
                    (before.value, after.value)
                    for before, successors in ISSUE_STEPS.items()
                    for after in sorted(successors)
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"地域課題{self.pk}"

    @property
    def place(self) -> str:
        return f"{self.district.name}地区" if self.district else "市全体"
