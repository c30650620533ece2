"""世帯: the people who live together, those who belong to them elsewhere, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from cases.models.guards import counts_versions, never_deleted
from cases.states import ProtectionState
from districts.models import Staff

if TYPE_CHECKING:
    from cases.models.person import Person


class Relation(models.TextChoices):
    """As seen from the one person of a household who is its centre."""

    SELF = "self", "本人"
    HUSBAND = "husband", "夫"
    WIFE = "wife", "妻"
    PARTNER = "partner", "パートナー"
    FATHER = "father", "父"
    MOTHER = "mother", "母"
    SON = "son", "息子"
    DAUGHTER = "daughter", "娘"
    CHILD = "child", "子"
    ELDER_BROTHER = "elder_brother", "兄"
    ELDER_SISTER = "elder_sister", "姉"
    YOUNGER_BROTHER = "younger_brother", "弟"
    YOUNGER_SISTER = "younger_sister", "妹"
    GRANDFATHER = "grandfather", "祖父"
    GRANDMOTHER = "grandmother", "祖母"
    GRANDCHILD = "grandchild", "孫"
    RELATIVE = "relative", "そのほかの親族"
    OTHER = "other", "そのほかの方"


class MemberEnd(models.TextChoices):
    MOVED = "moved", "別の世帯になった"
    DIED = "died", "亡くなった"
    MISTAKE = "mistake", "まちがって加えた"


class Household(models.Model):
    living_with = models.CharField("いっしょに暮らす方", max_length=200, blank=True)

    class Meta:
        verbose_name = "世帯"
        verbose_name_plural = "世帯"

    def __str__(self) -> str:
        return f"世帯{self.pk}"


class HouseholdMemberQuerySet(models.QuerySet["HouseholdMember"]):
    def running(self) -> Self:
        return self.filter(until__isnull=True)

    def seen_from(self, person: Person | None) -> Self:
        """The household as two (R7): who is kept from whom does not stand in the other's household.

        Seen from nobody in particular it shows none who is protected.
        """
        if person is None:
            return self.filter(Q(person__isnull=True) | Q(person__protected=False))
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
    """A person of ours, or somebody of whom only a name is known, or not even that."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    person = models.ForeignKey(
        "cases.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="本人の記録",
    )
    name = models.CharField("名前", max_length=100, blank=True)
    relation = models.CharField("続柄", max_length=20, choices=Relation.choices)
    age_text = models.CharField("年ごろ", max_length=20, blank=True)
    apart = models.BooleanField("別に暮らしている", default=False)
    note = models.CharField("ひとこと", max_length=200, blank=True)
    since = models.DateTimeField("から")
    until = models.DateTimeField("まで", null=True, blank=True)
    ended = models.CharField("終わったわけ", max_length=10, blank=True, choices=MemberEnd.choices)
    noted_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, related_name="+", verbose_name="聞いた職員"
    )
    version = models.PositiveIntegerField("版", default=1, editable=False)
    updated_at = models.DateTimeField("直した日時")

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
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(until__isnull=True, apart=False),
                name="household_member_lives_in_one",
                violation_error_message="この方は、ほかの世帯で暮らしています",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(until__isnull=True, relation="self"),
                name="household_one_centre",
                violation_error_message="この世帯には、もう「本人」がいます",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="household_member_period",
                violation_error_message="「まで」は「から」より後にしてください",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True, ended="") | Q(until__isnull=False),
                name="household_member_ends_with_a_day",
                violation_error_message="終わりにするときは、いつからかを入れてください",
            ),
        ]
        triggers = [
            never_deleted("household_member_stays"),
            counts_versions(
                "household_member_version",
                *("household", "person", "name", "relation", "age_text", "apart", "note"),
                *("since", "until", "ended"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.relation}（世帯{self.household_id}）"
