"""町名 in the API: proposes districts for an address and says when it is split."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.permissions import IsAuthenticated

from districts.filters import TownFilter
from districts.models import Town, TownDistrict


class TownDistrictSerializer(serializers.ModelSerializer[TownDistrict]):
    code = serializers.CharField(source="district_id")
    name = serializers.CharField(source="district.name")
    map_label = serializers.CharField(source="get_map_display")
    basis_label = serializers.CharField(source="get_basis_display")

    class Meta:
        model = TownDistrict
        fields = [
            *("code", "name", "map", "map_label", "partial"),
            *("basis", "basis_label", "source", "note"),
        ]


class TownSerializer(serializers.ModelSerializer[Town]):
    districts = TownDistrictSerializer(source="town_districts", many=True)
    split = serializers.BooleanField()

    class Meta:
        model = Town
        fields = ["name", "kana", "postal_code", "districts", "split"]


@extend_schema(tags=["地区・機関・職員"], summary="町名から地区の候補をさがす")
class TownList(generics.ListAPIView[Town]):
    permission_classes = [IsAuthenticated]
    serializer_class = TownSerializer
    queryset = Town.objects.with_districts()
    filterset_class = TownFilter
    ordering = ("kana",)
    ordering_fields = ("kana", "name", "postal_code")
