"""地区 in the API: figures with their sources, blocks, agencies and CSWs."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.permissions import IsAuthenticated

from districts import sheets
from districts.filters import DistrictFilter
from districts.models import Agency, Block, District, Population, Staff
from fujisawa_care.foundation.api.fields import Ready


class NamedAgency(Ready, serializers.ModelSerializer[Agency]):
    """Without an id where it is withheld (支援措置)."""

    id = serializers.IntegerField(read_only=True, allow_null=True)

    class Meta:
        model = Agency
        fields = ["id", "name"]


class NamedStaff(Ready, serializers.ModelSerializer[Staff]):
    """Without an id where it is withheld (支援措置)."""

    id = serializers.IntegerField(read_only=True, allow_null=True)

    class Meta:
        model = Staff
        fields = ["id", "name"]


class BlockSerializer(serializers.ModelSerializer[Block]):
    scheme = serializers.CharField(source="scheme.name")

    class Meta:
        model = Block
        fields = ["scheme", "name"]


class PopulationSerializer(serializers.ModelSerializer[Population]):
    kind_label = serializers.CharField(source="get_kind_display")
    ageing_rate = serializers.DecimalField(5, 2, coerce_to_string=False)

    class Meta:
        model = Population
        fields = [
            *("year", "as_of", "kind", "kind_label"),
            *("total", "age65", "age75", "ageing_rate", "source"),
        ]


class DistrictSerializer(serializers.ModelSerializer[District]):
    blocks = BlockSerializer(many=True)
    populations = PopulationSerializer(many=True)
    agencies = serializers.SerializerMethodField()
    csws = serializers.SerializerMethodField()

    class Meta:
        model = District
        fields = [
            *("code", "name", "kana", "centre_name", "centre_address", "centre_tel"),
            *("centre_source", "blocks", "populations", "agencies", "csws"),
        ]

    @extend_schema_field(NamedAgency(many=True))
    def get_agencies(self, district: District) -> Any:
        return NamedAgency(sheets.local_agencies(district), many=True).data

    @extend_schema_field(NamedStaff(many=True))
    def get_csws(self, district: District) -> Any:
        return NamedStaff(sheets.csws(district), many=True).data


class _Districts(generics.GenericAPIView[District]):
    permission_classes = [IsAuthenticated]
    serializer_class = DistrictSerializer
    queryset = District.objects.all()

    def get_queryset(self) -> QuerySet[District]:
        return sheets.described(District.objects.all(), on=timezone.localdate())


@extend_schema(tags=["地区・機関・職員"], summary="13地区の一覧")
class DistrictList(_Districts, generics.ListAPIView[District]):
    filterset_class = DistrictFilter
    ordering = ("code",)
    ordering_fields = ("code", "kana")


@extend_schema(tags=["地区・機関・職員"], summary="1つの地区")
class DistrictDetail(_Districts, generics.RetrieveAPIView[District]):
    lookup_field = "code"
