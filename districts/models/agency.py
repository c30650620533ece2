"""機関: anybody who takes or passes on a consultation."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict, cast

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, Value, When

from districts.models.block import Block
from districts.models.district import District
from districts.models.topic import Topic

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler
    from django_stubs_ext import WithAnnotations


class Programme(models.TextChoices):
    """The five programmes of 社会福祉法106条の4; one agency carries several at once."""

    CONSULTATION = "consultation", "包括的相談支援"
    PARTICIPATION = "participation", "参加支援"
    OUTREACH = "outreach", "アウトリーチ"
    COMMUNITY = "community", "地域づくり"
    COORDINATION = "coordination", "多機関協働"


class AgencyType(models.TextChoices):
    """Coarse on purpose: what may be told about cases out of sight is a count per type."""

    COUNTER = "counter", "総合相談窓口"
    SELF_RELIANCE = "self_reliance", "自立相談支援"
    ELDERLY = "elderly", "高齢者の相談"
    DISABILITY = "disability", "障がいの相談"
    CHILD = "child", "子ども・子育ての相談"
    HEALTH = "health", "保健"
    SECTION = "section", "市の所管課"
    COUNCIL = "council", "社会福祉協議会"
    RESOURCE = "resource", "社会資源"
    OTHER = "other", "その他"


class DateRange(Func):
    """daterange(a, b, '[]'): both days included, an empty end open, dates in the wrong order no days.

    Without the last the database would refuse the range before the constraint on their order speaks.
    """

    function = "DATERANGE"
    output_field = DateRangeField()

    def as_sql(  # type: ignore[override]
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, Sequence[Any]]:
        start, end, _ = (compiler.compile(each) for each in self.get_source_expressions())
        days, values = super().as_sql(compiler, connection, **extra)
        turned = f"({end[0]})::date < ({start[0]})::date"
        sql = f"(CASE WHEN {turned} THEN 'empty'::daterange ELSE {days} END)"
        return sql, (*end[1], *start[1], *values)


class Proposed(TypedDict):
    """What `proposed` adds to each agency."""

    matched_topics: list[str]
    matches: bool
    walked: bool
    local: bool
    area_open: bool
    takes_all: bool
    coordinates: bool


class AgencyQuerySet(models.QuerySet["Agency"]):
    def valid_on(self, day: date) -> AgencyQuerySet:
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_until__isnull=True) | Q(valid_until__gte=day),
        )

    def serving(self, district: District | str) -> AgencyQuerySet:
        """City-wide agencies, and those that name this district or one of its blocks."""
        return self.filter(Q(citywide=True) | _in_districts(district) | _in_blocks(district))

    def for_topic(self, code: str) -> AgencyQuerySet:
        return self.filter(topics=code)

    def carrying(self, programme: str) -> AgencyQuerySet:
        return self.filter(programmes__contains=[programme])

    def proposed(
        self, topics: Collection[str], district: District | str | None, on: date
    ) -> models.QuerySet[WithAnnotations[Agency, Proposed]]:
        """つなぎ先 candidates, best first; `sheets.Candidate` says how each came to stand there.

        Who works on the trouble before who takes any trouble; in each group the district's own,
        then an area not settled, then the whole city, and its coordinators (多機関協働) last.
        A house whose CSW walks this district is the district's own, whatever else it carries.
        """
        matched = Topic.objects.filter(agencies=OuterRef("pk"), code__in=list(topics))
        local = _in_districts(district) | _in_blocks(district) if district else Q(citywide=False)
        walked = _walked_by_a_csw(district, on) if district else Q(pk__in=())
        reasons = self.valid_on(on).annotate(
            matched_topics=ArraySubquery(matched.order_by("position").values("label")),
            matches=Exists(matched),
            walked=Case(When(walked, then=True), default=False),
            local=Case(When(local, then=True), When(walked=True, then=True), default=False),
            area_open=Case(When(_area_open(), then=True), default=False),
            takes_all=~Exists(Agency.topics.through.objects.filter(agency=OuterRef("pk"))),
            coordinates=Q(
                citywide=True, walked=False, programmes__contains=[Programme.COORDINATION]
            ),
        )
        reached = Q(citywide=True) | Q(local=True) | Q(area_open=True)
        takes_it = Q(matches=True) | Q(takes_all=True) | Q(coordinates=True)
        return cast(
            "models.QuerySet[WithAnnotations[Agency, Proposed]]",
            reasons.filter(reached, takes_it, accepts_referrals=True).order_by(
                "-matches", "-local", "-area_open", "coordinates", "name", "pk"
            ),
        )


class Agency(models.Model):
    """Names of offices change: valid from `valid_from` to `valid_until`, both days included."""

    name = models.CharField("機関名", max_length=100)
    short_name = models.CharField("略称・愛称", max_length=50, blank=True)
    type = models.CharField("区分", max_length=20, choices=AgencyType)
    kind = models.CharField("種別", max_length=100, blank=True)
    operator = models.CharField("運営", max_length=100, blank=True)
    programmes = ArrayField(
        models.CharField(max_length=20, choices=Programme),
        verbose_name="担う事業",
        default=list,
        blank=True,
    )
    topics = models.ManyToManyField(Topic, verbose_name="分野", related_name="agencies", blank=True)
    districts = models.ManyToManyField(
        District, verbose_name="担当地区", related_name="agencies", blank=True
    )
    blocks = models.ManyToManyField(
        Block, verbose_name="担当ブロック", related_name="agencies", blank=True
    )
    citywide = models.BooleanField("全市", default=False)
    valid_from = models.DateField("開始日", null=True, blank=True)
    valid_until = models.DateField("終了日", null=True, blank=True)
    tel = models.CharField("電話", max_length=100, blank=True)
    fax = models.CharField("FAX", max_length=50, blank=True)
    address = models.CharField("所在地", max_length=200, blank=True)
    hours = models.CharField("受付時間", max_length=200, blank=True)
    note = models.TextField("備考", max_length=1000, blank=True)
    accepts_referrals = models.BooleanField("つなぎを受ける", default=True)
    fictional = models.BooleanField("架空", default=False)
    source = models.TextField("出典", max_length=2000, blank=True)
    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "機関"
        indexes = [GinIndex(name="agency_programmes", fields=["programmes"])]
        constraints = [
            models.CheckConstraint(
                name="agency_dates_in_order",
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                violation_error_message="終了日は開始日より前にできません。",
            ),
            models.CheckConstraint(
                name="agency_type_known",
                condition=Q(type__in=[value for value, _ in AgencyType.choices]),
                violation_error_message="区分が正しくありません。",
            ),
            models.CheckConstraint(
                name="agency_programmes_known",
                condition=Q(programmes__contained_by=[value for value, _ in Programme.choices]),
                violation_error_message="担う事業が正しくありません。",
            ),
            ExclusionConstraint(
                name="agency_name_once_at_a_time",
                expressions=[
                    ("name", RangeOperators.EQUAL),
                    (
                        DateRange("valid_from", "valid_until", Value("[]")),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="同じ名前の機関が、同じ時期にすでにあります。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


def _in_districts(district: District | str | None = None) -> Exists:
    rows = Agency.districts.through.objects.filter(agency=OuterRef("pk"))
    return Exists(rows.filter(district=district) if district else rows)


def _in_blocks(district: District | str | None = None) -> Exists:
    rows = Block.districts.through.objects.filter(block__agencies=OuterRef("pk"))
    return Exists(rows.filter(district=district) if district else rows)


def _walked_by_a_csw(district: District | str, on: date) -> Exists:
    posted = Agency.objects.filter(
        Q(staff__postings__ends_on__isnull=True) | Q(staff__postings__ends_on__gte=on),
        pk=OuterRef("pk"),
        staff__role="csw",
        staff__is_active=True,
        staff__postings__district=district,
        staff__postings__starts_on__lte=on,
    )
    return Exists(posted)


def _area_open() -> Q:
    """Neither city-wide nor tied to a district: the source names an area, not its districts."""
    return Q(citywide=False) & Q(~_in_districts()) & Q(~_in_blocks())
