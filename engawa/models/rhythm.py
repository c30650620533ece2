"""見守りの間かく: when to ask how it goes, of the person and of the host, as data the city edits."""

from __future__ import annotations

import pgtrigger
from django.db import models

from cases.models import FollowUp, FollowUpKind
from cases.models.guards import append_only
from cases.models.menu import Listed
from engawa.models.participation import Participation
from engawa.models.site import Site


class After(models.TextChoices):
    """What has just happened."""

    VISIT = "visit", "見学に行った"
    TRYING = "trying", "お試しを始めた"
    SETTLED = "settled", "定着した"


class Whom(models.TextChoices):
    PERSON = "person", "本人に"
    HOST = "host", "場の方に"


class Rhythm(Listed):
    """One line: so many days after that, ask this of the person or of the host."""

    after = models.CharField("いつのあと", max_length=10, choices=After.choices)
    whom = models.CharField("だれに", max_length=10, choices=Whom.choices)
    days = models.PositiveSmallIntegerField("何日あと")
    kind = models.CharField(
        "かたち", max_length=10, choices=FollowUpKind.choices, default=FollowUpKind.PHONE
    )

    class Meta(Listed.Meta):
        verbose_name = verbose_name_plural = "参加支援の見守りの間かく"


class CheckIn(models.Model):
    """見守り: which of a case's next steps is there for the way to a place; ends with that step."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="check_ins")
    follow_up = models.OneToOneField(FollowUp, models.PROTECT, related_name="check_in")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    whom = models.CharField("だれに", max_length=10, choices=Whom.choices)

    class Meta:
        verbose_name = verbose_name_plural = "参加支援の見守り"
        triggers = [
            append_only("check_in_stays"),
            pgtrigger.Trigger(
                name="check_in_of_the_same_case",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
IF (SELECT case_id FROM cases_followup WHERE id = NEW.follow_up_id)
   <> (SELECT case_id FROM engawa_participation WHERE id = NEW.participation_id) THEN
    RAISE EXCEPTION '見守りは、同じケースの次の一手です'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'check_in_of_the_same_case';
END IF;
RETURN NEW;
""",
            ),
        ]

    def __str__(self) -> str:
        return f"見守り{self.pk}"
