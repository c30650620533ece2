"""世帯: the people who live together, and their relation to the person concerned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from cases.states import ProtectionState

if TYPE_CHECKING:
    from cases.models.person import Person


class Household(models.Model):
    living_with = models.CharField("いっしょに暮らす方", max_length=200, blank=True)

    class Meta:
        verbose_name = "世帯"
        verbose_name_plural = "世帯"

    def __str__(self) -> str:
        return f"世帯{self.pk}"


class HouseholdMemberQuerySet(models.QuerySet["HouseholdMember"]):
    def seen_from(self, person: Person | None) -> Self:
        """The household as two (R7): who is kept from whom does not stand in the other's household.

        Seen from nobody in particular it shows none who is protected.
        """
        if person is None:
            return self.filter(person__protected=False)
        kept = self._across(person, theirs="covered", mine="other")
        keeping = self._across(person, theirs="other", mine="covered")
        return self.exclude(pk__in=kept.values("pk")).exclude(pk__in=keeping.values("pk"))

    def _across(self, person: Person, *, theirs: str, mine: str) -> Self:
        return self.filter(
            person__protections__side=theirs,
            person__protections__protection__state=ProtectionState.RUNNING,
            person__protections__protection__members__person=person,
            person__protections__protection__members__side=mine,
        )


class HouseholdMember(models.Model):
    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    person = models.ForeignKey("cases.Person", models.PROTECT, related_name="memberships")
    relation = models.CharField("続柄", max_length=20)
    since = models.DateTimeField("から")
    until = models.DateTimeField("まで", null=True, blank=True)

    objects = HouseholdMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "世帯の人"
        verbose_name_plural = "世帯の人"
        constraints = [
            models.UniqueConstraint(
                fields=["household", "person"],
                condition=Q(until__isnull=True),
                name="household_member_once",
                violation_error_message="この方は、もうこの世帯に入っています",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="household_member_period",
                violation_error_message="「まで」は「から」より後にしてください",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.relation}（世帯{self.household_id}）"
