"""しぼりこみ of agencies and towns."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django_filters import ChoiceFilter, ModelChoiceFilter

from districts.models import (
    Agency,
    AgencyQuerySet,
    District,
    Issue,
    IssueQuerySet,
    Programme,
    Resource,
    ResourceKind,
    ResourceQuerySet,
    Topic,
    Town,
    TownQuerySet,
)
from districts.states import IssueState
from fujisawa_care.foundation.filters import FlagFilter, StrictFilterSet, WordsFilter


class DistrictFilter(StrictFilterSet):
    class Meta:
        model = District
        fields: list[str] = []


class AgencyFilter(StrictFilterSet):
    district = ModelChoiceFilter(
        label="地区（全市を担当する機関を含む）",
        queryset=District.objects.all(),
        method="serving",
    )
    programme = ChoiceFilter(label="担う事業", choices=Programme.choices, method="carrying")
    topic = ModelChoiceFilter(label="分野", queryset=Topic.objects.all(), method="on_topic")
    q = WordsFilter(label="機関名・愛称・種別の一部", method="worded")

    class Meta:
        model = Agency
        fields: list[str] = []

    def serving(self, rows: AgencyQuerySet, name: str, value: District) -> AgencyQuerySet:
        return rows.serving(value)

    def carrying(self, rows: AgencyQuerySet, name: str, value: str) -> AgencyQuerySet:
        return rows.carrying(value)

    def on_topic(self, rows: AgencyQuerySet, name: str, value: Topic) -> AgencyQuerySet:
        return rows.for_topic(value.code)

    def worded(self, rows: QuerySet[Agency], name: str, value: str) -> QuerySet[Agency]:
        return rows.filter(
            Q(name__icontains=value) | Q(short_name__icontains=value) | Q(kind__icontains=value)
        )


class TownFilter(StrictFilterSet):
    q = WordsFilter(label="町名・ふりがな・郵便番号のはじめ、または住所", method="named")

    class Meta:
        model = Town
        fields: list[str] = []

    def named(self, rows: TownQuerySet, name: str, value: str) -> TownQuerySet:
        return rows.named(value)


class IssueFilter(StrictFilterSet):
    district = ModelChoiceFilter(
        label="地区", queryset=District.objects.all(), empty_label="すべて"
    )
    topic = ModelChoiceFilter(label="分野", queryset=Topic.objects.active(), empty_label="すべて")
    state = ChoiceFilter(label="ようす", choices=IssueState.choices, empty_label="すべて")
    mine = FlagFilter(label="わたしが出したもの", method="of_caller")

    class Meta:
        model = Issue
        fields: list[str] = []

    def of_caller(self, rows: IssueQuerySet, name: str, value: bool) -> QuerySet[Issue]:
        mine = Q(raised_by=self.request.user.pk)
        return rows.filter(mine if value else ~mine)


class ResourceFilter(StrictFilterSet):
    district = ModelChoiceFilter(
        label="地区（市全体のものを含む）",
        queryset=District.objects.all(),
        method="serving",
        empty_label="すべて",
    )
    topic = ModelChoiceFilter(
        label="こたえられる困りごと",
        queryset=Topic.objects.active(),
        method="meeting",
        empty_label="すべて",
    )
    kind = ChoiceFilter(label="種類", choices=ResourceKind.choices, empty_label="すべて")
    ended = FlagFilter(label="なくなったもの", method="gone")
    q = WordsFilter(label="名前・できることの一部", method="worded")

    class Meta:
        model = Resource
        fields: list[str] = []

    def serving(self, rows: ResourceQuerySet, name: str, value: District) -> ResourceQuerySet:
        return rows.serving(value)

    def meeting(self, rows: ResourceQuerySet, name: str, value: Topic) -> ResourceQuerySet:
        return rows.on(value)

    def gone(self, rows: ResourceQuerySet, name: str, value: bool) -> QuerySet[Resource]:
        return rows.filter(ended_on__isnull=not value)

    def worded(self, rows: QuerySet[Resource], name: str, value: str) -> QuerySet[Resource]:
        return rows.filter(Q(name__icontains=value) | Q(what__icontains=value))
