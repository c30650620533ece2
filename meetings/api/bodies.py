"""会議体 in the API: the tables above the case, each with its years."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.doors import Listing, View
from cases.api.shapes import Shape
from fujisawa_care.foundation import paging, wareki
from meetings.filters import BodyFilter
from meetings.models import MeetingBody, MeetingKind
from meetings.sheets import bodies as sheets
from meetings.sheets.bodies import BodyRow

TAG = "会議体"


class BodySerializer(Shape):
    """`held` counts the sittings of this fiscal year; `waiting` the 地域課題 without an answer."""

    code = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(MeetingKind.choices)
    kind_label = serializers.CharField()
    district = serializers.CharField(source="district.code", allow_null=True, default=None)
    held = serializers.IntegerField()
    next_at = serializers.DateTimeField(allow_null=True)
    waiting = serializers.IntegerField()


class OfBodies(View):
    serializer_class: type[serializers.Serializer[Any]] = BodySerializer

    def above(self) -> QuerySet[MeetingBody]:
        return MeetingBody.objects.visible_to(self.caller).above()


def _with_all(rows: QuerySet[MeetingBody]) -> QuerySet[MeetingBody]:
    now = timezone.now()
    return sheets.loaded(rows, year=wareki.fiscal_year(timezone.localdate(now)), at=now)


@extend_schema(tags=[TAG])
class Bodies(OfBodies, Listing):
    queryset = MeetingBody.objects.none()
    filterset_class = BodyFilter
    ordering = ("position", "pk")
    ordering_fields = ("position",)

    def get_queryset(self) -> QuerySet[MeetingBody]:
        return self.above()

    def loaded(self, rows: list[MeetingBody]) -> list[MeetingBody]:
        return paging.again(rows, _with_all(MeetingBody.objects.all()))

    def shown(self, row: MeetingBody) -> BodyRow:
        return sheets.row(row)

    @extend_schema(summary="ケースの上にある会議体の一覧")
    def get(self, request: Request) -> Response:
        return self.list(request)


@extend_schema(tags=[TAG], responses={200: BodySerializer})
class OneBody(OfBodies):
    @extend_schema(summary="1つの会議体（会議は meetings/?body=）")
    def get(self, request: Request, code: str) -> Response:
        body = get_object_or_404(_with_all(self.above()), code=code)
        return Response(BodySerializer(sheets.row(body)).data)
