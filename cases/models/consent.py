"""同意: dated events (asked, given, refused, withdrawn), never a yes-or-no field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.consultation import ConsentMethod, ConsentState
from cases.models.ground import Level
from cases.models.guards import append_only
from cases.models.referral import WITH_CONSENT, WITHOUT_CONSENT, SharedItem
from districts.models import Agency, Staff
from fujisawa_care.foundation.workdays import TOKYO


class ConsentKind(models.TextChoices):
    ASKED = "asked", "お願いした"
    GIVEN = "given", "同意した"
    REFUSED = "refused", "同意しない"
    WITHDRAWN = "withdrawn", "取り下げた"


class ConsentGiver(models.TextChoices):
    """Who spoke; somebody else is written out."""

    SELF = "self", "本人"
    FAMILY = "family", "家族"
    GUARDIAN = "guardian", "後見人など"


NOS = (ConsentKind.REFUSED, ConsentKind.WITHDRAWN)


class ConsentItem(models.TextChoices):
    """What may be shown: all that goes with a hand-over, and the records of the support."""

    NAME = SharedItem.NAME.value, SharedItem.NAME.label
    BIRTH = SharedItem.BIRTH.value, SharedItem.BIRTH.label
    PHONE = SharedItem.PHONE.value, SharedItem.PHONE.label
    ADDRESS = SharedItem.ADDRESS.value, SharedItem.ADDRESS.label
    FAMILY = SharedItem.FAMILY.value, SharedItem.FAMILY.label
    STORY = SharedItem.STORY.value, SharedItem.STORY.label
    RECORDS = "records", "支援の経過"


class ConsentEventQuerySet(models.QuerySet["ConsentEvent"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(case__in=Case.objects.visible_to(staff))

    def newest(self) -> Self:
        return self.order_by("-happened_at", "-pk")

    def until(self, at: datetime) -> Self:
        """What had been heard by then."""
        return self.filter(happened_at__lte=at)


class ConsentEvent(models.Model):
    case = models.ForeignKey(Case, models.PROTECT, related_name="consents")
    event = models.CharField("できごと", max_length=10, choices=ConsentKind.choices)
    method = models.CharField("方法", max_length=10, blank=True, choices=ConsentMethod.choices)
    given_by = models.CharField("だれが", max_length=40, default="本人")
    agencies = models.ManyToManyField(
        Agency, blank=True, related_name="+", verbose_name="見せてよい機関"
    )
    items = ArrayField(models.CharField(max_length=20), verbose_name="見せてよい項目", default=list)
    happened_at = models.DateTimeField("日時")
    taken_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="聞いた職員")
    valid_until = models.DateField("いつまで", null=True, blank=True)
    note = models.CharField("ひとこと", max_length=500, blank=True)

    objects = ConsentEventQuerySet.as_manager()

    class Meta:
        verbose_name = "同意"
        verbose_name_plural = "同意"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(event=ConsentKind.GIVEN),
                name="consent_only_a_yes_has_an_end",
                violation_error_message="「いつまで」を入れられるのは、「同意した」ときだけです",
            ),
        ]
        indexes = [models.Index(fields=["case", "-happened_at", "-id"], name="consent_by_case")]
        triggers = [append_only("consent_stays")]

    def __str__(self) -> str:
        return f"同意{self.pk}"

    def valid_on(self, day: date) -> bool:
        """The last day is included."""
        return self.valid_until is None or day <= self.valid_until

    @property
    def giver(self) -> str:
        """Who spoke: a code of the list in words, anything else as it was written."""
        return str(dict(ConsentGiver.choices).get(self.given_by, self.given_by))

    @property
    def level(self) -> Level:
        """All of it opens the case; a part shows only the sheet, with that part."""
        return Level.READ if set(self.items) in (set(), set(ConsentItem)) else Level.SHEET


class ConsentAgency(ConsentEvent.agencies.through):  # type: ignore[name-defined,misc]  # made by Django
    """同意と機関: whom a consent names stays as it was heard, like the event itself."""

    class Meta:
        proxy = True
        verbose_name = "同意と機関"
        verbose_name_plural = "同意と機関"
        triggers = [append_only("consent_agency_stays")]


@dataclass(frozen=True)
class Standing:
    """同意のようす: what the events up to a day add up to, and the event it rests on."""

    state: ConsentState
    event: ConsentEvent | None = None
    lapsed: bool = False

    @property
    def given(self) -> bool:
        return self.state == ConsentState.GIVEN

    def covers(self, agency: int) -> bool:
        """Whoever is named; where nobody is named, everybody the case is handed to."""
        if not self.given or self.event is None:
            return False
        named = {one.pk for one in self.event.agencies.all()}
        return not named or agency in named

    def along(self, agency: int) -> tuple[SharedItem, ...]:
        """What may go with a hand-over to `agency`: without consent never the name (氏名ふせ)."""
        if not self.covers(agency) or self.event is None:
            return WITHOUT_CONSENT
        agreed = set(self.event.items) or set(WITH_CONSENT)
        return tuple(one for one in WITH_CONSENT if one in agreed or one in WITHOUT_CONSENT)


UNASKED = Standing(ConsentState.NOT_ASKED)


def standing(newest_first: Iterable[ConsentEvent], *, on: date) -> Standing:
    """A new yes takes the place of the last, a no ends it; asking again leaves it as it was."""
    asked: ConsentEvent | None = None
    for one in newest_first:
        if one.event == ConsentKind.ASKED:
            asked = asked or one
        elif one.event == ConsentKind.GIVEN and one.valid_on(on):
            return Standing(ConsentState.GIVEN, one)
        elif one.event == ConsentKind.GIVEN:
            return Standing(ConsentState.NOT_YET, asked or one, lapsed=True)
        else:
            return Standing(ConsentState.NOT_YET if asked else ConsentState.REFUSED, asked or one)
    return Standing(ConsentState.NOT_YET, asked) if asked else UNASKED


def stood(case: Case, *, at: datetime) -> Standing:
    """What stood at that moment, on that day."""
    heard = ConsentEvent.objects.filter(case=case).until(at).newest()
    return standing(heard.prefetch_related("agencies"), on=at.astimezone(TOKYO).date())
