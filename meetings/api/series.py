"""くり返しの会議 in the API: read with its next dates, and ended."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.doors import Listing, View
from cases.api.shapes import Shape
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.api.fields import Day
from meetings.actions import series as acts
from meetings.models import Rhythm, Series
from meetings.sheets import series as sheets
from meetings.sheets.series import SeriesSheet

TAG = "会議"


class ComingSerializer(Shape):
    id = serializers.IntegerField()
    name = serializers.CharField(source="called")
    starts_at = serializers.DateTimeField()


class SeriesSerializer(Shape):
    id = serializers.IntegerField()
    name = serializers.CharField(source="called")
    body = serializers.CharField()
    rhythm = serializers.ChoiceField(Rhythm.choices)
    rhythm_label = serializers.CharField(source="rhythm_words")
    week = serializers.IntegerField(allow_null=True)
    weekday = serializers.IntegerField()
    starts_at = serializers.TimeField()
    ends_at = serializers.TimeField()
    place = serializers.CharField()
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True)
    coming = ComingSerializer(many=True)
    who = serializers.ListField(child=serializers.CharField())


class SeriesEndSerializer(Shape):
    until = Day()


@extend_schema(tags=[TAG], summary="くり返しの会議の一覧")
class AllSeries(Listing):
    serializer_class = SeriesSerializer
    queryset = Series.objects.none()
    filter_backends = ()
    ordering = ("-since", "-pk")

    def get_queryset(self) -> QuerySet[Series]:
        return Series.objects.visible_to(self.caller)

    def loaded(self, rows: list[Series]) -> list[Series]:
        return paging.again(rows, sheets.loaded(Series.objects.all(), at=timezone.now()))

    def shown(self, row: Series) -> SeriesSheet:
        return sheets.of(row, today=timezone.localdate())


class _OneSeries(View):
    serializer_class = SeriesSerializer

    def series(self, pk: int) -> Series:
        visible = Series.objects.visible_to(self.caller)
        return get_object_or_404(sheets.loaded(visible, at=timezone.now()), pk=pk)

    def answer(self, pk: int) -> Response:
        sheet = sheets.of(self.series(pk), today=timezone.localdate())
        return Response(SeriesSerializer(sheet).data)


@extend_schema(tags=[TAG])
class OneSeries(_OneSeries):
    @extend_schema(summary="くり返しの会議")
    def get(self, request: Request, pk: int) -> Response:
        return self.answer(pk)


@extend_schema(tags=[TAG])
class EndingSeries(_OneSeries):
    @extend_schema(
        summary="くり返しを終える（先の、まだ招いていない回は取りやめます）",
        request=SeriesEndSerializer,
        responses={200: SeriesSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        row, given = self.series(pk), self.given(SeriesEndSerializer)
        acts.end(row, by=self.caller, at=timezone.now(), **given)
        return self.answer(pk)
