"""社会資源: what help there is in a district, when somebody last made sure of it, and what it meets."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q

from districts.models.district import District
from districts.models.issue import Issue
from districts.models.staff import Staff
from districts.models.topic import Topic

FRESH = timedelta(days=365)


class ResourceKind(models.TextChoices):
    PLACE = "place", "居場所・通いの場"
    FOOD = "food", "食事・買い物"
    RIDE = "ride", "移動・外出"
    WATCH = "watch", "見守り・声かけ"
    HOME = "home", "住まい・片づけ"
    WORK = "work", "仕事・役割"
    LEARN = "learn", "学び・子ども"
    TALK = "talk", "相談・情報"
    OTHER = "other", "そのほか"


class ResourceQuerySet(models.QuerySet["Resource"]):
    def visible_to(self, staff: Staff) -> Self:
        """What is open to residents is open to everybody at work."""
        if not staff.is_active or not staff.sees_cases:
            return self.none()
        return self

    def there(self) -> Self:
        return self.filter(ended_on__isnull=True)

    def serving(self, district: District | str | None) -> Self:
        """Of this district, and of the whole city; of no district only the latter."""
        mine = Q(citywide=True)
        if district:
            within = Resource.districts.through.objects.filter(district=district)
            mine |= Q(pk__in=within.values("resource"))
        return self.filter(mine)

    def on(self, topic: Topic | str) -> Self:
        return self.filter(
            pk__in=Resource.topics.through.objects.filter(topic=topic).values("resource")
        )

    def stale(self, today: date) -> Self:
        return self.filter(confirmed_on__lt=today - FRESH)


class Resource(models.Model):
    name = models.CharField("名前", max_length=100)
    kind = models.CharField("種類", max_length=10, choices=ResourceKind.choices)
    what = models.TextField("できること", max_length=1000)
    where = models.CharField("場所", max_length=200, blank=True)
    contact = models.CharField("連絡先", max_length=200, blank=True)
    citywide = models.BooleanField("市全体", default=False)
    districts = models.ManyToManyField(
        District, blank=True, related_name="resources", verbose_name="地区"
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="resources", verbose_name="こたえられる困りごと"
    )
    confirmed_on = models.DateField("確かめた日")
    confirmed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="確かめた職員"
    )
    ended_on = models.DateField("なくなった日", null=True, blank=True)
    ended_because = models.CharField("なくなったわけ", max_length=500, blank=True)
    fictional = models.BooleanField("架空", default=False)
    source = models.CharField("出典", max_length=200, blank=True)
    version = models.PositiveIntegerField("版", default=1, editable=False)
    updated_at = models.DateTimeField("直した日時")
    created_at = models.DateTimeField("のせた日時")

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "社会資源"
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(what=""),
                name="resource_says_what",
                violation_error_message="名前とできることを入れてください",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_because="")
                | Q(ended_on__isnull=False) & ~Q(ended_because=""),
                name="resource_ended_for_a_reason",
                violation_error_message="なくなったわけを入れてください",
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(ended_on__isnull=True),
                name="resource_once",
                violation_error_message="この名前の社会資源は、もうあります",
            ),
        ]
        indexes = [models.Index(fields=["name", "id"], name="resource_by_name")]
        triggers = [
            pgtrigger.Protect(name="resource_stays", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="resource_version",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func="NEW.version = OLD.version + 1; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MatchQuerySet(models.QuerySet["Match"]):
    def standing(self) -> Self:
        return self.filter(undone_at__isnull=True)


class Match(models.Model):
    """つき合わせ: this help may meet that need; taken back, it stays on record."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="matches")
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="matches")
    note = models.CharField("ひとこと", max_length=500, blank=True)
    matched_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    matched_at = models.DateTimeField("つき合わせた日時")
    undone_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField("外した日時", null=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "つき合わせ"
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "resource"],
                condition=Q(undone_at__isnull=True),
                name="match_once",
                violation_error_message="この社会資源は、もうつき合わせてあります",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="match_undone_by_somebody",
                violation_error_message="外すときは、だれがいつ外したかが要ります",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="match_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="match_undone_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__undone_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"つき合わせ{self.pk}"
