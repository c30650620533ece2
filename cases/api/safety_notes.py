"""訪問の注意と連絡の間かく in the API: what to mind at the door, and how often one goes there."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import cases, safety_notes
from cases.api.doors import ListingOfCase, OfCase, View, beside
from cases.api.shapes import Shape
from cases.filters import SafetyNoteFilter
from cases.models import LONGEST_RHYTHM, SafetyKind, SafetyNote
from cases.sheets import safety_notes as sheets
from cases.sheets.safety_notes import SafetySheet
from cases.sheets.shields import Eyes
from districts.api.districts import NamedStaff
from districts.api.doors import ONCE, sent_once
from fujisawa_care.foundation.api.fields import Code, Text, Whole

TAG = "訪ねるとき"


class SafetyNoteSerializer(Shape):
    id = serializers.IntegerField()
    case = serializers.CharField(source="number")
    kind = serializers.ChoiceField(SafetyKind.choices)
    kind_label = serializers.CharField()
    words = serializers.CharField()
    written_at = serializers.DateTimeField()
    written_by = NamedStaff()
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_by = NamedStaff(allow_null=True)
    because = serializers.CharField()


class SafetyNoteWrittenSerializer(Shape):
    kind = Code(SafetyKind.choices)
    words = Text(max_length=200, required=False, allow_blank=True)


class SafetyNoteEndedSerializer(Shape):
    because = Text(max_length=200, required=False, allow_blank=True)


class RhythmSerializer(Shape):
    """何日ごとに連絡するか; null where nobody has decided."""

    days = Whole(allow_null=True, min_value=1, max_value=LONGEST_RHYTHM)


def _answer(note: SafetyNote, eyes: Eyes, *, status: int = 200) -> Response:
    fresh = sheets.loaded(SafetyNote.objects.filter(pk=note.pk)).get()
    return Response(SafetyNoteSerializer(sheets.of(fresh, eyes=eyes)).data, status=status)


@extend_schema(tags=[TAG])
class SafetyNotes(ListingOfCase):
    serializer_class = SafetyNoteSerializer
    filterset_class = SafetyNoteFilter
    queryset = SafetyNote.objects.none()
    ordering = ("-written_at", "-pk")
    ordering_fields = ("written_at",)

    def get_queryset(self) -> QuerySet[SafetyNote]:
        return sheets.loaded(SafetyNote.objects.filter(case=self.opened()))

    def shown(self, row: SafetyNote) -> SafetySheet:
        return sheets.of(row, eyes=self.eyes)

    @extend_schema(summary="訪問の注意（終わったものも）")
    def get(self, request: Request, number: str) -> Response:
        return self.list(request)

    @extend_schema(
        summary="訪問の注意を書く",
        request=SafetyNoteWrittenSerializer,
        responses={201: SafetyNoteSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, number: str) -> Response:
        case = self.case()
        given = self.given(SafetyNoteWrittenSerializer)
        with beside({"__all__": "kind"}):
            note = safety_notes.write(case, by=self.caller, at=timezone.now(), **given)
        return _answer(note, self.eyes, status=201)


@extend_schema(tags=[TAG])
class Ending(View):
    serializer_class = SafetyNoteSerializer

    @extend_schema(
        summary="訪問の注意を終わりにする",
        request=SafetyNoteEndedSerializer,
        responses={200: SafetyNoteSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        note = get_object_or_404(SafetyNote.objects.visible_to(self.caller), pk=pk)
        given = self.given(SafetyNoteEndedSerializer)
        ended = safety_notes.end(note, by=self.caller, at=timezone.now(), **given)
        return _answer(ended, self.eyes)


@extend_schema(tags=[TAG])
class Rhythm(OfCase):
    serializer_class = RhythmSerializer

    @extend_schema(summary="連絡の間かく")
    def get(self, request: Request, number: str) -> Response:
        return Response({"days": self.opened().rhythm_days})

    @extend_schema(summary="連絡の間かくを決める", request=RhythmSerializer)
    def put(self, request: Request, number: str) -> Response:
        case = self.case()
        days = self.given(RhythmSerializer)["days"]
        return Response(
            {"days": cases.pace(case, by=self.caller, at=timezone.now(), days=days).rhythm_days}
        )
