"""支援経過記録 in the API: written once, and corrected by a later entry."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import records
from cases.api.doors import ListingOfCase, View, beside
from cases.api.shapes import Labels, NextStepSerializer, Shape, step
from cases.filters import RecordFilter
from cases.models import TEXT_LIMIT, Counterpart, LeftBehind, Method, RecordOutcome, SupportRecord
from cases.sheets import records as sheets
from cases.sheets.records import RecordSheet
from cases.sheets.shields import Eyes
from districts.api.districts import NamedAgency, NamedStaff
from districts.api.doors import ONCE, sent_once
from fujisawa_care.foundation.api.fields import Code, Moment, Text, Whole

TAG = "記録"
DAY = 24 * 60
BESIDE = {"due_on": "next.due_on", "what": "next.what"}


class RecordSerializer(Shape):
    id = serializers.IntegerField()
    happened_at = serializers.DateTimeField()
    method = serializers.ChoiceField(Method.choices)
    method_label = serializers.CharField()
    counterpart = serializers.ChoiceField(Counterpart.choices)
    counterpart_label = serializers.CharField()
    outcome = serializers.ChoiceField(RecordOutcome.choices)
    outcome_label = serializers.CharField()
    left = serializers.ListField(child=serializers.ChoiceField(LeftBehind.choices))
    left_label = Labels(LeftBehind, source="left")
    minutes = serializers.IntegerField(allow_null=True)
    text = serializers.CharField()
    third_party_text = serializers.CharField()
    written_at = serializers.DateTimeField()
    written_by = NamedStaff()
    agency = NamedAgency()
    corrects = serializers.IntegerField(allow_null=True)
    corrected_by = serializers.IntegerField(allow_null=True)


class RecordWrittenSerializer(Shape):
    happened_at = Moment()
    method = Code(Method.choices)
    counterpart = Code(Counterpart.choices, required=False)
    outcome = Code(RecordOutcome.choices, required=False)
    minutes = Whole(required=False, allow_null=True, min_value=0, max_value=DAY)
    text = Text(max_length=TEXT_LIMIT, allow_blank=True)
    third_party_text = Text(max_length=TEXT_LIMIT, required=False, allow_blank=True)
    left = serializers.ListField(
        child=Code(LeftBehind.choices), required=False, max_length=len(LeftBehind)
    )
    next = NextStepSerializer(required=False, allow_null=True)


class CorrectionSerializer(Shape):
    text = Text(max_length=TEXT_LIMIT)
    third_party_text = Text(max_length=TEXT_LIMIT, required=False, allow_blank=True)


def _shown(record: SupportRecord, eyes: Eyes) -> RecordSheet:
    return sheets.of(sheets.loaded(SupportRecord.objects.filter(pk=record.pk)).get(), eyes=eyes)


@extend_schema(tags=[TAG])
class Records(ListingOfCase):
    serializer_class = RecordSerializer
    filterset_class = RecordFilter
    queryset = SupportRecord.objects.none()
    ordering = ("-happened_at", "-pk")
    ordering_fields = ("happened_at",)

    def get_queryset(self) -> QuerySet[SupportRecord]:
        return sheets.loaded(SupportRecord.objects.filter(case=self.opened()))

    def shown(self, row: SupportRecord) -> RecordSheet:
        return sheets.of(row, eyes=self.eyes)

    @extend_schema(summary="記録の一覧")
    def get(self, request: Request, number: str) -> Response:
        return self.list(request)

    @extend_schema(
        summary="記録する（次の一手も一度に）",
        request=RecordWrittenSerializer,
        responses={201: RecordSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, number: str) -> Response:
        case = self.case()
        given = self.given(RecordWrittenSerializer)
        then = step(given.pop("next", None))
        with beside(BESIDE):
            record = records.write(case, by=self.caller, at=timezone.now(), then=then, **given)
        return Response(RecordSerializer(_shown(record, self.eyes)).data, status=201)


@extend_schema(tags=[TAG])
class Correcting(View):
    serializer_class = RecordSerializer

    @extend_schema(
        summary="記録を直す（前の記録は残ります）",
        request=CorrectionSerializer,
        responses={201: RecordSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, pk: int, **of_case: str) -> Response:
        visible = SupportRecord.objects.visible_to(self.caller)
        record = get_object_or_404(visible, pk=pk, **_within(of_case))
        given = self.given(CorrectionSerializer)
        later = records.correct(record, by=self.caller, at=timezone.now(), **given)
        return Response(RecordSerializer(_shown(later, self.eyes)).data, status=201)


def _within(of_case: dict[str, str]) -> dict[str, str]:
    return {"case__number": of_case["number"]} if of_case else {}
