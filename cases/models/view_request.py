"""閲覧のおねがい: somebody without a ground asks the owner, and gets one answer."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.ground import Level, holders
from cases.models.guards import never_deleted
from cases.states import ViewRequestState
from districts.models import Agency, Staff


class ViewRequestQuerySet(models.QuerySet["ViewRequest"]):
    def visible_to(self, staff: Staff) -> Self:
        """Who asked, and the agency that is accountable for the case."""
        if not holders(staff):
            return self.none()
        return self.filter(Q(asked_by=staff) | Q(case__owner=staff.agency_id))

    def incoming(self, staff: Staff) -> Self:
        return self.filter(case__owner=staff.agency_id)

    def outgoing(self, staff: Staff) -> Self:
        return self.filter(asked_by=staff)

    def unanswered(self) -> Self:
        return self.filter(state=ViewRequestState.ASKED)


class ViewRequest(models.Model):
    """`by_number`: whether the asker named the case; otherwise the number is not told before a yes."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="view_requests")
    asked_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="たのんだ職員"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="機関")
    by_number = models.BooleanField("番号を知っていた")
    reason = models.CharField("理由", max_length=500)
    asked_at = models.DateTimeField("たのんだ日時")
    state = models.CharField("返事", max_length=10, choices=ViewRequestState.choices)
    answered_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, related_name="+", verbose_name="返事をした職員"
    )
    answered_at = models.DateTimeField("返事の日時", null=True)
    answer_note = models.CharField("返事のことば", max_length=500, blank=True)
    level = models.PositiveSmallIntegerField("できること", null=True, choices=Level.choices)
    until = models.DateField("いつまで", null=True)

    objects = ViewRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "閲覧のおねがい"
        verbose_name_plural = "閲覧のおねがい"
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="view_request_has_a_reason",
                violation_error_message="見せてほしい理由を入れてください",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(state="asked") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="view_request_answer_has_who_and_when",
                violation_error_message="返事には、だれがいつしたかが要ります",
            ),
            models.CheckConstraint(
                condition=Q(state="granted", level__isnull=False, until__isnull=False)
                | (~Q(state="granted") & Q(level__isnull=True, until__isnull=True)),
                name="view_request_grant_has_an_end",
                violation_error_message="見せるときは、できることと、いつまでかを決めてください",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer_note=""),
                name="view_request_no_has_a_reason",
                violation_error_message="見せられない理由を入れてください",
            ),
            models.UniqueConstraint(
                fields=["case", "asked_by"],
                condition=Q(state="asked"),
                name="view_request_one_at_a_time",
                violation_error_message="このケースについては、もうたのんでいます。返事を待ってください",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_by", "-asked_at", "-id"], name="view_request_by_asker"),
            models.Index(fields=["case", "-asked_at", "-id"], name="view_request_by_case"),
        ]
        triggers = [
            never_deleted("view_request_stays"),
            pgtrigger.Protect(
                name="view_request_answered_once",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state="asked"),
            ),
        ]

    def __str__(self) -> str:
        return f"閲覧のおねがい{self.pk}"
