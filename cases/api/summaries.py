"""要点 in the API: read, put right against the version last read, and every version of it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import summaries
from cases.api.doors import ListingOfCase, OfCase
from cases.api.shapes import Shape
from cases.models import POINT_LIMIT, Case, CaseSummary
from cases.sheets import shields
from cases.sheets import summaries as sheets
from cases.sheets.summaries import SummarySheet
from districts.api.districts import NamedAgency, NamedStaff
from districts.api.doors import ETAG, IF_MATCH, unchanged
from fujisawa_care.foundation.api.etag import etag
from fujisawa_care.foundation.api.fields import Text

TAG = "要点"


class SummarySerializer(Shape):
    version = serializers.IntegerField()
    situation = serializers.CharField()
    wishes = serializers.CharField()
    strengths = serializers.CharField()
    cautions = serializers.CharField()
    written_at = serializers.DateTimeField(allow_null=True)
    written_by = NamedStaff(allow_null=True)
    agency = NamedAgency(allow_null=True)


class SummaryWrittenSerializer(Shape):
    situation = Text(max_length=POINT_LIMIT, required=False, allow_blank=True)
    wishes = Text(max_length=POINT_LIMIT, required=False, allow_blank=True)
    strengths = Text(max_length=POINT_LIMIT, required=False, allow_blank=True)
    cautions = Text(max_length=POINT_LIMIT, required=False, allow_blank=True)


def tag(case: Case) -> str:
    newest = CaseSummary.objects.newest(case)
    return _tag(case, newest.version if newest else 0)


def _tag(case: Case, version: int) -> str:
    return etag("summary", case.number, version)


@extend_schema(tags=[TAG])
class Summary(OfCase):
    serializer_class = SummarySerializer

    @extend_schema(summary="要点（まだ書かれていなければ、版は0）", parameters=[ETAG])
    def get(self, request: Request, number: str) -> Response:
        return self._answer(self.opened())

    @extend_schema(
        summary="要点を直す（送った項目だけ。前の版は残ります）",
        request=SummaryWrittenSerializer,
        parameters=[IF_MATCH, ETAG],
    )
    def patch(self, request: Request, number: str) -> Response:
        rows = Case.objects.visible_to(self.caller)
        with unchanged(request, rows, tag, number=number) as case:
            self.eyes = shields.on_one(case, viewer=self.caller)
            newest = sheets.newest(case)
            summaries.write(
                case,
                by=self.caller,
                at=timezone.now(),
                said=self.given(SummaryWrittenSerializer, partial=True),
                seen=newest.version,
            )
        return self._answer(case)

    def _answer(self, case: Case) -> Response:
        sheet = sheets.newest(case, eyes=self.eyes)
        headers = {"ETag": _tag(case, sheet.version)}
        return Response(SummarySerializer(sheet).data, headers=headers)


@extend_schema(tags=[TAG])
class Versions(ListingOfCase):
    serializer_class = SummarySerializer
    queryset = CaseSummary.objects.none()
    ordering = ("-version",)
    ordering_fields = ("version",)

    def get_queryset(self) -> QuerySet[CaseSummary]:
        return sheets.loaded(self.opened())

    def shown(self, row: CaseSummary) -> SummarySheet:
        return sheets.of(row, eyes=self.eyes)

    @extend_schema(summary="要点のすべての版（新しい順）")
    def get(self, request: Request, number: str) -> Response:
        return self.list(request)
