"""重層①の候補 in the API: for secretaries, of the cases they may see, with the reasons."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.doors import Listing
from cases.api.shapes import Shape
from cases.models import Case, ConsentState
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.verdict import require
from meetings import dues, rules
from meetings.filters import CandidateFilter
from meetings.sheets import candidates as sheets
from meetings.sheets.candidates import CandidateSheet


class TableCandidateSerializer(Shape):
    case = serializers.CharField(source="number")
    title = serializers.CharField()
    district = serializers.CharField(source="district.code", allow_null=True, default=None)
    why = serializers.ListField(child=serializers.CharField())
    consent_state = serializers.ChoiceField(ConsentState.choices)
    consent_words = serializers.CharField()


@extend_schema(tags=["議題"])
class Candidates(Listing):
    serializer_class = TableCandidateSerializer
    filterset_class = CandidateFilter
    queryset = Case.objects.none()
    ordering = ("-opened_at", "-pk")
    ordering_fields = ("opened_at",)

    def get_queryset(self) -> QuerySet[Case]:
        return dues.candidates(Case.objects.visible_to(self.caller))

    def loaded(self, rows: list[Case]) -> list[Case]:
        return paging.again(rows, sheets.loaded(dues.candidates(Case.objects.all())))

    def shown(self, row: Case) -> CandidateSheet:
        return sheets.of(row, today=timezone.localdate(), eyes=self.eyes)

    @extend_schema(summary="重層①の候補と、そのわけ（出すかどうかは人が決めます）")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        require(rules.look_after(self.caller))
        return super().get(request, *args, **kwargs)
