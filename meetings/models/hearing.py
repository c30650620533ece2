"""渡した地域課題: which table an issue was handed to, and the sitting it is to be talked about."""

from __future__ import annotations

import pgtrigger
from django.db import models

from cases.models.guards import append_only
from districts.models import Issue, Staff
from meetings.models.body import MeetingBody
from meetings.models.meeting import Meeting


class Hearing(models.Model):
    """The sitting, where one is named, is of that table: the database holds it."""

    issue = models.OneToOneField(Issue, models.PROTECT, related_name="hearing")
    body = models.ForeignKey(MeetingBody, models.PROTECT, related_name="hearings")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="hearings")
    handed_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    handed_at = models.DateTimeField("渡した日時")

    class Meta:
        verbose_name = verbose_name_plural = "渡した地域課題"
        triggers = [
            append_only("hearing_stays"),
            pgtrigger.Trigger(
                name="hearing_at_its_own_table",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__meeting__isnull=False),
                func="""
                    IF NOT EXISTS (SELECT FROM meetings_meeting m
                                    WHERE m.id = NEW.meeting_id AND m.body_id = NEW.body_id) THEN
                        RAISE EXCEPTION 'a hearing at a sitting of another table'
                              USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"渡した地域課題{self.pk}"
