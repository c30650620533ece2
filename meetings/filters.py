"""しぼりこみ of sittings and of what lies on their tables: the same for pages and API."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_filters import ChoiceFilter, ModelChoiceFilter

from cases.models import Case
from districts.models import District
from fujisawa_care.foundation.filters import FlagFilter, StrictFilterSet, WholeFilter, WordsFilter
from fujisawa_care.foundation.workdays import TOKYO
from meetings.models import (
    OF_CASES,
    AgendaItem,
    Course,
    Initiative,
    Meeting,
    MeetingBody,
    MeetingKind,
    Pact,
    PactQuerySet,
    Reason,
    Theme,
)
from meetings.states import ItemState, MeetingState

OVER = (MeetingState.SETTLED, MeetingState.CANCELLED)
MONTH, COMING, PAST = "month", "coming", "past"
SPANS = ((MONTH, "今月"), (COMING, "これから"), (PAST, "終わった"))
FIRST_YEAR, LAST_YEAR = 1990, 2200


class ItemFilter(StrictFilterSet):
    meeting = WholeFilter(label="会議", field_name="meeting", min_value=1)
    case = WordsFilter(label="受付番号", method="of_case")
    kind = ChoiceFilter(label="会議の種類", field_name="meeting__kind", choices=MeetingKind.choices)
    reason = ChoiceFilter(label="理由", choices=Reason.choices)
    state = ChoiceFilter(label="ようす", choices=ItemState.choices)

    class Meta:
        model = AgendaItem
        fields: list[str] = []

    def of_case(self, rows: QuerySet[AgendaItem], name: str, value: str) -> QuerySet[AgendaItem]:
        return rows.filter(case__number=value)


class BodyFilter(StrictFilterSet):
    kind = ChoiceFilter(
        choices=[one for one in MeetingKind.choices if one[0] not in OF_CASES],
        label="種類",
        empty_label="すべて",
    )
    district = ModelChoiceFilter(
        queryset=District.objects.all(), label="地区", empty_label="すべて"
    )

    class Meta:
        model = MeetingBody
        fields: list[str] = []


class CourseFilter(StrictFilterSet):
    body = ModelChoiceFilter(
        queryset=MeetingBody.objects.all(), to_field_name="code", label="会議体のコード"
    )
    fiscal_year = WholeFilter(label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR)

    class Meta:
        model = Course
        fields: list[str] = []


class MeetingFilter(StrictFilterSet):
    body = ModelChoiceFilter(
        queryset=MeetingBody.objects.all(),
        to_field_name="code",
        label="会議体のコード",
        empty_label="すべて",
    )
    kind = ChoiceFilter(choices=MeetingKind.choices, label="種類")
    state = ChoiceFilter(choices=MeetingState.choices, label="ようす")
    fiscal_year = WholeFilter(label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    when = ChoiceFilter(choices=SPANS, label="いつの", method="in_span")

    class Meta:
        model = Meeting
        fields: list[str] = []

    def in_span(self, rows: QuerySet[Meeting], name: str, value: str) -> QuerySet[Meeting]:
        return spanned(rows, value, at=timezone.now())


def spanned(rows: QuerySet[Meeting], span: str, *, at: datetime) -> QuerySet[Meeting]:
    """This month, still to come or begun, or over."""
    if span == MONTH:
        first = at.astimezone(TOKYO).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        after = (first + timedelta(days=32)).replace(day=1)
        return rows.filter(starts_at__gte=first, starts_at__lt=after)
    over = Q(state__in=OVER) | Q(ends_at__lt=at)
    return rows.filter(over) if span == PAST else rows.exclude(over)


class PactFilter(StrictFilterSet):
    theme = ModelChoiceFilter(
        label="重点テーマ", queryset=Theme.objects.all(), field_name="themes", empty_label="すべて"
    )
    over = FlagFilter(label="終わったもの", method="is_over")
    q = WordsFilter(label="相手・とりきめの一部", method="worded")

    class Meta:
        model = Pact
        fields: list[str] = []

    def is_over(self, rows: PactQuerySet, name: str, value: bool) -> QuerySet[Pact]:
        today = timezone.localdate()
        return rows.over(today) if value else rows.running(today)

    def worded(self, rows: QuerySet[Pact], name: str, value: str) -> QuerySet[Pact]:
        return rows.filter(Q(partner__icontains=value) | Q(what__icontains=value))


class InitiativeFilter(StrictFilterSet):
    theme = ModelChoiceFilter(label="重点テーマ", queryset=Theme.objects.all())
    fiscal_year = WholeFilter(label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR)

    class Meta:
        model = Initiative
        fields: list[str] = []


class ThemeFilter(StrictFilterSet):
    class Meta:
        model = Theme
        fields: list[str] = []


class CandidateFilter(StrictFilterSet):
    district = ModelChoiceFilter(
        label="地区", queryset=District.objects.all(), method="lying_in", empty_label="すべて"
    )

    class Meta:
        model = Case
        fields: list[str] = []

    def lying_in(self, rows: QuerySet[Case], name: str, value: District) -> QuerySet[Case]:
        """Where somebody protected lives is not found out by asking each district (R7)."""
        return rows.filter(Q(person__protected=False) | Q(person=None), district=value)
