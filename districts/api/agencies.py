"""機関 in the API: those valid today, found by district, programme, topic and name."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.permissions import IsAuthenticated

from districts.filters import AgencyFilter
from districts.models import Agency, Programme


class AgencySerializer(serializers.ModelSerializer[Agency]):
    type_label = serializers.CharField(source="get_type_display")
    programmes = serializers.ListField(child=serializers.ChoiceField(Programme.choices))

    class Meta:
        model = Agency
        fields = [
            *("id", "name", "short_name", "type", "type_label", "kind", "operator", "programmes"),
            *("topics", "districts", "citywide", "valid_from", "valid_until", "tel", "fax"),
            *("address", "hours", "accepts_referrals", "fictional", "source"),
        ]


class _Agencies(generics.GenericAPIView[Agency]):
    permission_classes = [IsAuthenticated]
    serializer_class = AgencySerializer
    queryset = Agency.objects.prefetch_related("topics", "districts")


@extend_schema(tags=["地区・機関・職員"], summary="きょう有効な機関の一覧")
class AgencyList(_Agencies, generics.ListAPIView[Agency]):
    filterset_class = AgencyFilter
    ordering = ("name",)
    ordering_fields = ("name",)

    def get_queryset(self) -> QuerySet[Agency]:
        valid = Agency.objects.valid_on(timezone.localdate())
        return valid.prefetch_related("topics", "districts")


@extend_schema(tags=["地区・機関・職員"], summary="1つの機関（終わったものも読める）")
class AgencyDetail(_Agencies, generics.RetrieveAPIView[Agency]):
    pass
