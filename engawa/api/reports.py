"""毎月の報告 in the API: of one place month by month; a draft is for whoever speaks for the place."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from districts.api.doors import ETAG, IF_MATCH, ONCE, View, sent_once, unchanged
from districts.models import Topic
from engawa import rules
from engawa.actions import reports as acts
from engawa.actions.reports import Told
from engawa.models import ActivityReport, Site
from engawa.sheets import reports
from engawa.sheets.reports import ReportSheet
from fujisawa_care.foundation.api.etag import etag
from fujisawa_care.foundation.api.fields import Refs, Strict, Text, Whole

TAG = "地域の縁側"
MOST = 1_000_000
COUNT: dict[str, Any] = {"required": False, "allow_null": True, "min_value": 0, "max_value": MOST}


def tag_of(report: ActivityReport) -> str:
    return etag("report", report.pk, report.version)


class ReportInSerializer(Strict):
    open_days = Whole(**COUNT)
    child = Whole(**COUNT)
    adult = Whole(**COUNT)
    older = Whole(**COUNT)
    consultations = Whole(**COUNT)
    topics = Refs(Topic.objects.all(), required=False, max_length=30)
    volunteer_hours = serializers.DecimalField(
        6, 1, required=False, allow_null=True, min_value=0, coerce_to_string=False
    )
    text = Text(max_length=2000, required=False, allow_blank=True)


class ReportNewSerializer(ReportInSerializer):
    month = Text(max_length=7, help_text="2026-10")


class ReportSerializer(serializers.Serializer[ReportSheet]):
    """Visits, not persons; `sent_at` is null for a draft."""

    month = serializers.DateField(format="%Y-%m")
    open_days = serializers.IntegerField(allow_null=True)
    child = serializers.IntegerField(allow_null=True)
    adult = serializers.IntegerField(allow_null=True)
    older = serializers.IntegerField(allow_null=True)
    visits = serializers.IntegerField()
    consultations = serializers.IntegerField(allow_null=True)
    topics = serializers.ListField(child=serializers.CharField())
    volunteer_hours = serializers.FloatField(allow_null=True)
    text = serializers.CharField()
    sent_at = serializers.DateTimeField(allow_null=True)
    updated_at = serializers.DateTimeField()
    version = serializers.IntegerField()


class OfSite(View):
    serializer_class = ReportSerializer

    def site(self) -> Site:
        return get_object_or_404(Site.objects.visible_to(self.caller), pk=self.kwargs["pk"])

    def rows(self) -> QuerySet[ActivityReport]:
        """What was sent; drafts too where one speaks for the place."""
        site = self.site()
        mine = ActivityReport.objects.filter(site=site)
        return mine if rules.speak_for(self.caller, site) else mine.sent()

    def row(self) -> ActivityReport:
        month = reports.month_of(self.kwargs["month"])
        if month is None:
            raise Http404
        return get_object_or_404(reports.loaded(self.rows()), month=month)

    def answer(self, report: ActivityReport, *, status: int = 200) -> Response:
        shown = reports.of(reports.loaded(ActivityReport.objects.all()).get(pk=report.pk))
        headers = {"ETag": tag_of(report)}
        return Response(ReportSerializer(shown).data, status=status, headers=headers)


@extend_schema(tags=[TAG])
class Reports(OfSite, generics.ListAPIView[ActivityReport]):
    queryset = ActivityReport.objects.none()
    filter_backends = ()
    ordering = ("-month",)

    def get_queryset(self) -> QuerySet[ActivityReport]:
        return reports.loaded(self.rows())

    def paginate_queryset(self, queryset: Any) -> Any:
        rows = super().paginate_queryset(queryset)
        return None if rows is None else [reports.of(one) for one in rows]

    @extend_schema(summary="場の毎月の報告")
    def get(self, request: Request, pk: int) -> Response:
        return self.list(request)

    @extend_schema(
        summary="月の報告を下書きで残す",
        request=ReportNewSerializer,
        responses={201: ReportSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, pk: int) -> Response:
        given = self.given(ReportNewSerializer)
        month = reports.month_of(given.pop("month"))
        if month is None:
            raise ValidationError({"month": "月を2026-10の形で送ってください"})
        who: dict[str, Any] = {"by": self.caller, "at": timezone.now()}
        made = acts.write(self.site(), month, **who, seen=0, told=Told(**given))
        return self.answer(made, status=201)


@extend_schema(tags=[TAG])
class OneReport(OfSite):
    @extend_schema(summary="1か月の報告", parameters=[ETAG])
    def get(self, request: Request, pk: int, month: str) -> Response:
        return self.answer(self.row())

    @extend_schema(
        summary="月の報告を直す（送った項目だけ）",
        request=ReportInSerializer(partial=True),
        responses={200: ReportSerializer},
        parameters=[IF_MATCH, ETAG],
    )
    def patch(self, request: Request, pk: int, month: str) -> Response:
        key = self.row().pk
        who: dict[str, Any] = {"by": self.caller, "at": timezone.now()}
        with unchanged(request, ActivityReport.objects.all(), tag_of, pk=key) as row:
            told = _stands(row) | self.given(ReportInSerializer, partial=True)
            site, seen = self.site(), row.version
            acts.write(site, row.month, **who, seen=seen, told=Told(**told))
        return self.answer(self.row())


@extend_schema(tags=[TAG])
class Sending(OfSite):
    @extend_schema(summary="月の報告を届ける", request=None, responses={200: ReportSerializer})
    def post(self, request: Request, pk: int, month: str) -> Response:
        row = self.row()
        who: dict[str, Any] = {"by": self.caller, "at": timezone.now()}
        told = Told(**_stands(row))
        acts.write(self.site(), row.month, **who, seen=row.version, told=told, send=True)
        return self.answer(self.row())


def _stands(row: ActivityReport) -> dict[str, Any]:
    told = {one.name: getattr(row, one.name) for one in fields(Told) if one.name != "topics"}
    return told | {"topics": [*row.topics.all()]}
