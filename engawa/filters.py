"""しぼりこみ of places: for residents and workers alike."""

from __future__ import annotations

from django.db.models import Q
from django_filters import CharFilter, ChoiceFilter, ModelChoiceFilter

from districts.models import District, Town
from engawa.models import (
    Feature,
    Participation,
    Site,
    SiteKind,
    SiteQuerySet,
    SiteSort,
    TargetGroup,
    Weekday,
)
from engawa.states import ParticipationState
from fujisawa_care.foundation.filters import FlagFilter, StrictFilterSet, WordsFilter

MOST = 3


class ParticipationFilter(StrictFilterSet):
    state = ChoiceFilter(label="ようす", choices=ParticipationState.choices)
    case = CharFilter(label="ケース", field_name="case__number")

    class Meta:
        model = Participation
        fields: list[str] = []


class SiteFilter(StrictFilterSet):
    q = WordsFilter(label="ことば（名前・場所・していること）", method="worded")
    district = ModelChoiceFilter(
        label="地区", queryset=District.objects.all(), empty_label="すべて"
    )
    near = WordsFilter(label="お住まいの町", method="near_town")
    kind = ChoiceFilter(label="種類", choices=SiteKind.choices, empty_label="すべて")
    sort = ChoiceFilter(label="場のかたち", choices=SiteSort.choices, empty_label="すべて")
    target = ChoiceFilter(
        label="だれ向け", choices=TargetGroup.choices, empty_label="すべて", method="welcoming"
    )
    day = ChoiceFilter(
        label="曜日",
        choices=[(str(one.value), one.label) for one in Weekday],
        empty_label="すべて",
        method="open_on",
    )
    feature = ChoiceFilter(
        label="あるとよいこと", choices=Feature.choices, empty_label="すべて", method="having"
    )
    visits = FlagFilter(label="見学を受けている", field_name="takes_visits")

    class Meta:
        model = Site
        fields: list[str] = []

    def worded(self, rows: SiteQuerySet, name: str, value: str) -> SiteQuerySet:
        here = Q(name__icontains=value) | Q(address__icontains=value) | Q(venue__icontains=value)
        told = Q(what__icontains=value) | Q(access__icontains=value)
        done = Q(
            pk__in=Site.objects.filter(pastimes__interest__label__icontains=value).values("pk")
        )
        return rows.filter(here | told | done)

    def near_town(self, rows: SiteQuerySet, name: str, value: str) -> SiteQuerySet:
        """In the district of that town, and in those beside it; a town two districts share is in both."""
        named = Town.objects.named(value)
        own = District.objects.filter(Q(town_districts__town__in=named) | Q(name=value))
        here = [*own.distinct()[:MOST]]
        around = {beside.pk for one in here for beside in one.neighbours}
        return rows.filter(district__in={one.pk for one in here} | around)

    def welcoming(self, rows: SiteQuerySet, name: str, value: str) -> SiteQuerySet:
        """Who is for anybody is for them too."""
        return rows.filter(Q(target=value) | Q(target=TargetGroup.ANYONE))

    def having(self, rows: SiteQuerySet, name: str, value: str) -> SiteQuerySet:
        return rows.filter(features__contains=[value])

    def open_on(self, rows: SiteQuerySet, name: str, value: str) -> SiteQuerySet:
        return rows.filter(pk__in=Site.objects.filter(openings__weekday=int(value)).values("pk"))
