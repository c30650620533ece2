"""緊急の閲覧 in the API: one's own, and for managers everybody's, to be looked into."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import emergencies as acts
from cases.api.doors import Listing, View
from cases.api.shapes import Shape
from cases.filters import EmergencyFilter
from cases.models import Emergency
from cases.sheets import emergencies
from cases.sheets.emergencies import EmergencySheet
from districts.api.districts import NamedAgency, NamedStaff
from fujisawa_care.foundation.api.fields import Text

TAG = "見てよい人・見た人"


class EmergencySerializer(Shape):
    id = serializers.IntegerField()
    case = serializers.CharField(source="number")
    opened_by = NamedStaff()
    agency = NamedAgency()
    reason = serializers.CharField()
    opened_at = serializers.DateTimeField()
    until = serializers.DateTimeField()
    looks = serializers.IntegerField()
    seen_by = NamedStaff(allow_null=True)
    seen_at = serializers.DateTimeField(allow_null=True)
    seen_note = serializers.CharField()


class SeenSerializer(Shape):
    note = Text(max_length=500, required=False, allow_blank=True)


@extend_schema(tags=[TAG], summary="緊急の閲覧（管理職はすべて、ほかの方は自分のもの）")
class Emergencies(Listing):
    serializer_class = EmergencySerializer
    filterset_class = EmergencyFilter
    queryset = Emergency.objects.none()
    ordering = ("-opened_at", "-pk")

    def get_queryset(self) -> QuerySet[Emergency]:
        return emergencies.loaded(Emergency.objects.visible_to(self.caller))

    def shown(self, row: Emergency) -> EmergencySheet:
        return emergencies.of(row, eyes=self.eyes)


@extend_schema(tags=[TAG])
class Seeing(View):
    serializer_class = EmergencySerializer

    @extend_schema(
        summary="確かめた（管理職）", request=SeenSerializer, responses={200: EmergencySerializer}
    )
    def post(self, request: Request, pk: int) -> Response:
        visible = Emergency.objects.visible_to(self.caller)
        opened = get_object_or_404(visible, pk=pk)
        acts.see(opened, by=self.caller, at=timezone.now(), **self.given(SeenSerializer))
        row = emergencies.loaded(visible).get(pk=pk)
        return Response(EmergencySerializer(emergencies.of(row, eyes=self.eyes)).data)
