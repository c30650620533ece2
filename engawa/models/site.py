"""地域の縁側: a place people may come to, what it is like, and when somebody last made sure of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cases.models.guards import counts_versions, never_deleted
from districts.models import Agency, District, Role, Staff

FRESH = timedelta(days=182)


class SiteSort(models.TextChoices):
    """A 地域の縁側 by the city's rule of 2015; other places one may take part in are the same thing."""

    ENGAWA = "engawa", "地域の縁側"
    WORK = "work", "しごとの体験"
    LEARNING = "learning", "学びの場"
    VOLUNTEER = "volunteer", "ボランティア"
    FARM = "farm", "農園"
    OTHER = "other", "そのほかの居場所"


class SiteKind(models.TextChoices):
    """Kinds of 地域の縁側; blank where no source says which."""

    BASIC = "basic", "基本型"
    SPECIFIC = "specific", "特定型"
    CORE = "core", "基幹型"


class SiteWay(models.TextChoices):
    VACANT_SHOP = "vacant_shop", "空き店舗活用"
    PUBLIC_ROOM = "public_room", "公共施設一部利用"
    HOME = "home", "自宅開放"
    COMPANY = "company", "企業連携"
    OTHER = "other", "そのほか"


class TargetGroup(models.TextChoices):
    ANYONE = "anyone", "だれでも"
    ELDERLY = "elderly", "高齢"
    CHILD_REARING = "child_rearing", "子育て"
    DISABILITY = "disability", "障がい"
    ADULT = "adult", "大人"
    OTHER = "other", "そのほか"


class Feature(models.TextChoices):
    """あるとよいこと, by which a place is looked for."""

    WHEELCHAIR = "wheelchair", "車いす"
    PARKING = "parking", "駐車場"
    MEAL = "meal", "食事"
    ADVISER = "adviser", "相談員"


class SiteQuerySet(models.QuerySet["Site"]):
    def visible_to(self, staff: Staff) -> Self:
        """Everybody at work sees the list, where no person stands; a place's own account sees that place."""
        if not staff.is_active:
            return self.none()
        return self.filter(desks__staff=staff) if staff.role == Role.SITE else self

    def there(self) -> Self:
        return self.filter(ended_on__isnull=True)

    def public(self) -> Self:
        """What residents may read without signing in: open places that agreed to be listed."""
        return self.there().filter(listed=True)

    def stale(self, today: date) -> Self:
        """Nobody made sure of it for half a year, or ever."""
        return self.there().filter(Q(confirmed_on__isnull=True) | Q(confirmed_on__lt=today - FRESH))


class Site(models.Model):
    """Blank is not known and shown as 未確認; nothing is filled in that nobody said."""

    name = models.CharField("名前", max_length=100)
    sort = models.CharField("場のかたち", max_length=10, choices=SiteSort.choices)
    kind = models.CharField("種類", max_length=10, choices=SiteKind.choices, blank=True)
    form = models.CharField("開きかた", max_length=12, choices=SiteWay.choices, blank=True)
    target = models.CharField("だれ向け", max_length=15, choices=TargetGroup.choices, blank=True)
    target_note = models.CharField("だれ向け（くわしく）", max_length=100, blank=True)
    operator = models.CharField("運営", max_length=100, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="sites", verbose_name="機関"
    )
    coordinator = models.CharField("生活支援コーディネーターなど", max_length=100, blank=True)
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="sites", verbose_name="地区"
    )
    district_basis = models.CharField("地区のよりどころ", max_length=100, blank=True)
    address = models.CharField("住所", max_length=200, blank=True)
    venue = models.CharField("会場", max_length=200, blank=True)
    access = models.CharField("行きかた", max_length=200, blank=True)
    latitude = models.DecimalField("緯度", max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("経度", max_digits=9, decimal_places=6, null=True, blank=True)
    tel = models.CharField("電話", max_length=50, blank=True)
    capacity = models.PositiveSmallIntegerField("入れる人数", null=True, blank=True)
    company_from = models.PositiveSmallIntegerField("いつもの人数（から）", null=True, blank=True)
    company_to = models.PositiveSmallIntegerField("いつもの人数（まで）", null=True, blank=True)
    what = models.TextField("どんなところ", max_length=1000, blank=True)
    cost = models.CharField("かかるお金", max_length=100, blank=True)
    features = ArrayField(
        models.CharField(max_length=12, choices=Feature.choices),
        verbose_name="あるとよいこと",
        default=list,
        blank=True,
    )
    days_said = models.CharField("開いている日（聞いたまま）", max_length=100, blank=True)
    hours_said = models.CharField("時間（聞いたまま）", max_length=100, blank=True)
    closed_on_holidays = models.BooleanField("祝日は休み", default=True)
    takes_visits = models.BooleanField("見学を受けている", default=False)
    started = models.CharField("いつから（聞いたまま）", max_length=100, blank=True)
    confirmed_on = models.DateField("確かめた日", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="確かめた人"
    )
    listed = models.BooleanField("公開の一覧にのせる", default=True)
    ended_on = models.DateField("終わった日", null=True, blank=True)
    ended_because = models.CharField("終わったわけ", max_length=500, blank=True)
    fictional = models.BooleanField("架空", default=False)
    source = models.CharField("出典", max_length=500, blank=True)
    source_as_of = models.CharField("出典の日付", max_length=20, blank=True)
    notes = models.CharField("注", max_length=500, blank=True)
    version = models.PositiveIntegerField("版", default=1, editable=False)
    updated_at = models.DateTimeField("直した日時")
    created_at = models.DateTimeField("のせた日時")

    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "縁側などの場"
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="site_has_a_name",
                violation_error_message="名前を入れてください",
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(ended_on__isnull=True),
                name="site_once",
                violation_error_message="この名前の場は、もうあります",
            ),
            models.CheckConstraint(
                condition=Q(kind="") | Q(sort="engawa"),
                name="site_kind_of_an_engawa",
                violation_error_message="基本型・特定型・基幹型は、地域の縁側だけにあります",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_because="")
                | Q(ended_on__isnull=False) & ~Q(ended_because=""),
                name="site_ended_for_a_reason",
                violation_error_message="終わったわけを入れてください",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(35, 36), longitude__range=(139, 140)),
                name="site_lies_near_fujisawa",
                violation_error_message="緯度と経度は、藤沢のあたりの数で両方入れてください",
            ),
            models.CheckConstraint(
                condition=Q(company_from__isnull=True)
                | Q(company_to__isnull=True)
                | Q(company_from__lte=F("company_to")),
                name="site_company_in_order",
                violation_error_message="いつもの人数は、少ないほうから多いほうへ入れてください",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_on__isnull=False, confirmed_by__isnull=False),
                name="site_confirmed_by_somebody",
                violation_error_message="確かめた日と確かめた人を入れてください",
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="site_by_name"),
            models.Index(fields=["district", "name", "id"], name="site_by_district"),
        ]
        triggers = [
            never_deleted("site_stays"),
            counts_versions(
                "site_version",
                *("name", "sort", "kind", "form", "target", "target_note", "operator", "agency"),
                *("coordinator", "district", "district_basis", "address", "venue", "access"),
                *("latitude", "longitude", "tel", "capacity", "company_from", "company_to"),
                *("what", "cost", "features", "days_said", "hours_said", "closed_on_holidays"),
                *("takes_visits", "started", "confirmed_on", "confirmed_by", "listed"),
                *("ended_on", "ended_because", "source", "source_as_of", "notes"),
            ),
            pgtrigger.ReadOnly(name="site_as_it_began", fields=["fictional", "created_at"]),
        ]

    def __str__(self) -> str:
        return self.name
