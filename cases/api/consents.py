"""同意 in the API: every time it was asked, given, refused or withdrawn."""

from __future__ import annotations

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from cases.api.doors import ListingOfCase
from cases.api.shapes import Shape
from cases.filters import ConsentFilter
from cases.models import ConsentEvent, ConsentKind, ConsentMethod
from cases.sheets import consents
from cases.sheets.consents import ConsentEventSheet
from districts.api.districts import NamedAgency, NamedStaff


class ConsentEventSerializer(Shape):
    id = serializers.IntegerField()
    event = serializers.ChoiceField(ConsentKind.choices)
    event_label = serializers.CharField()
    method = serializers.ChoiceField(ConsentMethod.choices, allow_blank=True)
    method_label = serializers.CharField()
    given_by = serializers.CharField()
    agencies = NamedAgency(many=True)
    items = serializers.ListField(child=serializers.CharField())
    happened_at = serializers.DateTimeField()
    taken_by = NamedStaff()
    valid_until = serializers.DateField(allow_null=True)


@extend_schema(tags=["同意"], summary="同意の経過")
class Consents(ListingOfCase):
    serializer_class = ConsentEventSerializer
    filterset_class = ConsentFilter
    queryset = ConsentEvent.objects.none()
    ordering = ("-happened_at", "-pk")

    def get_queryset(self) -> QuerySet[ConsentEvent]:
        return consents.loaded(ConsentEvent.objects.filter(case=self.opened()))

    def shown(self, row: ConsentEvent) -> ConsentEventSheet:
        return consents.of(row)
