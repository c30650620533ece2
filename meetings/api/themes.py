"""重点テーマと取組 in the API: the road map read, written on and looked back in."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.shapes import Shape
from districts import rules as places
from districts.api.districts import NamedStaff
from districts.api.doors import ETAG, IF_MATCH, ONCE, View, sent_once, unchanged
from fujisawa_care.foundation.api.etag import etag
from fujisawa_care.foundation.api.fields import Ref, Strict, Text, Whole
from fujisawa_care.foundation.verdict import require
from meetings.actions import themes
from meetings.actions.themes import Line
from meetings.filters import InitiativeFilter, ThemeFilter
from meetings.models import Initiative, Theme
from meetings.sheets import pacts as sheets

TAG = "重点テーマ・協定"
WORDS = ("what", "section", "progress", "direction")


class ThemeSerializer(serializers.ModelSerializer[Theme]):
    class Meta:
        model = Theme
        fields = ["code", "number", "name", "source"]


class InitiativeSerializer(serializers.ModelSerializer[Initiative]):
    written_by = NamedStaff(allow_null=True)

    class Meta:
        model = Initiative
        fields = [
            *("id", "theme", "fiscal_year", *WORDS),
            *("source", "written_by", "updated_at"),
        ]


class LineSerializer(Strict):
    what = Text(max_length=200)
    section = Text(max_length=60, required=False, allow_blank=True)
    progress = Text(max_length=2000, required=False, allow_blank=True)
    direction = Text(max_length=2000, required=False, allow_blank=True)


class NewLineSerializer(LineSerializer):
    theme = Ref(queryset=Theme.objects.all())
    fiscal_year = Whole(min_value=2015, max_value=2100)


class LineChangeSerializer(Shape):
    name = serializers.CharField(source="field")
    name_label = serializers.CharField(source="label")
    before = serializers.CharField()
    after = serializers.CharField()


class LineVersionSerializer(Shape):
    """`by` is null where no person did it."""

    at = serializers.DateTimeField()
    by = NamedStaff(allow_null=True)
    first = serializers.BooleanField()
    changes = LineChangeSerializer(many=True)


@extend_schema(tags=[TAG])
class Themes(View, generics.ListAPIView[Theme]):
    serializer_class = ThemeSerializer
    filterset_class = ThemeFilter
    queryset = Theme.objects.none()
    ordering = ("number",)
    ordering_fields = ("number",)

    def get_queryset(self) -> QuerySet[Theme]:
        return Theme.objects.all() if places.gather(self.caller) else Theme.objects.none()

    @extend_schema(summary="6つの重点テーマ")
    def get(self, request: Request) -> Response:
        return self.list(request)


@extend_schema(tags=[TAG])
class Initiatives(View, generics.ListAPIView[Initiative]):
    serializer_class = InitiativeSerializer
    filterset_class = InitiativeFilter
    queryset = Initiative.objects.none()
    ordering = ("theme", "fiscal_year")
    ordering_fields = ("theme", "fiscal_year", "updated_at")

    def get_queryset(self) -> QuerySet[Initiative]:
        return Initiative.objects.visible_to(self.caller).select_related("written_by")

    @extend_schema(summary="取組（ロードマップの行）")
    def get(self, request: Request) -> Response:
        return self.list(request)

    @extend_schema(
        summary="取組を加える",
        request=NewLineSerializer,
        responses={201: InitiativeSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request) -> Response:
        given = self.given(NewLineSerializer)
        theme, year = given.pop("theme"), given.pop("fiscal_year")
        made = themes.add(
            theme, by=self.caller, at=timezone.now(), fiscal_year=year, line=Line(**given)
        )
        return _line(made, status=201)


def tag_of(line: Initiative) -> str:
    return etag("initiative", line.pk, line.version)


def _line(line: Initiative, *, status: int = 200) -> Response:
    body = InitiativeSerializer(line).data
    return Response(body, status=status, headers={"ETag": tag_of(line)})


@extend_schema(tags=[TAG], responses={200: InitiativeSerializer})
class OneInitiative(View):
    serializer_class: type[serializers.Serializer[Any]] = InitiativeSerializer

    def rows(self) -> QuerySet[Initiative]:
        return Initiative.objects.visible_to(self.caller)

    @extend_schema(summary="1つの取組", parameters=[ETAG])
    def get(self, request: Request, pk: int) -> Response:
        return _line(get_object_or_404(self.rows().select_related("written_by"), pk=pk))

    @extend_schema(
        summary="取組状況と次の方向性を書く",
        request=LineSerializer(partial=True),
        parameters=[IF_MATCH, ETAG],
    )
    def patch(self, request: Request, pk: int) -> Response:
        with unchanged(request, self.rows(), tag_of, pk=pk) as row:
            given = self.given(LineSerializer, partial=True)
            line = Line(**({name: getattr(row, name) for name in WORDS} | given))
            made = themes.report(
                row, by=self.caller, at=timezone.now(), seen=row.version, line=line
            )
        return _line(made)


@extend_schema(tags=[TAG])
class InitiativeVersions(View):
    serializer_class = LineVersionSerializer
    queryset = Initiative.objects.none()

    @extend_schema(
        summary="取組の直した記録（新しい順）", responses={200: LineVersionSerializer(many=True)}
    )
    def get(self, request: Request, pk: int) -> Response:
        require(places.gather(self.caller))
        line = get_object_or_404(Initiative.objects.visible_to(self.caller), pk=pk)
        return Response(LineVersionSerializer(sheets.line_changes(line), many=True).data)
