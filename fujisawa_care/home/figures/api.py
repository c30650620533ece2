"""指標 in the API: each number with its definition, its period and the time of counting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.doors import View
from cases.api.shapes import Shape
from districts.models import District
from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.fields import OneOf
from fujisawa_care.foundation.filters import StrictForm
from fujisawa_care.home.figures import sight
from fujisawa_care.home.figures.sight import Sight
from fujisawa_care.home.indicators.counting import table
from fujisawa_care.home.indicators.registry import ALL
from fujisawa_care.home.indicators.shape import Indicator, Period, Value

LONGEST = 366 * 5
BACKWARD = "「から」を「まで」より前の日にしてください。"
TOO_LONG = "期間は5年までです。"


@dataclass(frozen=True)
class Number:
    indicator: Indicator
    period: Period
    district: str | None
    value: Value | None
    counted_at: datetime


class AskedForm(StrictForm):
    """`from` is no name for a field in Python: it is put in below."""

    code = forms.ChoiceField(choices=[(one.code, one.label) for one in ALL], required=False)
    to = forms.DateField(input_formats=["%Y-%m-%d"], required=False)
    district = OneOf(label="地区", queryset=District.objects.all())

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["from"] = forms.DateField(input_formats=["%Y-%m-%d"], required=False)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            period = self.period()
            if period.until < period.since:
                raise ValidationError({"from": BACKWARD})
            if (period.until - period.since).days > LONGEST:
                raise ValidationError({"from": TOO_LONG})
        return found

    def period(self) -> Period:
        """Without days: this fiscal year until today."""
        until = self.cleaned_data.get("to") or self.today
        first, _ = wareki.fiscal_span(wareki.fiscal_year(until))
        return Period(self.cleaned_data.get("from") or first, until)


class PeriodOfSerializer(Shape):
    from_ = serializers.DateField(source="since")
    to = serializers.DateField(source="until")


class IndicatorSerializer(Shape):
    code = serializers.CharField(source="indicator.code")
    label_ = serializers.CharField(source="indicator.label")
    definition = serializers.CharField(source="indicator.definition")
    unit = serializers.CharField(source="indicator.unit")
    period = PeriodOfSerializer()
    district = serializers.CharField(allow_null=True)
    value = serializers.FloatField(allow_null=True)
    counted_at = serializers.DateTimeField()


class IndicatorsSerializer(Shape):
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = IndicatorSerializer(many=True)


DAY = "（YYYY-MM-DD）"


class Indicators(View):
    serializer_class = IndicatorsSerializer

    @extend_schema(
        tags=["数"],
        summary="指標（市全体、または1つの地区）",
        parameters=[
            OpenApiParameter("code", str, enum=[one.code for one in ALL]),
            OpenApiParameter("from", str, description=f"この日から{DAY}。ないときは年度の始め"),
            OpenApiParameter("to", str, description=f"この日まで{DAY}。ないときは今日"),
            OpenApiParameter("district", str, description="地区コード。ないときは市全体"),
        ],
        responses={200: IndicatorsSerializer},
    )
    def get(self, request: Request) -> Response:
        whose = sight.of(self.caller)
        if whose is None:
            raise PermissionDenied("数を見られるのは、管理職・多機関協働・地区担当のCSWです。")
        asked = AskedForm(request.query_params, today=timezone.localdate())
        if not asked.is_valid():
            raise ValidationError(asked.errors.as_data())
        rows = [*_numbers(asked, whose, timezone.now())]
        answer = {"next": None, "previous": None, "results": rows}
        return Response(IndicatorsSerializer(answer).data)


def _numbers(asked: AskedForm, whose: Sight, at: datetime) -> list[Number]:
    """The whole city for those who see it; a CSW gets each of their districts."""
    code, district, period = (
        asked.cleaned_data["code"],
        asked.cleaned_data["district"],
        asked.period(),
    )
    if district and not (whose.whole or district.pk in (whose.districts or ())):
        raise PermissionDenied(
            "この地区の数を見られるのは、管理職・多機関協働・地区担当のCSWです。"
        )
    places = [district.pk] if district else [*(whose.districts or (None,))]
    found = []
    for one in whose.indicators:
        if code not in ("", one.code) or (places != [None] and "district" not in one.cuts):
            continue
        by = () if places == [None] else ("district",)
        only = {} if places == [None] else {"district": [*map(str, places)]}
        counted = table(one.code, period.since, period.until, by, at=at, only=only)
        found += [
            Number(one, period, place, counted.of(*([place] if place else [])), at)
            for place in places
        ]
    return found
