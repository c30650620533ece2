"""しぼりこみ of agencies and towns."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django_filters import ChoiceFilter, ModelChoiceFilter

from districts.models import Agency, AgencyQuerySet, District, Programme, Topic, Town, TownQuerySet
from fujisawa_care.foundation.filters import StrictFilterSet, WordsFilter


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
