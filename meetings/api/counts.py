"""会議の数 in the API: each number with its definition, its period and the time of counting."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.doors import Listing, View
from cases.api.shapes import Shape
from meetings.forms.counts import BehindAsked, NumbersAsked, SpanAsked
from meetings.models import OF_CASES, AgendaItem, MeetingKind, Reason
from meetings.sheets import counts
from meetings.sheets.counts import Behind

TAG = "会議"
YEAR = OpenApiParameter("year", int, description="年度（2023は令和5年度）。ないときは今年度")
UNTIL = OpenApiParameter(
    "until", str, description="この日までを数える（YYYY-MM-DD）。ないときは今日まで"
)


class PeriodSerializer(Shape):
    from_ = serializers.DateField(source="since")
    to = serializers.DateField(source="until")


class NumberSerializer(Shape):
    code = serializers.CharField()
    label_ = serializers.CharField()
    definition = serializers.CharField()
    unit = serializers.CharField()
    period = PeriodSerializer(source="span")
    district = serializers.SerializerMethodField()
    fiscal_year = serializers.IntegerField(source="span.year")
    kind = serializers.ChoiceField(MeetingKind.choices)
    reason = serializers.ChoiceField(Reason.choices, allow_null=True)
    value = serializers.IntegerField()
    counted_at = serializers.DateTimeField()

    def get_district(self, one: counts.Indicator) -> str | None:
        """The whole city."""
        return None


class NumbersSerializer(Shape):
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = NumberSerializer(many=True)


class BehindSerializer(Shape):
    id = serializers.IntegerField()
    day = serializers.DateField()
    meeting = serializers.IntegerField()
    called = serializers.CharField()
    position = serializers.IntegerField()
    reason_label = serializers.CharField()
    state_label = serializers.CharField()
    case = serializers.CharField(source="number")


def _read(request: Request, form: type[SpanAsked]) -> Any:
    """A year, a day or a filter that cannot be read is refused, never passed over."""
    today = timezone.localdate()
    asked = form(request.query_params, years=counts.years(today), today=today)
    if not asked.is_valid():
        raise ValidationError(asked.errors.as_data())
    return asked


class Numbers(View):
    serializer_class = NumbersSerializer
    queryset = AgendaItem.objects.none()

    @extend_schema(
        tags=[TAG],
        summary="会議の回数と件数（年度、種類、理由ごと）",
        parameters=[YEAR, UNTIL, OpenApiParameter("kind", str, enum=MeetingKind.values)],
        responses={200: NumbersSerializer},
    )
    def get(self, request: Request) -> Response:
        asked = _read(request, NumbersAsked)
        counted = counts.count(asked.span(), at=timezone.now())
        kind = asked.cleaned_data["kind"]
        rows = [one for one in counts.indicators(counted) if kind in ("", one.kind)]
        answer = {"next": None, "previous": None, "results": rows}
        return Response(NumbersSerializer(answer).data)


@extend_schema(
    tags=[TAG],
    summary="数えた議題のうち、見られるもの",
    parameters=[
        YEAR,
        UNTIL,
        OpenApiParameter("kind", str, enum=[kind.value for kind in OF_CASES]),
        OpenApiParameter("reason", str, enum=Reason.values),
    ],
)
class Items(Listing):
    serializer_class = BehindSerializer
    queryset = AgendaItem.objects.none()
    filter_backends = ()
    ordering = ("-opened_at", "-pk")

    def get_queryset(self) -> QuerySet[AgendaItem]:
        asked = _read(self.request, BehindAsked)
        counted = counts.talked(asked.span()).filter(**asked.narrowed)
        visible = AgendaItem.objects.visible_to(self.caller).filter(pk__in=counted.values("pk"))
        return visible.select_related("meeting__body", "case")

    def loaded(self, rows: list[Any]) -> list[Any]:
        return counts.behind(rows, viewer=self.caller)

    def shown(self, row: Behind) -> Behind:
        return row
