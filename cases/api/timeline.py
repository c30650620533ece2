"""経過 in the API: everything that happened to a case, newest first."""

from __future__ import annotations

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from cases.api.doors import ListingOfCase
from cases.api.shapes import Shape
from cases.filters import EventFilter
from cases.models import Event, EventKind
from cases.sheets import timeline
from cases.sheets.timeline import Moment
from districts.api.districts import NamedAgency, NamedStaff


class MomentSerializer(Shape):
    id = serializers.IntegerField()
    kind = serializers.ChoiceField(EventKind.choices)
    kind_label = serializers.CharField()
    at = serializers.DateTimeField()
    by = NamedStaff()
    agency = NamedAgency()
    title = serializers.CharField()
    text = serializers.CharField()
    third_party_text = serializers.CharField()
    note = serializers.CharField()
    record = serializers.IntegerField(allow_null=True)
    corrects = serializers.IntegerField(source="corrected", allow_null=True)
    superseded = serializers.BooleanField()


@extend_schema(tags=["ケース"], summary="ケースにあったこと、新しい順")
class Timeline(ListingOfCase):
    serializer_class = MomentSerializer
    filterset_class = EventFilter
    queryset = Event.objects.none()
    ordering = ("-at", "-pk")

    def get_queryset(self) -> QuerySet[Event]:
        return timeline.loaded(self.opened())

    def shown(self, row: Event) -> Moment:
        return timeline.of(row, eyes=self.eyes)
