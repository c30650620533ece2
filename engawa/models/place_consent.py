"""場への同意: whether the person said that this place may hear their name; dated, and never rewritten (R6, R8)."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from cases.models import NOS, ConsentGiver, ConsentMethod, SharedItem, stood
from cases.models.guards import append_only
from districts.models import Staff
from engawa.models.participation import Participation
from engawa.models.site import Site


class PlaceWord(models.TextChoices):
    GIVEN = "given", "伝えてよい"
    WITHDRAWN = "withdrawn", "やめてほしい"


class PlaceConsentQuerySet(models.QuerySet["PlaceConsent"]):
    def newest(self) -> Self:
        return self.order_by("-happened_at", "-pk")


class PlaceConsent(models.Model):
    """A neighbourhood place is no agency: a yes to agencies in general does not reach it."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="consents")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    event = models.CharField("どう言ったか", max_length=10, choices=PlaceWord.choices)
    method = models.CharField("方法", max_length=10, choices=ConsentMethod.choices)
    given_by = models.CharField("だれが", max_length=40, default=ConsentGiver.SELF)
    happened_at = models.DateTimeField("日時")
    taken_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="聞いた職員")

    objects = PlaceConsentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "場への同意"
        constraints = [
            models.CheckConstraint(
                condition=~Q(method=""),
                name="place_consent_says_how",
                violation_error_message="書面か口頭かをえらんでください",
            ),
        ]
        indexes = [
            models.Index(
                fields=["participation", "site", "-happened_at", "-id"], name="place_consent_newest"
            )
        ]
        triggers = [append_only("place_consent_stays")]

    def __str__(self) -> str:
        return f"場への同意{self.pk}"


def may_hear(participation: Participation, site: Site, *, at: datetime) -> bool:
    """The same as the trigger on a visit asks: a yes to this place since the last no, or to its agency by name."""
    case = participation.case
    if case.person is None or case.person.protected:
        return False
    said = PlaceConsent.objects.filter(participation=participation, site=site, happened_at__lte=at)
    last = said.newest().first()
    if last is not None:
        nos = case.consents.filter(event__in=NOS, happened_at__gt=last.happened_at)
        return last.event == PlaceWord.GIVEN and not nos.exists()
    stands = stood(case, at=at)
    if not stands.given or stands.event is None or site.agency_id is None:
        return False
    named = {one.pk for one in stands.event.agencies.all()}
    return site.agency_id in named and (
        not stands.event.items or SharedItem.NAME in stands.event.items
    )
