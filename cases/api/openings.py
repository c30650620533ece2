"""ふせた情報を開く in the API: with a reason, for a short time, for one's own eyes (R7)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import openings
from cases.api.doors import ListingOfCase, terms
from cases.api.shapes import Shape
from cases.filters import OpeningFilter
from cases.models import ProtectionOpening
from cases.sheets import protections as sheets
from cases.sheets.protections import OpeningSheet
from cases.sheets.shields import OPEN
from districts.api.districts import NamedAgency, NamedStaff
from fujisawa_care.foundation.api.fields import Text


class ReasonSerializer(Shape):
    reason = Text(max_length=500)


class OpeningSerializer(Shape):
    staff = NamedStaff()
    agency = NamedAgency()
    reason = serializers.CharField()
    at = serializers.DateTimeField()
    until = serializers.DateTimeField()


@extend_schema(tags=["支援措置"])
class Openings(ListingOfCase):
    serializer_class = OpeningSerializer
    filterset_class = OpeningFilter
    queryset = ProtectionOpening.objects.none()
    ordering = ("-at", "-pk")

    def get_queryset(self) -> QuerySet[ProtectionOpening]:
        self.of_case = self.opened()
        return sheets.openings(self.of_case)

    def shown(self, row: ProtectionOpening) -> OpeningSheet:
        return sheets.opening(row, cover=self.eyes.over(self.of_case))

    @extend_schema(summary="ふせた情報を開いた記録")
    def get(self, request: Request, number: str) -> Response:
        return self.list(request)

    @extend_schema(
        summary="ふせた情報を、理由を入れて開く（しばらくのあいだ、この人にだけ）",
        request=ReasonSerializer,
        responses={201: OpeningSerializer},
    )
    def post(self, request: Request, number: str) -> Response:
        case = self.case()
        reason = self.given(ReasonSerializer)["reason"]
        opened = openings.begin(
            case, by=self.caller, at=timezone.now(), reason=reason, lasts=terms().opened
        )
        shown = sheets.opening(opened, cover=OPEN)
        return Response(OpeningSerializer(shown).data, status=201)
