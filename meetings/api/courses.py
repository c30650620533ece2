"""eラーニング in the API: offered, put right; and what a body's years come to."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.doors import Listing, View
from cases.api.shapes import Shape
from districts.api.doors import ETAG, IF_MATCH, ONCE, sent_once, unchanged
from fujisawa_care.foundation import paging, wareki
from fujisawa_care.foundation.api.etag import etag
from fujisawa_care.foundation.api.fields import Day, Text
from fujisawa_care.foundation.conflicts import number
from meetings.actions import turnout
from meetings.api.counts import YEAR
from meetings.api.turnout import TAG
from meetings.filters import FIRST_YEAR, LAST_YEAR, CourseFilter
from meetings.models import Course, MeetingBody
from meetings.sheets import turnout as sheets
from meetings.sheets.turnout import CourseRow


class CourseSerializer(Shape):
    """`people` have finished it, of all agencies together."""

    id = serializers.IntegerField()
    body = serializers.CharField()
    title = serializers.CharField()
    opens_on = serializers.DateField()
    closes_on = serializers.DateField()
    fiscal_year = serializers.IntegerField()
    people = serializers.IntegerField()


class CoursePatchSerializer(Shape):
    title = Text(max_length=100, required=False)
    opens_on = Day(required=False)
    closes_on = Day(required=False)


class CourseOfferedSerializer(Shape):
    body = Text(max_length=30)
    title = Text(max_length=100)
    opens_on = Day()
    closes_on = Day()


class OfYearSerializer(Shape):
    """延べ: `came` to its sittings, `finished` its courses."""

    fiscal_year = serializers.IntegerField(source="year")
    sittings = serializers.IntegerField()
    came = serializers.IntegerField()
    finished = serializers.IntegerField()


class OfAgencySerializer(Shape):
    name = serializers.CharField()
    came = serializers.IntegerField()
    finished = serializers.IntegerField()


class YearsSerializer(Shape):
    fiscal_year = serializers.IntegerField()
    agencies = OfAgencySerializer(many=True)
    years = OfYearSerializer(many=True)


def tag(one: Course) -> str:
    return etag("course", one.pk, one.version)


class OfCourses(View):
    serializer_class: type[serializers.Serializer[Any]] = CourseSerializer

    def seen(self) -> QuerySet[Course]:
        return Course.objects.visible_to(self.caller)

    def answer(self, pk: int, *, status: int = 200) -> Response:
        fresh = get_object_or_404(sheets.loaded(self.seen()), pk=pk)
        body = CourseSerializer(sheets.course(fresh)).data
        return Response(body, status=status, headers={"ETag": tag(fresh)})


@extend_schema(tags=[TAG])
class Courses(OfCourses, Listing):
    filterset_class = CourseFilter
    queryset = Course.objects.none()
    ordering = ("-opens_on", "-pk")
    ordering_fields = ("opens_on",)

    def get_queryset(self) -> QuerySet[Course]:
        return self.seen()

    def loaded(self, rows: list[Course]) -> list[Course]:
        return paging.again(rows, sheets.loaded(Course.objects.all()))

    def shown(self, row: Course) -> CourseRow:
        return sheets.course(row)

    @extend_schema(summary="eラーニングの一覧")
    def get(self, request: Request) -> Response:
        return self.list(request)

    @extend_schema(
        summary="eラーニングを入れる",
        request=CourseOfferedSerializer,
        responses={201: CourseSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request) -> Response:
        given = self.given(CourseOfferedSerializer)
        body = MeetingBody.objects.active().filter(code=given.pop("body")).first()
        if body is None:
            raise ValidationError({"body": "この会議体はありません"})
        made = turnout.offer(body, by=self.caller, at=timezone.now(), **given)
        return self.answer(made.pk, status=201)


@extend_schema(tags=[TAG], responses={200: CourseSerializer})
class OneCourse(OfCourses):
    @extend_schema(summary="1つのeラーニング", parameters=[ETAG])
    def get(self, request: Request, pk: int) -> Response:
        return self.answer(pk)

    @extend_schema(
        summary="eラーニングを直す", request=CoursePatchSerializer, parameters=[IF_MATCH, ETAG]
    )
    def patch(self, request: Request, pk: int) -> Response:
        with unchanged(request, self.seen(), tag, pk=pk) as one:
            kept = ("title", "opens_on", "closes_on")
            told = {name: getattr(one, name) for name in kept}
            told |= self.given(CoursePatchSerializer, partial=True)
            turnout.change(one, by=self.caller, at=timezone.now(), seen=one.version, **told)
        return self.answer(pk)


@extend_schema(tags=["会議体"], responses={200: YearsSerializer})
class Years(View):
    serializer_class = YearsSerializer

    @extend_schema(summary="会議体の年度ごとの合計と、ある年度の機関ごとの人数", parameters=[YEAR])
    def get(self, request: Request, code: str) -> Response:
        bodies = MeetingBody.objects.visible_to(self.caller).above()
        body = get_object_or_404(bodies, code=code)
        asked = request.query_params.get("year", "")
        year = number(asked) if asked else wareki.fiscal_year(timezone.localdate())
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError({"year": "年度を西暦の数字で入れてください"})
        found = {
            "fiscal_year": year,
            "agencies": sheets.by_agency(body, year=year),
            "years": sheets.by_year(body),
        }
        return Response(YearsSerializer(found).data)
