"""直した記録 in the API: every version of the person, the household and its protection."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from cases.api.doors import ListingOfCase
from cases.api.shapes import Shape
from cases.filters import HistoryFilter
from cases.models import PersonVersion
from cases.sheets import history as sheets
from cases.sheets.history import Kept
from districts.api.districts import NamedStaff


class ChangeSerializer(Shape):
    field = serializers.CharField()
    field_label = serializers.CharField(source="label")
    before = serializers.CharField()
    after = serializers.CharField()


class VersionSerializer(Shape):
    id = serializers.IntegerField()
    of = serializers.ChoiceField(Kept.choices, source="kind")
    of_label = serializers.CharField(source="kind_label")
    at = serializers.DateTimeField()
    by = NamedStaff(allow_null=True)
    first = serializers.BooleanField()
    changes = ChangeSerializer(many=True)


@extend_schema(tags=["直した記録"], summary="だれが、何を、何から何へ直したか（新しい順）")
class History(ListingOfCase):
    serializer_class = VersionSerializer
    filterset_class = HistoryFilter
    queryset = PersonVersion.objects.none()
    ordering = ("-pgh_id",)

    def get_queryset(self) -> QuerySet[Any]:
        asked = self.request.query_params.get("of", "")
        self.kind = Kept(asked) if asked in Kept.values else Kept.PERSON
        self.of_case = self.opened()
        return sheets.loaded(sheets.of_case(self.of_case, self.kind))

    def loaded(self, rows: list[Any]) -> list[Any]:
        return sheets.of(rows, kind=self.kind, cover=self.eyes.over(self.of_case))

    def shown(self, row: Any) -> Any:
        return row
